import type { Problem } from '../../model/diagnostic.js';
import { REFERENCE, type Resource, type TerraformConfig, type Value, type ValueMap } from '../../terraform/config.js';
import { blockOf, blocksOf, describeValue, isKnown, isReference, listOf, numberOf, textOf } from '../../terraform/values.js';
import { lintGroupNames } from './lint-group-names.js';
import { type PlacedRule, rulesIn } from './lint-rules.js';
import { DROPS } from './read-defaults.js';
import { firewallsOf, ruleGroupAt, vpcOf } from './read-references.js';
import { orderOfGroup, readOrder } from './read-rule-group.js';

/** A policy and how it joins its groups. */
export function lintPolicy(config: TerraformConfig, resource: Resource): readonly Problem[] {
  const { address, values } = resource;
  const policy = blockOf(values['firewall_policy']);
  const strict = readOrder(blockOf(policy['stateful_engine_options'])) === 'strict';
  const references = blocksOf(policy['stateful_rule_group_reference']);
  const groups = references.flatMap((block) => ruleGroupAt(config, block['resource_arn']) ?? []);
  return [
    ...lintPriorities(address, references, strict),
    ...groups.flatMap((group) => wrongOrder(address, group, strict)),
    ...repeated(address, references),
    ...lintDefaults(address, policy, strict, references.length > 0),
    ...lintGroupNames(groups),
    ...sidsOverGroups(address, groups),
    ...lintHome(config, resource, policy, groups),
  ];
}

const nameOf = (arn: Value | undefined): string => (isReference(arn) ? arn[REFERENCE] : describeValue(arn));

function lintPriorities(address: string, references: readonly ValueMap[], strict: boolean): readonly Problem[] {
  const seen = new Map<number, string>();
  return references.flatMap((block): readonly Problem[] => {
    const group = nameOf(block['resource_arn']);
    const where = `${address} ${group}.priority`;
    const priority = numberOf(block['priority']);
    if (!strict) return priority === undefined ? [] : [{ where, expected: 'no priority: the rule order is by action', got: String(priority) }];
    if (priority === undefined) return isKnown(block['priority']) ? [{ where, expected: 'a priority: the rule order is strict', got: 'nothing' }] : [];
    const earlier = seen.get(priority);
    if (earlier === undefined) seen.set(priority, group);
    if (priority < 1 || priority > 65_535 || !Number.isInteger(priority)) return [{ where, expected: 'a whole number from 1 to 65535', got: String(priority) }];
    return earlier === undefined ? [] : [{ where, expected: 'a priority of its own', got: `${priority}, which ${earlier} has` }];
  });
}

function wrongOrder(address: string, group: Resource, strict: boolean): readonly Problem[] {
  const order = orderOfGroup(group);
  if (order === undefined || (order === 'strict') === strict) return [];
  return [{ where: `${address} ${group.address}`, expected: `a group of ${strict ? 'strict' : 'action'} order, as the policy is`, got: `one of ${order} order` }];
}

function repeated(address: string, references: readonly ValueMap[]): readonly Problem[] {
  const names = references.map((block) => nameOf(block['resource_arn']));
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map((name) => ({ where: `${address} ${name}`, expected: 'each group referenced once', got: 'several references' }));
}

function lintDefaults(address: string, policy: ValueMap, strict: boolean, hasGroups: boolean): readonly Problem[] {
  const where = `${address}.stateful_default_actions`;
  const given = listOf(policy['stateful_default_actions']);
  const actions = given.flatMap((action) => textOf(action) ?? []);
  const drops = actions.filter((action) => DROPS.some((drop) => drop === action));
  const unknown = actions.filter((action) => !DROPS.some((drop) => drop === action || drop.replace('drop', 'alert') === action));
  const plain = actions.filter((action) => /_established$/.test(action));
  const mixed = plain.length > 0 && actions.some((action) => action.includes('app_layer'));
  const open = strict && hasGroups && drops.length === 0 && given.length === actions.length;
  return [
    ...unknown.map((action) => ({ where, expected: `one of ${DROPS.join(', ')} or its aws:alert_ twin`, got: action })),
    ...(!strict && actions.length > 0 ? [{ where, expected: 'no default actions: they need strict order', got: actions.join(', ') }] : []),
    ...(drops.length > 1 ? [{ where, expected: 'one drop', got: drops.join(', ') }] : []),
    ...(mixed ? [{ where, expected: 'either established or app_layer, which exclude each other', got: actions.join(', ') }] : []),
    ...(open ? [{ where, expected: 'a drop: without one everything that no rule matches passes', got: actions.length === 0 ? 'nothing' : actions.join(', ') }] : []),
    ...lintStateless(address, policy, hasGroups),
  ];
}

/** Fragments of UDP have a default of their own, all others are dropped (API reference, FirewallPolicy, read 2026-11-20). */
function lintStateless(address: string, policy: ValueMap, hasGroups: boolean): readonly Problem[] {
  const actionsOf = (name: string): readonly string[] => listOf(policy[name]).flatMap((action) => textOf(action) ?? []);
  const actions = actionsOf('stateless_default_actions');
  const fragments = actionsOf('stateless_fragment_default_actions');
  if (!hasGroups) return [];
  return [
    ...(actions.length === 0 || actions.includes('aws:forward_to_sfe') ? [] : [{ where: `${address}.stateless_default_actions`, expected: 'aws:forward_to_sfe: the rule groups see nothing else', got: actions.join(', ') }]),
    ...(fragments.includes('aws:pass') ? [{ where: `${address}.stateless_fragment_default_actions`, expected: 'aws:forward_to_sfe or aws:drop: UDP in fragments passes whatever the rule groups say', got: fragments.join(', ') }] : []),
  ];
}

/** Within a group it is refused; over groups the logs cannot tell the rules apart, and AWS advises against it. */
function sidsOverGroups(address: string, groups: readonly Resource[]): readonly Problem[] {
  const first = new Map<string, Resource>();
  return [...new Set(groups)].flatMap((group) =>
    rulesIn(group).flatMap(({ where, sid }: PlacedRule) => {
      const earlier = sid === undefined ? undefined : first.get(sid);
      if (sid !== undefined && earlier === undefined) first.set(sid, group);
      return earlier === undefined || earlier === group ? [] : [{ where, expected: `a sid of its own in ${address}, not ${String(sid)}`, got: `that of a rule of ${earlier.address}` }];
    }),
  );
}

/** Without it HOME_NET is the firewall's own VPC: traffic of any other matches no rule from $HOME_NET. */
function lintHome(config: TerraformConfig, resource: Resource, policy: ValueMap, groups: readonly Resource[]): readonly Problem[] {
  const { address } = resource;
  const variables = blockOf(policy['policy_variables']);
  const names = blocksOf(variables['rule_variables']).map(({ key }) => textOf(key));
  const strange = names.filter((name) => name !== undefined && name !== 'HOME_NET');
  const users = names.includes('HOME_NET') || hasVpcHere(config, resource) || !isKnown(policy['policy_variables']) ? [] : groups.filter(needsHome);
  return [
    ...strange.map((name) => ({ where: `${address}.policy_variables`, expected: 'HOME_NET alone', got: String(name) })),
    ...(users.length === 0 ? [] : [{ where: `${address}.policy_variables`, expected: `HOME_NET, which ${users.map((group) => group.address).join(', ')} ${users.length === 1 ? 'uses' : 'use'}; without it only the networks of the firewall's own VPC match`, got: 'nothing' }]),
  ];
}

function needsHome(group: Resource): boolean {
  const block = blockOf(group.values['rule_group']);
  const own = blocksOf(blockOf(block['rule_variables'])['ip_sets']).some(({ key }) => key === 'HOME_NET');
  const isList = listOf(blockOf(block['rules_source'])['rules_source_list']).length > 0;
  return !own && (isList || rulesIn(group).some(({ rule }) => rule !== undefined && /\$(HOME|EXTERNAL)_NET\b/.test(`${rule.source} ${rule.destination}`)));
}

/** The VPC is written here, so that what HOME_NET holds can be read. */
function hasVpcHere(config: TerraformConfig, policy: Resource): boolean {
  const firewalls = firewallsOf(config, policy);
  return firewalls.length > 0 && firewalls.every((firewall) => vpcOf(config, firewall) !== undefined);
}
