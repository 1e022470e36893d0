import { digestOf } from './hash-bits.js';
import { SIDS } from './limits.js';

export interface Numbered<T> {
  readonly item: T;
  readonly sid: number;
}

/**
 * A SID for each rule of a site, by what the rule says: not by its place, not by who asked for it. Two rules that land
 * on one number are told apart by content as well: the one with the lower digest keeps it, the other is hashed again.
 * No two items may say the same.
 */
export function withSids<T>(site: string, items: readonly T[], bodyOf: (item: T) => string, range: Range = SIDS): readonly Numbered<T>[] {
  const digested = items.map((item) => ({ item, digest: digestOf(`${site}\n${bodyOf(item)}`) }));
  const taken = new Set<number>();
  return digested.sort((a, b) => (a.digest < b.digest ? -1 : 1)).map(({ item, digest }) => ({ item, sid: claim(digest, taken, range) }));
}

interface Range {
  readonly first: number;
  readonly count: number;
}

function claim(digest: string, taken: Set<number>, { first, count }: Range): number {
  if (taken.size >= count) throw new Error(`sid: expected at most ${count} rules, got more`);
  for (let again = digest; ; again = digestOf(again)) {
    const sid = first + (parseInt(again.slice(0, 12), 16) % count);
    if (taken.has(sid)) continue;
    taken.add(sid);
    return sid;
  }
}
