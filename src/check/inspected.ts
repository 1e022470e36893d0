import type { Filter } from '../model/filter.js';
import { EVERYTHING, type Space, applicationSet, intersect, spaceOfFlow, subtract } from '../model/space.js';
import { type Claim, type Gap, ONE_FAMILY } from './prove.js';

interface Point {
  readonly filters: readonly Filter[];
}

const TLS: Space = [{ ...EVERYTHING, application: applicationSet('tls') }];

/** What TLS inspection opens although the page forbids it: the rule that decides may be one that looks into TLS. */
export function inspected({ required }: Claim, points: readonly Point[]): readonly Gap[] {
  const opening = points.flatMap(({ filters }) => filters).filter(({ lines }) => lines.some(({ inspects }) => inspects));
  if (opening.length === 0) return [];
  const sealed = required.filter(({ inspect }) => inspect === 'forbid');
  const judged = sealed.map((flow) => {
    const packets = intersect(intersect([spaceOfFlow(flow)], TLS), ONE_FAMILY);
    return { flow, packets: opening.flatMap((filter) => openedBy(filter, packets)) };
  });
  return judged.filter(({ packets }) => packets.length > 0);
}

/** Down the lines: what one surely takes, no later one opens. */
function openedBy({ lines }: Filter, packets: Space): Space {
  let left = packets;
  return lines.flatMap(({ inspects, least, most }) => {
    const opened = inspects === true ? intersect(most, left) : [];
    left = subtract(left, least);
    return opened;
  });
}
