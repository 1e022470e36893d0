import { type Limit, adjustable, quota } from '../../model/limit.js';

const limit = (value: number, source: string): Limit => Object.freeze({ value, source, read: '2026-11-20' });

const VPC_QUOTAS = 'docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html of 2026-09';
const API = 'docs.aws.amazon.com/AWSEC2/latest/APIReference';

/** Rules of one group in one direction and one address family, by default; a prefix list counts as its `max_entries`. */
export const rulesPerGroup = limit(60, VPC_QUOTAS);

/** What the quota of rules times the quota of groups on an interface (5, at most 16) may not exceed: no group holds more. */
export const rulesPerInterface = limit(1_000, VPC_QUOTAS);

/** Managed prefix lists of a region, by default. */
export const prefixListsPerRegion = limit(100, VPC_QUOTAS);

/** Security groups of a region, by default. */
export const groupsPerRegion = limit(2_500, VPC_QUOTAS);

/** Entries that a prefix list may have by AWS. */
export const entriesPerPrefixList = limit(1_000, VPC_QUOTAS);

/**
 * Entries that Terraform can give a list: one call takes 100 (`Entry.N`), and the provider makes
 * one call (terraform-provider-aws issue 35371, open; pull request 49955 of 2026-09-11, open).
 */
export const entriesPerCall = limit(100, `${API}/API_CreateManagedPrefixList.html`);

/** Networks on one opening before they move to a prefix list. Ours: what still reads well as rules of their own. */
export const prefixListThreshold = limit(10, 'ours: a list saves resources, not quota');

/** Step of `max_entries`. Ours: a list keeps up to ten free places, because its size never changes in place. */
export const prefixListStep = limit(10, 'ours: coarse enough to be rare, small enough for a quota of 60');

/** Characters of a description: a-z, A-Z, 0-9, blanks and `._-:/()#,@[]+=&;{}!$*`. */
export const descriptionLength = limit(255, `${API}/API_IpRange.html`);

/** Characters of a group's or a list's name; a group's may not begin with `sg-`, a list's not with `com.amazonaws`. */
export const nameLength = limit(255, `${API}/API_CreateSecurityGroup.html and API_CreateManagedPrefixList.html`);

/** Groups of one interface, by default; at most 16. */
export const groupsPerInterface = limit(5, VPC_QUOTAS);

/** Rules and routes that name prefix lists, for each type of resource, by default. */
export const prefixListReferences = limit(10_000, VPC_QUOTAS);

/** What a deployed configuration is held to, by the names that the option `limits` takes. */
export const quotas = Object.freeze({
  rulesPerGroup: adjustable(rulesPerGroup, 'rules of one security group in one direction and one address family, a prefix list counting as its max_entries'),
  groupsPerInterface: adjustable(groupsPerInterface, 'security groups of one network interface'),
  rulesPerInterface: quota(rulesPerInterface, 'rules of one network interface, when all the groups it may wear have as many'),
  entriesPerPrefixList: adjustable(entriesPerPrefixList, 'max_entries of a prefix list'),
  entriesPerCall: quota(entriesPerCall, 'entries of a prefix list that Terraform can write in one call'),
  prefixListsPerRegion: adjustable(prefixListsPerRegion, 'prefix lists of an account in a region'),
  prefixListReferences: adjustable(prefixListReferences, 'rules of security groups that name a prefix list, in an account and a region'),
  groupsPerRegion: adjustable(groupsPerRegion, 'security groups of an account in a region'),
});
