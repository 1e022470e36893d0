import { App, TerraformStack } from 'cdktf';
import { type SiteCheck, checkSite, isProved } from '../../../src/check/check-site.js';
import { lint } from '../../../src/check/lint.js';
import { measure, overLimits, raisedBy } from '../../../src/check/quotas.js';
import { formatProbe } from '../../../src/check/sample.js';
import { formatProblem } from '../../../src/model/diagnostic.js';
import { PlannedEgress } from '../../../src/site/construct.js';
import type { SitePlan } from '../../../src/site/plan-site.js';
import { planSites } from '../../../src/site/plan-sites.js';
import type { Site } from '../../../src/site/site.js';
import { configurationOf } from '../../../src/site/read-stack.js';

/** Who found something wrong, and what. */
export interface Notice {
  readonly by: 'plan' | 'build' | 'proof' | 'lint' | 'quota';
  readonly site: string;
  readonly what: string;
}

export type Judge = (site: Site) => Notice | undefined;

/** Takes a site the whole way, as `check` does: planned, built, read back, proved, held against what the clouds take. */
export function judge(site: Site): Notice | undefined {
  const notice = (by: Notice['by'], what: string | undefined): Notice => ({ by, site: site.id, what: what?.split('\n')[0] ?? '' });
  const planned = attempt(() => planSites([site]));
  if (planned instanceof Error) return notice('plan', String(planned));
  if (!planned.ok) return notice('plan', planned.problems.map(formatProblem)[0]);
  const [plan] = planned.value;
  if (plan === undefined) return notice('plan', 'no plan');
  const config = attempt(() => configurationOf(stackOf(plan)));
  if (config instanceof Error) return notice('build', String(config));
  const check = checkSite(plan, config);
  if (!isProved(check)) return notice('proof', firstOf(check));
  const kinds = plan.points.map(({ kind }) => kind);
  const [refused] = lint(kinds, config);
  if (refused !== undefined) return notice('lint', formatProblem(refused));
  const [over] = overLimits(measure(kinds, [{ site: plan.id, config, raised: raisedBy(plan.points) }]));
  return over === undefined ? undefined : notice('quota', formatProblem(over));
}

function attempt<T>(work: () => T): T | Error {
  try {
    return work();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function stackOf(plan: SitePlan): TerraformStack {
  const stack = new TerraformStack(new App(), plan.id);
  new PlannedEgress(stack, 'egress', { plan });
  stack.prepareStack();
  return stack;
}

function firstOf({ missing, excess, broken, overstated, inspected, misplaced }: SiteCheck): string {
  const [first] = [
    ...missing.map(({ packet, path = '' }) => `missing ${formatProbe(packet)}${path}`),
    ...excess.map(({ packet, path }) => `excess ${formatProbe(packet)}${path === undefined ? '' : `, not only on ${path}`}`),
    ...overstated.map(({ packet }) => `said to be permitted, and not: ${formatProbe(packet)}`),
    ...inspected.map(({ packet }) => `opened, and forbidden to be: ${formatProbe(packet)}`),
    ...misplaced.map((problem) => `in the wrong place: ${formatProblem(problem)}`),
    ...broken.map(({ expectation }) => `expected to ${expectation.expect} ${expectation.text}`),
  ];
  return first ?? '';
}
