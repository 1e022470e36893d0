import type { Bounds, FilterLine } from './filter.js';
import { type IntervalSet, type Ordered, intersection, isEmptySet, unionOf } from './interval-set.js';
import { AXES, type Axis, type Box, EVERYTHING, type Space, joinBoxes } from './space.js';

/** What a text says on one axis of a packet: surely `least`, at most `most`, and in words why they differ. */
export interface Reading<T extends Ordered> {
  readonly least: IntervalSet<T>;
  readonly most: IntervalSet<T>;
  readonly unread: readonly string[];
}

/** Read in full. */
export const clear = <T extends Ordered>(set: IntervalSet<T>): Reading<T> => ({ least: set, most: set, unread: [] });

/** Nothing for sure, at most this. */
export const unclear = <T extends Ordered>(most: IntervalSet<T>, ...unread: readonly string[]): Reading<T> => ({ least: [], most, unread });

export const anyOfReadings = <T extends Ordered>(readings: readonly Reading<T>[]): Reading<T> => ({
  least: unionOf(readings.flatMap(({ least }) => least)),
  most: unionOf(readings.flatMap(({ most }) => most)),
  unread: readings.flatMap(({ unread }) => unread),
});

/** What a part of a rule asks of a packet, on the axes it speaks of; `least` and `most` differ where it was not read in full. */
export interface Condition {
  readonly least: readonly Partial<Box>[];
  readonly most: readonly Partial<Box>[];
  readonly unread: readonly string[];
}

export const asks = (...facets: readonly Partial<Box>[]): Condition => ({ least: facets, most: facets, unread: [] });

/** Met by no packet for sure, at most by these. */
export const mayAsk = (most: Partial<Box>, ...unread: readonly string[]): Condition => ({ least: [], most: [most], unread });

export const uncertain = ({ most, unread }: Condition, ...why: readonly string[]): Condition => ({ least: [], most, unread: [...unread, ...why] });

/** The reading as a condition on that axis. */
export const on = <A extends Axis>(axis: A, { least, most, unread }: Reading<Box[A] extends IntervalSet<infer T> ? T : never>): Condition => ({
  least: [{ [axis]: least }],
  most: [{ [axis]: most }],
  unread,
});

export const either = (conditions: readonly Condition[]): Condition => ({
  least: conditions.flatMap(({ least }) => least),
  most: conditions.flatMap(({ most }) => most),
  unread: conditions.flatMap(({ unread }) => unread),
});

export const together = (conditions: readonly Condition[]): Condition => ({
  least: conditions.reduce<Condition['least']>((left, { least }) => product(left, least), [{}]),
  most: conditions.reduce<Condition['most']>((left, { most }) => product(left, most), [{}]),
  unread: conditions.flatMap(({ unread }) => unread),
});

const product = (left: Condition['least'], right: Condition['least']): Condition['least'] => left.flatMap((a) => right.map((b) => meetFacets(a, b)));

function meetFacets(a: Partial<Box>, b: Partial<Box>): Partial<Box> {
  const shared = AXES.filter((axis) => a[axis] !== undefined && b[axis] !== undefined);
  const met = shared.map((axis) => [axis, intersection((a[axis] ?? []) as IntervalSet, (b[axis] ?? []) as IntervalSet)]);
  return { ...a, ...b, ...Object.fromEntries(met) };
}

/** The packets that meet the condition. */
export const boundsOf = ({ least, most }: Condition): Bounds => ({ least: spaceOf(least), most: spaceOf(most) });

const spaceOf = (facets: readonly Partial<Box>[]): Space =>
  joinBoxes(facets.map((facet) => ({ ...EVERYTHING, ...facet })).filter((box) => !AXES.some((axis) => isEmptySet(box[axis]))));

/** Where a rule stands and what stands beside it, without what it matches. */
export interface RulePlace {
  readonly rule: string;
  readonly about?: string;
}

/** The lines of one rule: one, or where its action is not known one for each action, both uncertain. */
export function linesOf(action: FilterLine['action'] | undefined, place: RulePlace, condition: Condition): readonly FilterLine[] {
  if (action !== undefined) return [lineOf(action, place, condition)];
  const open = uncertain(condition, 'whether it permits or denies');
  return [lineOf('permit', place, open), lineOf('deny', place, open)];
}

function lineOf(action: FilterLine['action'], place: RulePlace, condition: Condition): FilterLine {
  const words = [...new Set(condition.unread)].join('; ');
  return Object.freeze({ action, ...boundsOf(condition), ...place, ...(words === '' ? {} : { unread: words }) });
}

/** Rules that are looked at one after another by their numbers. */
export interface Ranked {
  /** Compared number by number, the lowest first; undefined when it is not known. */
  readonly priority: readonly number[] | undefined;
  readonly lines: readonly FilterLine[];
}

/**
 * Lines in the order they are looked at. Where the place of a line is not known, it stands twice: before all others as
 * what it may decide, behind them as what it decides for sure.
 */
export function inPriorityOrder(ranked: readonly Ranked[]): readonly FilterLine[] {
  const known = ranked.filter(({ priority }) => priority !== undefined).sort(byPriority);
  const placeless = ranked.filter(({ priority }) => priority === undefined).flatMap(({ lines }) => lines.map(unplaced));
  return [...placeless.map((line) => ({ ...line, least: [] })), ...known.flatMap(({ lines }) => lines), ...placeless];
}

const unplaced = (line: FilterLine): FilterLine => alsoUnread(line, 'its priority is not known');

const alsoUnread = (line: FilterLine, why: string): FilterLine => ({ ...line, unread: [...(line.unread === undefined ? [] : [line.unread]), why].join('; ') });

/** The line, where it may not be asked at all. */
export const perhaps = (line: FilterLine, why: string): FilterLine => ({ ...alsoUnread(line, why), least: [] });

/** Lines of another configuration: under its name, and for nothing sure where they may stand in another firewall. */
export const asGuests = (lines: readonly FilterLine[], name: string, sure: boolean): readonly FilterLine[] =>
  lines.map((line) => ({ ...(sure ? line : perhaps(line, 'whether it stands in this firewall')), rule: `${name}: ${line.rule}` }));

/** Equal numbers are refused by the clouds within one group; the text decides, so that the order is the same every time. */
function byPriority(a: Ranked, b: Ranked): number {
  const [left, right] = [a.priority ?? [], b.priority ?? []];
  const at = left.findIndex((number, index) => number !== right[index]);
  if (at >= 0) return (left[at] ?? 0) - (right[at] ?? 0);
  const [first, second] = [a.lines[0]?.rule ?? '', b.lines[0]?.rule ?? ''];
  return first < second ? -1 : first > second ? 1 : 0;
}
