import { readAddressText } from '../../model/address-text.js';
import type { Problem } from '../../model/diagnostic.js';
import { groupBy } from '../../model/group-by.js';
import { type Keyed, clashes } from '../../terraform/clashes.js';
import type { Resource, TerraformConfig, Value, ValueMap } from '../../terraform/config.js';
import { ownerByName } from '../../terraform/named.js';
import { type Owner, isElsewhere } from '../../terraform/owner.js';
import { itemsIn } from '../../terraform/read-items.js';
import { isKnown, isMap, numberOf, resourcesOf, textOf } from '../../terraform/values.js';
import { descriptionLength, nameLength, priorities } from './limits.js';
import { lintFamilies } from './lint-families.js';
import { lintOverlaps } from './lint-overlaps.js';
import { groupPoints } from './read.js';

interface Rule extends Keyed {
  /** Its group's address, or name where it is elsewhere. */
  readonly group: string;
  readonly where: string;
  readonly inline: boolean;
  readonly values: ValueMap;
}

/** What Azure would refuse of network security groups, or what undoes itself at each apply. */
export function lint(config: TerraformConfig, others: readonly TerraformConfig[] = []): readonly Problem[] {
  const rules = rulesIn(config);
  return [
    ...rules.flatMap(lintRule),
    ...groupBy(rules, ({ group }) => group).flatMap(bothWays),
    ...clashes(config, others, { pointsIn: groupPoints, partsIn: rulesIn }, once),
  ];
}

function rulesIn(config: TerraformConfig): readonly Rule[] {
  const groups = resourcesOf(config, 'azurerm_network_security_group');
  const inline = groups.flatMap((group) =>
    itemsIn(group.values['security_rule']).filter(isMap).map((block, index) => ruleOf({ here: [group], sure: true }, group.address, `${group.address} ${textOf(block['name']) ?? `security_rule[${index}]`}`, true, block)),
  );
  const apart = resourcesOf(config, 'azurerm_network_security_rule').flatMap((rule) => apartRule(rule, groups));
  return groupBy([...inline, ...apart], ({ group }) => group).flatMap(once);
}

/** A plan of a group that exists repeats the rules of their own inline: by its name it is the same rule. */
function once(rules: readonly Rule[]): readonly Rule[] {
  const known = new Set(rules.filter(({ inline }) => !inline).map(nameIn));
  return rules.filter((rule) => !rule.inline || !known.has(nameIn(rule)));
}

const nameIn = ({ values }: Rule): string => textOf(values['name'])?.toLowerCase() ?? '';

function apartRule(rule: Resource, groups: readonly Resource[]): readonly Rule[] {
  const owner = ownerByName(rule, 'network_security_group_name', groups);
  const group = isElsewhere(owner) ? owner.elsewhere : owner.sure ? owner.here[0]?.address : undefined;
  return group === undefined || rule.repeats !== undefined ? [] : [ruleOf(owner, group, rule.address, false, rule.values)];
}

function ruleOf(owner: Owner, group: string, where: string, inline: boolean, values: ValueMap): Rule {
  const keys = [
    { key: priorityKey(values), expected: 'a priority of its own in its direction' },
    { key: textOf(values['name'])?.toLowerCase(), expected: 'a name of its own in the group' },
  ];
  return { owner, group, where, inline, values, keys: keys.flatMap(({ key, expected }) => (key === undefined ? [] : [{ key, where, expected, shown: key }])) };
}

/** The inline rules of a group remove all others (azurerm documentation, read 2026-11-20). */
function bothWays(rules: readonly [Rule, ...Rule[]]): readonly Problem[] {
  const [apart] = rules.filter(({ inline }) => !inline);
  const inline = rules.filter((rule) => rule.inline);
  if (apart === undefined || inline.length === 0) return [];
  return [{ where: `${rules[0].group}.security_rule`, expected: 'rules either inline or as resources of their own: together each apply undoes the other', got: `${inline.length} inline beside ${apart.where}` }];
}

function priorityKey(values: ValueMap): string | undefined {
  const priority = numberOf(values['priority']);
  return priority === undefined ? undefined : `${(textOf(values['direction']) ?? '').toLowerCase()} ${priority}`;
}

function lintRule({ where, values }: Rule): readonly Problem[] {
  const priority = numberOf(values['priority']);
  const name = textOf(values['name']);
  const description = textOf(values['description']);
  return [
    ...(priority !== undefined && (priority < priorities.from.value || priority > priorities.to.value) ? [{ where: `${where}.priority`, expected: `a number from ${priorities.from.value} to ${priorities.to.value}`, got: String(priority) }] : []),
    ...(name !== undefined && !(name.length <= nameLength.value && /^[a-zA-Z0-9]([\w.-]*\w)?$/.test(name)) ? [{ where: `${where}.name`, expected: `at most ${nameLength.value} letters, digits, underscores, periods and hyphens`, got: `"${name}"` }] : []),
    ...(description !== undefined && description.length > descriptionLength.value ? [{ where: `${where}.description`, expected: `at most ${descriptionLength.value} characters`, got: `${description.length}` }] : []),
    ...(['source', 'destination'] as const).flatMap((side) => [...lintSide(where, values, side), ...lintPorts(where, values, side)]),
    ...lintFamilies(where, values),
    ...lintOverlaps(where, values),
  ];
}

const textsIn = (value: Value | undefined): readonly string[] => itemsIn(value).flatMap((item) => (typeof item === 'string' || typeof item === 'number' ? [String(item)] : []));

const isOpen = (value: Value | undefined): boolean => !isKnown(value);

function lintSide(where: string, values: ValueMap, side: 'source' | 'destination'): readonly Problem[] {
  const names = [`${side}_address_prefix`, `${side}_address_prefixes`, `${side}_application_security_group_ids`] as const;
  const given = names.filter((name) => itemsIn(values[name]).length > 0 || isOpen(values[name]));
  const [one, several] = names;
  return [
    ...(given.length === 0 ? [{ where: `${where}.${one}`, expected: `one of ${names.join(', ')}`, got: 'none' }] : []),
    ...(given.length > 1 ? [{ where, expected: `one of ${names.join(', ')}`, got: given.join(' and ') }] : []),
    ...textsIn(values[one]).flatMap((text) => (isAddress(text) || isTag(text) || text === '*' ? [] : [{ where: `${where}.${one}`, expected: 'an address, a network, a service tag or *: a network security group knows no names', got: `"${text}"` }])),
    ...textsIn(values[several]).flatMap((text) => (isAddress(text) ? [] : [{ where: `${where}.${several}`, expected: `addresses and networks; * and service tags stand in ${one}`, got: `"${text}"` }])),
  ];
}

const isAddress = (text: string): boolean => readAddressText(text) !== undefined;

/** `Internet`, `Storage.WestEurope`: one word in capitals, perhaps with a region. */
const isTag = (text: string): boolean => /^[A-Z][A-Za-z0-9]+(\.[A-Za-z0-9]+)?$/.test(text);

function lintPorts(where: string, values: ValueMap, side: 'source' | 'destination'): readonly Problem[] {
  const [one, several] = [`${side}_port_range`, `${side}_port_ranges`];
  const given = [one, several].filter((name) => itemsIn(values[name]).length > 0 || isOpen(values[name]));
  return [
    ...(given.length === 0 ? [{ where: `${where}.${one}`, expected: `${one} or ${several}`, got: 'neither' }] : []),
    ...(given.length > 1 ? [{ where, expected: `${one} or ${several}`, got: 'both' }] : []),
    ...[...textsIn(values[one]).filter((text) => text !== '*'), ...textsIn(values[several])].flatMap((text) => (isPorts(text) ? [] : [{ where: `${where}.${side}_port_range`, expected: 'a port from 0 to 65535 or a range from low to high', got: `"${text}"` }])),
  ];
}

function isPorts(text: string): boolean {
  const [, low, high = low] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
  return low !== undefined && Number(low) <= Number(high) && Number(high) <= 65_535;
}
