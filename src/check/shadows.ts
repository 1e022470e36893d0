import type { Filter, FilterLine } from '../model/filter.js';
import { AXES, type Axis, EVERYTHING, EVERY_APPLICATION, EVERY_NAME, type Space, V4_ADDRESSES, V6_ADDRESSES, covers, intersect, subtract } from '../model/space.js';
import { type IntervalSet, intersection, isEmptySet, sameSet } from '../model/interval-set.js';
import { few } from '../model/few.js';
import { groupBy } from '../model/group-by.js';
import { isDefault } from './default-rules.js';
import { type LineIndex, cornersOf, indexLines } from './shadow-index.js';

/** A rule that decides less than it says, or nothing. */
export interface Shadow {
  readonly point: string;
  readonly line: string;
  /**
   * `duplicate`: another says the same; `redundant`: others of its action hold all it says; `shadowed`: others hold all
   * of it and one of them acts otherwise; `pre-empted`: rules that see no names decide before it decides by name.
   */
  readonly what: 'duplicate' | 'redundant' | 'shadowed' | 'pre-empted';
  readonly extent: 'all' | 'some';
  /** The rules that decide in its place, in their order. */
  readonly by: readonly string[];
}

/** Rules that can never decide, and rules by name on Azure that network rules decide before: said, not refused. */
export const shadows = (filters: readonly Filter[]): readonly Shadow[] => filters.flatMap(shadowsOf);

interface Lines {
  readonly lines: readonly FilterLine[];
  /** The packets that there can be of each. */
  readonly reach: readonly Space[];
  /** Of what lines surely match. */
  readonly index: LineIndex;
}

function shadowsOf(filter: Filter): readonly Shadow[] {
  const lines = filter.lines.filter(({ about, most }) => most.length > 0 && !isDefault(about));
  const all: Lines = { lines, reach: lines.map(({ most }) => intersect(most, ONE_FAMILY)), index: indexLines(lines.map(({ least }) => least)) };
  const covered = coveredLines(all);
  const dead = groupBy(lines.map((line, at) => ({ line, at })), ({ line }) => line.rule).filter((rule) => rule.every(({ at }) => covered.has(at)));
  const never = dead.flatMap((rule): readonly Shadow[] => {
    const own = rule[0].line;
    const others = [...new Set(rule.flatMap(({ at }) => covered.get(at) ?? []))].sort((a, b) => a - b).flatMap((at) => lines[at] ?? []).filter((line) => line.rule !== own.rule);
    return others.length === 0 ? [] : [{ point: filter.point, line: own.rule, what: howOf(own, others), extent: 'all', by: distinctRules(others) }];
  });
  const known = new Set(never.map(({ line }) => line));
  return [...never, ...(filter.kind === 'azure-firewall' ? preempted(filter, all).filter(({ line }) => !known.has(line)) : [])];
}

const distinctRules = (lines: readonly FilterLine[]): readonly string[] => [...new Set(lines.map(({ rule }) => rule))];

function howOf(line: FilterLine, others: readonly FilterLine[]): Shadow['what'] {
  const [first] = others;
  if (seesNames(line) && others.every((other) => !seesNames(other))) return 'pre-empted';
  if (others.some(({ action }) => action !== line.action)) return 'shadowed';
  return others.length === 1 && first !== undefined && covers(line.least, intersect(first.most, ONE_FAMILY)) ? 'duplicate' : 'redundant';
}

/** Lines that earlier ones hold in full; where all permit, order says nothing and later ones count as well. */
function coveredLines(all: Lines): ReadonlyMap<number, readonly number[]> {
  const covered = new Map<number, readonly number[]>();
  const mark = (at: number, admit: (other: number) => boolean): void => {
    const by = covered.has(at) ? undefined : coveringLines(all, at, admit);
    if (by !== undefined) covered.set(at, by);
  };
  all.lines.forEach((_, at) => mark(at, (other) => other < at));
  if (all.lines.every(({ action }) => action === 'permit')) all.lines.forEach((_, at) => mark(at, (other) => other > at && !covered.has(other)));
  return covered;
}

/** No packet goes from one family to the other: what a rule says of such packets is nothing. */
const ONE_FAMILY: Space = [
  { ...EVERYTHING, source: V4_ADDRESSES, address: V4_ADDRESSES },
  { ...EVERYTHING, source: V6_ADDRESSES, address: V6_ADDRESSES },
];

/** The lines that hold all a line may match; undefined where some packet is left to it. */
function coveringLines({ lines, reach, index }: Lines, at: number, admit: (other: number) => boolean): readonly number[] | undefined {
  const most = reach[at] ?? [];
  if (cornersOf(most).some((point) => index.holder(point, admit) === undefined)) return undefined;
  const near = index.near(most).filter(admit);
  const whole = near.find((other) => covers(lines[other]?.least ?? [], most));
  return whole === undefined ? together(lines, near, most) : [whole];
}

function together(lines: readonly FilterLine[], near: readonly number[], most: Space): readonly number[] | undefined {
  const used: number[] = [];
  let left = most;
  for (const other of near) {
    const rest = subtract(left, lines[other]?.least ?? []);
    if (!isSameSpace(rest, left)) used.push(other);
    left = rest;
    if (left.length === 0) return used;
  }
  return undefined;
}

const isSameSpace = (a: Space, b: Space): boolean => a.length === b.length && covers(a, b);

/** Does it decide by the name, or by what the traffic carries? */
const seesNames = ({ most }: FilterLine): boolean => most.some(({ name, application }) => !sameSet(name, EVERY_NAME) || !sameSet(application, EVERY_APPLICATION));

/** Rules by name, of whose packets network rules decide some first. */
function preempted({ point }: Filter, { lines, index }: Lines): readonly Shadow[] {
  const blind = new Set(lines.flatMap((line, at) => (seesNames(line) ? [] : [at])));
  if (blind.size === 0) return [];
  const known = new Map<string, readonly string[]>();
  const takers = (line: FilterLine, at: number): readonly string[] => {
    // The network rules before are the same for all rules by name, and what they take does not depend on the name.
    const key = line.least.map((box) => ['direction', 'protocol', 'port', 'source', 'address'].map((axis) => textOf(box[axis as Axis])).join(';')).join('|');
    const by = known.get(key) ?? distinctRules(index.near(line.least).filter((other) => other < at && blind.has(other) && share(line.least, lines[other]?.least ?? [])).flatMap((other) => lines[other] ?? []));
    known.set(key, by);
    return by;
  };
  return groupBy(lines.map((line, at) => ({ line, at })).filter(({ at }) => !blind.has(at)), ({ line }) => line.rule).flatMap((rule) => {
    const [first = [], ...others] = rule.map(({ line, at }) => takers(line, at)).filter((by) => by.length > 0);
    const by = others.every((each) => each === first) ? first : [...new Set([first, ...others].flat())];
    return by.length === 0 ? [] : [{ point, line: rule[0].line.rule, what: 'pre-empted', extent: 'some', by }];
  });
}

const textOf = (set: IntervalSet): string => set.map(([lo, hi]) => `${lo}~${hi}`).join();

/** Is any packet in both? */
const share = (a: Space, b: Space): boolean => a.some((left) => b.some((right) => AXES.every((axis) => !isEmptySet(intersection(left[axis] as IntervalSet, right[axis] as IntervalSet)))));

const WORDS: Readonly<Record<Shadow['what'], string>> = {
  duplicate: 'say the same as',
  redundant: 'decide nothing that is not also held by',
  shadowed: 'decide nothing, because of what stands before:',
  'pre-empted': 'decide by name only what is left by rules that see no names:',
};

const MOST_SHOWN = 3;

/** For each point, rules with the same fate one below the other, behind what decides in their place. */
export function printShadows(found: readonly Shadow[]): readonly string[] {
  const texts = new Map<readonly string[], string>(); // thousands of rules share one list
  const textFor = (by: readonly string[]): string => texts.get(by) ?? by.join('|');
  found.forEach(({ by }) => texts.set(by, textFor(by)));
  const fates = groupBy(found, ({ point, what, extent, by }) => [point, what, extent, textFor(by)].join('|'));
  return groupBy(fates, ([{ point }]) => point).flatMap((own) => [`${own[0][0].point}:`, ...own.flatMap(printFate).map((line) => `  ${line}`)]);
}

const printFate = (same: readonly [Shadow, ...Shadow[]]): readonly string[] => [`${WORDS[same[0].what]} ${few(same[0].by, 1)}:`, ...listed(same.map(({ line }) => line))];

function listed(rules: readonly string[]): readonly string[] {
  const more = rules.length - MOST_SHOWN;
  return [...rules.slice(0, MOST_SHOWN), ...(more > 0 ? [`and ${more} more`] : [])].map((line) => `  ${line}`);
}
