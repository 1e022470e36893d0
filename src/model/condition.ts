import type { Bounds, FilterLine } from './filter.js';
import { type IntervalSet, type Ordered, intersection, unionOf } from './interval-set.js';
import { type Axis, type Box, EVERYTHING, type Space, intersect, isEmptyBox, joinBoxes } from './space.js';

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

export function anyOfReadings<T extends Ordered>(readings: readonly Reading<T>[]): Reading<T> {
  const [only, other] = readings.filter(({ most, unread }) => most.length > 0 || unread.length > 0);
  if (only !== undefined && other === undefined) return only; // the very same, which is quick to compare later
  return { ...bothSides(readings, (sets) => unionOf(sets.flat())), unread: readings.flatMap(({ unread }) => unread) };
}

/** `least` and `most` of many, made by one rule; made once where both are the same everywhere, and told by being the same object. */
function bothSides<T>(parts: readonly { readonly least: T; readonly most: T }[], join: (parts: readonly T[]) => T): { readonly least: T; readonly most: T } {
  const most = join(parts.map((part) => part.most));
  return { least: parts.every((part) => part.least === part.most) ? most : join(parts.map((part) => part.least)), most };
}

/** The reading, and nothing of it outside the set. */
export function readingWithin<T extends Ordered>({ least, most, unread }: Reading<T>, set: IntervalSet<T>): Reading<T> {
  const widest = intersection(most, set);
  return { least: least === most ? widest : intersection(least, set), most: widest, unread };
}

/** The packets that a part of a rule asks for, and in words why the bounds differ where it was not read in full. */
export interface Condition extends Bounds {
  readonly unread: readonly string[];
}

/** What is said of a packet, axis by axis; an axis that is not spoken of may be anything. */
type Facet = Partial<Box>;

/** Met by packets as any of the facets says. */
export function asks(...facets: readonly Facet[]): Condition {
  const space = facets.flatMap(spaceOf);
  return { least: space, most: space, unread: [] };
}

/** Met by no packet for sure, at most by these. */
export const mayAsk = (most: Facet, ...unread: readonly string[]): Condition => ({ least: [], most: spaceOf(most), unread });

export const uncertain = ({ most, unread }: Condition, ...why: readonly string[]): Condition => ({ least: [], most, unread: [...unread, ...why] });

/** The reading as a condition on that axis. */
export function on<A extends Axis>(axis: A, { least, most, unread }: Reading<Box[A] extends IntervalSet<infer T> ? T : never>): Condition {
  const widest = spaceOf({ [axis]: most });
  return { least: least === most ? widest : spaceOf({ [axis]: least }), most: widest, unread };
}

export const either = (conditions: readonly Condition[]): Condition => ({
  ...bothSides(conditions, (spaces) => spaces.flat()),
  unread: conditions.flatMap(({ unread }) => unread),
});

export const together = (conditions: readonly Condition[]): Condition => ({
  ...bothSides(conditions, (spaces) => spaces.reduce(intersect, [EVERYTHING])),
  unread: conditions.flatMap(({ unread }) => unread),
});

function spaceOf({
  direction = EVERYTHING.direction,
  protocol = EVERYTHING.protocol,
  application = EVERYTHING.application,
  port = EVERYTHING.port,
  source = EVERYTHING.source,
  address = EVERYTHING.address,
  name = EVERYTHING.name,
}: Facet): Space {
  const box = { direction, protocol, application, port, source, address, name };
  return isEmptyBox(box) ? [] : [box];
}

/** The packets that meet the condition. */
export const boundsOf = ({ least, most }: Condition): Bounds => bothSides([{ least, most }], (spaces) => joinBoxes(spaces.flat()));

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
