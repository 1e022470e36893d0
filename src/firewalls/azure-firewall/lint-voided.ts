import type { Problem } from '../../model/diagnostic.js';
import { itemsIn } from '../../terraform/read-items.js';
import { textOf } from '../../terraform/values.js';
import type { Collection, PlacedRule } from './lint-collections.js';

/** Destinations that are every address, or the internet. */
const EVERYWHERE = ['*', '0.0.0.0/0', '0.0.0.0-255.255.255.255', 'Internet'];

/**
 * All network rules come before all application rules (rule-processing, 2025-05-07): one that allows TCP 443 or 80 to
 * everywhere makes the rules by name decide nothing for its sources, and one that denies everything too.
 */
export function voidedRules(collections: readonly Collection[]): readonly Problem[] {
  const [named] = collections.filter(({ section }) => section === 'application').flatMap(({ rules }) => rules);
  if (named === undefined) return [];
  return collections.filter(({ section }) => section === 'network').flatMap(({ block, rules }) =>
    rules.filter(isEverywhere).map(({ where, rule }) => ({
      where,
      expected: `destinations of its own: network rules come first, so that for its sources ${named.where} and all other application rules decide nothing on these ports`,
      got: `${textOf(block['action']) ?? 'a rule'} of ${itemsIn(rule['destination_ports']).map(String).join(', ')} to ${itemsIn(rule['destination_addresses']).map(String).join(', ')}`,
    })),
  );
}

function isEverywhere({ rule }: PlacedRule): boolean {
  const texts = (name: string): readonly string[] => itemsIn(rule[name]).flatMap((item) => textOf(item) ?? (typeof item === 'number' ? [String(item)] : []));
  const tcp = texts('protocols').some((protocol) => ['tcp', 'any'].includes(protocol.toLowerCase()));
  return tcp && texts('destination_addresses').some((text) => EVERYWHERE.includes(text)) && texts('destination_ports').some(holdsWeb);
}

/** Does it hold 443 or 80? */
function holdsWeb(ports: string): boolean {
  if (ports === '*') return true;
  const [from = 0, to = from] = ports.split('-').map(Number);
  return [80, 443].some((port) => from <= port && port <= to);
}
