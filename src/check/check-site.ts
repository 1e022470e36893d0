import type { Bounds, Filter } from '../model/filter.js';
import { type Flow, formatOrigin } from '../model/flow.js';
import type { Problem } from '../model/diagnostic.js';
import type { Probe } from '../model/probe.js';
import type { Direction } from '../model/protocol.js';
import { EVERYTHING, type Space, directionSet, intersect, joinBoxes, spaceOfFlow, subtract } from '../model/space.js';
import { boxOfPackets } from '../model/parse-packets.js';
import type { SitePlan } from '../site/plan-site.js';
import type { Expectation } from '../site/read-site.js';
import type { Resource, TerraformConfig } from '../terraform/config.js';
import { type Placement, RIGHT } from '../terraform/placement.js';
import { permittedSpace } from './evaluate.js';
import { lostFlows } from './lost-flows.js';
import { widerAlone } from './alone.js';
import { overstated } from './overstated.js';
import { type PathGap, pathGaps } from './paths.js';
import { type Reason, reasonsFor } from './reasons.js';
import { type Claim, ONE_FAMILY, askedFor, inSeries, packetsOf, prove } from './prove.js';
import { packetIn } from './sample.js';

/** A firewall of the site with what was read of it. */
export interface ReadPoint {
  readonly kind: string;
  readonly filters: readonly Filter[];
  /** Where its rules stand, held against what the site says. */
  readonly placement: Placement;
}

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
  /** Rules that stand in another place than the site says. */
  readonly misplaced: readonly Problem[];
  /** What stands beside the firewalls and cannot be read: modules elsewhere, files in HCL. */
  readonly unread: readonly string[];
  /** What the readers had to take for granted. */
  readonly notes: readonly string[];
}

/** As many as a person reads; the rest is more of the same. */
const MOST_SHOWN = 10;

export const isProved = ({ missing, excess, broken, overstated: declared, misplaced, unread }: SiteCheck): boolean =>
  missing.length + excess.length + broken.length + declared.length + misplaced.length + unread.length === 0;

/**
 * Reads each firewall of the site out of the configuration: a stranger to what wrote it. `own`: addresses of the site's
 * resources, where others may be beside them; a firewall counts when it or any of its rules is among them.
 */
export function readPoints(plan: SitePlan, config: TerraformConfig, own?: ReadonlySet<string>): readonly ReadPoint[] {
  const isOwn = (address: string): boolean => own === undefined || own.has(address);
  const hasOwn = ({ point, lines }: Filter): boolean => isOwn(point) || lines.some(({ rule }) => isOwn(rule.split(' ')[0] ?? rule));
  return plan.points.map(({ kind, options }) => ({
    kind: kind.id,
    filters: kind.read(withAssumed(config, kind.assumes?.(options, plan.sources) ?? [])).filter(hasOwn),
    placement: kind.attached?.(config, options, ({ address }) => isOwn(address)) ?? RIGHT,
  }));
}

/** What is written in the configuration itself is not taken for granted. */
function withAssumed(config: TerraformConfig, assumed: readonly Resource[]): TerraformConfig {
  const added = assumed.filter(({ type, values }) => !config.resources.some((each) => each.type === type && each.values['id'] === values['id']));
  return added.length === 0 ? config : { ...config, resources: [...config.resources, ...added] };
}

/**
 * Proves a site from what was synthesized, or shows packets and rules. `own` as for {@link readPoints}; `beside`: sites
 * whose rules stand in the same firewalls.
 */
export function checkSite(plan: SitePlan, config: TerraformConfig, own?: ReadonlySet<string>, beside: readonly SitePlan[] = []): SiteCheck {
  const { unread = [] } = config;
  // Beside others in a stack, what they bring along is theirs to answer for.
  return checkPoints(plan, readPoints(plan, config, own), own === undefined ? { unread, notes: [] } : { unread: [], notes: unread }, beside);
}

/** The same of firewalls that were read before; `aside`: what of their configuration was not read. */
export function checkPoints(plan: SitePlan, points: readonly ReadPoint[], aside: Pick<SiteCheck, 'unread' | 'notes'>, beside: readonly SitePlan[] = []): SiteCheck {
  const bounds = points.map(boundsOf);
  const others = beside.map((other) => claimOf(other, points));
  const claim = { ...claimOf(plan, points), beside: others };
  const proof = prove(claim, bounds);
  const gaps = pathGaps(plan.required, [claim, ...others].flatMap(({ accepted }) => accepted), points, others.flatMap(({ required }) => required));
  const pathFindings = (found: readonly PathGap[]): readonly Finding[] => found.map(({ flow, packets }) => finding(points, packets, flow.origins.map(formatOrigin), flow.path));
  return {
    site: plan.id,
    missing: [...[...lostFlows(plan), ...proof.missing].slice(0, MOST_SHOWN).map(({ flow, packets }) => finding(points, packets, flow.origins.map(formatOrigin))), ...pathFindings(gaps.missing)],
    excess: [...proof.excess.slice(0, MOST_SHOWN).map((box) => finding(points, [box], [])), ...pathFindings(gaps.excess)],
    broken: plan.expectations.length === 0 ? [] : brokenOf(plan, points, bounds),
    overstated: overstated(plan, bounds.map(({ most }) => most), packetsOf(claim)).slice(0, MOST_SHOWN).map((box) => finding(points, [box], [])),
    misplaced: points.flatMap(({ placement }) => placement.misplaced),
    unread: aside.unread,
    notes: [
      ...new Set([
        ...aside.notes,
        ...points.flatMap(({ filters }) => filters.flatMap(({ notes = [] }) => notes)),
        ...points.flatMap(({ placement }) => placement.notes),
        ...widerAlone(plan, bounds, askedFor(claim), packetsOf(claim)),
      ]),
    ],
  };
}

function claimOf(plan: SitePlan, points: readonly ReadPoint[]): Claim {
  return {
    sources: plan.sources,
    required: plan.required,
    accepted: plan.accepted.flatMap(({ permits }) => permits),
    granted: plan.plans.flatMap(({ units }) => units.flatMap(({ lowering }) => lowering.granted ?? [])),
    directions: BOTH.filter((direction) => points.some((point) => directionsOf(point).includes(direction))),
  };
}

const BOTH: readonly Direction[] = ['egress', 'ingress'];

const directionsOf = ({ filters }: ReadPoint): readonly Direction[] => (filters.length === 0 ? BOTH : filters.flatMap(({ directions }) => directions));

/**
 * What a firewall permits. One that is not in the configuration is not there: it may permit all, and surely nothing. A
 * direction it does not decide on passes through to the next.
 */
function boundsOf(point: ReadPoint): Bounds {
  if (point.filters.length === 0) return { least: [], most: [EVERYTHING] };
  const each = point.filters.map(permittedSpace);
  const [only] = each;
  if (only !== undefined && each.length === 1 && BOTH.every((direction) => directionsOf(point).includes(direction))) return only;
  const [first = [], ...others] = each.map(({ least }) => least);
  const undecided = BOTH.filter((direction) => !directionsOf(point).includes(direction)).map((direction) => ({ ...EVERYTHING, direction: directionSet(direction) }));
  return { least: [...others.reduce<Space>(intersect, first), ...undecided], most: joinBoxes([...each.flatMap(({ most }) => most), ...undecided]) };
}

function finding(points: readonly ReadPoint[], packets: Space, rows: readonly string[], path?: string): Finding {
  const [box] = packets;
  const packet = packetIn(box ?? EVERYTHING);
  return { packet, reasons: points.map((point) => reasonsFor(point, packet)), rows, ...(path === undefined ? {} : { path }) };
}

function brokenOf(plan: SitePlan, points: readonly ReadPoint[], bounds: readonly Bounds[]): readonly Broken[] {
  const least = inSeries(bounds.map((each) => each.least));
  const most = inSeries(bounds.map((each) => each.most));
  return plan.expectations.flatMap((expectation) => {
    const said = [boxOfPackets(expectation.packets, plan.sources)];
    const packets = intersect(said, ONE_FAMILY);
    const unmet = packets.length === 0 ? said : subtract(packets, least); // packets that cannot be do not pass
    const wrong = expectation.expect === 'deny' ? intersect(packets, most) : unmet;
    return wrong.length === 0 ? [] : [{ expectation, finding: finding(points, wrong, rowsFor(plan.required, wrong)) }];
  });
}

/** Rows that ask for any of the packets. */
export const rowsFor = (required: readonly Flow[], packets: Space): readonly string[] => [
  ...new Set(required.filter((flow) => intersect([spaceOfFlow(flow)], packets).length > 0).flatMap((flow) => flow.origins.map(formatOrigin))),
];
