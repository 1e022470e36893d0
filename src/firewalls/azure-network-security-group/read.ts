import { type Condition, type Ranked, type RulePlace, inPriorityOrder, linesOf, mayAsk, uncertain } from '../../model/condition.js';
import type { Filter } from '../../model/filter.js';
import { groupBy } from '../../model/group-by.js';
import type { Direction } from '../../model/protocol.js';
import type { Resource, TerraformConfig, Value, ValueMap } from '../../terraform/config.js';
import { isComputed, isElsewhere, ownerOf } from '../../terraform/owner.js';
import { itemsIn } from '../../terraform/read-items.js';
import { describeValue, isMap, numberOf, resourcesOf, textOf } from '../../terraform/values.js';
import { defaultRules } from './read-defaults.js';
import { directionsOf, readRule } from './read-rule.js';

const KIND = 'azure-network-security-group';
const BOTH: readonly Direction[] = ['egress', 'ingress'];

/** A rule that is a resource of its own, and the groups it may belong to. */
interface Standalone {
  readonly here: readonly Resource[];
  /** Of the group, where it is not in the configuration. */
  readonly elsewhere?: string;
  readonly directions: readonly Direction[];
  readonly rule: Ranked;
}

/**
 * What network security groups say: one filter for each group, and one for each group that is not in the configuration
 * but is given rules by it. Rules by priority, behind them those that Azure gives every group.
 */
export function read(config: TerraformConfig): readonly Filter[] {
  const groups = resourcesOf(config, 'azurerm_network_security_group');
  const rules = resourcesOf(config, 'azurerm_network_security_rule').map((rule) => standalone(rule, groups));
  const elsewhere = groupBy(rules.filter((rule) => rule.elsewhere !== undefined), (rule) => rule.elsewhere ?? '');
  return [...groups.map((group) => filterOf(group, rules.filter(({ here }) => here.includes(group)))), ...elsewhere.map(filterElsewhere)];
}

function filterOf(group: Resource, rules: readonly Standalone[]): Filter {
  const inline = inlineRules(group, rules.length > 0);
  const notes = [
    ...(group.repeats === undefined ? [] : [`${group.address} is made as often as it says: ${group.repeats}`]),
    ...(inline.length > 0 && rules.length > 0 ? [`${group.address} has rules inline and as resources of their own: each apply undoes the other`] : []),
  ];
  const lines = [...inPriorityOrder([...inline, ...rules.map(({ rule }) => rule)]), ...defaultRules(group.address, BOTH)];
  return { kind: KIND, point: group.address, directions: BOTH, lines, otherwise: 'deny', ...(notes.length === 0 ? {} : { notes }) };
}

function filterElsewhere(rules: readonly [Standalone, ...Standalone[]]): Filter {
  const point = rules[0].elsewhere ?? '';
  const directions = BOTH.filter((direction) => rules.some((rule) => rule.directions.includes(direction)));
  const lines = [...inPriorityOrder(rules.map(({ rule }) => rule)), ...defaultRules(point, directions)];
  return { kind: KIND, point, directions, lines, otherwise: 'deny', notes: [`${point} is not in this configuration: other rules of it, which may come first, are not known`] };
}

/**
 * Blocks in the group. What the configuration leaves out, the provider fills in after apply: beside standalone rules it
 * is none, because both together are not allowed (azurerm documentation, read 2026-11-20).
 */
function inlineRules(group: Resource, hasStandalone: boolean): readonly Ranked[] {
  const written = group.values['security_rule'];
  if (isComputed(written) && hasStandalone) return [];
  return itemsIn(written).map((block, index) => {
    if (isMap(block)) return ranked(`${group.address} ${textOf(block['name']) ?? `security_rule[${index}]`}`, block, []);
    const rule = `${group.address} security_rule[${index}]`;
    return { priority: undefined, lines: linesOf(undefined, { rule }, mayAsk({}, `${describeValue(block)} is not known here`)) };
  });
}

function standalone(rule: Resource, groups: readonly Resource[]): Standalone {
  const named = rule.values['network_security_group_name'];
  const owner = ownerOf(named, sameResourceGroup(groups, rule), 'name');
  const doubts = [
    ...(rule.repeats === undefined ? [] : [`how often it is made: ${rule.repeats}`]),
    ...(isElsewhere(owner) || owner.sure ? [] : [`which group it belongs to: ${describeValue(named)}`]),
  ];
  return {
    ...(isElsewhere(owner) ? { here: [], elsewhere: owner.elsewhere } : { here: owner.here }),
    directions: directionsOf(rule.values['direction']),
    rule: ranked(rule.address, rule.values, doubts),
  };
}

/** Names of groups are unique in a resource group alone; a name that is not known excludes nothing. */
function sameResourceGroup(groups: readonly Resource[], rule: Resource): readonly Resource[] {
  const wanted = rule.values['resource_group_name'];
  const differs = (other: Value | undefined): boolean => typeof wanted === 'string' && typeof other === 'string' && wanted.toLowerCase() !== other.toLowerCase();
  return groups.filter((group) => !differs(group.values['resource_group_name']));
}

function ranked(rule: string, values: ValueMap, doubts: readonly string[]): Ranked {
  const condition: Condition = readRule(values);
  const priority = numberOf(values['priority']);
  return {
    priority: priority === undefined ? undefined : [priority],
    lines: linesOf(actionOf(values['access']), placeOf(rule, values['description']), doubts.length === 0 ? condition : uncertain(condition, ...doubts)),
  };
}

function actionOf(access: Value | undefined): 'permit' | 'deny' | undefined {
  const word = textOf(access)?.toLowerCase();
  return word === 'allow' ? 'permit' : word === 'deny' ? 'deny' : undefined;
}

function placeOf(rule: string, description: Value | undefined): RulePlace {
  const about = textOf(description);
  return about === undefined || about === '' ? { rule } : { rule, about };
}
