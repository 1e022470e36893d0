import type { Bounds } from '../model/filter.js';
import { type Space, intersect, spaceOfFlows, subtract } from '../model/space.js';
import type { SitePlan } from '../site/plan-site.js';
import { formatProbe, samplePacket } from './sample.js';

/**
 * A firewall in series that permits more than its own rules were said to. The others close it, so the proof holds; but
 * what never crosses them, such as traffic inside a VPC, is open. `asked`: what vendors, options and acceptances ask for.
 */
export function widerAlone({ plans }: Pick<SitePlan, 'plans'>, bounds: readonly Bounds[], asked: Space, universe: Space): readonly string[] {
  if (plans.length < 2) return [];
  return plans.flatMap(({ kind, units }, index) => {
    const declared = units.flatMap(({ lowering }) => lowering.widenings.flatMap(({ permits }) => permits));
    const wider = subtract(intersect(bounds[index]?.most ?? [], universe), [...asked, ...spaceOfFlows(declared)]);
    const packet = samplePacket(wider);
    return packet === undefined ? [] : [`${kind.id} alone permits what nobody asked of it, such as ${formatProbe(packet)}: the others on the way close it, for what crosses them`];
  });
}
