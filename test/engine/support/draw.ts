import { createHash } from 'node:crypto';

/** Numbers that look random and are the same on every run. */
export interface Draw {
  /** A whole number from 0 to `count` - 1. */
  readonly below: (count: number) => number;
  readonly one: <T>(items: readonly [T, ...T[]]) => T;
  readonly shuffled: <T>(items: readonly T[]) => readonly T[];
}

/** The seed decides every number that follows. */
export function drawFrom(seed: string): Draw {
  let state = createHash('sha256').update(seed).digest().readUInt32BE(0);
  // A linear congruential generator (Numerical Recipes' constants); its high bits are good enough to pick edges.
  const next = (): number => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  const below = (count: number): number => Math.floor(next() * count);
  return {
    below,
    one: ([first, ...others]) => others[below(others.length + 1) - 1] ?? first,
    shuffled: (items) => items.map((item) => ({ item, at: next() })).sort((a, b) => a.at - b.at).map(({ item }) => item),
  };
}
