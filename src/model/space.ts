import { type Cidr, lastOf, parseCidr } from './cidr.js';
import { orThrow } from './diagnostic.js';
import type { Destination } from './destination.js';
import type { DomainPattern } from './domain-pattern.js';
import { type Flow } from './flow.js';
import { groupBy } from './group-by.js';
import { type IntervalSet, type Ordered, difference, holds, intersection, isEmptySet, unionOf } from './interval-set.js';
import { memo } from './memo.js';
import type { PortRange } from './port-range.js';
import type { Probe } from './probe.js';
import type { Application, Direction } from './protocol.js';

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

const V6_BASE = 1n << 32n;
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
export const PROTOCOL_NUMBERS: Readonly<Record<string, number>> = { icmp: 1, tcp: 6, udp: 17, icmpv6: 58 };

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

export const spaceOfFlows = (flows: readonly Flow[]): Space => joinBoxes(flows.map(spaceOfFlow));

export function meet(a: Box, b: Box): Box | undefined {
  const both: Partial<Record<Axis, IntervalSet>> = {};
  for (const axis of AXES) {
    const set = intersection<Ordered>(a[axis], b[axis]);
    if (isEmptySet(set)) return undefined;
    both[axis] = set;
  }
  return both as Box;
}

/** Packets in both. */
export function intersect(a: Space, b: Space): Space {
  return joinBoxes(a.flatMap((left) => b.flatMap((right) => meet(left, right) ?? [])));
}

/** Packets in the first and not in the second, exactly. */
export function subtract(a: Space, b: Space): Space {
  return joinBoxes(b.reduce<Space>((left, box) => left.flatMap((each) => without(each, box)), a));
}

export const covers = (wide: Space, narrow: Space): boolean => subtract(narrow, wide).length === 0;

/** One axis after another: what lies outside on this axis is left; what lies inside goes on to the next. */
function without(box: Box, taken: Box): Space {
  const inside = meet(box, taken);
  if (inside === undefined) return [box];
  const left: Box[] = [];
  let rest = box;
  for (const axis of AXES) {
    if (inside[axis] === box[axis]) continue;
    const outside = difference<Ordered>(box[axis], inside[axis]);
    if (!isEmptySet(outside)) left.push({ ...rest, [axis]: outside });
    rest = { ...rest, [axis]: inside[axis] };
  }
  return left;
}

/** A box, and a number for its set on each axis: the same where the sets hold the same, and quicker to compare. */
interface Numbered {
  readonly box: Box;
  readonly numbers: readonly number[];
}

/** The same packets in fewer boxes: boxes that differ on one axis alone become one, axis by axis. */
export function joinBoxes(boxes: Space): Space {
  if (boxes.length < 2) return boxes;
  const numberOf = numbering();
  const numbered = boxes.map((box) => ({ box, numbers: AXES.map((axis) => numberOf(box[axis])) }));
  // On most axes most lists say one thing, which tells no two boxes apart.
  const varying = AXES.map((axis, index) => ({ axis, index })).filter(({ index }) => numbered.some(({ numbers }) => numbers[index] !== numbered[0]?.numbers[index]));
  if (varying.length === 0) return boxes.slice(0, 1);
  const joined = varying.reduceRight<readonly Numbered[]>((rest, { axis, index }) => {
    const others = varying.flatMap((each) => (each.index === index ? [] : [each.index]));
    return joinOnAxis(rest, axis, index, others, numberOf);
  }, numbered);
  return joined.map(({ box }) => box);
}

/** The same number for sets that hold the same. */
function numbering(): (set: IntervalSet) => number {
  const numbers = new Map<IntervalSet | string, number>();
  return (set) => {
    const known = numbers.get(set);
    if (known !== undefined) return known;
    const key = keyOf(set);
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number).set(set, number);
    return number;
  };
}

function joinOnAxis(boxes: readonly Numbered[], axis: Axis, index: number, others: readonly number[], numberOf: (set: IntervalSet) => number): readonly Numbered[] {
  return groupBy(boxes, ({ numbers }) => others.map((at) => numbers[at]).join()).map((group) => joinGroup(group, axis, index, numberOf));
}

function joinGroup(group: readonly [Numbered, ...Numbered[]], axis: Axis, index: number, numberOf: (set: IntervalSet) => number): Numbered {
  const [first] = group;
  if (group.every(({ numbers }) => numbers[index] === first.numbers[index])) return first;
  const set = unionOf<Ordered>(group.flatMap(({ box }) => box[axis] as IntervalSet));
  return { box: { ...first.box, [axis]: set }, numbers: first.numbers.map((number, at) => (at === index ? numberOf(set) : number)) };
}

/** The same text for spaces of the same boxes. */
export const spaceKey = (space: Space): string => space.map((box) => AXES.map((axis) => keyOf(box[axis])).join(' ')).sort().join('|');

const keyOf = memo((set: IntervalSet): string => set.map(([lo, hi]) => `${lo}~${hi}`).join(','));
