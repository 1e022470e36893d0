/**
 * The service's quotas, from docs.aws.amazon.com/network-firewall/latest/developerguide/quotas (2026) and, where the
 * page is silent, from measured create calls (badmintoncryer/cdk-preflight, us-east-1, 2026-09-25).
 * Written again here, not imported from src: the test must not share the product's reading of the page.
 */
export const MAX_CAPACITY = 30_000;
export const MAX_POLICY_STATEFUL_CAPACITY = 30_000;
export const MAX_GROUPS_PER_POLICY = 20;
export const MAX_RULES_STRING_BYTES = 2_000_000;
/** The service adds " gid:1234567890;" (16 characters) and refuses at this length, not above it: 8,175 are usable. */
export const RULE_LENGTH_REFUSED = 8_192;
export const MAX_IP_SET_REFERENCES = 5;
export const MAX_PRIORITY = 65_535;
export const MAX_DESCRIPTION = 512;
