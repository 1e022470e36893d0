import { distance } from 'fastest-levenshtein';
import type { FilterLine } from '../model/filter.js';
import { type Ordered, holds } from '../model/interval-set.js';
import { AXES, type Axis, type Box, type Point } from '../model/space.js';
import { textOn } from './axis-text.js';
import { isDefault } from './default-rules.js';

/** The rule that comes closest to a packet which it does not match. */
export interface Nearest {
  readonly line: FilterLine;
  /** In what it differs, and what it holds there. */
  readonly differs: readonly { readonly axis: Axis; readonly holds: string }[];
}

/** A rule that differs in more is not near. */
const MOST_AXES = 2;

/**
 * How far off a rule is that differs there. A rule for the very name or network, on another port, is nearer than one for
 * the port and someone else; a packet that shows a name was meant for it.
 */
const FAR: Readonly<Record<Axis, number>> = { port: 1, protocol: 2, application: 2, source: 3, name: 4, address: 5, direction: 6 };
const FAR_WITHOUT_NAME = { ...FAR, name: 6 };

interface Miss {
  readonly line: FilterLine;
  readonly box: Box;
  readonly axes: readonly Axis[];
}

/** The permitting rule that misses the packet on the fewest axes, of those the nearest on them, of those the first by name. */
export function nearestTo(lines: readonly FilterLine[], point: Point): Nearest | undefined {
  const permits = lines.filter(({ action, about }) => action === 'permit' && !isDefault(about));
  const misses = permits.flatMap((line) => line.most.map((box): Miss => ({ line, box, axes: AXES.filter((axis) => !holds<Ordered>(box[axis], point[axis])) })));
  const fewest = misses.reduce((least, { axes }) => Math.min(least, axes.length), MOST_AXES);
  const near = misses.filter(({ axes }) => axes.length === fewest).map((miss) => ({ ...miss, far: farness(miss, point), unlike: unlikeness(miss, point) }));
  const [best] = near.sort((a, b) => a.far - b.far || a.unlike - b.unlike || order(a.line, b.line));
  return best && { line: best.line, differs: best.axes.map((axis) => ({ axis, holds: textOn(axis, best.box[axis]) })) };
}

const farness = ({ axes }: Miss, { name }: Point): number => axes.reduce((sum, axis) => sum + (name === '' ? FAR_WITHOUT_NAME : FAR)[axis], 0);

/** How many letters are between the name and the nearest that the rule is for. */
const unlikeness = ({ box, axes }: Miss, { name }: Point): number =>
  axes.includes('name') ? box.name.reduce((least, [lo]) => Math.min(least, distance(lo, name)), Infinity) : 0;

const order = (a: FilterLine, b: FilterLine): number => (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
