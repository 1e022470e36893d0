import type { Filter, FilterLine } from '../model/filter.js';
import { type IntervalSet, holds } from '../model/interval-set.js';
import { onOneLine } from '../model/line.js';
import type { Probe } from '../model/probe.js';
import { AXES, type Box, type Point, holdsPoint, pointOf } from '../model/space.js';
import { isDefault } from './default-rules.js';
import { type Verdict, type evaluate, evaluateAnySpelling } from './evaluate.js';
import type { ReadPoint } from './read-points.js';

/** What one firewall does with a packet, and why. */
export interface Reason {
  readonly firewall: string;
  readonly verdict: 'permit' | 'deny' | 'unknown';
  /** Where it is unknown: the rule is one that may deny. */
  readonly mayDeny?: true;
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

/** What is asked of a firewall: why a packet does not surely pass, or why it may. */
export type Question = 'not passed' | 'passed';

/** Which verdict answers the question best. */
const ANSWERS: Readonly<Record<Question, readonly Reason['verdict'][]>> = {
  'not passed': ['deny', 'unknown', 'permit'],
  passed: ['permit', 'unknown', 'deny'],
};

/** How a packet is asked about: by default why it does not pass, under whatever spelling of its name, as it stands for others in a proof. */
interface Asking {
  readonly question?: Question;
  readonly judge?: typeof evaluate;
}

type Filtering = Pick<ReadPoint, 'kind' | 'filters'>;

/** Why a firewall does what it does with the packet: of several filters of one kind, the one that does what is asked about. */
export function reasonsFor({ kind, filters }: Filtering, packet: Probe, { question = 'not passed', judge = evaluateAnySpelling }: Asking = {}): Reason {
  const reasons = filters.map((filter) => reasonOf(kind, filter, packet, judge(filter, packet), question));
  const [best] = ANSWERS[question].flatMap((verdict) => reasons.filter((reason) => reason.verdict === verdict));
  return best ?? { firewall: kind, verdict: 'unknown', rule: 'no such firewall in the configuration' };
}

function reasonOf(kind: string, filter: Filter, packet: Probe, { verdict, line, perhaps }: Verdict, question: Question): Reason {
  const decisive = verdict === 'unknown' ? blamed(question, line, perhaps) : line;
  const nearest = verdict === 'deny' ? nearestTo(filter, pointOf(packet), line) : undefined;
  return {
    firewall: kind,
    verdict,
    ...(verdict === 'unknown' && decisive?.action === 'deny' ? { mayDeny: true as const } : {}),
    ...placeOf(decisive ?? { rule: `${filter.point}: ${filter.otherwise} by default` }),
    ...(decisive?.unread === undefined ? {} : { unread: onOneLine(decisive.unread) }),
    ...(nearest === undefined ? {} : { nearest }),
  };
}

/** A line that would surely permit is not what holds a packet up: an earlier one may deny it. */
const blamed = (question: Question, line: FilterLine | undefined, perhaps: FilterLine | undefined): FilterLine | undefined =>
  question === 'not passed' && perhaps?.unread === undefined ? (line ?? perhaps) : (perhaps ?? line);

/** Where a rule stands and what stands beside it: others may have written it on several lines. */
export const placeOf = ({ rule, about }: Pick<FilterLine, 'rule' | 'about'>): Pick<FilterLine, 'rule' | 'about'> => ({
  rule: onOneLine(rule),
  ...(about === undefined ? {} : { about: onOneLine(about) }),
});

/** Another place is further off than another port or application, and another address further than another name. */
const FAR: Readonly<Record<string, number>> = { [AXIS_WORDS.source]: 2, [AXIS_WORDS.name]: 2, [AXIS_WORDS.address]: 3 };

const farness = (differs: readonly string[]): number => differs.reduce((sum, axis) => sum + (FAR[axis] ?? 0), 0);

/**
 * The permitting line that misses the packet on the fewest axes; of those with as few, one to the same place, the first
 * by name. None where a rule that denies comes before one that surely permits: what it denies is not for want of a rule.
 */
function nearestTo({ lines }: Filter, point: Point, denying: FilterLine | undefined): Reason['nearest'] {
  const permits = lines.filter(({ action, about }) => action === 'permit' && !isDefault(about));
  if (denying !== undefined && permits.some(({ least }) => holdsPoint(least, point))) return undefined;
  const misses = permits.flatMap((line) => line.most.map((box) => ({ line, differs: missedAxes(box, point) })));
  const told = denying === undefined ? misses : misses.filter(({ differs }) => differs.length > 0);
  const [best] = told.sort((a, b) => a.differs.length - b.differs.length || farness(a.differs) - farness(b.differs) || order(a.line, b.line));
  if (best === undefined || best.differs.length > 2) return undefined;
  // A line that holds it and still does not match asks for another spelling of the name.
  return { ...placeOf(best.line), differs: best.differs.length === 0 ? [AXIS_WORDS.name] : best.differs };
}

const order = (a: FilterLine, b: FilterLine): number => (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);

const missedAxes = (box: Box, point: Point): readonly string[] =>
  AXES.filter((axis) => !holds(box[axis] as IntervalSet, point[axis] as string)).map((axis) => AXIS_WORDS[axis]);
