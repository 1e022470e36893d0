import { groupBy } from '../../model/group-by.js';
import { type Meter, type MeterPlace, type Share, meterOf } from '../../model/meter.js';
import type { Resource, TerraformConfig, Value } from '../../terraform/config.js';
import { type Owner, isElsewhere, ownerOf } from '../../terraform/owner.js';
import { isSamePoint } from '../../terraform/point-names.js';
import { itemsIn } from '../../terraform/read-items.js';
import { blockOf, describeValue, listOf, resourcesOf, textOf } from '../../terraform/values.js';
import type { Deployed } from '../firewall.js';
import { quotas } from './limits.js';
import { type GroupUse, useOf } from './measure-groups.js';
import { baseOf, groupsIn, nameOfPolicy, policiesIn, policyOf } from './policies.js';

const KIND = 'azure-firewall';

/** A rule collection group, the policy it goes to, and who puts it there. */
interface Placed {
  readonly deployed: Deployed;
  readonly group: Resource;
  readonly policy: string;
  readonly use: GroupUse;
}

/** What Azure holds a deployment to: each policy with all that any site puts into it, each rule collection group, each IP Group. */
export function measure(deployed: readonly Deployed[]): readonly Meter[] {
  const key = keysOf(deployed);
  const placed = deployed.flatMap((each, index) => groupsOf(each, index, key));
  const parents = new Map(deployed.flatMap(({ config }, index) => policiesIn(config).map((policy) => [key({ here: [policy], sure: true }, index), parentKey(config, policy, index, key)] as const)));
  const inherited = (policy: string | undefined, seen: readonly string[] = []): readonly Placed[] => {
    const parent = policy === undefined ? undefined : parents.get(policy);
    return parent === undefined || seen.includes(parent) ? [] : [...placed.filter((each) => each.policy === parent), ...inherited(parent, [...seen, parent])];
  };
  return [
    ...groupBy(placed, ({ policy }) => policy).flatMap((own) => [...policyMeters(own), ...firewallMeters([...own, ...inherited(own[0].policy)], own[0].policy)]),
    ...placed.map(bytesMeter),
    ...deployed.flatMap((each) => [...ipGroupMeters(each), ...dnsMeters(each)]),
  ];
}

type Name = keyof typeof quotas;

const read = (place: MeterPlace, name: Name, shares: readonly Share[], unread: readonly string[] = [], advisory?: string): Meter =>
  meterOf(place, name, quotas[name], { shares, unread, ...(advisory === undefined ? {} : { advisory }) });

/** What tells the policy that a configuration means from all others, over all configurations. */
type Key = (owner: Owner, index: number) => string;

/** An id is one policy for all sites, whatever its capitals; so is one that is made or looked up here and named by its id elsewhere. */
function keysOf(deployed: readonly Deployed[]): Key {
  const owners = deployed.flatMap(({ config }) => [...groupsIn(config).map((group) => policyOf(config, group)), ...policiesIn(config).map((policy) => baseOf(config, policy))]);
  const ids = [...new Set(owners.flatMap((owner) => (isElsewhere(owner) && isId(owner.elsewhere) ? [owner.elsewhere.toLowerCase()] : [])))].sort(longestFirst);
  return (owner, index) => {
    const names = isElsewhere(owner) ? [owner.elsewhere] : owner.here.slice(0, 1).flatMap((policy) => nameOfPolicy(policy) ?? []);
    const own = isElsewhere(owner) ? owner.elsewhere : (owner.here[0]?.address ?? '');
    return ids.find((id) => names.some((name) => isSamePoint(id, name))) ?? `${index} ${own}`;
  };
}

/** Any other text is its configuration's own. */
const isId = (text: string): boolean => text.startsWith('/');

/** A whole id tells more than its end. */
const longestFirst = (a: string, b: string): number => b.length - a.length || (a < b ? -1 : 1);

function parentKey(config: TerraformConfig, policy: Resource, index: number, key: Key): string | undefined {
  const base = policy.values['base_policy_id'];
  return base === undefined || base === null ? undefined : key(baseOf(config, policy), index);
}

function groupsOf(deployed: Deployed, index: number, key: Key): readonly Placed[] {
  return groupsIn(deployed.config).map((group) => {
    const owner = policyOf(deployed.config, group);
    const doubts = !isElsewhere(owner) && !owner.sure ? [`which policy ${group.address} belongs to`] : [];
    return { deployed, group, policy: key(owner, index), use: useOf(deployed.config, group, doubts) };
  });
}

const placeOf = (placed: readonly Placed[], point: string): MeterPlace => ({
  kind: KIND,
  point,
  sites: placed.flatMap(({ deployed }) => deployed.sites),
  raised: placed.flatMap(({ deployed }) => deployed.raised),
});

const pointOf = (policy: string): string => policy.replace(/^\d+ /, '');

const unreadIn = (placed: readonly Placed[]): readonly string[] => placed.flatMap(({ use }) => use.unread);

function policyMeters(placed: readonly [Placed, ...Placed[]]): readonly Meter[] {
  const place = placeOf(placed, pointOf(placed[0].policy));
  const groups = placed.map(({ group }) => ({ who: nameOf(group), amount: 1 }));
  return [read(place, 'groupsPerPolicy', groups, unreadIn(placed)), read(place, 'ipGroupsPerPolicy', ipGroupShares(placed), unreadIn(placed))].filter(hasAny);
}

/** What a firewall carries comes from its policy and from those it inherits from. */
function firewallMeters(placed: readonly Placed[], policy: string): readonly Meter[] {
  const place = placeOf(placed, pointOf(policy));
  const unread = unreadIn(placed);
  const shares = (of: (use: GroupUse) => readonly Share[]): readonly Share[] => placed.flatMap(({ use }) => of(use));
  return [
    read(place, 'collectionsPerFirewall', shares((use) => use.collections), unread),
    read(place, 'pairsPerFirewall', shares((use) => use.pairs), unread),
    read(place, 'namesInNetworkRules', shares((use) => use.names), unread, 'guidance: more makes the firewall slow to resolve them'),
    read(place, 'natDestinations', shares((use) => use.translated), unread),
  ].filter(hasAny);
}

const hasAny = ({ used, unread }: Meter): boolean => used > 0 || unread !== undefined;

const nameOf = ({ address, values }: Resource): string => textOf(values['name']) ?? address;

/** Each IP Group once, for the first rule collection group that names it. */
function ipGroupShares(placed: readonly Placed[]): readonly Share[] {
  const named = placed.flatMap(({ deployed, group, use }) => use.ipGroups.map((each) => ({ each: each.startsWith('/') ? each : `${deployed.sites.join()} ${each}`, who: textOf(group.values['name']) ?? group.address })));
  const once = new Map([...named].reverse().map(({ each, who }) => [each, who]));
  return [...once.values()].map((who) => ({ who, amount: 1 }));
}

function bytesMeter(placed: Placed): Meter {
  return read(placeOf([placed], placed.group.address), 'bytesPerGroup', placed.use.bytes, placed.use.unread);
}

function ipGroupMeters({ config, sites, raised }: Deployed): readonly Meter[] {
  const groups = resourcesOf(config, 'azurerm_ip_group');
  const apart = resourcesOf(config, 'azurerm_ip_group_cidr').map((entry) => ({ entry, owner: ownerOf(entry.values['ip_group_id'], groups) }));
  return groups.map((group) => {
    const items: readonly Value[] = itemsIn(group.values['cidrs']);
    const own = apart.filter(({ owner }) => !isElsewhere(owner) && owner.sure && owner.here[0] === group).map(({ entry }) => ({ who: entry.address, amount: 1 }));
    const open = items.filter((item) => typeof item !== 'string').map(describeValue);
    return read({ kind: KIND, point: group.address, sites, raised }, 'addressesPerIpGroup', [{ who: `${group.address} cidrs`, amount: items.length }, ...own], open);
  });
}

function dnsMeters({ config, sites, raised }: Deployed): readonly Meter[] {
  return policiesIn(config).flatMap((policy) => {
    const servers = listOf(blockOf(policy.values['dns'])['servers']);
    return servers.length === 0 ? [] : [read({ kind: KIND, point: policy.address, sites, raised }, 'dnsServers', [{ who: `${policy.address} dns`, amount: servers.length }])];
  });
}
