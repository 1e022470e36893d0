import { type Space, intersect, spaceOfFlows, subtract } from '../model/space.js';
import type { SitePlan } from '../site/plan-site.js';

/**
 * What a firewall is said to permit beyond what vendors ask for, and does not, whatever stands in series with it: a
 * widening that was accepted for nothing, or an option that was not followed. `most` is what each firewall may permit.
 */
export function overstated({ plans }: Pick<SitePlan, 'plans'>, most: readonly Space[], universe: Space): Space {
  return plans.flatMap(({ units }, index) => {
    const widened = units.flatMap(({ lowering }) => lowering.widenings.flatMap(({ permits }) => permits));
    const declared = [...spaceOfFlows(widened), ...units.flatMap(({ lowering }) => lowering.granted ?? [])];
    return declared.length === 0 ? [] : subtract(intersect(declared, universe), most[index] ?? []);
  });
}
