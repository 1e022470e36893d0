import { few } from '../model/few.js';
import { groupBy } from '../model/group-by.js';
import type { FlowReport, RowReport, SiteReport, VendorReport } from './site-report.js';

/** A longer list is counted; `--json` has it whole. */
const MOST_SHOWN = 6;

/** What a site opens, in words, one block per vendor. */
export function printSite(report: SiteReport): string {
  return [
    headline(report),
    ...report.vendors.flatMap(printVendor),
    ...report.notes.map((note) => `  note: ${note}`),
    '',
  ].join('\n');
}

/** One line for a site: who, through what, how much. */
export function headline({ site, sources, through, vendors }: SiteReport): string {
  const opened = vendors.flatMap(({ rows }) => rows).reduce((sum, row) => sum + row.opens.length, 0);
  return `${site}: ${few(sources, MOST_SHOWN)} through ${through.join(', then ')}; ${count(opened, 'opening')} for ${count(vendors.length, 'vendor')}`;
}

function printVendor(vendor: VendorReport): readonly string[] {
  const asked = vendor.rows.filter((row) => row.verdict !== 'left out');
  const left = vendor.rows.filter((row) => row.verdict === 'left out');
  return [
    `  ${vendor.name} (priority ${vendor.priority})`,
    ...vendor.cautions.map((caution) => `    caution: ${caution}`),
    ...table(asked.flatMap(openings), 4),
    ...asked.flatMap((row) => row.remarks.map((remark) => `    ${row.row}: ${remark}`)),
    ...(left.length === 0 ? [] : [`    left out: ${left.map((row) => `${row.row} (${row.why})`).join(', ')}`]),
  ];
}

function openings(row: RowReport): readonly (readonly string[])[] {
  const verdict = row.verdict === 'omitted' ? 'exact' : row.verdict;
  return [
    ...wordsOf(row.opens).map((words) => [verdict, words, row.row, row.about]),
    ...wordsOf(row.omitted).map((words) => ['omitted', words, row.row, row.about]),
  ];
}

/** `out 443/tcp tls to api.example.com`, `in 443/tcp from 10.0.0.0/8 to 10.1.2.10/32`; one line for many destinations. */
export function wordsOf(flows: readonly FlowReport[]): readonly string[] {
  const groups = groupBy(flows, (flow) => JSON.stringify({ ...flow, destination: '' }));
  return groups.map((group) => {
    const [{ ports, protocol, application, direction, sources }] = group;
    const what = `${ports}/${protocol}${application === 'opaque' ? '' : ` ${application}`}`;
    const to = few(group.map(({ destination }) => destination), MOST_SHOWN);
    return direction === 'egress' ? `out ${what} to ${to}` : `in ${what} from ${few(sources, MOST_SHOWN)} to ${to}`;
  });
}

/** Columns side by side, indented. */
export function table(rows: readonly (readonly string[])[], indent: number): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => `${' '.repeat(indent)}${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}

export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
