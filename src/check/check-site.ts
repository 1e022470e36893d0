import type { Bounds } from '../model/filter.js';
import type { Problem } from '../model/diagnostic.js';
import { DIRECTIONS } from '../model/protocol.js';
import type { SitePlan } from '../site/plan-site.js';
import type { TerraformConfig } from '../terraform/config.js';
import { type Placement, joinPlacements } from '../terraform/placement.js';
import { widerAlone } from './alone.js';
import { boundsOf } from './bounds-of.js';
import { type Broken, brokenOf } from './broken.js';
import { type Finding, findingOf, findingOfGap } from './finding.js';
import { inspected } from './inspected.js';
import { lostFlows } from './lost-flows.js';
import { NO_NEIGHBOURS, kindsOf, notesOn, passingBy, unreadIn } from './neighbours.js';
import { overstated } from './overstated.js';
import { pathGaps } from './paths.js';
import { type Claim, type Gap, insideOf, ownAddresses, packetsOf, prove } from './prove.js';
import { type Around, type ReadPoint, readPoints } from './read-points.js';
import type { Question } from './reasons.js';
import { missingOfHosts } from './whole-hosts.js';

/** What the proof found for one site. Proved when all lists but the notes are empty. */
export interface SiteCheck {
  readonly site: string;
  readonly missing: readonly Finding[];
  readonly excess: readonly Finding[];
  readonly broken: readonly Broken[];
  /** Said to be permitted beside what is asked, and not. */
  readonly overstated: readonly Finding[];
  /** TLS that a rule may open, and the page forbids it. */
  readonly inspected: readonly Finding[];
  /** Rules that stand in another place than the site says. */
  readonly misplaced: readonly Problem[];
  /** What may change the firewalls and cannot be read: modules elsewhere, files in HCL, templates. */
  readonly unread: readonly string[];
  /** What the readers had to take for granted. */
  readonly notes: readonly string[];
}

/** As many as a person reads; the rest is more of the same. */
export const MOST_SHOWN = 10;

export const isProved = ({ missing, excess, broken, overstated: declared, inspected: opened, misplaced, unread }: SiteCheck): boolean =>
  [missing, excess, broken, declared, opened, misplaced, unread].every((found) => found.length === 0);

/** Proves a site from what was synthesized, or shows packets and rules. */
export const checkSite = (plan: SitePlan, config: TerraformConfig, around: Around = {}): SiteCheck => checkPoints(plan, readPoints(plan, config, around), config, around);

/** The same of firewalls that were read before. */
export function checkPoints(plan: SitePlan, points: readonly ReadPoint[], config: TerraformConfig, around: Around = {}): SiteCheck {
  const aside = asideOf(plan, config, around);
  const placement = placementOf(plan, config, around);
  const claim = claimAmong(plan, points, around);
  const bounds = points.map((point) => boundsOf(point, insideOf(claim)));
  const unfounded = overstated(plan, bounds.map(({ most }) => most), packetsOf(claim)).slice(0, MOST_SHOWN);
  return {
    site: plan.id,
    ...gapsOf(plan, claim, points, bounds),
    broken: brokenOf(plan, points, bounds),
    overstated: unfounded.map((box) => findingOf(points, [box], 'not passed')),
    inspected: inspected(claim, points).slice(0, MOST_SHOWN).map((gap) => findingOfGap(points, gap, 'passed')),
    misplaced: placement.misplaced,
    unread: aside.unread,
    notes: [...new Set([...aside.notes, ...notesOfFilters(points), ...placement.notes, ...unproved(claim), ...widerAlone(plan, points, bounds, claim)])],
  };
}

/** What is missing and what is too much: as packets, as hosts that pass in part, and as paths, which are on no axis of a packet. */
function gapsOf(plan: SitePlan, claim: Claim, points: readonly ReadPoint[], bounds: readonly Bounds[]): Pick<SiteCheck, 'missing' | 'excess'> {
  const { missing, excess } = prove(claim, bounds);
  const hosts = missingOfHosts(claim, points).filter(({ flow }) => !missing.some((each) => each.flow === flow));
  const paths = pathGaps(claim, points);
  const onPath = (gap: Gap, question: Question, path: string | undefined): Finding => ({ ...findingOfGap(points, gap, question), ...(path === undefined ? {} : { path }) });
  return {
    missing: [
      ...[...lostFlows(plan), ...missing].slice(0, MOST_SHOWN).map((gap) => findingOfGap(points, gap, 'not passed')),
      ...hosts.slice(0, MOST_SHOWN).map((gap) => onPath(gap, 'not passed', '/*')),
      ...paths.missing.map((gap) => onPath(gap, 'not passed', gap.flow.path)),
    ],
    excess: [
      ...excess.slice(0, MOST_SHOWN).map((box) => findingOf(points, [box], 'passed')),
      ...paths.excess.map((gap) => onPath(gap, 'passed', gap.flow.path)),
    ],
  };
}

const notesOfFilters = (points: readonly ReadPoint[]): readonly string[] => points.flatMap(({ filters }) => filters.flatMap(({ notes = [] }) => notes));

/** Where the rules of its firewalls stand, held against what the site says. */
const placementOf = ({ points }: SitePlan, config: TerraformConfig, { own }: Around): Placement =>
  joinPlacements(points.flatMap(({ kind, options }) => kind.attached?.(config, options, ({ address }) => own === undefined || own.has(address)) ?? []));

/** What of the configurations was not read. Beside others in a stack, what they bring along is theirs to answer for. */
function asideOf(plan: SitePlan, config: TerraformConfig, { own, neighbours = NO_NEIGHBOURS }: Around): Pick<SiteCheck, 'unread' | 'notes'> {
  const kinds = kindsOf([plan]);
  const unread = unreadIn(kinds, config);
  const notes = notesOn(kinds, neighbours);
  return own === undefined ? { unread, notes } : { unread: [], notes: [...unread, ...notes] };
}

/** What has to hold for the site, with what others ask of the same firewalls beside it. */
function claimAmong(plan: SitePlan, points: readonly ReadPoint[], { beside = [], neighbours = NO_NEIGHBOURS }: Around): Claim {
  const alone = claimOf(plan, points);
  const others = [...beside, ...neighbours.read.flatMap(({ plans }) => plans)].map((other) => claimOf(other, points));
  const passing = points.flatMap(({ filters }) => passingBy(filters, ownAddresses(alone), neighbours));
  return { ...alone, beside: [...others, { sources: [], required: [], accepted: [], granted: passing }] };
}

function claimOf(plan: SitePlan, points: readonly ReadPoint[]): Claim {
  return {
    sources: plan.sources,
    required: plan.required,
    accepted: plan.accepted.flatMap(({ open }) => open),
    granted: plan.plans.flatMap(({ units }) => units.flatMap(({ lowering }) => lowering.granted ?? [])),
    directions: DIRECTIONS.filter((direction) => points.some(({ decides }) => decides.includes(direction))),
  };
}

/** A direction in which nothing is asked, and which is others' to decide on. */
const unproved = ({ directions = DIRECTIONS }: Claim): readonly string[] =>
  DIRECTIONS.filter((direction) => !directions.includes(direction)).map((direction) => `${direction} is not proved: nothing is asked for, and no firewall here is this site's to decide on it`);
