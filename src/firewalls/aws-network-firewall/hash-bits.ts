import { createHash } from 'node:crypto';

/** SHA-256 in hex: what names, numbers and buckets are made of, so that they depend on content alone. */
export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Items whose hash begins with these bits. */
export interface Bucket<T> {
  /** Leading bits of the hash, as `0` and `1`; '' while nothing was split. */
  readonly path: string;
  readonly items: readonly T[];
}

/** Eight bits make 256 buckets, more than a policy takes groups. A bucket at the bottom may still not fit. */
const DEEPEST = 8;

/**
 * Halves what does not fit by the next bit of each item's hash, until all fits. Where an item goes depends on its own
 * content; one more item changes its own bucket and splits it at most.
 */
export function splitByHash<T>(items: readonly T[], keyOf: (item: T) => string, fits: (items: readonly T[]) => boolean): readonly Bucket<T>[] {
  return halve(items.map((item) => ({ item, bits: firstBits(keyOf(item)) })), fits, '');
}

interface Placed<T> {
  readonly item: T;
  readonly bits: string;
}

function halve<T>(placed: readonly Placed<T>[], fits: (items: readonly T[]) => boolean, path: string): readonly Bucket<T>[] {
  if (placed.length === 0) return [];
  const items = placed.map(({ item }) => item);
  if (path.length === DEEPEST || fits(items)) return [{ path, items }];
  return ['0', '1'].flatMap((bit) => halve(placed.filter(({ bits }) => bits[path.length] === bit), fits, path + bit));
}

const firstBits = (text: string): string => parseInt(digestOf(text).slice(0, 2), 16).toString(2).padStart(DEEPEST, '0');

/** A number for a bucket: 0 to 255, different for any two buckets of one split. */
export const numberOf = ({ path }: Bucket<unknown>): number => parseInt(path.padEnd(DEEPEST, '0'), 2);
