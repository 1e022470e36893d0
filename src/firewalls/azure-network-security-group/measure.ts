import { groupBy } from '../../model/group-by.js';
import { type Meter, type MeterPlace, type Share, meterOf } from '../../model/meter.js';
import { vendorsIn } from '../../model/vendors-in.js';
import type { Resource, TerraformConfig, Value, ValueMap } from '../../terraform/config.js';
import { ownerByName } from '../../terraform/named.js';
import { isComputed, isElsewhere } from '../../terraform/owner.js';
import { itemsIn } from '../../terraform/read-items.js';
import { describeValue, isMap, resourcesOf, textOf } from '../../terraform/values.js';
import type { Deployed } from '../firewall.js';
import { quotas } from './limits.js';

const KIND = 'azure-network-security-group';

/** A rule, and the group it is in. */
interface Placed {
  readonly deployed: Deployed;
  /** Tells groups apart over all configurations. */
  readonly key: string;
  readonly point: string;
  readonly who: string;
  readonly values: ValueMap;
  readonly unread: readonly string[];
}

/** What Azure holds network security groups to: each of them, and all of them in one subscription. */
export function measure(deployed: readonly Deployed[]): readonly Meter[] {
  const placed = deployed.flatMap((each, index) => {
    const apart = apartRules(each, index);
    const known = new Set(apart.map(nameIn));
    return [...inlineRules(each, index).filter((rule) => !known.has(nameIn(rule))), ...apart];
  });
  return [...groupBy(placed, ({ key }) => key).flatMap(metersOfGroup), ...subscriptionMeters(deployed)];
}

/** A plan of a group that exists repeats the rules of their own inline: by its name it is the same rule. */
const nameIn = ({ key, values, who }: Placed): string => `${key} ${textOf(values['name'])?.toLowerCase() ?? who}`;

const groupsIn = (config: TerraformConfig): readonly Resource[] => resourcesOf(config, 'azurerm_network_security_group');

const whoOf = (values: ValueMap, rule: string): string => vendorsIn(textOf(values['description']) ?? '') ?? rule;

function inlineRules(deployed: Deployed, index: number): readonly Placed[] {
  return groupsIn(deployed.config).flatMap(({ address, values }) =>
    itemsIn(values['security_rule']).filter((block) => !isComputed(block)).map((block) => {
      const place = { deployed, key: `${index} ${address}`, point: address };
      if (!isMap(block)) return { ...place, who: describeValue(block), values: {}, unread: [describeValue(block)] };
      return { ...place, who: whoOf(block, `${address} ${textOf(block['name']) ?? 'security_rule'}`), values: block, unread: [] };
    }),
  );
}

/** A group that is not here has its name in its resource group, whoever adds rules to it. */
function apartRules(deployed: Deployed, index: number): readonly Placed[] {
  return resourcesOf(deployed.config, 'azurerm_network_security_rule').map((rule) => {
    const owner = ownerByName(rule, 'network_security_group_name', groupsIn(deployed.config));
    const unread = [...(isElsewhere(owner) || owner.sure ? [] : [`which group ${rule.address} is in`]), ...(rule.repeats === undefined ? [] : [`how often ${rule.address} is made: ${rule.repeats}`])];
    const point = isElsewhere(owner) ? owner.elsewhere.toLowerCase() : (owner.here[0]?.address ?? '');
    return { deployed, key: isElsewhere(owner) ? point : `${index} ${point}`, point, who: whoOf(rule.values, rule.address), values: rule.values, unread };
  });
}

const SIDES = { sourcesPerGroup: 'source', destinationsPerGroup: 'destination' } as const;

function metersOfGroup(rules: readonly [Placed, ...Placed[]]): readonly Meter[] {
  const place: MeterPlace = { kind: KIND, point: rules[0].point, sites: rules.flatMap(({ deployed }) => deployed.sites), raised: rules.flatMap(({ deployed }) => deployed.raised) };
  const unread = rules.flatMap((rule) => rule.unread);
  const asgs = rules.flatMap(({ who, values }) => Object.values(SIDES).map((side) => ({ who: `${who} ${side}`, ids: applicationGroups(values, side) })));
  const widest = asgs.reduce<Share>((most, { who, ids }) => (ids.length > most.amount ? { who, amount: ids.length } : most), { who: '', amount: 0 });
  const distinct = [...new Map(asgs.flatMap(({ who, ids }) => ids.map((id) => [describeValue(id), who] as const))).values()];
  return [
    meterOf(place, 'rulesPerGroup', quotas.rulesPerGroup, { shares: rules.map(({ who }) => ({ who, amount: 1 })), unread }),
    ...(['sourcesPerGroup', 'destinationsPerGroup'] as const).map((name) => meterOf(place, name, quotas[name], { shares: rules.map(({ who, values }) => ({ who, amount: addressesOf(values, SIDES[name]) })), unread })),
    ...(widest.amount === 0
      ? []
      : [meterOf(place, 'applicationGroups', quotas.applicationGroups, { shares: distinct.map((who) => ({ who, amount: 1 })) }), meterOf(place, 'applicationGroupsPerSide', quotas.applicationGroupsPerSide, { shares: [widest] })]),
  ];
}

type Side = (typeof SIDES)[keyof typeof SIDES];

/** `*` and service tags are words, not addresses: they are counted with them, because no page says that they are not. */
const addressesOf = (values: ValueMap, side: Side): number => [`${side}_address_prefix`, `${side}_address_prefixes`].flatMap((name) => itemsIn(values[name])).length;

const applicationGroups = (values: ValueMap, side: Side): readonly Value[] => itemsIn(values[`${side}_application_security_group_ids`]);

function subscriptionMeters(deployed: readonly Deployed[]): readonly Meter[] {
  const users = deployed.filter(({ config }) => groupsIn(config).length > 0);
  const place: MeterPlace = { kind: KIND, point: 'azure subscription', sites: users.flatMap(({ sites }) => sites), raised: users.flatMap(({ raised }) => raised) };
  const shares = users.map(({ sites, config }) => ({ who: [...sites].sort().join(' + '), amount: groupsIn(config).length }));
  const advisory = 'counted as if all sites stood in one subscription and region';
  return users.length === 0 ? [] : [meterOf(place, 'groupsPerRegion', quotas.groupsPerRegion, { shares, advisory })];
}
