import type { Lowering, Widening } from '../firewalls/firewall.js';
import type { Flow } from '../model/flow.js';
import { type Space, intersect, spaceOfFlows, subtract } from '../model/space.js';

interface Point {
  readonly kind: { readonly id: string };
  readonly units: readonly { readonly lowering: Lowering<unknown> }[];
}

type Placed = Widening & { readonly point: string };

/**
 * Which widenings remain once all firewalls of the site stand in series. A path is on no axis of a packet set: losing
 * it always remains.
 */
export function openWidenings(required: readonly Flow[], points: readonly Point[]): { readonly open: readonly Placed[]; readonly closed: readonly Placed[] } {
  const widenings = points.flatMap((point) => widenedBy(point).map((widening) => ({ ...widening, point: point.kind.id })));
  if (widenings.length === 0) return { open: [], closed: [] };
  const excess = excessOf(required, points);
  const isOpen = (widening: Placed): boolean => widening.lost === 'path' || (excess.length > 0 && intersect(spaceOfFlows(widening.permits), excess).length > 0);
  return { open: widenings.filter(isOpen), closed: widenings.filter((widening) => !isOpen(widening)) };
}

/** What all points permit beyond what is required. All permit that, so only what they add to it has to be compared. */
function excessOf(required: readonly Flow[], points: readonly Point[]): Space {
  const [first = [], ...others] = points.map((point) => spaceOfFlows(widenedBy(point).filter(({ lost }) => lost !== 'path').flatMap(({ permits }) => permits)));
  const added = others.reduce<Space>(intersect, first);
  return added.length === 0 ? added : subtract(added, spaceOfFlows(required));
}

const widenedBy = (point: Point): readonly Widening[] => point.units.flatMap(({ lowering }) => lowering.widenings);
