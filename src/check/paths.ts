import { formatDestination } from '../model/destination.js';
import type { Filter, FilterLine } from '../model/filter.js';
import { type Flow, saysPath } from '../model/flow.js';
import { type Box, type Space, intersect, meet, spaceOfFlow, subtract } from '../model/space.js';
import { type Claim, type Gap, ONE_FAMILY, bothWays, withOthers } from './prove.js';

/** Paths that are on no axis of a packet set, held by the URLs that rules name. */
interface PathGaps {
  /** Some firewall tells the paths of the host apart, and this one is not among those it permits. */
  readonly missing: readonly Gap[];
  /** No firewall keeps the host to the paths that are asked for, and nobody accepted that. */
  readonly excess: readonly Gap[];
}

interface Point {
  readonly filters: readonly Filter[];
}

/** Where paths are asked for and the whole host is neither asked for nor accepted, here or by sites beside. */
export function pathGaps(claim: Claim, points: readonly Point[]): PathGaps {
  const wanted = claim.required.filter(saysPath);
  if (wanted.length === 0) return { missing: [], excess: [] };
  const claims = withOthers(claim);
  const all = claims.flatMap(({ required }) => required);
  const whole = bothWays(claim, [...all.filter((flow) => !saysPath(flow)).map(spaceOfFlow), ...claims.flatMap(({ accepted }) => accepted)]);
  const held = wanted.flatMap((flow) => {
    const asked = spaceOfFlow(flow);
    const packets = subtract(intersect([asked], ONE_FAMILY), openTo(asked, whole));
    return packets.length === 0 ? [] : [{ flow, packets, seen: points.flatMap((point) => urlsSeen(point, packets, flow)) }];
  });
  const urls = new Set(all.filter(saysPath).flatMap(urlsOf));
  return {
    missing: held.filter(({ flow, seen }) => seen.some((those) => !urlsOf(flow).every((url) => those.includes(url)))),
    excess: held.filter(({ seen }) => !seen.some((those) => those.every((url) => urls.has(url)))),
  };
}

const openTo = (asked: Box, whole: Space): Space => whole.filter((box) => meet(box, asked) !== undefined);

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
