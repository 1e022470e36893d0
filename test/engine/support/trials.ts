import type { Flow } from '../../../src/model/flow.js';
import { addressBytes } from './address.js';
import { type Draw, drawFrom } from './draw.js';
import { type Trial, edgesOf, packetInside, strangersTo } from './near-misses.js';
import type { RuleSet } from './rule-sets.js';

/** Packets that show a widening; some of them may lie in what was asked. */
const PER_WIDENING = 6;

/**
 * At most `limit` edges of what the rule set is asked for, and always a packet inside each flow and each widening.
 * The same rule set gives the same trials.
 */
export function trialsFor({ name, mode, defaultAction, plan, widenings }: RuleSet, limit: number): readonly Trial[] {
  const draw = drawFrom(`${name} ${mode} ${defaultAction}`);
  const flows = plan.required.filter(isPossible);
  const always = [
    ...flows.map((flow) => ({ kind: 'inside', packet: packetInside(flow, draw) })),
    ...widenings.flatMap(({ lost, permits }) => permits.filter(isPossible).flatMap((flow) => beyond(lost, flow, draw))),
    ...strangersTo(plan.sources, draw),
  ];
  const edges = draw.shuffled(flows.flatMap((flow) => edgesOf(flow, draw)));
  return distinct([...always, ...edges.slice(0, limit)]);
}

function beyond(lost: string, flow: Flow, draw: Draw): readonly Trial[] {
  return Array.from({ length: PER_WIDENING }, () => ({ kind: `widened ${lost}`, packet: { ...packetInside(flow, draw), ...(lost === 'path' ? { path: '/other' } : {}) } }));
}

/** A flow to IPv4 alone from IPv6 alone has no packets. */
const isPossible = ({ destination, sources }: Flow): boolean => destination.kind === 'name' || sources.some(({ family }) => family === destination.family);

/** A connection from a port that was given can be tried once; and none goes from one family to the other. */
function distinct(trials: readonly Trial[]): readonly Trial[] {
  const seen = new Set<string>();
  return trials.filter(({ packet: { source, destination, protocol, port, sourcePort } }) => {
    if (addressBytes(source).length !== addressBytes(destination).length) return false;
    const key = [source, destination, protocol, port, sourcePort].join();
    const again = sourcePort !== undefined && seen.has(key);
    seen.add(key);
    return !again;
  });
}
