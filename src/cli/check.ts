import type { Command } from 'commander';
import { type SiteCheck, checkSite, isProved } from '../check/check-site.js';
import { printCheck } from '../check/print-check.js';
import { table } from '../report/print-site.js';
import { type RowReport, type SiteReport, reportSite } from '../report/site-report.js';
import { planSitesOrThrow } from '../site/plan-sites.js';
import { readFrom, synthesized } from './configurations.js';
import { NotProved, print, printJson, progress } from './output.js';
import { STACKS, sitesOf } from './project.js';

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
    .option('--stacks <folder>', 'folder of compiled stacks', STACKS)
    .option('--from <path>', 'Terraform JSON to read in place of a fresh synth: cdktf.out, a folder, or a plan from terraform show -json')
    .option('--json', 'as JSON')
    .action(async (ids: readonly string[], options: CheckOptions) => {
      const plans = planSitesOrThrow(sitesOf(options.stacks, ids));
      const configs = options.from === undefined ? synthesized(options.stacks, plans) : readFrom(options.from, plans);
      const work = progress('checking', configs.size);
      const checked = plans.flatMap((plan) => {
        const config = configs.get(plan.id);
        work.step();
        return config === undefined ? [] : [{ report: reportSite(plan), check: checkSite(plan, config), unproved: plan.unproved }];
      });
      work.done();
      if (options.json === true) await printJson(checked.map(({ report, check, unproved }) => ({ ...check, proved: isProved(check), ...(unproved === undefined ? {} : { unproved }), vendors: report.vendors })));
      else await print(checked.map(({ report, check }) => printed(report, check)).join('\n\n'));
      if (checked.some(({ check }) => !isProved(check))) throw new NotProved();
    });
}

/** The proof, and a verdict for each row. */
function printed(report: SiteReport, check: SiteCheck): string {
  const rows = report.vendors.flatMap((vendor) => vendor.rows);
  return [printCheck(check), ...table(rows.map((row) => [verdictOf(row, check), row.row, because(row)]), 2)].join('\n');
}

const verdictOf = (row: RowReport, check: SiteCheck): string => (check.missing.some(({ rows }) => rows.includes(row.row)) ? 'MISSING' : row.verdict);

/** What is not exact needs its reason beside it. */
function because(row: RowReport): string {
  if (row.verdict === 'exact') return '';
  if (row.verdict === 'left out') return row.why;
  return row.remarks.filter((remark) => /^(widened|omitted|names replaced|opened to every)/.test(remark)).join('; ');
}
