import type { Command } from 'commander';
import { headline, table, wordsOf } from '../report/print-site.js';
import { type RowReport, type SiteReport, reportSite } from '../report/site-report.js';
import { planSitesOrThrow } from '../site/plan-sites.js';
import { print, printJson } from './output.js';
import { STACKS, folder, sitesOf } from './project.js';

export function addFlows(program: Command): void {
  program
    .command('flows')
    .description('the flow matrix of a site: every row of every page, what it opens, and the words that ask for it')
    .argument('<site>', 'id of the site')
    .option('--stacks <folder>', 'folder of compiled stacks', folder, STACKS)
    .option('--json', 'as JSON')
    .action(async (site: string, { stacks, json }: { readonly stacks: string; readonly json?: boolean }) => {
      const [plan] = planSitesOrThrow(sitesOf(stacks, [site]));
      if (plan === undefined) return;
      const report = reportSite(plan);
      await (json === true ? printJson(report) : print(matrix(report)));
    });
}

/** A block for each row that asks for something: what it opens, and the words of the page. The others in a line each. */
function matrix(report: SiteReport): string {
  const rows = report.vendors.flatMap((vendor) => vendor.rows);
  const left = rows.filter((row) => row.verdict === 'left out');
  return [
    headline(report),
    ...rows.filter((row) => row.verdict !== 'left out').flatMap(block),
    ...(left.length === 0 ? [] : ['', 'left out', ...table(left.map((row) => [row.row, row.why, cite(row)]), 2)]),
    ...report.notes.map((note) => `\nnote: ${note}`),
  ].join('\n');
}

function block(row: RowReport): readonly string[] {
  return [
    '',
    `${row.row}  ${row.verdict}  ${row.about} (${row.why})`,
    ...wordsOf(row.opens).map((words) => `  ${words}`),
    ...wordsOf(row.omitted).map((words) => `  not opened: ${words}`),
    `  ${cite(row)}`,
    ...row.remarks.map((remark) => `  ${remark}`),
  ];
}

const cite = ({ source }: RowReport): string => `"${source.quote}" ${source.title}, lines ${source.lines.join(', ')}, read ${source.read}`;
