import { main } from '../../src/cli/main.js';

export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line in this process, over the sources of the example stacks. */
export async function run(...argv: readonly string[]): Promise<Run> {
  const written = { out: '', err: '' };
  const taps = [tap(process.stdout, (text) => (written.out += text)), tap(process.stderr, (text) => (written.err += text))];
  try {
    const code = await main(argv);
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
