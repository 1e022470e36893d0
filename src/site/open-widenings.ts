import { ONE_FAMILY, askedFor, inSeries, packetsOf } from '../check/prove.js';
import type { Lowering, Widening } from '../firewalls/firewall.js';
import { type Cidr } from '../model/cidr.js';
import { type Flow, coversFlow, mayMeet, saysPath } from '../model/flow.js';
import { groupBy } from '../model/group-by.js';
import { unionOf } from '../model/interval-set.js';
import { DIRECTIONS, type Direction } from '../model/protocol.js';
import { type Space, directionSet, intersect, joinBoxes, spaceKey, spaceOfFlow, spaceOfFlows, subtract } from '../model/space.js';

interface Asked {
  readonly sources: readonly Cidr[];
  readonly required: readonly Flow[];
}

interface Point {
  readonly kind: { readonly id: string; readonly seesNames: boolean };
  readonly units: readonly { readonly lowering: Lowering<unknown> }[];
}

/** A widening, the firewall whose it is, and the directions in which that lets the packets pass. */
export interface Placed extends Widening {
  readonly point: string;
  readonly ways: readonly Direction[];
}

/**
 * Packets that nobody asked for and all firewalls of the site let pass, and which widenings of each firewall they pass
 * by. Were all those of one firewall gone, they would not.
 */
export interface Opening {
  readonly packets: Space;
  readonly by: readonly (readonly Placed[])[];
}

/** The widenings of each firewall; those that decide by name first: theirs say most closely what is lost. */
export function widenedBy(points: readonly Point[]): readonly (readonly Placed[])[] {
  const sorted = [...points].sort((a, b) => Number(b.kind.seesNames) - Number(a.kind.seesNames) || (a.kind.id < b.kind.id ? -1 : 1));
  return sorted.map(({ kind, units }) =>
    units.flatMap(({ lowering: { widenings, left = [] } }) => {
      // One that decides by name stands in the middle and knows no direction; in one that is left to others all may pass.
      const waysOf = kind.seesNames ? () => DIRECTIONS : (own: Direction) => (left.length === 0 ? [own] : [own, ...left]);
      return widenings.map((widening) => ({ ...widening, point: kind.id, ways: waysOf(widening.flow.direction) }));
    }),
  );
}

/** What remains of widenings once all firewalls of the site stand in series. */
export const openingsOf = (asked: Asked, points: readonly Point[], widened: readonly (readonly Placed[])[]): readonly Opening[] => [
  ...openPaths(asked.required, points, widened),
  ...openPackets(asked, points, widened),
];

/** All points permit what is required, so only what they add to it has to be compared. */
function openPackets({ sources, required }: Asked, points: readonly Point[], widened: readonly (readonly Placed[])[]): readonly Opening[] {
  const seen = widened.map((widenings) => widenings.filter(({ lost }) => lost !== 'path'));
  if (seen.some((widenings) => widenings.length === 0)) return [];
  const alike = seen.map(alikeIn);
  const added = inSeries(alike.map((groups) => joinBoxes(groups.flatMap(({ permits }) => permits))));
  if (added.length === 0) return [];
  const granted = points.flatMap(({ units }) => units.flatMap(({ lowering }) => lowering.granted ?? []));
  const claim = { sources, required, accepted: [], granted };
  const excess = subtract(intersect(added, packetsOf(claim)), askedFor(claim));
  return excess.length === 0 ? [] : waysOf(alike, excess);
}

/** Widenings of one firewall that permit the same. */
interface Alike {
  readonly permits: Space;
  readonly widenings: readonly Placed[];
}

function alikeIn(widenings: readonly Placed[]): readonly Alike[] {
  const spaces = widenings.map((widening) => ({ widening, permits: spaceOf(widening) }));
  return groupBy(spaces, ({ permits }) => spaceKey(permits)).map((same) => ({ permits: same[0].permits, widenings: same.map(({ widening }) => widening) }));
}

function spaceOf({ permits, ways }: Placed): Space {
  const direction = unionOf(ways.flatMap(directionSet));
  return joinBoxes(permits.map((flow) => ({ ...spaceOfFlow(flow), direction })));
}

/** One widening of each firewall after the other, as long as packets are left that pass them all. */
function waysOf([first, ...others]: readonly (readonly Alike[])[], packets: Space): readonly Opening[] {
  if (first === undefined) return [{ packets, by: [] }];
  return first.flatMap(({ permits, widenings }) => {
    const passing = intersect(permits, packets);
    return passing.length === 0 ? [] : waysOf(others, passing).map((way) => ({ ...way, by: [widenings, ...way.by] }));
  });
}

/**
 * A path is on no axis of a packet: it is lost where no firewall that sees names holds the host to its paths, and nobody
 * asked for the whole host. A firewall that holds it has no widening for the host.
 */
function openPaths(required: readonly Flow[], points: readonly Point[], widened: readonly (readonly Placed[])[]): readonly Opening[] {
  const losing = widened.flat().filter(({ lost, flow }) => lost === 'path' && saysPath(flow));
  if (losing.length === 0) return [];
  const whole = spaceOfFlows(required.filter((flow) => !saysPath(flow) && losing.some((widening) => mayMeet(flow, widening.flow))));
  const permitted = points.filter(({ kind }) => kind.seesNames).map(({ units }) => units.flatMap(({ lowering }) => lowering.widenings.flatMap(({ permits }) => permits)));
  return losing.flatMap((widening) => {
    const open = inSeries([[spaceOfFlow(widening.flow)], ONE_FAMILY, ...permitted.map((flows) => near(flows, widening.flow))]);
    const packets = subtract(open, whole);
    return packets.length === 0 ? [] : [{ packets, by: [[widening]] }];
  });
}

/** As much of these as the flow could share packets with: one that covers it is enough. */
function near(flows: readonly Flow[], flow: Flow): Space {
  const cover = flows.find((each) => !saysPath(each) && coversFlow(each, flow));
  return cover === undefined ? spaceOfFlows(flows.filter((each) => !saysPath(each) && mayMeet(each, flow))) : [spaceOfFlow(cover)];
}
