import { type Limit, adjustable, quota } from '../../model/limit.js';

const limit = (value: number, source: string): Limit => Object.freeze({ value, source, read: '2026-11-20' });

const QUOTAS = 'azure-docs includes/azure-virtual-network-limits.md of 2022-12-05';
const PROVIDER = 'azurerm 5.2.0 network_security_rule_resource.go';
const PAGE = 'learn.microsoft.com/azure/virtual-network/network-security-groups-overview';

/** Rules of one group, both directions together. */
export const rulesPerGroup = limit(1_000, QUOTAS);

/** Addresses and ranges in all rules of a group, for sources and for destinations each. */
export const addressesPerSide = limit(4_000, QUOTAS);

/** Groups of a subscription in a region. */
export const groupsPerRegion = limit(5_000, QUOTAS);

/** Characters of a description. */
export const descriptionLength = limit(140, PROVIDER);

/** Characters of a rule's or a group's name: word characters, `.`, `-`; a word character first, one or `_` last. */
export const nameLength = limit(80, PAGE);

/** Priorities that Azure gives to rules; one direction, one rule each. Its own default rules begin at 65000. */
export const priorities = { from: limit(100, PROVIDER), to: limit(4_096, PROVIDER) } as const;

/**
 * Where the rules of a site go. Ours: 100 to 999 stay free for rules that go before, 4000 to 4089 for rules that go
 * between, and so many places are left that two rules seldom want the same.
 */
export const allowPriorities = { from: 1_000, to: 3_999 } as const;

/** Traffic with the site's internal networks, which stays: one place for each family. Ours. */
export const internalPriorities = { 4: 4_090, 6: 4_091 } as const;

/** The last rule of a direction: everything else. */
export const denyPriority = priorities.to.value;

/** Application security groups in all rules of a group, and on one side of one rule. */
export const applicationGroups = limit(100, QUOTAS);
export const applicationGroupsPerSide = limit(10, QUOTAS);

/** What a deployed configuration is held to, by the names that the option `limits` takes. */
export const quotas = Object.freeze({
  rulesPerGroup: adjustable(rulesPerGroup, 'rules of a network security group'),
  sourcesPerGroup: adjustable(addressesPerSide, 'source addresses and ranges in the rules of a network security group'),
  destinationsPerGroup: adjustable(addressesPerSide, 'destination addresses and ranges in the rules of a network security group'),
  applicationGroups: adjustable(applicationGroups, 'application security groups in the rules of a network security group'),
  applicationGroupsPerSide: quota(applicationGroupsPerSide, 'application security groups on one side of a rule'),
  groupsPerRegion: adjustable(groupsPerRegion, 'network security groups of a subscription in a region'),
});
