import { type Cidr, lastOf, parseCidr } from './cidr.js';
import { orThrow } from './diagnostic.js';
import type { Destination } from './destination.js';
import type { DomainPattern } from './domain-pattern.js';
import { type Flow } from './flow.js';
import { groupBy } from './group-by.js';
import { type IntervalSet, type Ordered, difference, holds, intersection, isEmptySet, sameSet, unionOf } from './interval-set.js';
import { memo } from './memo.js';
import type { PortRange } from './port-range.js';
import type { Probe } from './probe.js';
import type { Application, Direction } from './protocol.js';
import { wordTable } from './word-table.js';

/**
 * The axes of a packet. Every axis is a set of intervals, so that sets of packets can be subtracted exactly.
 * `source` and `address` hold IPv4 from 0 and IPv6 from 2^32; `name` holds names written backwards, so
 * that a shared ending is an interval, and '' for a packet that shows none; `protocol` holds IP protocol numbers; the port axis of a protocol without ports is
 * read as if it had them.
 */
export interface Box {
  readonly direction: IntervalSet<number>;
  readonly protocol: IntervalSet<number>;
  readonly application: IntervalSet<number>;
  readonly port: IntervalSet<number>;
  readonly source: IntervalSet<bigint>;
  readonly address: IntervalSet<bigint>;
  readonly name: IntervalSet<string>;
}

/** A set of packets: what any of the boxes holds. Boxes may overlap; none is empty. */
export type Space = readonly Box[];

export type Axis = keyof Box;
export const AXES: readonly Axis[] = ['direction', 'protocol', 'application', 'port', 'source', 'address', 'name'];

/** IPv6 stands behind IPv4. */
export const V6_BASE = 1n << 32n;
export const V4_ADDRESSES: IntervalSet<bigint> = [[0n, V6_BASE]];
export const V6_ADDRESSES: IntervalSet<bigint> = [[V6_BASE, V6_BASE + (1n << 128n)]];
export const EVERY_ADDRESS: IntervalSet<bigint> = [[0n, V6_BASE + (1n << 128n)]];
export const NO_NAME: IntervalSet<string> = [['', '\0']];
export const EVERY_NAME: IntervalSet<string> = [['', '\uffff']];
/** Every name, without the packets that show none. */
export const SOME_NAME: IntervalSet<string> = [['\0', '\uffff']];
export const EVERY_PORT: IntervalSet<number> = [[0, 65536]];
export const EVERY_PROTOCOL: IntervalSet<number> = [[0, 256]];
export const EVERY_APPLICATION: IntervalSet<number> = [[0, 3]];

const DIRECTIONS: Readonly<Record<Direction, number>> = { egress: 0, ingress: 1 };
const APPLICATION_NUMBERS: Readonly<Record<Application, number>> = { opaque: 0, http: 1, tls: 2 };

/** IP protocol numbers (IANA, read 2026-11-20). */
export const PROTOCOL_NUMBERS = wordTable<number>({ icmp: 1, tcp: 6, udp: 17, icmpv6: 58 });

export const directionSet = (direction: Direction): IntervalSet<number> => unit(DIRECTIONS[direction]);
export const applicationSet = (application: Application): IntervalSet<number> => unit(APPLICATION_NUMBERS[application]);
export const protocolSet = (number: number): IntervalSet<number> => unit(number);
export const portSet = memo((ports: readonly PortRange[]): IntervalSet<number> => unionOf(ports.map(({ from, to }) => [from, to + 1] as const)));
export const addressSet = memo((cidrs: readonly Cidr[]): IntervalSet<bigint> => unionOf(cidrs.map(addressInterval)));
export const nameSet = (patterns: readonly DomainPattern[]): IntervalSet<string> => unionOf(patterns.map(nameInterval));

/** Every packet there is. */
export const EVERYTHING: Box = {
  direction: [[0, 2]],
  protocol: EVERY_PROTOCOL,
  application: EVERY_APPLICATION,
  port: EVERY_PORT,
  source: EVERY_ADDRESS,
  address: EVERY_ADDRESS,
  name: EVERY_NAME,
};

/** Every packet that goes one of these ways. */
export const packetsGoing = (directions: readonly Direction[]): Space => directions.map((direction) => ({ ...EVERYTHING, direction: directionSet(direction) }));

/** Sets of one number, each made once: a set is recognised sooner when it is the same object. */
const UNITS: readonly IntervalSet<number>[] = Array.from({ length: 256 }, (_, number) => [[number, number + 1]]);
const unit = (number: number): IntervalSet<number> => UNITS[number] ?? [[number, number + 1]];

function addressInterval(cidr: Cidr): readonly [bigint, bigint] {
  const base = cidr.family === 4 ? 0n : V6_BASE;
  return [base + cidr.network, base + lastOf(cidr) + 1n];
}

/** A name as the name axis holds it, and back. */
export const nameKey = (name: string): string => name.split('').reverse().join('');

/** Below `zoom.us` is ['su.mooz.', 'su.mooz/'), because '/' follows '.' in ASCII. */
function nameInterval({ scope, name }: DomainPattern): readonly [string, string] {
  const key = nameKey(name);
  return scope === 'exact' ? [key, `${key}\0`] : [`${key}.`, `${key}/`];
}

/** Every name that ends in the text, whole labels or not. */
export function namesEndingIn(text: string): IntervalSet<string> {
  if (text === '') return SOME_NAME;
  const key = nameKey(text);
  return [[key, `${key.slice(0, -1)}${String.fromCharCode(key.charCodeAt(key.length - 1) + 1)}`]];
}

/** One packet: a value on each axis. */
export type Point = { readonly [A in Axis]: Box[A] extends IntervalSet<infer T> ? T : never };

/** The packet as a point. Its addresses are taken to be well-formed, and its protocol a known word or a number. */
export function pointOf(probe: Probe): Point {
  return {
    direction: DIRECTIONS[probe.direction],
    protocol: PROTOCOL_NUMBERS[probe.protocol] ?? Number(probe.protocol),
    application: APPLICATION_NUMBERS[probe.application],
    port: probe.port,
    source: addressValue(probe.source),
    address: addressValue(probe.destination),
    name: nameKey(probe.name?.toLowerCase() ?? ''),
  };
}

const addressValue = (text: string): bigint => addressInterval(orThrow(parseCidr(text, 'packet')))[0];

export const holdsPoint = (space: Space, point: Point): boolean =>
  space.some((box) => AXES.every((axis) => holds(box[axis] as IntervalSet, point[axis] as Ordered)));

/** The packets a flow asks for. */
export function spaceOfFlow(flow: Flow): Box {
  // Opaque traffic shows nothing that could tell it from other traffic: a firewall that lets it pass lets all pass.
  const seen = flow.destination.kind === 'name' && flow.application !== 'opaque';
  return {
    direction: directionSet(flow.direction),
    protocol: unit(PROTOCOL_NUMBERS[flow.protocol] ?? 255),
    application: seen ? applicationSet(flow.application) : EVERY_APPLICATION,
    port: portSet(flow.ports),
    source: addressSet(flow.sources),
    ...placeOf(flow.destination),
  };
}

const placeOf = memo(
  (destination: Destination): Pick<Box, 'address' | 'name'> =>
    destination.kind === 'cidr' ? { address: addressSet([destination]), name: EVERY_NAME } : { address: EVERY_ADDRESS, name: nameSet([destination]) },
);

/** The packets that any of the flows asks for. */
export const spaceOfFlows = memo((flows: readonly Flow[]): Space => joinBoxes(flows.map(spaceOfFlow)));

/** The packets in both boxes; one of the two itself where it lies within the other. Written out, like what is below: nothing is called more often. */
export function meet(a: Box, b: Box): Box | undefined {
  const direction = intersection(a.direction, b.direction);
  if (isEmptySet(direction)) return undefined;
  const protocol = intersection(a.protocol, b.protocol);
  if (isEmptySet(protocol)) return undefined;
  const application = intersection(a.application, b.application);
  if (isEmptySet(application)) return undefined;
  const port = intersection(a.port, b.port);
  if (isEmptySet(port)) return undefined;
  const source = intersection(a.source, b.source);
  if (isEmptySet(source)) return undefined;
  const address = intersection(a.address, b.address);
  if (isEmptySet(address)) return undefined;
  const name = intersection(a.name, b.name);
  if (isEmptySet(name)) return undefined;
  const both = { direction, protocol, application, port, source, address, name };
  return isSameBox(both, a) ? a : isSameBox(both, b) ? b : both;
}

/** Are they the same sets, not only sets that hold the same? */
export const isSameBox = (a: Box, b: Box): boolean =>
  a.direction === b.direction && a.protocol === b.protocol && a.application === b.application && a.port === b.port && a.source === b.source && a.address === b.address && a.name === b.name;

/** Does it hold no packet? */
export const isEmptyBox = (box: Box): boolean =>
  isEmptySet(box.direction) || isEmptySet(box.protocol) || isEmptySet(box.application) || isEmptySet(box.port) || isEmptySet(box.source) || isEmptySet(box.address) || isEmptySet(box.name);

/** The box with another set on one axis; all boxes are made with the same shape, which makes them quick to read. */
function onAxis(axis: Axis, set: IntervalSet, { direction, protocol, application, port, source, address, name }: Box): Box {
  const box = { direction, protocol, application, port, source, address, name };
  (box as Record<Axis, IntervalSet>)[axis] = set;
  return box;
}

/** Packets in both. */
export function intersect(a: Space, b: Space): Space {
  const both: Box[] = [];
  for (const left of a) {
    for (const right of b) {
      const met = meet(left, right);
      if (met !== undefined) both.push(met);
    }
  }
  return joinBoxes(both);
}

/** Packets in the first and not in the second, exactly. */
export function subtract(a: Space, b: Space): Space {
  return joinBoxes(b.reduce(takenFrom, a));
}

/** The very same space where the box has no part in it: most boxes of a firewall have none in most of what is asked. */
function takenFrom(space: Space, taken: Box): Space {
  const left: Box[] = [];
  let touched = false;
  for (const box of space) {
    const inside = meet(box, taken);
    if (inside === undefined) left.push(box);
    else left.push(...without(box, inside));
    touched ||= inside !== undefined;
  }
  return touched ? left : space;
}

export const covers = (wide: Space, narrow: Space): boolean => subtract(narrow, wide).length === 0;

/** A box without a part of it, one axis after another: what lies outside on this axis is left; what lies inside goes on to the next. */
function without(box: Box, inside: Box): Space {
  const left: Box[] = [];
  let rest = box;
  for (const axis of AXES) {
    if (inside[axis] === box[axis]) continue;
    const outside = difference<Ordered>(box[axis], inside[axis]);
    if (!isEmptySet(outside)) left.push(onAxis(axis, outside, rest));
    rest = onAxis(axis, inside[axis], rest);
  }
  return left;
}

/** A box, and a number for its set on each axis that tells boxes apart: the same where the sets hold the same, and quicker to compare. */
interface Numbered {
  readonly box: Box;
  readonly numbers: readonly number[];
}

/** The same packets in fewer boxes: boxes that differ on one axis alone become one, axis by axis. */
export function joinBoxes(boxes: Space): Space {
  const [first] = boxes;
  if (first === undefined || boxes.length === 1) return boxes;
  // On most axes most lists say one thing, nearly always by the same object, which tells no two boxes apart.
  const seen = AXES.filter((axis) => boxes.some((box) => box[axis] !== first[axis]));
  const numberOf = numbering();
  const numbered = boxes.map((box) => ({ box, numbers: seen.map((axis) => numberOf(box[axis])) }));
  const varying = seen.flatMap((axis, index) => (numbered.some(({ numbers }) => numbers[index] !== numbered[0]?.numbers[index]) ? [{ axis, index }] : []));
  if (varying.length === 0) return [first];
  const joined = varying.reduceRight<readonly Numbered[]>((rest, { axis, index }) => {
    const others = varying.flatMap((each) => (each.index === index ? [] : [each.index]));
    return joinOnAxis(rest, axis, index, others, numberOf);
  }, numbered);
  return joined.map(({ box }) => box);
}

/** The same number for sets that hold the same, most of which are the same object. */
function numbering(): (set: IntervalSet) => number {
  const numbers = new Map<IntervalSet, number>();
  const byEnd = new Map<Ordered | undefined, IntervalSet[]>();
  return (set) => {
    const known = numbers.get(set);
    if (known !== undefined) return known;
    const end = set[0]?.[1];
    const alike = byEnd.get(end) ?? [];
    const same = alike.find((each) => sameSet(each, set));
    const number = (same === undefined ? undefined : numbers.get(same)) ?? numbers.size;
    if (same === undefined) byEnd.set(end, [...alike, set]);
    numbers.set(set, number);
    return number;
  };
}

function joinOnAxis(boxes: readonly Numbered[], axis: Axis, index: number, others: readonly number[], numberOf: (set: IntervalSet) => number): readonly Numbered[] {
  return groupBy(boxes, keyBy(others, boxes)).map((group) => joinGroup(group, axis, index, numberOf));
}

/** One key for several numbers: a number where there is one for all of them, else a text. */
function keyBy(places: readonly number[], boxes: readonly Numbered[]): (box: Numbered) => string | number {
  const base = 1 + boxes.reduce((most, { numbers }) => Math.max(most, ...numbers), 0);
  if (base ** places.length > Number.MAX_SAFE_INTEGER) return ({ numbers }) => places.map((at) => numbers[at]).join();
  return ({ numbers }) => places.reduce((key, at) => key * base + (numbers[at] ?? 0), 0);
}

function joinGroup(group: readonly [Numbered, ...Numbered[]], axis: Axis, index: number, numberOf: (set: IntervalSet) => number): Numbered {
  const [first] = group;
  if (group.every(({ numbers }) => numbers[index] === first.numbers[index])) return first;
  // Each set once: thousands of boxes may share one of thousands of names.
  const sets = new Map(group.map(({ box, numbers }) => [numbers[index], box[axis] as IntervalSet]));
  const set = unionOf<Ordered>([...sets.values()].flat());
  return { box: onAxis(axis, set, first.box), numbers: first.numbers.map((number, at) => (at === index ? numberOf(set) : number)) };
}

/** The same text for spaces of the same boxes. */
export const spaceKey = (space: Space): string => space.map((box) => AXES.map((axis) => keyOf(box[axis])).join(' ')).sort().join('|');

const keyOf = (set: IntervalSet): string => set.map(([lo, hi]) => `${lo}~${hi}`).join(',');
