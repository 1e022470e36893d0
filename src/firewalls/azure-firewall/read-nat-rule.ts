import { type Condition, anyOfReadings, on, together, uncertain } from '../../model/condition.js';
import { EVERY_ADDRESS } from '../../model/space.js';
import type { TerraformConfig, ValueMap } from '../../terraform/config.js';
import { itemsIn } from '../../terraform/read-items.js';
import { readAddresses } from './read-addresses.js';
import { readProtocols, sideOf } from './read-network-rule.js';

/**
 * A DNAT rule permits what it translates. Packets here have one destination, and it is not told whether that is the one
 * before or behind the translation: nothing is permitted for sure, at most both.
 */
export function readNatRule(config: TerraformConfig, rule: ValueMap): Condition {
  const source = sideOf(config, rule['source_addresses'], rule['source_ip_groups']) ?? { least: [], most: EVERY_ADDRESS, unread: ['no source is given'] };
  const targets = [rule['destination_address'], rule['destination_addresses'], rule['translated_address']];
  const named = itemsIn(rule['translated_fqdn']).length > 0;
  const address = named ? { least: [], most: EVERY_ADDRESS, unread: ['where translated_fqdn leads'] } : anyOfReadings(targets.map(readAddresses));
  const ports = [...itemsIn(rule['destination_ports']), ...itemsIn(rule['translated_port']).map((port) => (typeof port === 'number' ? String(port) : port))];
  return uncertain(together([on('source', source), on('address', address), readProtocols(rule['protocols'], ports)]), 'destination translation');
}
