/** A row of a table on a page: its lines, from 1, both included, and all their words. The first one says which row it is. */
export interface PageRow {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

type Reader = (lines: readonly string[]) => readonly PageRow[];

const lineAt = (lines: readonly string[], number: number): string => lines[number - 1] ?? '';
const numbers = (lines: readonly string[]): readonly number[] => lines.map((_, index) => index + 1);
const rowAt = (lines: readonly string[], from: number, to: number): PageRow => ({ from, to, text: lines.slice(from - 1, to).join(' ') });
const pipes = (line: string): number => line.split('|').length - 1;

/** Alleo: a line for each cell, six to a row, the first a port or a range. */
export const sixLineRows: Reader = (lines) =>
  numbers(lines)
    .filter((number) => /^\d+(?: - \d+)? \|$/.test(lineAt(lines, number)))
    .filter((number) => [0, 1, 2, 3, 4, 5].every((offset) => pipes(lineAt(lines, number + offset)) === 1))
    .map((number) => rowAt(lines, number, number + 5));

/**
 * Glartek, Imaginate: a line for each row, under a line of dashes. A row that ends in "OR" and nothing more goes on in the
 * next line.
 */
export const pipeRows: Reader = (lines) => {
  const rows: PageRow[] = [];
  let inTable = false;
  for (let number = 1; number <= lines.length; number += 1) {
    const line = lineAt(lines, number);
    if (/^-+(?:\|-+)+\|?$/.test(line)) inTable = true;
    else if (pipes(line) < 2) inTable = false;
    else if (inTable) {
      const broken = /\bOR \| \|$/.test(line);
      rows.push(rowAt(lines, number, broken ? number + 1 : number));
      if (broken) number += 1;
    }
  }
  return rows;
};

/** flexperto: a CIDR alone on its line; a name with its description glued to it; a list behind a link. */
export const listRows: Reader = (lines) => {
  const isEntry = (line: string): boolean =>
    /^\d+\.\d+\.\d+\.\d+\/\d+$/.test(line) || /^(?:\*\.)*[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\/[a-z/*]+)?[A-Z]/.test(line) || /^all IPs included in /.test(line);
  return numbers(lines)
    .filter((number) => isEntry(lineAt(lines, number)))
    .map((number) => rowAt(lines, number, number));
};

/** Cisco: a block for each listener, which a line beginning with its port gives away. */
export const listenerRows: Reader = (lines) =>
  numbers(lines)
    .filter((number) => /^Port \d+/.test(lineAt(lines, number)))
    .map((number) => rowAt(lines, number, number));

/** All rows on a page: each reader finds those of its form, and none on pages of another form. */
export const pageRows: Reader = (lines) => [sixLineRows, pipeRows, listRows, listenerRows].flatMap((read) => read(lines)).sort((a, b) => a.from - b.from);
