import { type Flow, formatOrigin } from '../model/flow.js';
import { type Packets, asSpoken, boxOfPackets, isOne } from '../model/parse-packets.js';
import type { Probe } from '../model/probe.js';
import { type Space, holdsPoint, intersect, meet, pointOf, spaceOfFlow, spaceOfFlows, subtract } from '../model/space.js';
import type { SitePlan } from '../site/plan-site.js';
import type { TerraformConfig } from '../terraform/config.js';
import { flowsIfAsked } from '../vendor/flows-of.js';
import type { Requirement } from '../vendor/vendor-document.js';
import { boundsOf } from './bounds-of.js';
import { evaluate } from './evaluate.js';
import { type ReadPoint, readPoints } from './read-points.js';
import { NO_NEIGHBOURS, type Neighbours, kindsOf, notesOn, passingBy, unreadIn } from './neighbours.js';
import { ONE_FAMILY, inSeries, insideOf, ownAddresses, packetsOf } from './prove.js';
import { type Reason, placeOf, reasonsFor } from './reasons.js';
import { packetIn } from './sample.js';

/** A row of a page that has to do with a packet. */
export interface RowFor {
  readonly row: string;
  readonly requirement: Requirement;
  /** Asked for; or left out or omitted, and why. */
  readonly state: 'asked' | 'omitted' | 'left out';
  readonly why: string;
}

/** What happens to one packet, and why. */
export interface Explanation {
  readonly packet: Probe;
  readonly verdict: 'permitted' | 'denied' | 'unknown';
  readonly reasons: readonly Reason[];
  /** Rows that ask for the packet; where none does, rows that would. */
  readonly rows: readonly RowFor[];
  /** What was not read, and whose rules were looked at beside the site's own. */
  readonly notes: readonly string[];
}

const MANY = 'these are many packets, of which this is one: others may fare otherwise; what permits or denies of a site name is held for all of them';

/** Follows one of the packets through all firewalls of the site, as read back from a configuration. */
export function explain(plan: SitePlan, config: TerraformConfig, packets: Packets, neighbours = NO_NEIGHBOURS): Explanation {
  const candidates = speaking(packets).map((spoken) => packetOf(plan, spoken));
  const rowsFor = [(packet: Probe) => askedRows(plan, holderOf(packet)), (packet: Probe) => dormantRows(plan, packet)];
  const found = rowsFor.flatMap((find) => candidates.map((packet) => ({ packet, rows: find(packet) }))).find(({ rows }) => rows.length > 0);
  const { packet, rows } = found ?? { packet: packetOf(plan, asSpoken(packets)[0]), rows: [] };
  const reasons = readPoints(plan, config, { neighbours }).map((point) => reasonsFor(point, packet, { judge: evaluate }));
  const kinds = kindsOf([plan]);
  const notes = [...(isOne(packets) ? [] : [MANY]), ...unreadIn(kinds, config).map((what) => `not read: ${what}`), ...notesOn(kinds, neighbours)];
  return { packet, verdict: verdictOf(reasons), reasons, rows, notes };
}

/** The application that is most likely first; where it was not said, another that some row speaks to this name may be meant. */
function speaking(packets: Packets): readonly Packets[] {
  const others = packets.application === undefined && packets.names.length > 0 && packets.protocol === 'tcp' ? (['tls', 'http'] as const) : [];
  return [...asSpoken(packets), ...others.map((application) => ({ ...packets, application }))];
}

function packetOf(plan: SitePlan, packets: Packets): Probe {
  const asked = boxOfPackets(packets, plan.sources);
  return packetIn(intersect([asked], ONE_FAMILY)[0] ?? asked);
}

function verdictOf(reasons: readonly Reason[]): Explanation['verdict'] {
  if (reasons.some(({ verdict }) => verdict === 'deny')) return 'denied';
  return reasons.every(({ verdict }) => verdict === 'permit') ? 'permitted' : 'unknown';
}

type Holds = (flow: Flow) => boolean;

function holderOf(packet: Probe): Holds {
  const point = pointOf(packet);
  return (flow) => holdsPoint([spaceOfFlow(flow)], point);
}

function askedRows(plan: SitePlan, holds: Holds): readonly RowFor[] {
  const rows = plan.rows.filter((row) => row.flows.some(holds));
  return rows.map((row) => ({ row: formatOrigin(row.origin), requirement: row.requirement, state: 'asked', why: row.why }));
}

/** Rows that were omitted or left out and would ask for it. */
function dormantRows(plan: SitePlan, packet: Probe): readonly RowFor[] {
  const holds = holderOf(packet);
  const omitted = plan.omissions.filter(({ flows }) => flows.some(holds));
  const left = plan.vendors.flatMap((vendor) =>
    vendor.rows.filter((row) => row.state === 'left-out' && flowsIfAsked(vendor, row.requirement, plan.sources).some(holds)),
  );
  return [
    ...omitted.map(({ row, why }): RowFor => ({ row: formatOrigin(row.origin), requirement: row.requirement, state: 'omitted', why })),
    ...left.map((row): RowFor => ({ row: formatOrigin(row.origin), requirement: row.requirement, state: 'left out', why: row.why })),
  ];
}

/** A site that opens some of the packets: the rows that ask for them, and the rules that let them pass. */
export interface Opening {
  readonly site: string;
  readonly rows: readonly { readonly row: string; readonly requirement: Requirement; readonly flows: readonly Flow[] }[];
  readonly rules: readonly { readonly firewall: string; readonly rule: string; readonly about?: string }[];
}

/** Which rows and rules of a site open any of the packets, out or in; in alone where the packets say so. The side that was not given is the site's. */
export function whoOpens(plan: SitePlan, config: TerraformConfig, packets: Packets, neighbours = NO_NEIGHBOURS): Opening {
  const ways = packets.direction === 'ingress' ? [packets] : [packets, { ...packets, direction: 'ingress' } as const];
  const boxes = ways.map((way) => boxOfPackets(way, plan.sources));
  const rows = plan.rows.flatMap((row) => {
    const flows = row.flows.filter((flow) => boxes.some((box) => meet(spaceOfFlow(flow), box) !== undefined));
    return flows.length === 0 ? [] : [{ row: formatOrigin(row.origin), requirement: row.requirement, flows }];
  });
  const points = readPoints(plan, config, { neighbours });
  const passing = passingAll(plan, points, boxes, neighbours);
  return { site: plan.id, rows, rules: points.flatMap((point) => rulesMeeting(point, passing)) };
}

/** Those of the packets that are the site's business and may pass every firewall: what one of them denies is not open. */
function passingAll(plan: SitePlan, points: readonly ReadPoint[], boxes: Space, neighbours: Neighbours): Space {
  const claim = { sources: plan.sources, required: plan.required, accepted: [] };
  const own = intersect(boxes, packetsOf(claim));
  const passing = points.length === 1 ? own : intersect(own, inSeries(points.map((point) => boundsOf(point, insideOf(claim)).most)));
  const others = points.flatMap(({ filters }) => passingBy(filters, ownAddresses(claim), neighbours));
  return subtract(passing, subtract(others, spaceOfFlows(plan.required)));
}

/** Rules that let any of them pass. What an earlier rule surely denies never reaches a later one. */
function rulesMeeting({ kind, filters }: ReadPoint, wanted: Space): Opening['rules'] {
  return filters.flatMap(({ lines }) => {
    let left = wanted;
    return lines.flatMap((line) => {
      const { action, least, most } = line;
      if (action === 'deny') left = subtract(left, least);
      const passes = action === 'permit' && intersect(most, left).length > 0;
      return passes ? [{ firewall: kind, ...placeOf(line) }] : [];
    });
  });
}
