import { existsSync, mkdirSync, readdirSync, rmdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { count, printSite } from '../report/print-site.js';
import { reportSite } from '../report/site-report.js';
import type { SitePlan } from '../site/plan-site.js';
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
      write(options, plans);
      const written = plans.map(({ id }) => join(options.out, 'stacks', id, 'cdk.tf.json')).filter((file) => existsSync(file));
      const reports = plans.map(reportSite);
      if (options.json === true) await printJson({ sites: reports, written });
      else await print([...reports.map(printSite), `wrote ${count(written.length, 'stack')} to ${relative('.', options.out) || '.'}; next: npx cdktf deploy <stack>`].join('\n'));
    });
}

/** What is refused leaves no folder that was not there before. */
function write({ stacks, out }: SynthOptions, plans: readonly SitePlan[]): void {
  // Loaded here, as all that loads cdktf.
  const { synthesize } = require('../site/stack.js') as typeof import('../site/stack.js');
  const folder = join(resolve(out), 'stacks');
  const missing = [...foldersAbove(folder), folder].filter((each) => !existsSync(each));
  try {
    // Not by `recursive`: Node tries without end where the system has a folder and refuses one below it.
    missing.forEach((each) => mkdirSync(each));
    synthesize(appOf(stacks).buildApp(out, plans), plans);
  } catch (error) {
    for (const each of [...missing].reverse()) if (existsSync(each) && readdirSync(each).length === 0) rmdirSync(each);
    throw error;
  }
}

/** Outermost first. */
const foldersAbove = (folder: string): readonly string[] => (dirname(folder) === folder ? [] : [...foldersAbove(dirname(folder)), dirname(folder)]);
