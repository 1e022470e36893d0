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
  const asked = spaceOfFlows(required);
  const permitted = points.map((point) => spaceOfFlows([...required, ...widenedBy(point).flatMap(({ permits }) => permits)]));
  const [first = [], ...others] = permitted;
  const excess = subtract(others.reduce<Space>(intersect, first), asked);
  const isOpen = (widening: Placed): boolean => widening.lost === 'path' || intersect(spaceOfFlows(widening.permits), excess).length > 0;
  return { open: widenings.filter(isOpen), closed: widenings.filter((widening) => !isOpen(widening)) };
}

const widenedBy = (point: Point): readonly Widening[] => point.units.flatMap(({ lowering }) => lowering.widenings);
