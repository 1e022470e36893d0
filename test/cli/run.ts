import { main } from '../../src/cli/main.js';

export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line in this process, over the sources of the example stacks. */
export const run = (...argv: readonly string[]): Promise<Run> => captured(() => main(argv));

/** What some work writes to the terminal, and its exit code. */
export async function captured(work: () => Promise<number>): Promise<Run> {
  const written = { out: '', err: '' };
  const taps = [tap(process.stdout, (text) => (written.out += text)), tap(process.stderr, (text) => (written.err += text))];
  try {
    const code = await work();
    return { code, ...written };
  } finally {
    taps.forEach((untap) => untap());
  }
}

type Write = NodeJS.WriteStream['write'];

function tap(stream: NodeJS.WriteStream, take: (text: string) => void): () => void {
  const original = stream.write.bind(stream) as Write;
  stream.write = ((text: string | Uint8Array, ...rest: readonly unknown[]): boolean => {
    take(String(text));
    const done = rest.find((each): each is () => void => typeof each === 'function');
    done?.();
    return true;
  }) as Write;
  return () => {
    stream.write = original;
  };
}
