import { formatDestination } from '../model/destination.js';
import type { Filter, FilterLine } from '../model/filter.js';
import type { Flow } from '../model/flow.js';
import { type Space, intersect, spaceOfFlow, subtract } from '../model/space.js';

/** A path that is asked for, and packets to its host. */
export interface PathGap {
  readonly flow: Flow;
  readonly packets: Space;
}

/** Paths that are on no axis of a packet set, held by the URLs that rules name. */
export interface PathGaps {
  /** Some firewall tells the paths of the host apart, and this one is not among those it permits. */
  readonly missing: readonly PathGap[];
  /** No firewall keeps the host to the paths that are asked for, and nobody accepted that. */
  readonly excess: readonly PathGap[];
}

interface Point {
  readonly filters: readonly Filter[];
}

/** Where paths are asked for and the whole host is neither asked for nor accepted. `others`: asked for by sites beside. */
export function pathGaps(required: readonly Flow[], accepted: readonly Flow[], points: readonly Point[], others: readonly Flow[] = []): PathGaps {
  const wanted = required.filter(hasPath);
  const whole = wanted.length === 0 ? [] : [...[...required, ...others].filter((flow) => !hasPath(flow)), ...accepted].map(spaceOfFlow);
  const held = wanted.flatMap((flow) => {
    const packets = subtract([spaceOfFlow(flow)], whole);
    return packets.length === 0 ? [] : [{ flow, packets, seen: points.flatMap((point) => urlsSeen(point, packets, flow)) }];
  });
  const asked = new Set([...wanted, ...others.filter(hasPath)].flatMap(urlsOf));
  return {
    missing: held.filter(({ flow, seen }) => seen.some((urls) => !urlsOf(flow).every((url) => urls.includes(url)))),
    excess: held.filter(({ seen }) => !seen.some((urls) => urls.every((url) => asked.has(url)))),
  };
}

/** A star alone is every path. */
const hasPath = ({ path }: Flow): boolean => path !== undefined && path !== '/*';

/** `x/a/*` is `x/a` too. */
function urlsOf({ destination, path = '' }: Flow): readonly string[] {
  const url = `${formatDestination(destination)}${path}`;
  return url.endsWith('/*') ? [url, url.slice(0, -'/*'.length)] : [url];
}

/** The URLs of the flow's host that a firewall lets pass, where it lets nothing else of the packets pass. */
function urlsSeen({ filters }: Point, packets: Space, { destination }: Flow): readonly (readonly string[])[] {
  const lines = filters.flatMap((filter) => filter.lines.filter(({ action, most }) => action === 'permit' && intersect(most, packets).length > 0));
  if (lines.length === 0 || filters.some(({ otherwise }) => otherwise === 'permit') || lines.some(({ urls }) => urls === undefined)) return [];
  return [lines.flatMap(({ urls = [] }: FilterLine) => urls).filter((url) => url.startsWith('*') || url.split('/')[0] === formatDestination(destination))];
}
