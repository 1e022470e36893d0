import type { Filter, FilterLine } from '../model/filter.js';
import { saysPath } from '../model/flow.js';
import { boundsOf } from './bounds-of.js';
import { type Claim, type Gap, inSeries, insideOf, missingFrom, packetsOf } from './prove.js';
import type { ReadPoint } from './read-points.js';

/** Hosts that are asked for whole, of which some firewall surely passes URLs alone: a path is on no axis of a packet. */
export function missingOfHosts(claim: Claim, points: readonly ReadPoint[]): readonly Gap[] {
  if (!points.some(({ filters }) => filters.some(({ lines }) => lines.some(isPart)))) return [];
  const least = inSeries(points.map((point) => boundsOf({ ...point, filters: point.filters.map(withoutParts) }, insideOf(claim)).least));
  return missingFrom(claim.required.filter((flow) => !saysPath(flow)), packetsOf(claim), least);
}

/** `www.example.com/*` is all of a host. */
const isPart = ({ action, urls = [] }: FilterLine): boolean => action === 'permit' && urls.some((url) => !/^[^/]+\/\*$/.test(url));

/** Part of a host is surely not all of it. */
const withoutParts = (filter: Filter): Filter => ({ ...filter, lines: filter.lines.map((line) => (isPart(line) ? { ...line, least: [] } : line)) });
