import type { Filter, FilterLine } from '../model/filter.js';
import { type IntervalSet, holds } from '../model/interval-set.js';
import { onOneLine } from '../model/line.js';
import type { Probe } from '../model/probe.js';
import { AXES, type Box, type Point, pointOf } from '../model/space.js';
import { type Verdict, type evaluate, evaluateAnyCase } from './evaluate.js';

/** What one firewall does with a packet, and why. */
export interface Reason {
  readonly firewall: string;
  readonly verdict: 'permit' | 'deny' | 'unknown';
  /** The rule that decides, or what happens without one. */
  readonly rule: string;
  readonly about?: string;
  readonly unread?: string;
  /** Denied for want of a rule: the rule that comes closest, and in what it differs. */
  readonly nearest?: { readonly rule: string; readonly about?: string; readonly differs: readonly string[] };
}

const AXIS_WORDS: Readonly<Record<(typeof AXES)[number], string>> = {
  direction: 'direction',
  protocol: 'protocol',
  application: 'application',
  port: 'port',
  source: 'source',
  address: 'destination address',
  name: 'name',
};

/**
 * Why a firewall does what it does with the packet: of several filters of one kind, the one that decides against it. A
 * packet that stands for others in a proof may have its name in any spelling; one that was asked about is spelled as it is.
 */
export function reasonsFor({ kind, filters }: { readonly kind: string; readonly filters: readonly Filter[] }, packet: Probe, judge: typeof evaluate = evaluateAnyCase): Reason {
  const [first, ...others] = filters.map((filter) => reasonOf(kind, filter, packet, judge(filter, packet)));
  if (first === undefined) return { firewall: kind, verdict: 'unknown', rule: 'no such firewall in the configuration' };
  return [first, ...others].find(({ verdict }) => verdict !== 'permit') ?? first;
}

function reasonOf(kind: string, filter: Filter, packet: Probe, { verdict, line, perhaps }: Verdict): Reason {
  const decisive = verdict === 'unknown' ? (perhaps ?? line) : line;
  const nearest = verdict === 'deny' && line === undefined ? nearestTo(filter, pointOf(packet)) : undefined;
  return {
    firewall: kind,
    verdict,
    ...placeOf(decisive ?? { rule: `${filter.point}: ${filter.otherwise} by default` }),
    ...(decisive?.unread === undefined ? {} : { unread: onOneLine(decisive.unread) }),
    ...(nearest === undefined ? {} : { nearest }),
  };
}

/** Where a rule stands and what stands beside it: others may have written it on several lines. */
export const placeOf = ({ rule, about }: Pick<FilterLine, 'rule' | 'about'>): Pick<FilterLine, 'rule' | 'about'> => ({
  rule: onOneLine(rule),
  ...(about === undefined ? {} : { about: onOneLine(about) }),
});

/** The permitting line that misses the packet on the fewest axes; of those with as few, the first by name. */
function nearestTo({ lines }: Filter, point: Point): Reason['nearest'] {
  const permits = lines.filter(({ action }) => action === 'permit');
  const misses = permits.flatMap((line) => line.most.map((box) => ({ line, differs: missedAxes(box, point) })));
  const [best] = misses.sort((a, b) => a.differs.length - b.differs.length || order(a.line, b.line));
  if (best === undefined || best.differs.length > 2) return undefined;
  // A line that holds it and still does not match asks for another spelling of the name.
  return { ...placeOf(best.line), differs: best.differs.length === 0 ? [AXIS_WORDS.name] : best.differs };
}

const order = (a: FilterLine, b: FilterLine): number => (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);

const missedAxes = (box: Box, point: Point): readonly string[] =>
  AXES.filter((axis) => !holds(box[axis] as IntervalSet, point[axis] as string)).map((axis) => AXIS_WORDS[axis]);
