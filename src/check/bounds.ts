import type { Bounds, Filter } from '../model/filter.js';
import type { Direction } from '../model/protocol.js';
import { EVERYTHING, type Space, directionSet, intersect, joinBoxes } from '../model/space.js';
import { permittedSpace } from './evaluate.js';

type Filters = readonly Filter[];

export const BOTH: readonly Direction[] = ['egress', 'ingress'];

/** What a firewall decides on: one that is not there, on both. */
export const directionsOf = (filters: Filters): readonly Direction[] => (filters.length === 0 ? BOTH : filters.flatMap(({ directions }) => directions));

/**
 * What a firewall permits. One that is not in the configuration is not there: it may permit all, and surely nothing. A
 * direction it does not decide on passes through to the next.
 */
export function boundsOf(filters: Filters): Bounds {
  if (filters.length === 0) return { least: [], most: [EVERYTHING] };
  const each = filters.map(permittedSpace);
  const [only] = each;
  if (only !== undefined && each.length === 1 && BOTH.every((direction) => directionsOf(filters).includes(direction))) return only;
  const [first = [], ...others] = each.map(({ least }) => least);
  const undecided = BOTH.filter((direction) => !directionsOf(filters).includes(direction)).map((direction) => ({ ...EVERYTHING, direction: directionSet(direction) }));
  return { least: [...others.reduce<Space>(intersect, first), ...undecided], most: joinBoxes([...each.flatMap(({ most }) => most), ...undecided]) };
}
