import type { Command } from 'commander';
import { type Assessment, assess, isSound } from '../check/assess.js';
import { type SiteCheck, isProved } from '../check/check-site.js';
import { printCheck } from '../check/print-check.js';
import { formatShares } from '../check/quotas.js';
import { type Shadow, printShadows } from '../check/shadows.js';
import { formatProblem } from '../model/diagnostic.js';
import { few } from '../model/few.js';
import type { Meter } from '../model/meter.js';
import { count, table } from '../report/print-site.js';
import { type RowReport, type SiteReport, reportSite } from '../report/site-report.js';
import type { SitePlan } from '../site/plan-site.js';
import { readFrom, synthesized } from './configurations.js';
import { NotProved, print, printJson, progress } from './output.js';
import { STACKS, folder, place } from './project.js';
import { survey } from './survey.js';

interface CheckOptions {
  readonly stacks: string;
  readonly from?: string;
  readonly json?: boolean;
}

export function addCheck(program: Command): void {
  program
    .command('check')
    .description('prove that each site permits what its vendors require and nothing else, read back from the Terraform JSON')
    .argument('[sites...]', 'ids of sites; all when none is named')
    .option('--stacks <folder>', 'folder of compiled stacks', folder, STACKS)
    .option('--from <path>', 'Terraform JSON to read in place of a fresh synth: cdktf.out, a folder, or a plan from terraform show -json', place)
    .option('--json', 'as JSON')
    .action(async (ids: readonly string[], options: CheckOptions) => {
      const { from } = options;
      const { plans, others, configs } = survey(options.stacks, ids, (wanted, near) => (from === undefined ? synthesized(options.stacks, [...wanted, ...near]) : readFrom(from, wanted)));
      const work = progress('checking', plans.length);
      const assessed = assess({ plans, configs, others, checked: work.step });
      work.done();
      const sites = plans.map((plan) => siteOf(plan, assessed));
      if (options.json === true) await printJson({ sites, problems: assessed.problems, meters: assessed.meters });
      else await print([...sites.map(printed), ...meterLines(assessed.meters), ...assessed.problems.map((problem) => `error: ${formatProblem(problem)}`), summary(sites, assessed.problems)].join('\n'));
      if (!isSound(assessed)) throw new NotProved();
    });
}

interface SiteAnswer extends SiteCheck {
  readonly proved: boolean;
  readonly unproved?: string;
  readonly vendors: SiteReport['vendors'];
  readonly shadows: readonly Shadow[];
}

function siteOf(plan: SitePlan, { checks, shadows }: Assessment): SiteAnswer {
  const check = checks.find(({ site }) => site === plan.id) ?? { site: plan.id, missing: [], excess: [], broken: [], overstated: [], inspected: [], misplaced: [], unread: ['its configuration: there is none'], notes: [] };
  const found = shadows.find(({ site }) => site === plan.id)?.found ?? [];
  return { ...check, proved: isProved(check), ...(plan.unproved === undefined ? {} : { unproved: plan.unproved }), vendors: reportSite(plan).vendors, shadows: found };
}

/** The proof, a verdict for each row, and rules that never decide. */
function printed(site: SiteAnswer): string {
  const rows = site.vendors.flatMap((vendor) => vendor.rows);
  return [
    printCheck(site),
    ...(site.unproved === undefined ? [] : [`  may go unproved: ${site.unproved}`]),
    ...table(rows.map((row) => [verdictOf(row, site), row.row, because(row)]), 2),
    ...(site.shadows.length === 0 ? [] : ['  rules that decide nothing, or less than they say', ...printShadows(site.shadows).map((line) => `    ${line}`)]),
    '',
  ].join('\n');
}

/** What the exit code says, where many lines stand above it. */
function summary(sites: readonly SiteAnswer[], problems: Assessment['problems']): string {
  const failed = sites.filter(({ proved }) => !proved).map(({ site }) => site);
  const parts = [
    `${sites.length - failed.length} of ${count(sites.length, 'site')} proved`,
    ...(failed.length === 0 ? [] : [`not proved: ${few(failed, MOST_SITES)}`]),
    ...(problems.length === 0 ? [] : [`${count(problems.length, 'error')}: what a cloud would refuse, or a limit that is exceeded`]),
  ];
  return parts.join('; ');
}

const MOST_SITES = 10;

/** A quota is worth a line when half of it is gone. */
const NOTABLE = 0.5;

function meterLines(meters: readonly Meter[]): readonly string[] {
  const notable = meters.filter(({ used, limit }) => used >= limit * NOTABLE);
  return notable.length === 0 ? [] : ['quotas half used or more', ...table(notable.map(({ point, used, limit, what, filledBy, advisory }) => [`${used} of ${limit}`, what, point, `${formatShares(filledBy)}${advisory === undefined ? '' : ` (${advisory})`}`.replace(/^: /, '')]), 2), ''];
}

const verdictOf = (row: RowReport, check: SiteCheck): string => (check.missing.some(({ rows }) => rows.includes(row.row)) ? 'MISSING' : row.verdict);

/** What is not exact needs its reason beside it. */
function because(row: RowReport): string {
  if (row.verdict === 'exact') return '';
  if (row.verdict === 'left out') return row.why;
  return row.remarks.filter((remark) => /^(widened|omitted|names replaced|opened to every)/.test(remark)).join('; ');
}
