import { App } from 'cdktf';
import { hastenSynth } from '../src/site/fast-synth.js';
import { findSites } from '../src/site/find-sites.js';
import type { SitePlan } from '../src/site/plan-site.js';
import { planSitesOrThrow } from '../src/site/plan-sites.js';
import { runApp } from '../src/site/run-app.js';
import { SiteStack } from './app/site-stack.js';

/** The app: a stack for every site that a file of this folder exports. All sites are planned before one is written. */
export function buildApp(outdir?: string, plans: readonly SitePlan[] = planSitesOrThrow(findSites(__dirname))): App {
  if (process.env.VENDOR_EGRESS_DEBUG === undefined) hastenSynth();
  const app = new App(outdir === undefined ? {} : { outdir });
  plans.forEach((plan) => new SiteStack(app, plan));
  return app;
}

if (require.main === module) runApp(__dirname, buildApp);
