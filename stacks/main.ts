import { App } from 'cdktf';
import { UnprovedError } from '../src/check/unproved.js';
import { EgressError } from '../src/model/diagnostic.js';
import { hastenSynth } from '../src/site/fast-synth.js';
import { findSites } from '../src/site/find-sites.js';
import { synthesize } from '../src/site/stack.js';
import type { SitePlan } from '../src/site/plan-site.js';
import { planSitesOrThrow } from '../src/site/plan-sites.js';
import { SiteStack } from './app/site-stack.js';

/** The app: a stack for every site that a file of this folder exports. All sites are planned before one is written. */
export function buildApp(outdir?: string, plans: readonly SitePlan[] = planSitesOrThrow(findSites(__dirname))): App {
  if (process.env.VENDOR_EGRESS_DEBUG === undefined) hastenSynth();
  const app = new App(outdir === undefined ? {} : { outdir });
  plans.forEach((plan) => new SiteStack(app, plan));
  return app;
}

/** What is wrong with a site is said in a line each; a stack trace would only hide it. */
function run(): void {
  try {
    const plans = planSitesOrThrow(findSites(__dirname));
    synthesize(buildApp(undefined, plans), plans);
  } catch (error) {
    if (!(error instanceof EgressError) && !(error instanceof UnprovedError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = error instanceof UnprovedError ? 1 : 2;
  }
}

if (require.main === module) run();
