import { type Cidr, compareCidrs, formatCidr } from '../../model/cidr.js';
import { contentHash, sha256, slug } from '../../model/content-name.js';
import { describeOrigins } from '../../model/describe-origins.js';
import { type Origin, joinOrigins } from '../../model/flow.js';
import { groupBy } from '../../model/group-by.js';
import { type Grant, formatOpening } from './grants.js';
import { descriptionLength, entriesPerCall, prefixListStep } from './limits.js';
import type { PrefixList, SecurityGroupRule } from './rules.js';

/** One opening to many networks of one family, all for the same vendors. */
export type LongGrant = readonly [Grant, ...Grant[]];

/** One rule for each opening and list. Openings of the same vendors to the same networks share their lists. */
export function listRulesOf(grants: readonly LongGrant[], site: string): readonly SecurityGroupRule[] {
  const sharing = groupBy(grants, (grant) => `${setKey(grant)} ${grant.map(({ peer }) => formatCidr(peer)).sort().join(',')}`);
  return sharing.flatMap((openings) => leavesOf(openings[0].map(({ peer }) => peer)).flatMap((leaf) => rulesOfLeaf(openings, leaf, site)));
}

/** Whose networks these are, whatever they are. Not by rows: joined ports blur which row asked for which. */
const setKey = ([{ direction, peer, origins }]: LongGrant): string => `${direction} ipv${peer.family} ${vendorsOf(origins)}`;

/** `alleo flexperto` */
export const vendorsOf = (origins: readonly Origin[]): string => [...new Set(joinOrigins(origins).map(({ vendor }) => vendor))].join(' ');

function rulesOfLeaf(openings: readonly [LongGrant, ...LongGrant[]], leaf: Leaf, site: string): readonly SecurityGroupRule[] {
  const shared = openings.map((grant) => formatOpening(grant[0])).sort().join(' ');
  const list = listOf(openings[0], contentHash(`${setKey(openings[0])} ${shared} ${leaf.path}`), leaf, site);
  return openings.map((grant) => ruleOf(grant, leaf, list));
}

/**
 * The hash says what the list is for, not what is in it: networks come and go in place. The size is in the name and in
 * the id, so that a list that outgrows it is a new one beside the old: entries and `max_entries` cannot change in one
 * call (terraform-provider-aws issues 22024 and 26639), and changing both has left lists without entries (43528).
 */
function listOf([{ peer, origins }]: LongGrant, hash: string, { cidrs }: Leaf, site: string): PrefixList {
  const maxEntries = sizeFor(cidrs.length);
  const id = `${slug(vendorsOf(origins))}-${hash}-${maxEntries}`;
  const [first, ...others] = cidrs;
  return { id, name: `vendor-egress-${site}-${id}`, family: peer.family, maxEntries, description: slug(vendorsOf(origins), descriptionLength.value), cidrs: [formatCidr(first), ...others.map(formatCidr)] };
}

function ruleOf(grant: LongGrant, { path }: Leaf, list: PrefixList): SecurityGroupRule {
  const [{ direction, protocol, range, origins }] = grant;
  const opening = formatOpening(grant[0]);
  const id = `${slug(`${opening}-${vendorsOf(origins)}`)}-${contentHash(`${opening} ${setKey(grant)} ${path}`)}`;
  const description = describeOrigins(grant.flatMap((each) => each.origins), descriptionLength.value);
  return { id, direction, protocol, from: range.from, to: range.to, peer: { kind: 'prefix-list', list }, description };
}

/** The next step of sizes that leaves a place free, as far as one call goes. */
export function sizeFor(entries: number): number {
  const step = prefixListStep.value;
  return Math.min(entriesPerCall.value, (Math.floor(entries / step) + 1) * step);
}

/** Networks of one list; `path` are the bits of their hashes that put them there. */
interface Leaf {
  readonly path: string;
  readonly cidrs: readonly [Cidr, ...Cidr[]];
}

/** Splits by the bits of each network's own hash: one network more changes one list, or splits one in two. */
function leavesOf(cidrs: readonly Cidr[], path = ''): readonly Leaf[] {
  const [first, ...others] = [...cidrs].sort(compareCidrs);
  if (first === undefined) return [];
  if (cidrs.length <= entriesPerCall.value) return [{ path, cidrs: [first, ...others] }];
  return ['0', '1'].flatMap((bit) => leavesOf(cidrs.filter((cidr) => bitAt(cidr, path.length) === bit), path + bit));
}

function bitAt(cidr: Cidr, index: number): string {
  const digit = parseInt(sha256(formatCidr(cidr)).charAt(index >> 2), 16);
  return String((digit >> (3 - (index & 3))) & 1);
}
