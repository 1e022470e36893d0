import type { Interval, IntervalSet, Ordered } from '../model/interval-set.js';
import { AXES, type Axis, type Box, type Point, type Space, V6_BASE, holdsPoint } from '../model/space.js';

/** Lines by what they match on the axes that tell most lines apart; found without looking at each. */
export interface LineIndex {
  /** Numbers of the lines that may share a packet with the space, lowest first. */
  readonly near: (space: Space) => readonly number[];
  /** Does any line below the number, or any but it, hold the point? */
  readonly holder: (point: Point, admit: (line: number) => boolean) => number | undefined;
}

interface Entry<T extends Ordered> {
  readonly lo: T;
  readonly hi: T;
  readonly line: number;
}

/** Entries by where they begin, each with the furthest end so far. */
interface Tree<T extends Ordered> {
  readonly entries: readonly Entry<T>[];
  readonly furthest: readonly T[];
}

/** Half of a family tells nothing apart, nor do addresses of both: a /32 of IPv6 is more than all of IPv4. */
const isNarrow = ([lo, hi]: Interval<bigint>): boolean => (hi <= V6_BASE ? hi - lo < 1n << 31n : lo >= V6_BASE && hi - lo < 1n << 127n);

const narrowNames = (set: IntervalSet<string>): boolean => set.every(([, hi]) => hi !== '\uffff');
const narrowAddresses = (set: IntervalSet<bigint>): boolean => set.every(isNarrow);

/** Each box goes where it is narrowest: by name, by destination, by source, or among those that may meet anything. */
export function indexLines(spaces: readonly Space[]): LineIndex {
  const boxes = spaces.flatMap((space, line) => space.map((box) => ({ box, line })));
  const named = boxes.filter(({ box }) => narrowNames(box.name));
  const addressed = boxes.filter(({ box }) => !narrowNames(box.name) && narrowAddresses(box.address));
  const sourced = boxes.filter(({ box }) => !narrowNames(box.name) && !narrowAddresses(box.address) && narrowAddresses(box.source));
  const known = new Set([...named, ...addressed, ...sourced]);
  const anywhere = boxes.filter((each) => !known.has(each)).map(({ line }) => line);
  const names = treeOf(named.map(({ box, line }) => ({ set: box.name, line })));
  const addresses = treeOf(addressed.map(({ box, line }) => ({ set: box.address, line })));
  const sources = treeOf(sourced.map(({ box, line }) => ({ set: box.source, line })));
  const nearBox = (box: Box): readonly number[] => [...anywhere, ...box.name.flatMap((each) => overlapping(names, each)), ...box.address.flatMap((each) => overlapping(addresses, each)), ...box.source.flatMap((each) => overlapping(sources, each))];
  return {
    near: (space) => [...new Set(space.flatMap(nearBox))].sort((a, b) => a - b),
    holder: (point, admit) => {
      const candidates = [...anywhere, ...at(names, point.name), ...at(addresses, point.address), ...at(sources, point.source)];
      return candidates.find((line) => admit(line) && holdsPoint(spaces[line] ?? [], point));
    },
  };
}

function treeOf<T extends Ordered>(sets: readonly { readonly set: IntervalSet<T>; readonly line: number }[]): Tree<T> {
  const entries = sets.flatMap(({ set, line }) => set.map(([lo, hi]) => ({ lo, hi, line }))).sort((a, b) => (a.lo < b.lo ? -1 : a.lo > b.lo ? 1 : 0));
  let last: T | undefined;
  const furthest = entries.map(({ hi }) => (last = last === undefined || last < hi ? hi : last));
  return { entries, furthest };
}

const at = <T extends Ordered>(tree: Tree<T>, value: T): readonly number[] => backwards(tree, firstWhere(tree, (lo) => lo > value), (hi) => hi > value);

const overlapping = <T extends Ordered>(tree: Tree<T>, [from, to]: Interval<T>): readonly number[] => backwards(tree, firstWhere(tree, (lo) => lo >= to), (hi) => hi > from);

/** The entries before a place that end late enough; none is looked at once all that begin before end too soon. */
function backwards<T extends Ordered>({ entries, furthest }: Tree<T>, end: number, late: (hi: T) => boolean): readonly number[] {
  const found: number[] = [];
  for (let index = end - 1; index >= 0; index -= 1) {
    const entry = entries[index];
    const bound = furthest[index];
    if (entry === undefined || bound === undefined || !late(bound)) break;
    if (late(entry.hi)) found.push(entry.line);
  }
  return found;
}

/** The first entry that begins where the predicate begins to hold. */
function firstWhere<T extends Ordered>({ entries }: Tree<T>, isPast: (lo: T) => boolean): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const entry = entries[middle];
    if (entry !== undefined && isPast(entry.lo)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The lowest and the highest packets of each box: where none of the others holds one of them, the box is not covered. */
export function cornersOf(space: Space): readonly Point[] {
  return space.slice(0, 8).flatMap((box) => [corner(box, (set) => set[0]?.[0]), corner(box, (set) => lastIn(set[set.length - 1]))]);
}

function corner(box: Box, pick: (set: IntervalSet) => Ordered | undefined): Point {
  const point: Partial<Record<Axis, Ordered>> = {};
  for (const axis of AXES) point[axis] = pick(box[axis]) ?? 0;
  return point as Point;
}

/** Names have no last one: the first of the last interval serves. */
function lastIn(interval: Interval | undefined): Ordered | undefined {
  if (interval === undefined) return undefined;
  const [lo, hi] = interval;
  return typeof hi === 'number' ? hi - 1 : typeof hi === 'bigint' ? hi - 1n : lo;
}
