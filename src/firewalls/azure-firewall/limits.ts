import { type Limit, adjustable, quota } from '../../model/limit.js';

const limit = (value: number, source: string): Limit => Object.freeze({ value, source, read: '2026-11-20' });

const QUOTAS = 'azure-docs includes/firewall-limits.md of 2023-10-10';
const PROVIDER = 'azurerm 5.2.0 firewall_policy_rule_collection_group_resource.go';

/** Ports of application rules end here: the service takes 65535, azurerm does not. */
export const highestApplicationPort = limit(64_000, PROVIDER);

/** A range of ports becomes one protocol entry for each port. Ours: what a network rule could hold in 2018 (firewall-limits.md 2018-07-30). */
export const portsOfApplicationRange = limit(15, 'ours; no limit on entries is documented');

/** Sources and destinations that one IP Group holds. */
export const addressesPerIpGroup = limit(5_000, QUOTAS);

/** IP Groups of one policy. */
export const ipGroupsPerPolicy = limit(600, 'azure.microsoft.com/updates?id=511722 of 2025-10-07');

/** Unique pairs of source and destination in the network rules of a firewall; an IP Group counts as one. */
export const pairsPerFirewall = limit(20_000, QUOTAS);

/**
 * Destinations that a network rule lists before they move to an IP Group. Ours: an even share of the pairs for each of
 * 50 rule collection groups is 400, which is four sources times this.
 */
export const addressesPerRule = limit(100, 'ours; no limit on a rule is documented');

/** Exact names in the network rules of a firewall, guidance. */
export const namesInNetworkRules = limit(1_000, QUOTAS);

/** Rule collection groups of one policy: 50 to 100 by source, the lowest counts. */
export const groupsPerPolicy = limit(50, 'firewall-limits.md before 2022-07; 60 in that of 2023-10-10');

/** Rule collections of one firewall. */
export const collectionsPerFirewall = limit(2_000, 'azure-docs firewall-known-issues of 2025-09-19');

/** Size of one rule collection group, in bytes of JSON. 2 MB by firewall-limits.md; groups failed from 1.4 MB on (azure-docs issue 93880, 2022). */
export const bytesPerGroup = limit(1_300_000, QUOTAS);

/** Longest name: firewall policies and what belongs to them. That of a rule is not documented; it is kept as short. */
export const nameLength = limit(80, 'Azure naming rules, Microsoft.Network/firewallPolicies');

/**
 * How long Terraform waits for one rule collection group. One takes 3 to 5 minutes, they are written one after another,
 * and the clock of azurerm starts before the wait for the lock (azurerm issue 32081, 2026-03-31).
 */
export const patience = '3h';

/** Priorities of rule collection groups and of collections. */
export const priorities = { from: limit(100, PROVIDER), to: limit(65_000, PROVIDER) } as const;

/** Priorities of the collections inside a group; the cloud looks at all network rules first whatever they are. */
export const collectionPriority = { network: 100, application: 200 } as const;

/** Public addresses and destinations that DNAT rules of a firewall translate. */
export const natDestinations = limit(250, QUOTAS);

/** DNS servers of a policy. */
export const dnsServers = limit(15, 'azure-docs firewall/dns-settings.md of 2025-05-15');

/**
 * What a deployed configuration is held to, by the names that the option `limits` takes. No page says which of them are
 * raised on request; a site that was told so may say so of those that support can tell it.
 */
export const quotas = Object.freeze({
  groupsPerPolicy: adjustable(groupsPerPolicy, 'rule collection groups of a policy'),
  bytesPerGroup: adjustable(bytesPerGroup, 'bytes of the rules of a rule collection group'),
  collectionsPerFirewall: adjustable(collectionsPerFirewall, 'rule collections of a policy and its parents'),
  pairsPerFirewall: adjustable(pairsPerFirewall, 'unique pairs of source and destination, summed over the network rules of a policy and its parents, an IP Group counting as one'),
  namesInNetworkRules: quota(namesInNetworkRules, 'FQDNs in the network rules of a policy and its parents'),
  ipGroupsPerPolicy: adjustable(ipGroupsPerPolicy, 'IP Groups of a policy'),
  addressesPerIpGroup: adjustable(addressesPerIpGroup, 'addresses and ranges of an IP Group'),
  natDestinations: adjustable(natDestinations, 'DNAT rules of a policy and its parents, one for each destination'),
  dnsServers: adjustable(dnsServers, 'DNS servers of a policy'),
});
