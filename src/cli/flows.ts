import type { Command } from 'commander';
import { printSite, table, wordsOf } from '../report/print-site.js';
import { type RowReport, type SiteReport, reportSite } from '../report/site-report.js';
import { planSitesOrThrow } from '../site/plan-sites.js';
import { print, printJson } from './output.js';
import { STACKS, sitesOf } from './project.js';

export function addFlows(program: Command): void {
  program
    .command('flows')
    .description('the flow matrix of a site: every row of every page, what it opens, and the words that ask for it')
    .argument('<site>', 'id of the site')
    .option('--stacks <folder>', 'folder of compiled stacks', STACKS)
    .option('--json', 'as JSON')
    .action(async (site: string, { stacks, json }: { readonly stacks: string; readonly json?: boolean }) => {
      const [plan] = planSitesOrThrow(sitesOf(stacks, [site]));
      if (plan === undefined) return;
      const report = reportSite(plan);
      await (json === true ? printJson(report) : print(matrix(report)));
    });
}

function matrix(report: SiteReport): string {
  const rows = report.vendors.flatMap((vendor) => vendor.rows.flatMap(linesOf));
  return [printSite({ ...report, vendors: [], notes: [] }).trimEnd(), ...table([['row', 'verdict', 'flow', 'page'], ...rows], 2), ...remarks(report)].join('\n');
}

function linesOf(row: RowReport): readonly (readonly string[])[] {
  const page = `"${row.source.quote}" (${row.source.title}, lines ${row.source.lines.join(', ')}, read ${row.source.read})`;
  const words = [...wordsOf(row.opens), ...wordsOf(row.omitted).map((each) => `not opened: ${each}`)];
  const shown = words.length === 0 ? [`none: ${row.why}`] : words;
  return shown.map((flow, index) => (index === 0 ? [row.row, row.verdict, flow, page] : ['', '', flow, '']));
}

const remarks = (report: SiteReport): readonly string[] => [
  ...report.vendors.flatMap((vendor) => vendor.rows.flatMap((row) => row.remarks.map((remark) => `  ${row.row}: ${remark}`))),
  ...report.notes.map((note) => `  note: ${note}`),
];
