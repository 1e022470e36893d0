import type { Bounds } from '../model/filter.js';
import { type Flow, formatOrigin } from '../model/flow.js';
import type { IntervalSet } from '../model/interval-set.js';
import type { Problem } from '../model/diagnostic.js';
import type { Probe } from '../model/probe.js';
import { DIRECTIONS } from '../model/protocol.js';
import { EVERYTHING, type Space, intersect, spaceOfFlow, subtract } from '../model/space.js';
import { boxOfPackets } from '../model/parse-packets.js';
import type { SitePlan } from '../site/plan-site.js';
import type { Expectation } from '../site/read-site.js';
import type { TerraformConfig } from '../terraform/config.js';
import { type Placement, joinPlacements } from '../terraform/placement.js';
import { boundsOf } from './bounds-of.js';
import { inspected } from './inspected.js';
import { lostFlows } from './lost-flows.js';
import { widerAlone } from './alone.js';
import { NO_NEIGHBOURS, kindsOf, notesOn, passingBy, unreadIn } from './neighbours.js';
import { overstated } from './overstated.js';
import { type PathGap, pathGaps } from './paths.js';
import { type Question, type Reason, reasonsFor } from './reasons.js';
import { type Claim, ONE_FAMILY, inSeries, insideOf, ownAddresses, packetsOf, prove } from './prove.js';
import { type Around, type ReadPoint, readPoints } from './read-points.js';
import { packetIn } from './sample.js';
import { missingOfHosts } from './whole-hosts.js';

/** Something that does not hold, as a packet, and the rules that are to blame. */
export interface Finding {
  readonly packet: Probe;
  readonly reasons: readonly Reason[];
  /** Rows that ask for the packet; none for what nobody asked for. */
  readonly rows: readonly string[];
  /** The path that is asked for, where a packet alone does not show what is wrong. */
  readonly path?: string;
}

/** A test of the site that failed. */
export interface Broken {
  readonly expectation: Expectation;
  readonly finding: Finding;
}

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
const MOST_SHOWN = 10;

export const isProved = ({ missing, excess, broken, overstated: declared, inspected: opened, misplaced, unread }: SiteCheck): boolean =>
  missing.length + excess.length + broken.length + declared.length + opened.length + misplaced.length + unread.length === 0;

/** Proves a site from what was synthesized, or shows packets and rules. */
export const checkSite = (plan: SitePlan, config: TerraformConfig, around: Around = {}): SiteCheck => checkPoints(plan, readPoints(plan, config, around), config, around);

/** The same of firewalls that were read before. */
export function checkPoints(plan: SitePlan, points: readonly ReadPoint[], config: TerraformConfig, around: Around = {}): SiteCheck {
  const aside = asideOf(plan, config, around);
  const placement = placementOf(plan, config, around);
  const alone = claimOf(plan, points);
  const others = [...besideOf(around).map((other) => claimOf(other, points)), passing(points, ownAddresses(alone), around)];
  const claim = { ...alone, beside: others };
  const bounds = points.map((point) => boundsOf(point, insideOf(claim)));
  const proof = prove(claim, bounds);
  const gaps = pathGaps(claim, points);
  const hosts = missingOfHosts(claim, points).filter(({ flow }) => !proof.missing.some((each) => each.flow === flow));
  const pathFindings = (found: readonly PathGap[]): readonly Finding[] => found.map(({ flow, packets }) => finding(points, packets, flow.origins.map(formatOrigin), flow.path));
  return {
    site: plan.id,
    missing: [...[...lostFlows(plan), ...proof.missing].slice(0, MOST_SHOWN).map(({ flow, packets }) => finding(points, packets, flow.origins.map(formatOrigin))), ...hosts.slice(0, MOST_SHOWN).map(({ flow, packets }) => finding(points, packets, flow.origins.map(formatOrigin), '/*')), ...pathFindings(gaps.missing)],
    excess: [...proof.excess.slice(0, MOST_SHOWN).map((box) => finding(points, [box], [], undefined, 'passed')), ...pathFindings(gaps.excess)],
    broken: plan.expectations.length === 0 ? [] : brokenOf(plan, points, bounds),
    overstated: overstated(plan, bounds.map(({ most }) => most), packetsOf(claim)).slice(0, MOST_SHOWN).map((box) => finding(points, [box], [])),
    inspected: inspected(claim, points).slice(0, MOST_SHOWN).map(({ flow, packets }) => finding(points, packets, flow.origins.map(formatOrigin), undefined, 'passed')),
    misplaced: placement.misplaced,
    unread: aside.unread,
    notes: [
      ...new Set([
        ...aside.notes,
        ...points.flatMap(({ filters }) => filters.flatMap(({ notes = [] }) => notes)),
        ...placement.notes,
        ...unproved(claim),
        ...widerAlone(plan, points, bounds, claim),
      ]),
    ],
  };
}

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

const besideOf = ({ beside = [], neighbours = NO_NEIGHBOURS }: Around): readonly SitePlan[] => [...beside, ...neighbours.read.flatMap(({ plans }) => plans)];

const passing = (points: readonly ReadPoint[], own: IntervalSet<bigint>, { neighbours = NO_NEIGHBOURS }: Around): Claim => ({
  sources: [],
  required: [],
  accepted: [],
  granted: points.flatMap(({ filters }) => passingBy(filters, own, neighbours)),
});

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

function finding(points: readonly ReadPoint[], packets: Space, rows: readonly string[], path?: string, question: Question = 'not passed'): Finding {
  const [box] = packets;
  const packet = packetIn(box ?? EVERYTHING);
  return { packet, reasons: points.map((point) => reasonsFor(point, packet, { question })), rows, ...(path === undefined ? {} : { path }) };
}

function brokenOf(plan: SitePlan, points: readonly ReadPoint[], bounds: readonly Bounds[]): readonly Broken[] {
  const least = inSeries(bounds.map((each) => each.least));
  const most = inSeries(bounds.map((each) => each.most));
  return plan.expectations.flatMap((expectation) => {
    const said = [boxOfPackets(expectation.packets, plan.sources)];
    const packets = intersect(said, ONE_FAMILY);
    const unmet = packets.length === 0 ? said : subtract(packets, least); // packets that cannot be do not pass
    const wrong = expectation.expect === 'deny' ? intersect(packets, most) : unmet;
    return wrong.length === 0 ? [] : [{ expectation, finding: finding(points, wrong, rowsFor(plan.required, wrong), undefined, expectation.expect === 'deny' ? 'passed' : 'not passed') }];
  });
}

/** Rows that ask for any of the packets. */
export const rowsFor = (required: readonly Flow[], packets: Space): readonly string[] => [
  ...new Set(required.filter((flow) => intersect([spaceOfFlow(flow)], packets).length > 0).flatMap((flow) => flow.origins.map(formatOrigin))),
];
