import type { Bounds } from '../model/filter.js';
import { DIRECTIONS, type Direction } from '../model/protocol.js';
import { type Box, EVERYTHING, type Space, directionSet, intersect, joinBoxes, packetsGoing, subtract } from '../model/space.js';
import { permittedSpace } from './evaluate.js';
import { inSeries } from './prove.js';
import type { ReadPoint } from './read-points.js';

/**
 * What a firewall permits. One that is not in the configuration is not there: it may permit all, and surely nothing. A
 * direction that no rule is about passes through to the next. `inside`: packets between addresses behind the firewall.
 */
export function boundsOf({ filters, decides }: ReadPoint, inside: Box): Bounds {
  if (filters.length === 0) return { least: [], most: [EVERYTHING] };
  const each = filters.map(permittedSpace);
  const [only, another] = each;
  // The very same, so that what is known exactly is worked out once.
  if (only !== undefined && another === undefined && decides.length === DIRECTIONS.length) return only;
  const [first = [], ...others] = each.map(({ least }) => least);
  const silent = packetsGoing(DIRECTIONS.filter((direction) => !filters.some(({ directions }) => directions.includes(direction))));
  const [undecided, other] = DIRECTIONS.filter((direction) => !decides.includes(direction));
  const held = (space: Space): Space => (undecided === undefined || other !== undefined ? space : heldInside(space, undecided, inside));
  return { least: held([...others.reduce<Space>(intersect, first), ...silent]), most: held(joinBoxes([...each.flatMap(({ most }) => most), ...silent])) };
}

/** What goes from one address behind a firewall to another meets the rules for the one direction that these decide on. */
function heldInside(space: Space, undecided: Direction, inside: Box): Space {
  const direction = directionSet(undecided);
  const within = intersect(space, [inside]);
  const passing = DIRECTIONS.map((way) => intersect(within, packetsGoing([way])).map((box) => ({ ...box, direction })));
  return [...subtract(space, [{ ...inside, direction }]), ...inSeries(passing)];
}
