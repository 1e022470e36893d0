import type { Quota } from '../../model/limit.js';
import { type Count, type Meter, type MeterPlace, type Share, meterOf } from '../../model/meter.js';
import { REFERENCE, type Resource, type TerraformConfig, type Value, type ValueMap } from '../../terraform/config.js';
import { blockOf, blocksOf, describeValue, followed, isMap, isReference, listOf, numberOf, resourcesOf } from '../../terraform/values.js';
import type { Deployed } from '../firewall.js';
import { quotas } from './limits.js';
import { contentsOf } from './measure-contents.js';
import { longestRule } from './measure-rules.js';
import { ruleGroupAt } from './read-references.js';

const KIND = 'aws-network-firewall';

/** What AWS Network Firewall holds a deployment to: each rule group, each policy, and all of them in one account. */
export function measure(deployed: readonly Deployed[]): readonly Meter[] {
  return [...deployed.flatMap(metersOf), ...looseMeters(deployed), ...accountMeters(deployed)];
}

type Name = keyof typeof quotas;

const read = (place: MeterPlace, name: Name, count: Count): Meter => meterOf(place, name, quotas[name], count);

const groupsIn = (config: TerraformConfig, type: 'STATEFUL' | 'STATELESS'): readonly Resource[] =>
  resourcesOf(config, 'aws_networkfirewall_rule_group').filter(({ values }) => (values['type'] === 'STATELESS') === (type === 'STATELESS'));

const policiesIn = (config: TerraformConfig): readonly Resource[] => resourcesOf(config, 'aws_networkfirewall_firewall_policy');

function metersOf({ config, sites, raised }: Deployed): readonly Meter[] {
  const placeOf = ({ address }: Resource): MeterPlace => ({ kind: KIND, point: address, sites, raised });
  return [
    ...groupsIn(config, 'STATEFUL').flatMap((group) => groupMeters(config, group, placeOf(group))),
    ...policiesIn(config).flatMap((policy) => policyMeters(config, policy, placeOf(policy))),
  ];
}

function groupMeters(config: TerraformConfig, group: Resource, place: MeterPlace): readonly Meter[] {
  const contents = contentsOf(group);
  const { needed, names, bytes, unread } = contents;
  const capacity = numberOf(group.values['capacity']);
  const longest = longestRule(group, contents, homeNetOf(config, group));
  const references = blocksOf(blockOf(blockOf(group.values['rule_group'])['reference_sets'])['ip_set_references']);
  const own: Quota | undefined = capacity === undefined ? undefined : { value: capacity, source: `${group.address}.capacity`, read: 'in the configuration', what: 'capacity, as the group reserves it', adjustable: false };
  return [
    ...(own === undefined ? [] : [meterOf(place, 'capacity', own, { shares: needed, unread })]),
    ...(capacity === undefined ? [] : [read(place, 'capacityPerGroup', { shares: [{ who: group.address, amount: capacity }] })]),
    ...(bytes === undefined ? [] : [read(place, 'bytesPerRulesString', { used: bytes, shares: contents.bytesBy, unread })]),
    ...(longest === undefined ? [] : [read(place, 'charactersPerRule', { used: longest.amount, shares: [longest], unread: longest.unread })]),
    ...(references.length === 0 ? [] : [read(place, 'referencesPerGroup', { shares: references.map(({ key }) => ({ who: `@${String(key)}`, amount: 1 })) })]),
    ...(names === undefined ? [] : [read(place, 'namesPerList', { used: names, shares: [], unread, advisory: 'more is advised against, no maximum is documented' })]),
  ];
}

/** A group's own HOME_NET stands before that of a policy that uses it. */
function homeNetOf(config: TerraformConfig, group: Resource): readonly Value[] | undefined {
  const users = policiesIn(config).filter((policy) => referencesOf(policy, 'stateful').some((block) => ruleGroupAt(config, block['resource_arn']) === group));
  const sets = users.flatMap(({ values }) => blocksOf(blockOf(blockOf(values['firewall_policy'])['policy_variables'])['rule_variables']));
  const homes = sets.filter(({ key }) => key === 'HOME_NET').map((set) => listOf(blockOf(set['ip_set'])['definition']));
  return homes.reduce<readonly Value[] | undefined>((longest, each) => (longest === undefined || textLength(each) > textLength(longest) ? each : longest), undefined);
}

const textLength = (values: readonly Value[]): number => values.reduce<number>((sum, each) => sum + (typeof each === 'string' ? each.length + 1 : 0), 0);

const referencesOf = ({ values }: Resource, of: 'stateful' | 'stateless'): readonly ValueMap[] => blocksOf(blockOf(values['firewall_policy'])[`${of}_rule_group_reference`]);

function policyMeters(config: TerraformConfig, policy: Resource, place: MeterPlace): readonly Meter[] {
  const stateful = referencesOf(policy, 'stateful');
  const stateless = referencesOf(policy, 'stateless');
  const cidrs = stateful.flatMap((block) => referencedLists(config, ruleGroupAt(config, block['resource_arn'])));
  return [
    read(place, 'groupsPerPolicy', { shares: stateful.map(shareOf), unread: unreadBlocks(policy, 'stateful') }),
    read(place, 'capacityPerPolicy', reserved(config, policy, stateful, 'stateful')),
    ...(stateless.length === 0 ? [] : [read(place, 'statelessGroupsPerPolicy', { shares: stateless.map(shareOf) }), read(place, 'statelessCapacityPerPolicy', reserved(config, policy, stateless, 'stateless'))]),
    ...(cidrs.length === 0 ? [] : [read(place, 'referencedCidrsPerFirewall', { shares: cidrs })]),
  ];
}

const nameOf = (arn: Value | undefined): string => (isReference(arn) ? arn[REFERENCE] : describeValue(arn).replace(/"/g, ''));

const shareOf = (block: ValueMap): Share => ({ who: nameOf(block['resource_arn']), amount: 1 });

const unreadBlocks = ({ values }: Resource, of: 'stateful' | 'stateless'): readonly string[] =>
  [...listOf(values['firewall_policy']), ...listOf(blockOf(values['firewall_policy'])[`${of}_rule_group_reference`])].filter((each) => !isMap(each)).map(describeValue);

/** Groups elsewhere reserve what nobody here knows. */
function reserved(config: TerraformConfig, policy: Resource, blocks: readonly ValueMap[], of: 'stateful' | 'stateless'): Count {
  const capacities = blocks.map((block) => ({ who: nameOf(block['resource_arn']), amount: numberOf(ruleGroupAt(config, block['resource_arn'])?.values['capacity']) }));
  return {
    shares: capacities.flatMap(({ who, amount }) => (amount === undefined ? [] : [{ who, amount }])),
    unread: [...unreadBlocks(policy, of), ...capacities.flatMap(({ who, amount }) => (amount === undefined ? [`the capacity of ${who}`] : []))],
  };
}

function referencedLists(config: TerraformConfig, group: Resource | undefined): readonly Share[] {
  const references = blocksOf(blockOf(blockOf(group?.values['rule_group'])['reference_sets'])['ip_set_references']);
  return references.flatMap((block) => {
    const list = followed(config, blockOf(block['ip_set_reference'])['reference_arn']);
    const amount = numberOf(list?.values['max_entries']);
    return list === undefined || amount === undefined ? [] : [{ who: list.address, amount }];
  });
}

/** Groups that no policy here references go to one that is elsewhere, or to several: nobody here knows. */
function looseMeters(deployed: readonly Deployed[]): readonly Meter[] {
  const loose = deployed.flatMap((each) => looseGroups(each.config).map((group) => ({ ...each, group })));
  if (loose.length === 0) return [];
  const place: MeterPlace = { kind: KIND, point: 'policies elsewhere', sites: loose.flatMap(({ sites }) => sites), raised: loose.flatMap(({ raised }) => raised) };
  const advisory = 'counted as if one policy referenced all groups that no policy here does';
  const capacities = loose.map(({ sites, group }) => ({ who: [...sites].sort().join(' + '), amount: numberOf(group.values['capacity']) ?? 0 }));
  return [
    read(place, 'groupsPerPolicy', { shares: capacities.map(({ who }) => ({ who, amount: 1 })), advisory }),
    read(place, 'capacityPerPolicy', { shares: capacities, advisory }),
  ];
}

function looseGroups(config: TerraformConfig): readonly Resource[] {
  const used = policiesIn(config).flatMap((policy) => referencesOf(policy, 'stateful').map((block) => ruleGroupAt(config, block['resource_arn'])));
  return groupsIn(config, 'STATEFUL').filter((group) => !used.includes(group));
}

const ONE_ACCOUNT = 'counted as if all sites stood in one account and region';

/** Accounts and regions are not in a configuration; what is elsewhere counts too and is not known. */
function accountMeters(deployed: readonly Deployed[]): readonly Meter[] {
  const place = { kind: KIND, point: 'aws account', raised: deployed.flatMap(({ raised }) => raised) };
  const counted: readonly (readonly [Name, (config: TerraformConfig) => readonly Resource[]])[] = [
    ['groupsPerRegion', (config) => groupsIn(config, 'STATEFUL')],
    ['statelessGroupsPerRegion', (config) => groupsIn(config, 'STATELESS')],
    ['policiesPerRegion', policiesIn],
    ['firewallsPerRegion', (config) => resourcesOf(config, 'aws_networkfirewall_firewall')],
  ];
  return counted.flatMap(([name, resourcesIn]) => {
    const users = deployed.filter(({ config }) => resourcesIn(config).length > 0);
    const shares = users.map(({ sites, config }) => ({ who: [...sites].sort().join(' + '), amount: resourcesIn(config).length }));
    return users.length === 0 ? [] : [read({ ...place, sites: users.flatMap(({ sites }) => sites) }, name, { shares, advisory: ONE_ACCOUNT })];
  });
}
