import type { Bounds } from '../model/filter.js';
import { intersect, packetsGoing, spaceOfFlows, subtract } from '../model/space.js';
import type { SitePlan } from '../site/plan-site.js';
import { type Claim, askedFor, bothWays, packetsOf } from './prove.js';
import type { ReadPoint } from './read-points.js';
import { formatProbe, samplePacket } from './sample.js';

/**
 * A firewall in series that permits more than its own rules were said to. The others close it, so the proof holds; but
 * what never crosses them, such as traffic inside a VPC, is open. What others ask of the same firewalls counts.
 */
export function widerAlone({ plans }: Pick<SitePlan, 'plans'>, points: readonly ReadPoint[], bounds: readonly Bounds[], claim: Claim): readonly string[] {
  if (plans.length < 2) return [];
  const [asked, universe] = [askedFor(claim), packetsOf(claim)];
  return plans.flatMap(({ kind, units }, index) => {
    const declared = spaceOfFlows(units.flatMap(({ lowering }) => lowering.widenings.flatMap(({ permits }) => permits)));
    const decided = intersect(universe, packetsGoing(points[index]?.decides ?? []));
    const wider = subtract(intersect(bounds[index]?.most ?? [], decided), [...asked, ...bothWays(claim, declared)]);
    const packet = samplePacket(wider);
    return packet === undefined ? [] : [`${kind.id} alone permits what nobody asked of it, such as ${formatProbe(packet)}: the others on the way close it, for what crosses them`];
  });
}
