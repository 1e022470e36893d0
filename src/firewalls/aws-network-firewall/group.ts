import { joinOrigins } from '../../model/flow.js';
import { type Bucket, numberOf, splitByHash } from './hash-bits.js';
import { DESCRIPTION_CHARACTERS, GROUP_CAPACITY, NAMES_PER_LIST, POLICY_CAPACITY, PRIORITIES_PER_ROLE, RULES_STRING_BYTES } from './limits.js';
import type { GroupContents, IpSet, ListTarget, RuleGroup, SuricataRule } from './rules.js';
import { linesOf, shorten } from './suricata-text.js';

/** What groups are for: each role has priorities and names of its own. */
const ROLES = {
  'tls-names': { offset: 0, about: 'TLS names' },
  'http-names': { offset: PRIORITIES_PER_ROLE, about: 'HTTP names' },
  rules: { offset: 2 * PRIORITIES_PER_ROLE, about: 'rules' },
} as const;

export type Role = keyof typeof ROLES;

/** A group without its capacity, and without the name that carries it. */
export interface UnsizedGroup {
  readonly role: Role;
  readonly bucket: Bucket<unknown>;
  readonly ipSets: readonly IpSet[];
  readonly contents: GroupContents;
}

/** A rule with the variables it names. */
export interface PlacedRule extends SuricataRule {
  /** What it says: decides on its group, its SID and its place. */
  readonly key: string;
  readonly ipSets: readonly IpSet[];
}

/** Groups of Suricata rules: one, or as many as their size asks for. */
export function ruleGroups(rules: readonly PlacedRule[]): readonly UnsizedGroup[] {
  const buckets = splitByHash(rules, ({ key }) => key, (some) => some.length <= GROUP_CAPACITY && bytesOf(some) <= RULES_STRING_BYTES);
  return buckets.map((bucket) => ({
    role: 'rules',
    bucket,
    ipSets: distinctSets(bucket.items.flatMap(({ ipSets }) => ipSets)),
    contents: { kind: 'suricata', rules: bucket.items.map(({ sid, text, origins }) => ({ sid, text, origins })) },
  }));
}

/** Groups of names: one, or as many as are advised. */
export function listGroups(role: Role, targetType: 'TLS_SNI' | 'HTTP_HOST', targets: readonly ListTarget[], ipSets: readonly IpSet[]): readonly UnsizedGroup[] {
  const buckets = splitByHash(targets, ({ target }) => target, (some) => some.length <= NAMES_PER_LIST);
  return buckets.map((bucket) => ({ role, bucket, ipSets, contents: { kind: 'domain-list', targetType, targets: bucket.items } }));
}

export const bytesOf = (rules: readonly SuricataRule[]): number => rules.flatMap(linesOf).reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);

function distinctSets(ipSets: readonly IpSet[]): readonly IpSet[] {
  const byName = new Map(ipSets.map((ipSet) => [ipSet.name, ipSet]));
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, ipSet]) => ipSet);
}

/**
 * Capacity that the contents take: one for a rule. On a list of N names of one application sources differ by one; N + 2
 * is the largest. Both measured by badmintoncryer/cdk-preflight, 2026-09-25.
 */
export const capacityNeeded = (contents: GroupContents): number => (contents.kind === 'suricata' ? contents.rules.length : contents.targets.length + 2);

/** Coarse, because every step up replaces the group: about half as much again each time. */
const STEPS = [100, 150, 250, 400, 600, 1_000, 1_500, 2_500, 4_000, 6_000, 10_000, 15_000, 20_000, 25_000, GROUP_CAPACITY];

/** The next step that leaves this much headroom, in percent; never more than a group may have. */
export const capacityFor = (needed: number, headroom: number): number => STEPS.find((step) => step * 100 >= needed * (100 + headroom)) ?? GROUP_CAPACITY;

/** Groups with capacity, name and priority. Headroom is given up when a policy could not reserve it for all. */
export function sizeGroups(groups: readonly UnsizedGroup[], site: string, firstPriority: number, headroom: number, policyCapacity = POLICY_CAPACITY): readonly RuleGroup[] {
  const reserved = groups.reduce((sum, { contents }) => sum + capacityFor(capacityNeeded(contents), headroom), 0);
  return groups.map((group) => sized(group, site, firstPriority, reserved > policyCapacity ? 0 : headroom));
}

function sized({ role, bucket, ipSets, contents }: UnsizedGroup, site: string, firstPriority: number, headroom: number): RuleGroup {
  const id = bucket.path === '' ? role : `${role}-${bucket.path}`;
  const capacity = capacityFor(capacityNeeded(contents), headroom);
  return Object.freeze({
    id,
    name: `vendor-egress-${site}-${id}-strict-${capacity}`,
    description: describe(ROLES[role].about, site, contents),
    capacity,
    priority: firstPriority + ROLES[role].offset + numberOf(bucket),
    ipSets,
    contents,
  });
}

/** Vendors, and how many of their rows: a list of names has no place for more. A rule says its rows itself. */
function describe(about: string, site: string, contents: GroupContents): string {
  const title = `vendor-egress: ${about} of ${site}`;
  if (contents.kind === 'suricata') return title;
  const origins = joinOrigins(contents.targets.flatMap((target) => target.origins));
  const head = `${title}, for ${origins.length} row${origins.length === 1 ? '' : 's'} of `;
  return `${head}${shorten([...new Set(origins.map(({ vendor }) => vendor))], DESCRIPTION_CHARACTERS - head.length)}`;
}
