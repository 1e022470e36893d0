import { type Limit, adjustable, quota } from '../../model/limit.js';

/**
 * What AWS Network Firewall takes. Q: docs.aws.amazon.com/network-firewall/latest/developerguide/quotas (2026).
 * M: create calls measured in us-east-1 (badmintoncryer/cdk-preflight, 2026-09-25). All read 2026-11-20.
 */

/** Capacity of one stateful rule group; fixed at creation, not adjustable (Q, M). */
export const GROUP_CAPACITY = 30_000;

/** Capacity that all stateful groups of a policy reserve together; adjustable to 50,000, the default is used (Q). */
export const POLICY_CAPACITY = 30_000;

/** Stateful groups that a policy references, managed ones included; not adjustable (Q). */
export const GROUPS_PER_POLICY = 20;

/** Bytes of one `rules_string`; not adjustable (Q). */
export const RULES_STRING_BYTES = 2_000_000;

/** Characters of one rule, the values of its variables included: 8,192 less the `gid` that the service adds (Q, M). */
export const RULE_CHARACTERS = 8_175;

/**
 * Names in one domain list: more is advised against, no maximum is documented (aws/aws-security-services-best-practices,
 * guides/network-firewall, 2026-07-22).
 */
export const NAMES_PER_LIST = 7_500;

/** Characters of the description of a group or a policy (API reference, 2020-11-12 model of 2026-08). */
export const DESCRIPTION_CHARACTERS = 512;

/**
 * Shares of {@link RULE_CHARACTERS}, chosen here so that a rule fits whatever it says: its sources, its ports and its
 * message; the rest is for a name of 253 characters and the keywords.
 */
export const SOURCE_CHARACTERS = 4_000;
export const PORT_CHARACTERS = 2_000;
export const MESSAGE_CHARACTERS = 500;

/**
 * SIDs that rules of ours take: from the first, this many. Nobody on sidallocation.org has any above 906,200,096 (read
 * 2026-11-20), and 31 bits hold the last. AWS numbers the rules of a domain list from 1.
 */
export const SIDS = { first: 1_000_000_000, count: 1_000_000_000 } as const;

/**
 * Numbers that one site takes in a policy in strict order, where a reference has a priority of its own from 1 to 65,535
 * (API reference). 256 for each of the three roles of a group leave room for every bucket a split can make.
 */
export const PRIORITIES_PER_SITE = 1_000;
export const PRIORITIES_PER_ROLE = 256;

const QUOTAS_PAGE = 'docs.aws.amazon.com/network-firewall/latest/developerguide/quotas';
const limit = (value: number, source = QUOTAS_PAGE): Limit => ({ value, source, read: '2026-11-20' });

/** What a deployed configuration is held to, by the names that the option `limits` takes. */
export const quotas = Object.freeze({
  capacityPerGroup: quota(limit(GROUP_CAPACITY), 'capacity reserved by one stateful rule group'),
  capacityPerPolicy: adjustable(limit(POLICY_CAPACITY), 'capacity reserved by the stateful rule groups of a policy'),
  groupsPerPolicy: quota(limit(GROUPS_PER_POLICY), 'stateful rule groups of a policy'),
  statelessGroupsPerPolicy: quota(limit(20), 'stateless rule groups of a policy'),
  statelessCapacityPerPolicy: quota(limit(30_000), 'capacity reserved by the stateless rule groups of a policy'),
  bytesPerRulesString: quota(limit(RULES_STRING_BYTES), 'bytes of the rules string of a group'),
  charactersPerRule: quota(limit(RULE_CHARACTERS, `${QUOTAS_PAGE}: 8,192 with the gid that the service adds`), 'characters of a rule with the values of its variables'),
  referencesPerGroup: quota(limit(5), 'IP set references of a rule group'),
  referencedCidrsPerFirewall: quota(limit(1_000_000, 'docs.aws.amazon.com/network-firewall/latest/developerguide/rule-groups-ip-set-references'), 'networks in the IP set references of a policy'),
  namesPerList: quota(limit(NAMES_PER_LIST, 'aws/aws-security-services-best-practices, guides/network-firewall, 2026-07-22'), 'names of a domain list'),
  firewallsPerRegion: adjustable(limit(5), 'firewalls of an account in a region'),
  policiesPerRegion: adjustable(limit(20), 'firewall policies of an account in a region'),
  groupsPerRegion: adjustable(limit(50), 'stateful rule groups of an account in a region'),
  statelessGroupsPerRegion: adjustable(limit(50), 'stateless rule groups of an account in a region'),
});
