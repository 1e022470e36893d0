import { spawnSync } from 'node:child_process';

/** One way of doing a job; `run` tells how many milliseconds it took this time. */
export interface Variant {
  readonly name: string;
  readonly run: () => number;
}

/** Milliseconds of each round, by variant. */
export type Rounds = ReadonlyMap<string, readonly number[]>;

/**
 * Runs every variant once a round, so that whatever else the machine does hits all of them. Each round starts with
 * another variant, so that none always follows the same one.
 */
export function interleave(variants: readonly Variant[], rounds: number, told: (done: number) => void = () => undefined): Rounds {
  const times = new Map<string, number[]>(variants.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    const turn = round % variants.length;
    for (const { name, run } of [...variants.slice(turn), ...variants.slice(0, turn)]) times.get(name)?.push(run());
    told(round + 1);
  }
  return times;
}

export const timesOf = (rounds: Rounds, name: string): readonly number[] => {
  const times = rounds.get(name);
  if (times === undefined) throw new Error(`rounds: expected ${[...rounds.keys()].join(', ')}, got ${name}`);
  return times;
};

/** The value with a quarter, a half or three quarters of the others below it. */
export function quantile(values: readonly number[], part: 0.25 | 0.5 | 0.75): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * part;
  const [low = Number.NaN, high = low] = sorted.slice(Math.floor(place), Math.floor(place) + 2);
  return low + (high - low) * (place - Math.floor(place));
}

/** Ratios of two variants, round by round: what slows a round down slows both. */
export const ratios = (rounds: Rounds, of: string, to: string): readonly number[] => {
  const base = timesOf(rounds, to);
  return timesOf(rounds, of).map((time, round) => time / (base[round] ?? Number.NaN));
};

/** Runs a script of this folder in a process of its own and takes the milliseconds that it prints. */
export function measured(script: string, ...args: readonly string[]): number {
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  const ms = Number(stdout.trim());
  if (status !== 0 || stdout.trim() === '' || Number.isNaN(ms)) throw new Error(`${script} ${args.join(' ')}: expected milliseconds, got ${stdout}${stderr}`);
  return ms;
}

/** Wall time of a whole process, its start and end included. */
export function wholeProcess(...args: readonly string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  const ms = performance.now() - start;
  if (status !== 0) throw new Error(`node ${args.join(' ')}: expected exit code 0, got ${status}: ${stderr}`);
  return ms;
}
