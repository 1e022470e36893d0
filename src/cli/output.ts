import { EgressError, formatProblem } from '../model/diagnostic.js';

/** 0: done. 1: read and understood, but not proved. 2: bad input, and nothing was written. */
export const EXIT = { done: 0, notProved: 1, badInput: 2 } as const;

/** What was asked is answered, and the answer is no: exit code 1, nothing more to say. */
export class NotProved extends Error {}

/** Writes to standard output and waits until a pipe has taken it. */
export function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text.endsWith('\n') ? text : `${text}\n`, (error) => (error && !isClosedPipe(error) ? reject(error) : resolve()));
  });
}

export const printJson = (value: unknown): Promise<void> => print(JSON.stringify(value, undefined, 2));

/** `vendor-egress flows x | head` closes the pipe early; that is no error. */
const isClosedPipe = (error: Error): boolean => 'code' in error && error.code === 'EPIPE';
// `print` is told of every error; without a listener the process would end with a stack trace before that.
process.stdout.on('error', () => undefined);

/** Prints every problem, one line each, without a stack trace unless it is ours to mend. */
export function fail(error: unknown): number {
  if (error instanceof NotProved) return EXIT.notProved;
  if (error instanceof Error && error.name === 'UnprovedError') {
    process.stderr.write(`${error.message}\nerror: a site that is not proved is not written; \`unproved\` in the site says in words why it may be\n`);
    return EXIT.notProved;
  }
  if (isEgressError(error)) {
    const lines = error.problems.map((problem) => `error: ${formatProblem(problem)}`);
    process.stderr.write(`${lines.join('\n')}\n${lines.length === 1 ? '1 problem' : `${lines.length} problems`}; nothing was written\n`);
    return EXIT.badInput;
  }
  const known = error instanceof Error;
  process.stderr.write(`error: ${known ? error.message : String(error)}\n${process.env.VENDOR_EGRESS_DEBUG !== undefined && known ? `${error.stack}\n` : ''}`);
  return EXIT.badInput;
}

/** By name as well: the sites of a project may come with a copy of this package of their own. */
const isEgressError = (error: unknown): error is EgressError => error instanceof EgressError || (error instanceof Error && error.name === 'EgressError' && 'problems' in error);

/** A line on the terminal that is written over while long work goes on; silent when no one watches. */
export function progress(what: string, total: number): { readonly step: () => void; readonly done: () => void } {
  if (!process.stderr.isTTY || total < 2) return { step: () => undefined, done: () => undefined };
  let steps = 0;
  const step = (): void => {
    steps += 1;
    process.stderr.write(`\r${what} ${steps}/${total}\u001b[K`);
  };
  return { step, done: () => void process.stderr.write('\r\u001b[K') };
}
