import { readAddressText } from '../../model/address-text.js';
import type { Problem } from '../../model/diagnostic.js';
import type { ValueMap } from '../../terraform/config.js';
import { itemsIn } from '../../terraform/read-items.js';

const TARGETS = ['destination_addresses', 'destination_ip_groups', 'destination_fqdns'];
const NAME = /^(?!-)[a-z0-9_-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9_-]{1,63}(?<!-))+$/i;

/** A network rule by name resolves it: a star cannot be resolved, and azurerm takes it all the same. */
export function lintNetworkRule(where: string, rule: ValueMap): readonly Problem[] {
  const given = TARGETS.filter((name) => itemsIn(rule[name]).length > 0);
  const texts = (name: string): readonly string[] => itemsIn(rule[name]).flatMap((item) => (typeof item === 'string' ? [item] : []));
  return [
    ...(given.length === 0 ? [{ where, expected: `one of ${TARGETS.join(', ')}`, got: 'none' }] : []),
    ...(given.includes('destination_fqdns') && given.length > 1 ? [{ where, expected: 'one kind of destination', got: given.join(' and ') }] : []),
    ...(itemsIn(rule['destination_ports']).length === 0 ? [{ where: `${where}.destination_ports`, expected: 'at least one port', got: 'none' }] : []),
    ...(itemsIn(rule['protocols']).length === 0 ? [{ where: `${where}.protocols`, expected: 'at least one protocol', got: 'none' }] : []),
    ...texts('destination_fqdns').flatMap((text) => lintName(`${where}.destination_fqdns`, text)),
    ...texts('destination_ports').flatMap((text) => lintPorts(`${where}.destination_ports`, text)),
    ...texts('destination_addresses').filter((text) => !isAddress(text) && !isTag(text)).map((text) => ({ where: `${where}.destination_addresses`, expected: 'addresses or service tags; names belong in destination_fqdns', got: `"${text}"` })),
    ...texts('source_addresses').filter((text) => !isAddress(text)).map((text) => ({ where: `${where}.source_addresses`, expected: 'addresses, networks, ranges or *', got: `"${text}"` })),
  ];
}

const isAddress = (text: string): boolean => text === '*' || readAddressText(text) !== undefined;

/** `Storage.WestEurope`: words without signs, capitals as one likes, and not what reads as a name. */
const isTag = (text: string): boolean => /^[a-z][a-z0-9]*(?:\.[a-z0-9]+)*$/i.test(text) && !(NAME.test(text) && /\.[a-z]{2,}$/.test(text) && text === text.toLowerCase());

function lintName(where: string, text: string): readonly Problem[] {
  if (NAME.test(text) && text.length <= 253) return [];
  if (text.includes('*')) return [{ where, expected: 'an exact name: a network rule resolves it, and a star has no address; a wildcard needs an application rule', got: `"${text}"` }];
  const meant = meantBy(text);
  return [{ where, expected: 'an exact name such as turn.example.com', got: `"${text}"`, ...(meant === undefined ? {} : { meant }) }];
}

/** A range goes from low to high, and one port is no range (azurerm 5.2.0, port_or_port_range.go). */
function lintPorts(where: string, text: string): readonly Problem[] {
  const [, low, high] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? [];
  const from = Number(low);
  const to = high === undefined ? from : Number(high);
  if (text === '*' || (low !== undefined && from >= 1 && to <= 65_535 && (high === undefined || from < to))) return [];
  return [{ where, expected: 'a port from 1 to 65535, a range from low to high, or *', got: `"${text}"`, ...(high !== undefined && from === to ? { meant: low ?? text } : {}) }];
}

/** What is left without a scheme, a path, a port or a leading dot. */
export function meantBy(text: string): string | undefined {
  const plain = text.trim().replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').replace(/[/:].*$/, '').replace(/^(?:\*\.){2,}/, '*.').replace(/^\./, '*.');
  return plain === text || plain === '' ? undefined : plain;
}
