import type { FirewallKind } from '../firewalls/firewall.js';
import { type Problem, formatProblem } from '../model/diagnostic.js';
import type { Meter } from '../model/meter.js';
import type { SitePlan } from '../site/plan-site.js';
import type { TerraformConfig } from '../terraform/config.js';
import { type SiteCheck, checkPoints, isProved } from './check-site.js';
import { readPoints } from './read-points.js';
import { lint } from './lint.js';
import { measure, overLimits, raisedBy } from './quotas.js';
import { type Shadow, shadows } from './shadows.js';

/** Everything that can be known of sites before they are deployed, from what would be. */
export interface Assessment {
  readonly checks: readonly SiteCheck[];
  /** What the clouds would refuse, and what is over a limit, at a site or at what sites share. */
  readonly problems: readonly Problem[];
  readonly meters: readonly Meter[];
  readonly shadows: readonly { readonly site: string; readonly found: readonly Shadow[] }[];
}

/** Nothing missing, nothing in excess, every expectation met, nothing refused or over a limit. */
export const isSound = ({ checks, problems }: Assessment): boolean => checks.every(isProved) && problems.length === 0;

interface Pair {
  readonly plan: SitePlan;
  readonly config: TerraformConfig;
}

/** Assesses each site by the configuration of its id; sites without one are left out. `checked` is called after each. */
export function assess(plans: readonly SitePlan[], configs: ReadonlyMap<string, TerraformConfig>, checked: () => void = () => undefined): Assessment {
  const pairs = pairsOf(plans, configs);
  const meters = metersOf(pairs);
  const each = pairs.map(({ plan, config }) => {
    const points = readPoints(plan, config);
    const check = checkPoints(plan, points, { unread: config.unread ?? [], notes: [] });
    checked();
    return { check, shadows: { site: plan.id, found: points.flatMap(({ filters }) => shadows(filters)) } };
  });
  return { checks: each.map(({ check }) => check), problems: refused(pairs, meters), meters, shadows: each.map(({ shadows: found }) => found) };
}

/** What the clouds would refuse, and what is over a limit, at a site or at what sites share. */
export function refusals(plans: readonly SitePlan[], configs: ReadonlyMap<string, TerraformConfig>): readonly Problem[] {
  const pairs = pairsOf(plans, configs);
  return refused(pairs, metersOf(pairs));
}

function pairsOf(plans: readonly SitePlan[], configs: ReadonlyMap<string, TerraformConfig>): readonly Pair[] {
  return plans.flatMap((plan) => {
    const config = configs.get(plan.id);
    return config === undefined ? [] : [{ plan, config }];
  });
}

const metersOf = (pairs: readonly Pair[]): readonly Meter[] =>
  measure(kindsOf(pairs.map(({ plan }) => plan)), pairs.map(({ plan, config }) => ({ site: plan.id, config, raised: raisedBy(plan.points) })));

const refused = (pairs: readonly Pair[], meters: readonly Meter[]): readonly Problem[] =>
  once([...pairs.flatMap(({ plan, config }) => lint(kindsOf([plan]), config)), ...overLimits(meters)]);

const kindsOf = (plans: readonly SitePlan[]): readonly FirewallKind[] => [...new Set(plans.flatMap(({ points }) => points.map(({ kind }) => kind)))];

const once = (problems: readonly Problem[]): readonly Problem[] => [...new Map(problems.map((problem) => [formatProblem(problem), problem])).values()];
