import { type Problem, distinct } from '../model/diagnostic.js';
import { groupBy } from '../model/group-by.js';
import type { Meter } from '../model/meter.js';
import type { SitePlan } from '../site/plan-site.js';
import type { TerraformConfig } from '../terraform/config.js';
import { type SiteCheck, checkPoints, checkSite, isProved } from './check-site.js';
import { readPoints } from './read-points.js';
import { lint } from './lint.js';
import { type Neighbours, kindsOf, neighbourhood, stacksBy } from './neighbours.js';
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

/** Sites, what else they may share firewalls with, and what to do after each. */
export interface ToAssess {
  readonly plans: readonly SitePlan[];
  /** By the name of their stack, which for a site is its id. Those of no site count where they put rules into a firewall of one. */
  readonly configs: ReadonlyMap<string, TerraformConfig>;
  /** Sites that are not asked about. Default: none. */
  readonly others?: readonly SitePlan[];
  readonly checked?: () => void;
}

/** Assesses each site by the configuration of its id, with the rules of all in firewalls they share; sites without are left out. */
export function assess({ plans, configs, others = [], checked = () => undefined }: ToAssess): Assessment {
  const pairs = pairsOf(plans, configs);
  const meters = metersOf(pairs);
  const neighboursOf = neighbourhood(stacksBy([...plans, ...others], configs), [...plans, ...others]);
  const each = pairs.map(({ plan, config }) => {
    const assessed = assessOne(plan, config, neighboursOf(plan, config));
    checked();
    return assessed;
  });
  return {
    checks: each.map(({ check }) => check),
    problems: distinct([...each.flatMap(({ refused }) => refused), ...overLimits(meters)]),
    meters,
    shadows: each.map(({ shadows: found }) => found),
  };
}

interface Assessed {
  readonly check: SiteCheck;
  readonly refused: readonly Problem[];
  readonly shadows: Assessment['shadows'][number];
}

/** Shadows are those of its own stack: of rules of several, each stack would tell. */
function assessOne(plan: SitePlan, config: TerraformConfig, neighbours: Neighbours): Assessed {
  const alone = readPoints(plan, config);
  const points = neighbours.read.length === 0 ? alone : readPoints(plan, config, { neighbours });
  return {
    check: checkPoints(plan, points, config, { neighbours }),
    refused: lint(kindsOf([plan]), config, neighbours.read.map((each) => each.config)),
    shadows: { site: plan.id, found: alone.flatMap(({ filters }) => shadows(filters)) },
  };
}

/** Sites that are not proved with what others put into their firewalls. Sites that share none are left to the proof of their stack. */
export function unprovedTogether(plans: readonly SitePlan[], configs: ReadonlyMap<string, TerraformConfig>): readonly SiteCheck[] {
  const neighboursOf = neighbourhood(stacksBy(plans, configs));
  const checks = pairsOf(plans, configs).flatMap(({ plan, config }) => {
    const neighbours = neighboursOf(plan, config);
    return plan.unproved !== undefined || neighbours.read.length === 0 ? [] : [checkSite(plan, config, { neighbours })];
  });
  return checks.filter((check) => !isProved(check));
}

/** What the clouds would refuse, and what is over a limit, at a site or at what sites share, also with `others` that are not asked about. */
export function refusals(plans: readonly SitePlan[], configs: ReadonlyMap<string, TerraformConfig>, others: readonly SitePlan[] = []): readonly Problem[] {
  const stacks = groupBy(pairsOf(plans, configs), ({ config }) => config);
  const refused = stacks.flatMap((stack) => lint(kindsOf(stack.map(({ plan }) => plan)), stack[0].config));
  return distinct([...refused, ...overLimits(metersOf(pairsOf([...plans, ...others], configs)))]);
}

function pairsOf(plans: readonly SitePlan[], configs: ReadonlyMap<string, TerraformConfig>): readonly Pair[] {
  return plans.flatMap((plan) => {
    const config = configs.get(plan.id);
    return config === undefined ? [] : [{ plan, config }];
  });
}

const metersOf = (pairs: readonly Pair[]): readonly Meter[] =>
  measure(kindsOf(pairs.map(({ plan }) => plan)), pairs.map(({ plan, config }) => ({ site: plan.id, config, raised: raisedBy(plan.points) })));
