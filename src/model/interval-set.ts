/** Values that `<` puts in one order. */
export type Ordered = number | bigint | string;

/** From `lo`, included, to `hi`, excluded. */
export type Interval<T extends Ordered = Ordered> = readonly [lo: T, hi: T];

/** Sorted, disjoint, not touching. */
export type IntervalSet<T extends Ordered = Ordered> = readonly Interval<T>[];

const compare = <T extends Ordered>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);
const later = <T extends Ordered>(a: T, b: T): T => (a < b ? b : a);
const earlier = <T extends Ordered>(a: T, b: T): T => (a < b ? a : b);

/** The set that holds what any of the intervals holds. */
export function unionOf<T extends Ordered>(intervals: readonly Interval<T>[]): IntervalSet<T> {
  const joined: Interval<T>[] = [];
  for (const interval of intervals.filter(([lo, hi]) => lo < hi).sort((a, b) => compare(a[0], b[0]))) {
    const last = joined[joined.length - 1];
    if (last !== undefined && interval[0] <= last[1]) joined[joined.length - 1] = [last[0], later(last[1], interval[1])];
    else joined.push(interval);
  }
  return joined;
}

/** What both hold; linear in what lies side by side, so that one name is found quickly among thousands. Where one holds all of the other, it is the other itself and no copy. */
export function intersection<T extends Ordered>(a: IntervalSet<T>, b: IntervalSet<T>): IntervalSet<T> {
  if (a === b || spans(b, a)) return a;
  if (spans(a, b)) return b;
  const both: Interval<T>[] = [];
  for (let i = firstBeyond(a, b[0]), j = firstBeyond(b, a[0]); ; ) {
    const left = a[i];
    const right = b[j];
    if (left === undefined || right === undefined) return both;
    const lo = later(left[0], right[0]);
    const hi = earlier(left[1], right[1]);
    if (lo < hi) both.push([lo, hi]);
    if (left[1] < right[1]) i += 1;
    else j += 1;
  }
}

/** Place of the first interval that does not end before the other begins. */
function firstBeyond<T extends Ordered>(set: IntervalSet<T>, other: Interval<T> | undefined): number {
  let from = 0;
  for (let to = other === undefined ? 0 : set.length; from < to; ) {
    const middle = (from + to) >> 1;
    const [, end] = set[middle] as Interval<T>;
    if (end <= (other as Interval<T>)[0]) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Is the first one interval around the second? */
function spans<T extends Ordered>(outer: IntervalSet<T>, inner: IntervalSet<T>): boolean {
  if (outer.length !== 1) return false;
  const only = outer[0];
  const first = inner[0];
  const last = inner[inner.length - 1];
  return only !== undefined && first !== undefined && last !== undefined && only[0] <= first[0] && last[1] <= only[1];
}

/** What the first holds and the second does not; linear in the sizes. */
export function difference<T extends Ordered>(a: IntervalSet<T>, b: IntervalSet<T>): IntervalSet<T> {
  const left: Interval<T>[] = [];
  let j = 0;
  for (const [start, end] of a) {
    let lo = start;
    for (let next = b[j]; next !== undefined && next[0] < end; next = b[j]) {
      if (lo < next[0]) left.push([lo, next[0]]);
      lo = later(lo, next[1]);
      if (next[1] > end) break;
      j += 1;
    }
    if (lo < end) left.push([lo, end]);
  }
  return left;
}

export const isEmptySet = (set: IntervalSet): boolean => set.length === 0;

export const sameSet = (a: IntervalSet, b: IntervalSet): boolean =>
  a === b || (a.length === b.length && a.every(([lo, hi], index) => b[index]?.[0] === lo && b[index]?.[1] === hi));

export const holds = <T extends Ordered>(set: IntervalSet<T>, value: T): boolean => set.some(([lo, hi]) => lo <= value && value < hi);
