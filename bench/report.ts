import { type Rounds, quantile, ratios, timesOf } from './rounds.js';

/** One line of a table: how long it took, and against what. */
export interface Line {
  readonly job: string;
  readonly what: string;
  readonly ms: string;
  readonly ratio: string;
  readonly to: string;
}

/** The median of a variant with its quartiles, and of its ratios to another variant of the same rounds. */
export function line(job: string, what: string, rounds: Rounds, variant: string, to?: { readonly variant: string; readonly what: string }): Line {
  return {
    job,
    what,
    ms: spread(timesOf(rounds, variant), milliseconds),
    ratio: to === undefined ? '' : spread(ratios(rounds, variant, to.variant), times),
    to: to?.what ?? '',
  };
}

export const milliseconds = (value: number): string => (value < 10 ? value.toFixed(1) : value.toFixed(0));
export const times = (value: number): string => value.toFixed(value < 10 ? 2 : 0);

export function spread(values: readonly number[], print: (value: number) => string): string {
  const [low, middle, high] = ([0.25, 0.5, 0.75] as const).map((part) => print(quantile(values, part)));
  return `${middle} [${low}, ${high}]`;
}

/** A table in Markdown. */
export function printed(lines: readonly Line[]): string {
  const rows = [['job', 'by', 'ms', 'ratio', 'to'], ['---', '---', '--:', '--:', '---'], ...lines.map(({ job, what, ms, ratio, to }) => [job, what, ms, ratio, to])];
  return rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Says on the terminal how far a long bench is, when someone watches. */
export const progress = (what: string, rounds: number): ((done: number) => void) => {
  return (done) => {
    if (process.stderr.isTTY) process.stderr.write(done === rounds ? '\r\u001b[K' : `\r${what}: round ${done}/${rounds}\u001b[K`);
  };
};
