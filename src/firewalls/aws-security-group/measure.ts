import { type Meter, type MeterPlace, type Share, limitFor, meterOf } from '../../model/meter.js';
import { groupBy } from '../../model/group-by.js';
import type { Resource, TerraformConfig } from '../../terraform/config.js';
import { isComputed, isElsewhere, ownerOf } from '../../terraform/owner.js';
import { blocksOf, describeValue, isMap, listOf, numberOf, resourcesOf } from '../../terraform/values.js';
import type { Deployed } from '../firewall.js';
import { quotas } from './limits.js';
import { type Weight, weightsIn } from './measure-rules.js';

const KIND = 'aws-security-group';

/** What AWS holds security groups and prefix lists to: each of them, and all of them in one account. */
export function measure(deployed: readonly Deployed[]): readonly Meter[] {
  return [...groupMeters(deployed), ...deployed.flatMap(listMeters), ...accountMeters(deployed)];
}

interface Placed extends Weight {
  readonly deployed: Deployed;
  readonly place: string;
}

/** A group elsewhere that several configurations name by its id is one. */
function groupMeters(deployed: readonly Deployed[]): readonly Meter[] {
  const placed = deployed.flatMap((each, index): readonly Placed[] =>
    weightsIn(each.config).map((weight) => ({ ...weight, deployed: each, place: /^sg-/.test(weight.group) ? weight.group : `${index} ${weight.group}` })),
  );
  return groupBy(placed, ({ place, direction, family }) => `${place} ${direction} ${family}`).flatMap(metersOfGroup);
}

function metersOfGroup(weights: readonly [Placed, ...Placed[]]): readonly Meter[] {
  const [{ group, direction, family }] = weights;
  const place: MeterPlace = { kind: KIND, point: `${group} ${direction} IPv${family}`, sites: weights.flatMap((each) => each.deployed.sites), raised: weights.flatMap((each) => each.deployed.raised) };
  const unread = weights.flatMap((weight) => weight.unread);
  const groups = limitFor('groupsPerInterface', quotas.groupsPerInterface, place.raised);
  return [
    meterOf(place, 'rulesPerGroup', quotas.rulesPerGroup, { shares: weights, unread }),
    meterOf(place, 'rulesPerInterface', quotas.rulesPerInterface, { shares: weights.map(({ who, amount }) => ({ who, amount: amount * groups })), unread }),
  ];
}

const listsIn = (config: TerraformConfig): readonly Resource[] => resourcesOf(config, 'aws_ec2_managed_prefix_list');

/** Entries against `max_entries`, and that against the quota. Terraform writes inline entries in one call. */
function listMeters({ config, sites, raised }: Deployed): readonly Meter[] {
  return listsIn(config).flatMap((list) => {
    const place: MeterPlace = { kind: KIND, point: list.address, sites, raised };
    const apart = entriesApart(config, list);
    const known = new Set(apart.map(({ cidr }) => cidr)); // a plan of a list that exists repeats them inline
    const inline = blocksOf(list.values['entry']).filter(({ cidr }) => !known.has(describeValue(cidr))).length;
    const unread = listOf(list.values['entry']).filter((each) => !isMap(each) && !isComputed(each)).map(describeValue);
    const shares = [{ who: `${list.address} entry`, amount: inline }, ...apart];
    const most = numberOf(list.values['max_entries']);
    const own = { value: most ?? 0, source: `${list.address}.max_entries`, read: 'in the configuration', what: 'entries, as the list reserves them', adjustable: false };
    return [
      ...(most === undefined ? [] : [meterOf(place, 'maxEntries', own, { shares, unread }), meterOf(place, 'entriesPerPrefixList', quotas.entriesPerPrefixList, { shares: [{ who: list.address, amount: most }] })]),
      ...(inline + unread.length === 0 ? [] : [meterOf(place, 'entriesPerCall', quotas.entriesPerCall, { shares: [{ who: `${list.address} entry`, amount: inline }], unread })]),
    ];
  });
}

function entriesApart(config: TerraformConfig, list: Resource): readonly (Share & { readonly cidr: string })[] {
  return resourcesOf(config, 'aws_ec2_managed_prefix_list_entry').flatMap((entry) => {
    const owner = ownerOf(entry.values['prefix_list_id'], listsIn(config));
    return isElsewhere(owner) || !owner.sure || owner.here[0] !== list ? [] : [{ who: entry.address, amount: 1, cidr: describeValue(entry.values['cidr']) }];
  });
}

const ONE_ACCOUNT = 'counted as if all sites stood in one account and region';

function accountMeters(deployed: readonly Deployed[]): readonly Meter[] {
  const place = { kind: KIND, point: 'aws account', raised: deployed.flatMap(({ raised }) => raised) };
  const counted = [
    ['groupsPerRegion', (config: TerraformConfig) => resourcesOf(config, 'aws_security_group').length],
    ['prefixListsPerRegion', (config: TerraformConfig) => listsIn(config).length],
    ['prefixListReferences', (config: TerraformConfig) => weightsIn(config).filter(({ byList }) => byList).length],
  ] as const;
  return counted.flatMap(([name, count]) => {
    const users = deployed.filter(({ config }) => count(config) > 0);
    const shares = users.map(({ sites, config }) => ({ who: [...sites].sort().join(' + '), amount: count(config) }));
    return users.length === 0 ? [] : [meterOf({ ...place, sites: users.flatMap(({ sites }) => sites) }, name, quotas[name], { shares, advisory: ONE_ACCOUNT })];
  });
}
