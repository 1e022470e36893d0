import type { App } from 'cdktf';
import { isEgressError } from '../model/diagnostic.js';
import { findSites } from './find-sites.js';
import type { SitePlan } from './plan-site.js';
import { planSitesOrThrow } from './plan-sites.js';

/** An app of planned sites, to be written to this folder; to where cdktf says when it is not given. */
export type BuildApp = (outdir: string | undefined, plans: readonly SitePlan[]) => App;

/**
 * What `cdktf synth` runs: plans every site of the folder, builds the app, proves it and writes it. What is wrong is said
 * in a line each, with the exit codes of the commands; a stack trace would only hide it.
 */
export function runApp(folder: string, buildApp: BuildApp): void {
  try {
    const plans = planSitesOrThrow(findSites(folder));
    const { synthesize } = require('./stack.js') as typeof import('./stack.js');
    synthesize(buildApp(undefined, plans), plans);
  } catch (error) {
    const unproved = error instanceof Error && error.name === 'UnprovedError';
    if (!unproved && !isEgressError(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = unproved ? 1 : 2;
  }
}
