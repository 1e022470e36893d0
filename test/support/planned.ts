import { formatProblem } from '../../src/model/diagnostic.js';
import { type SitePlan, planSite } from '../../src/site/plan-site.js';
import type { Site } from '../../src/site/site.js';

/** Why a site cannot be planned, in words; nothing when it can. */
export function problemsOfSite(site: Site): readonly string[] {
  const planned = planSite(site);
  return planned.ok ? [] : planned.problems.map(formatProblem);
}

/** The plan of a site that has one; an error with the problems of any other. */
export function planOf(site: Site): SitePlan {
  const planned = planSite(site);
  if (!planned.ok) throw new Error(planned.problems.map(formatProblem).join('\n'));
  return planned.value;
}
