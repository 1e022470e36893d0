import { coveringDestinations, formatDestination } from '../model/destination.js';
import { sizeOf } from '../model/cidr.js';
import { type Flow, compareFlows, coversFlow, joinOrigins } from '../model/flow.js';
import { countPorts } from '../model/port-range.js';

interface Kept {
  readonly flow: Flow;
  readonly covered: Flow[];
}

/** A flow that another covers goes; its origins stay with the one that covers it. */
export function dropCovered(flows: readonly Flow[]): readonly Flow[] {
  const byDestination = new Map<string, Kept[]>();
  for (const flow of [...flows].sort(widestFirst)) {
    const cover = coverOf(flow, byDestination);
    if (cover === undefined) keep(flow, byDestination);
    else cover.covered.push(flow);
  }
  return [...byDestination.values()].flat().map(withOrigins).sort(compareFlows);
}

/** Only a destination above this one can cover it, so that 10,000 networks are not held against each other. */
function coverOf(flow: Flow, byDestination: ReadonlyMap<string, readonly Kept[]>): Kept | undefined {
  for (const destination of coveringDestinations(flow.destination)) {
    const cover = byDestination.get(destination)?.find((kept) => sameWay(kept.flow, flow) && coversFlow(kept.flow, flow));
    if (cover !== undefined) return cover;
  }
  return undefined;
}

/** A name found in TLS and one found through DNS are different things to a firewall: neither stands in for the other. */
const sameWay = (wide: Flow, narrow: Flow): boolean => wide.destination.kind === 'cidr' || wide.application === narrow.application;

function keep(flow: Flow, byDestination: Map<string, Kept[]>): void {
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
    depth(a) - depth(b) ||
    countPorts(b.ports) - countPorts(a.ports) ||
    Number(countSources(b) - countSources(a)) ||
    Number(a.path !== undefined) - Number(b.path !== undefined) ||
    compareFlows(a, b)
  );
}

const depth = ({ destination }: Flow): number => (destination.kind === 'cidr' ? destination.prefix : destination.name.split('.').length);

const countSources = (flow: Flow): bigint => flow.sources.reduce((sum, source) => sum + sizeOf(source), 0n);
