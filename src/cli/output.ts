import { distinct, formatProblem, isEgressError } from '../model/diagnostic.js';
import { onLines } from '../model/line.js';

/** 0: done. 1: read and understood, but not proved. 2: bad input, and nothing was written. */
export const EXIT = { done: 0, notProved: 1, badInput: 2 } as const;

/** What was asked is answered, and the answer is no: exit code 1, nothing more to say. */
export class NotProved extends Error {}

/** Writes to standard output and waits until a pipe has taken it. What others wrote, as names of rules, moves no cursor. */
export function print(text: string): Promise<void> {
  const lines = onLines(text);
  return new Promise((resolve, reject) => {
    process.stdout.write(lines.endsWith('\n') ? lines : `${lines}\n`, (error) => (error && !isClosedPipe(error) ? reject(error) : resolve()));
  });
}

export const printJson = (value: unknown): Promise<void> => print(JSON.stringify(value, undefined, 2));

/** `vendor-egress flows x | head` closes the pipe early; that is no error. */
const isClosedPipe = (error: Error): boolean => 'code' in error && error.code === 'EPIPE';
// `print` is told of every error; without a listener the process would end with a stack trace before that.
process.stdout.on('error', () => undefined);

/** Prints every problem, one line each, without a stack trace unless it is ours to mend. `writes`: what failed would have written. */
export function fail(error: unknown, writes: boolean): number {
  if (error instanceof NotProved) return EXIT.notProved;
  if (error instanceof Error && error.name === 'UnprovedError') {
    complain(error.message, 'error: a site that is not proved is not written; `unproved` in the site says in words why it may be');
    return EXIT.notProved;
  }
  if (isEgressError(error)) {
    const lines = distinct(error.problems).map((problem) => `error: ${formatProblem(problem)}`);
    complain(...lines, `${lines.length === 1 ? '1 problem' : `${lines.length} problems`}${writes ? '; nothing was written' : ''}`);
    return EXIT.badInput;
  }
  complain(`error: ${sentenceOf(error)}`, ...(process.env.VENDOR_EGRESS_DEBUG !== undefined && error instanceof Error ? [String(error.stack)] : []));
  return EXIT.badInput;
}

/** Something to know that is no error, beside what was asked for. */
export const notice = (text: string): void => complain(`note: ${text}`);

const complain = (...lines: readonly string[]): void => void process.stderr.write(`${onLines(lines.join('\n'))}\n`);

/** What the system refuses comes with a path and a word of its own. */
function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (!('path' in error && 'code' in error && 'syscall' in error)) return error.message;
  return formatProblem({ where: String(error.path), expected: `a place that the system lets us use (${String(error.syscall)})`, got: error.message.split(', ')[0] ?? '' });
}

/** A line on the terminal that is written over while long work goes on; silent when no one watches, or nothing can be written over. */
export function progress(what: string, total: number): { readonly step: () => void; readonly done: () => void } {
  if (!process.stderr.isTTY || process.env.TERM === 'dumb' || total < 2) return { step: () => undefined, done: () => undefined };
  let steps = 0;
  const step = (): void => {
    steps += 1;
    process.stderr.write(`\r${what} ${steps}/${total}\u001b[K`);
  };
  return { step, done: () => void process.stderr.write('\r\u001b[K') };
}
