import type { Use } from '../firewalls/firewall.js';
import { type Checked, type Problem, all, distinct, invalid, orThrow, shown, valid } from '../model/diagnostic.js';
import { groupBy } from '../model/group-by.js';
import { type SitePlan, planSite } from './plan-site.js';
import { useOf } from './read-site.js';
import type { Site } from './site.js';
import { fileOf } from './site-file.js';

/** Plans all sites of an app together: every problem of each, and of what they share. `planned` is called after each. */
export function planSites(sites: readonly Site[], planned: () => void = () => undefined): Checked<readonly SitePlan[]> {
  if (!Array.isArray(sites)) return invalid({ where: 'sites', expected: 'a list of sites', got: shown(sites) });
  const plans = all(sites.map((site) => told(planSite(site), planned)));
  // Of sites with one id the first: the others share with it whatever they have.
  const shared = plans.ok ? checkShared(groupBy(plans.value, ({ id }) => id).map(([first]) => first)) : [];
  const problems = [...namedTwice(sites), ...(plans.ok ? [] : plans.problems), ...shared];
  return problems.length > 0 || !plans.ok ? invalid(...distinct(problems)) : valid(plans.value);
}

/** What is no id at all is told of at its site. */
function namedTwice(sites: readonly (Site | undefined)[]): readonly Problem[] {
  const named = sites.flatMap((site) => (typeof site?.id === 'string' ? [site] : []));
  const repeated = groupBy(named, ({ id }) => id).filter((same) => same.length > 1);
  return repeated.map((same) => ({ where: `sites.${same[0].id}`, expected: 'an id used by one site', got: `${same.length} sites${filesOf(same)}` }));
}

function filesOf(sites: readonly Site[]): string {
  const files = [...new Set(sites.flatMap((site) => fileOf(site) ?? []))].sort();
  return files.length === 0 ? '' : ` in ${files.join(', ')}`;
}

/** All plans, or an error with every problem of every site. */
export const planSitesOrThrow = (sites: readonly Site[], planned?: () => void): readonly SitePlan[] => orThrow(planSites(sites, planned));

function told<T>(value: T, tell: () => void): T {
  tell();
  return value;
}

/** What sites do to each other: priorities, names and groups that they share. */
export function checkShared(plans: readonly SitePlan[]): readonly Problem[] {
  if (plans.length < 2) return [];
  const points = plans.flatMap((plan) => plan.points.map((point) => ({ plan, point })));
  const kinds = [...new Set(points.map(({ point }) => point.kind))];
  return kinds.flatMap((kind) => {
    const uses: Use<Readonly<Record<string, unknown>>>[] = points.filter(({ point }) => point.kind === kind).map(({ plan, point }) => useOf(plan.id, point, plan.vendors));
    return kind.check?.(uses) ?? [];
  });
}
