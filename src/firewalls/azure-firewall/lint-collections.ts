import type { Problem } from '../../model/diagnostic.js';
import { groupBy } from '../../model/group-by.js';
import type { Resource, ValueMap } from '../../terraform/config.js';
import { itemsIn } from '../../terraform/read-items.js';
import { isMap, numberOf, textOf } from '../../terraform/values.js';
import { lintApplicationRule } from './lint-application-rule.js';
import { lintNetworkRule } from './lint-network-rule.js';
import { lintPriority } from './lint-priority.js';

export type Section = 'nat' | 'network' | 'application';

const SECTIONS: readonly Section[] = ['nat', 'network', 'application'];

/** A collection of rules, and where it stands. */
export interface Collection {
  readonly where: string;
  readonly section: Section;
  readonly block: ValueMap;
  readonly rules: readonly PlacedRule[];
}

export interface PlacedRule {
  readonly where: string;
  readonly rule: ValueMap;
}

/** The collections of a group that are written out. */
export function collectionsOf({ address, values }: Resource): readonly Collection[] {
  return SECTIONS.flatMap((section) =>
    itemsIn(values[`${section}_rule_collection`]).filter(isMap).map((block, index) => {
      const where = `${address} ${textOf(block['name']) ?? `${section}_rule_collection[${index}]`}`;
      const rules = itemsIn(block['rule']).filter(isMap).map((rule, at) => ({ where: `${where}/${textOf(rule['name']) ?? `rule[${at}]`}`, rule }));
      return { where, section, block, rules };
    }),
  );
}

export function lintCollections(group: Resource): readonly Problem[] {
  const collections = collectionsOf(group);
  return [
    ...sameNames(collections.map(({ where, block }) => ({ where, name: textOf(block['name']) })), group.address),
    ...samePriorities(collections),
    ...collections.flatMap(({ where, section, block, rules }) => [
      ...problemsOfName(where, textOf(block['name'])),
      ...lintPriority(where, block),
      ...(itemsIn(block['rule']).length === 0 ? [{ where, expected: 'at least one rule', got: 'an empty collection' }] : []),
      ...sameNames(rules.map((each) => ({ where: each.where, name: textOf(each.rule['name']) })), where),
      ...rules.flatMap((each) => [...noSource(each), ...lintRule(section, each)]),
    ]),
  ];
}

const lintRule = (section: Section, { where, rule }: PlacedRule): readonly Problem[] =>
  section === 'application' ? lintApplicationRule(where, rule) : section === 'network' ? lintNetworkRule(where, rule) : [];

const noSource = ({ where, rule }: PlacedRule): readonly Problem[] =>
  itemsIn(rule['source_addresses']).length + itemsIn(rule['source_ip_groups']).length > 0 ? [] : [{ where, expected: 'source_addresses or source_ip_groups', got: 'neither' }];

/** Of firewall policies and what belongs to them (Azure naming rules, Microsoft.Network, read 2026-11-20). */
function problemsOfName(where: string, name: string | undefined): readonly Problem[] {
  return name === undefined || (name.length <= 80 && name.trim() !== '') ? [] : [{ where, expected: 'a name of 1 to 80 characters', got: `${name.length} characters` }];
}

interface Named {
  readonly where: string;
  readonly name: string | undefined;
}

/** Azure does not tell capitals apart in names. */
function sameNames(named: readonly Named[], inside: string): readonly Problem[] {
  const known = named.filter(({ name }) => name !== undefined);
  return groupBy(known, ({ name }) => (name ?? '').toLowerCase()).flatMap(([, ...others]) => others.map(({ where, name }) => ({ where, expected: `a name of its own in ${inside}`, got: `"${name ?? ''}" again` })));
}

/** Of one type: which of the two comes first is not documented. */
function samePriorities(collections: readonly Collection[]): readonly Problem[] {
  const placed = collections.filter(({ block }) => numberOf(block['priority']) !== undefined);
  return groupBy(placed, ({ section, block }) => `${section} ${String(numberOf(block['priority']))}`).flatMap(([first, ...others]) =>
    others.map(({ where, block }) => ({ where, expected: 'a priority of its own among collections of the type', got: `${String(numberOf(block['priority']))}, which ${first.where} has` })),
  );
}
