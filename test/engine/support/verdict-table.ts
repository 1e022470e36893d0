import type { RuleSet } from './rule-sets.js';
import { type Judged, KNOWN_LOSSES, WRONGS, isKnownLoss } from './verdicts.js';

/** Counts by heading; what is `wrong` has to be 0. */
export type Counts = Readonly<Record<string, number>>;

const wrongHeading = (wrong: string): string => `wrongly ${wrong}`;
const lossHeading = (kind: string): string => `apart: ${kind}`;

/** What came of the packets of one rule set. */
export function countsOf(ruleSet: RuleSet, judged: readonly Judged[]): Counts {
  const count = (holds: (each: Judged) => boolean): number => judged.filter(holds).length;
  const isApart = (each: Judged): boolean => isKnownLoss(each, ruleSet);
  return {
    'rule sets': 1,
    packets: judged.length,
    asked: count(({ asked }) => asked),
    widened: count(({ widened, fate }) => widened && fate.verdict === 'passed'),
    ...Object.fromEntries(WRONGS.map((wrong) => [wrongHeading(wrong), count((each) => each.wrong === wrong && !isApart(each))])),
    ...Object.fromEntries(KNOWN_LOSSES.map((kind) => [lossHeading(kind), count((each) => each.kind === kind && isApart(each))])),
  };
}

export const addCounts = (a: Counts, b: Counts): Counts => Object.fromEntries(Object.entries(b).map(([heading, count]) => [heading, (a[heading] ?? 0) + count]));

/** Rows under their headings, with a sum; numbers stand to the right. */
export function tableOf(rows: ReadonlyMap<string, Counts>): string {
  const sum = [...rows.values()].reduce(addCounts, {});
  const headings = Object.keys(sum);
  const cells = [['', ...headings], ...[...rows, ['sum', sum] as const].map(([name, counts]) => [name, ...headings.map((heading) => String(counts[heading] ?? 0))])];
  const widths = ['', ...headings].map((_, column) => Math.max(...cells.map((row) => (row[column] ?? '').length)));
  return cells.map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')).join('\n');
}
