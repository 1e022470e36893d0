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
