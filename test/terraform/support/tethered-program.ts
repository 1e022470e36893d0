/**
 * A program that runs beside the test and cannot outlive it: a shell holds it, and kills it when the pipe from this
 * process closes, be it by `stop` or because the test run was killed.
 */
import { spawn } from 'node:child_process';

export interface TetheredProgram {
  /** Ends the program and resolves when it is gone. */
  stop(): Promise<void>;
}

export interface TetherOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** What the program writes when it is ready; the first group of the match is handed back. */
  readonly ready: RegExp;
  /** @default 30 seconds */
  readonly timeout?: number;
}

/** The shell's script. A background command's stdin is not the shell's, so `cat` alone reads the tether. */
export const HOLD = '"$@" & program=$!; cat > /dev/null; kill -9 "$program"; wait';

/** Starts a program and waits until it has written that it is ready. */
export async function startTethered(program: string, args: readonly string[], options: TetherOptions): Promise<TetheredProgram & { readonly said: string }> {
  const child = spawn('/bin/sh', ['-c', HOLD, 'sh', program, ...args], { cwd: options.cwd, env: { ...options.env }, stdio: ['pipe', 'pipe', 'pipe'] });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = (): Promise<void> => {
    child.stdin.end();
    return gone;
  };
  const output = firstMatch([child.stdout, child.stderr], options.ready, options.timeout ?? 30_000);
  try {
    return { said: await output, stop };
  } catch (error) {
    await stop();
    throw new Error(`${program} ${args.join(' ')}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Output goes on being read after the match, or the program would block on a full pipe. */
function firstMatch(streams: readonly NodeJS.ReadableStream[], ready: RegExp, timeout: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let written = '';
    let matched = false;
    const timer = setTimeout(() => reject(new Error(`was not ready after ${timeout} ms:\n${written}`)), timeout);
    const read = (chunk: Buffer): void => {
      if (matched) return;
      written += chunk.toString('utf8');
      const match = ready.exec(written);
      if (match === null) return;
      matched = true;
      clearTimeout(timer);
      resolve(match[1] ?? '');
    };
    for (const stream of streams) stream.on('data', read);
  });
}
