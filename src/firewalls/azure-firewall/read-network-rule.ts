import { type Condition, type Reading, anyOfReadings, asks, clear, either, mayAsk, on, readingWithin, together } from '../../model/condition.js';
import { exactly } from '../../model/domain-pattern.js';
import { type IntervalSet, difference, intersection } from '../../model/interval-set.js';
import { EVERY_ADDRESS, EVERY_PORT, SOME_NAME, V4_ADDRESSES, V6_ADDRESSES, nameSet, protocolSet } from '../../model/space.js';
import type { TerraformConfig, Value, ValueMap } from '../../terraform/config.js';
import { itemsIn, readItems } from '../../terraform/read-items.js';
import { describeValue, textOf } from '../../terraform/values.js';
import { readAddresses, readIpGroups } from './read-addresses.js';

/**
 * A network rule. A destination by name is what the name resolves to, for any application: here it is every packet to
 * that name. Packets under other names to the same addresses pass as well, which no configuration tells.
 */
export function readNetworkRule(config: TerraformConfig, rule: ValueMap): Condition {
  const source = sideOf(config, rule['source_addresses'], rule['source_ip_groups']);
  const destination = sideOf(config, rule['destination_addresses'], rule['destination_ip_groups']);
  const names = itemsIn(rule['destination_fqdns']);
  const to = [
    ...(destination === undefined ? [] : [on('address', inFamilyOf(destination, source))]),
    ...(names.length === 0 ? [] : [on('name', readItems(rule['destination_fqdns'], { whole: SOME_NAME, text: readName }))]),
  ];
  return together([
    source === undefined ? mayAsk({}, 'no source is given') : on('source', inFamilyOf(source, names.length === 0 ? destination : undefined)),
    to.length === 0 ? mayAsk({}, 'no destination is given') : either(to),
    readProtocols(rule['protocols'], rule['destination_ports']),
  ]);
}

export function sideOf(config: TerraformConfig, addresses: Value | undefined, groups: Value | undefined): Reading<bigint> | undefined {
  const said = [...(itemsIn(addresses).length === 0 ? [] : [readAddresses(addresses)]), ...(itemsIn(groups).length === 0 ? [] : [readIpGroups(config, groups)])];
  return said.length === 0 ? undefined : anyOfReadings(said);
}

/** A packet has one family: `*` beside IPv4 addresses is every IPv4 address. */
function inFamilyOf(side: Reading<bigint>, other: Reading<bigint> | undefined): Reading<bigint> {
  const meets = (family: IntervalSet<bigint>): boolean => other === undefined || intersection(other.most, family).length > 0;
  const [four, six] = [meets(V4_ADDRESSES), meets(V6_ADDRESSES)];
  const possible = readingWithin(side, four && six ? EVERY_ADDRESS : four ? V4_ADDRESSES : six ? V6_ADDRESSES : []);
  const open = side.unread.length === 0 && difference(possible.most, possible.least).length > 0;
  return { ...possible, unread: open ? ['whether * holds IPv6'] : side.unread };
}

function readName(text: string): Reading<string> | undefined {
  return /^[^*\s]+$/.test(text) && !text.startsWith('.') ? clear(nameSet([exactly(text.toLowerCase())])) : undefined;
}

const TCP_UDP = [...protocolSet(6), ...protocolSet(17)];

/** `Any` is every IP protocol, and with a port TCP and UDP (rule-processing, 2025-05-07). */
export function readProtocols(protocols: Value | undefined, ports: Value | undefined): Condition {
  const port = itemsIn(ports).length === 0 ? undefined : readItems(ports, { whole: EVERY_PORT, text: readPort });
  const all = itemsIn(protocols).map((protocol) => readProtocol(protocol, port));
  return all.length === 0 ? mayAsk({}, 'no protocol is given') : either(all);
}

function readProtocol(protocol: Value, port: Reading<number> | undefined): Condition {
  const word = textOf(protocol)?.toLowerCase();
  const every = port !== undefined && difference(EVERY_PORT, port.least).length === 0;
  const perhapsEvery = port === undefined || difference(EVERY_PORT, port.most).length === 0;
  const ports = port === undefined ? mayAsk({}, 'no port is given') : on('port', port);
  if (word === 'tcp' || word === 'udp') return together([asks({ protocol: protocolSet(word === 'tcp' ? 6 : 17) }), ports]);
  if (word === 'any') return every ? asks({}) : either([together([asks({ protocol: TCP_UDP }), ports]), ...(perhapsEvery ? [mayAsk({})] : [])]);
  if (word === 'icmp') return every ? asks({ protocol: protocolSet(1) }) : mayAsk({ protocol: protocolSet(1) }, 'whether ICMP matches a rule for some ports');
  return mayAsk({}, `protocol ${describeValue(protocol)}`);
}

/** `*`, `443`, `1024-2048`. */
function readPort(text: string): Reading<number> | undefined {
  if (text === '*') return clear(EVERY_PORT);
  const [, from = '', to = from] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
  const [low, high] = [Number(from), Number(to)];
  return from === '' || low > high || high > 65535 ? undefined : clear([[low, high + 1]]);
}
