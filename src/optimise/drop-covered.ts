import { type Cidr, sizeOf } from '../model/cidr.js';
import { type Destination, coveringDestinations, formatDestination } from '../model/destination.js';
import { type Flow, compareFlows, coversFlow, joinOrigins } from '../model/flow.js';
import { memo } from '../model/memo.js';
import { countPorts } from '../model/port-range.js';

interface Kept {
  readonly flow: Flow;
  readonly covered: Flow[];
}

/** What is kept, by destination; and which prefix lengths are among it, the only ones at which to look for a cover. */
interface Index {
  readonly byDestination: Map<string, Kept[]>;
  readonly lengths: Set<number>;
}

/** A flow that another covers goes; its origins stay with the one that covers it. */
export function dropCovered(flows: readonly Flow[]): readonly Flow[] {
  const index: Index = { byDestination: new Map(), lengths: new Set() };
  for (const flow of [...flows].sort(widestFirst)) {
    const cover = coverOf(flow, index);
    if (cover === undefined) keep(flow, index);
    else cover.covered.push(flow);
  }
  return [...index.byDestination.values()].flat().map(withOrigins).sort(compareFlows);
}

/** Only a destination above this one can cover it, so that 10,000 networks are not held against each other. */
function coverOf(flow: Flow, { byDestination, lengths }: Index): Kept | undefined {
  for (const destination of coveringDestinations(flow.destination, lengths)) {
    const cover = byDestination.get(destination)?.find((kept) => sameWay(kept.flow, flow) && coversFlow(kept.flow, flow));
    if (cover !== undefined) return cover;
  }
  return undefined;
}

/** A name found in TLS and one found through DNS are different things to a firewall: neither stands in for the other. */
const sameWay = (wide: Flow, narrow: Flow): boolean => wide.destination.kind === 'cidr' || wide.application === narrow.application;

function keep(flow: Flow, { byDestination, lengths }: Index): void {
  if (flow.destination.kind === 'cidr') lengths.add(flow.destination.prefix);
  const key = formatDestination(flow.destination);
  const there = byDestination.get(key);
  if (there === undefined) byDestination.set(key, [{ flow, covered: [] }]);
  else there.push({ flow, covered: [] });
}

function withOrigins({ flow, covered }: Kept): Flow {
  return covered.length === 0 ? flow : Object.freeze({ ...flow, origins: joinOrigins([flow, ...covered].flatMap((each) => each.origins)) });
}

/** What covers stands before what it covers. */
function widestFirst(a: Flow, b: Flow): number {
  return (
    depth(a.destination) - depth(b.destination) ||
    countPorts(b.ports) - countPorts(a.ports) ||
    compareSources(a.sources, b.sources) ||
    Number(a.path !== undefined) - Number(b.path !== undefined) ||
    compareFlows(a, b)
  );
}

const depth = memo((destination: Destination): number => (destination.kind === 'cidr' ? destination.prefix : destination.name.split('.').length));

/** Those with more addresses first. */
const compareSources = (a: readonly Cidr[], b: readonly Cidr[]): number => (a === b ? 0 : Number(countAddresses(b) - countAddresses(a)));

const countAddresses = memo((cidrs: readonly Cidr[]): bigint => cidrs.reduce((sum, cidr) => sum + sizeOf(cidr), 0n));
