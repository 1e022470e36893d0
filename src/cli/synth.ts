import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { count, printSite } from '../report/print-site.js';
import { reportSite } from '../report/site-report.js';
import { planSitesOrThrow } from '../site/plan-sites.js';
import { print, printJson, progress } from './output.js';
import { STACKS, appOf, folder, sitesOf } from './project.js';

interface SynthOptions {
  readonly stacks: string;
  readonly out: string;
  readonly json?: boolean;
}

export function addSynth(program: Command): void {
  program
    .command('synth')
    .description('write Terraform JSON for every site, as cdktf synth does, and say what each site opens')
    .option('--stacks <folder>', 'folder of compiled stacks', folder, STACKS)
    .option('--out <folder>', 'where to write', folder, 'cdktf.out')
    .option('--json', 'as JSON')
    .action(async (options: SynthOptions) => {
      const sites = sitesOf(options.stacks);
      const work = progress('planning', sites.length);
      const plans = planSitesOrThrow(sites, work.step);
      work.done();
      // Loaded here, as all that loads cdktf.
      const { synthesize } = require('../site/stack.js') as typeof import('../site/stack.js');
      makeFolder(resolve(options.out));
      synthesize(appOf(options.stacks).buildApp(options.out, plans), plans);
      const written = plans.map(({ id }) => join(options.out, 'stacks', id, 'cdk.tf.json')).filter((file) => existsSync(file));
      const reports = plans.map(reportSite);
      if (options.json === true) await printJson({ sites: reports, written });
      else await print([...reports.map(printSite), `wrote ${count(written.length, 'stack')} to ${relative('.', options.out) || '.'}; next: npx cdktf deploy <stack>`].join('\n'));
    });
}

/** With those above it. Not by `recursive`: Node tries without end where the system has a folder and refuses one below it. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}
