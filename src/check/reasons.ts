import type { Filter, FilterLine } from '../model/filter.js';
import { onOneLine } from '../model/line.js';
import type { Probe } from '../model/probe.js';
import { type Axis, type Point, holdsPoint, pointOf } from '../model/space.js';
import { isDefault } from './default-rules.js';
import { type Verdict, type evaluate, evaluateAnySpelling } from './evaluate.js';
import { type Nearest, nearestTo } from './nearest.js';
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
  /** Denied: the rule in front that comes closest to permitting it, in what it differs, and what it holds there. */
  readonly nearest?: { readonly rule: string; readonly about?: string; readonly differs: readonly string[]; readonly holds: readonly string[] };
}

const AXIS_WORDS: Readonly<Record<Axis, string>> = {
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
  const nearest = verdict === 'deny' ? nearestInFront(filter, line, pointOf(packet)) : undefined;
  return {
    firewall: kind,
    verdict,
    ...(verdict === 'unknown' && decisive?.action === 'deny' ? { mayDeny: true as const } : {}),
    ...placeOf(decisive ?? { rule: `${filter.point}: ${filter.otherwise} by default` }),
    ...(decisive?.unread === undefined ? {} : { unread: onOneLine(decisive.unread) }),
    ...(nearest === undefined ? {} : { nearest: toldOf(nearest) }),
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

/** Of the rules in front of the one that denies; none where one behind it would permit: it is not for want of a rule. */
function nearestInFront({ lines }: Filter, denying: FilterLine | undefined, point: Point): Nearest | undefined {
  const place = lines.findIndex(({ action, rule }) => action === denying?.action && rule === denying.rule);
  if (place === -1) return nearestTo(lines, point);
  const wouldPermit = lines.slice(place).some(({ action, about, least }) => action === 'permit' && !isDefault(about) && holdsPoint(least, point));
  return wouldPermit ? undefined : nearestTo(lines.slice(0, place), point);
}

/** A line that holds it and still does not match asks for another spelling of the name. */
const toldOf = ({ line, differs }: Nearest): NonNullable<Reason['nearest']> => ({
  ...placeOf(line),
  differs: differs.length === 0 ? [AXIS_WORDS.name] : differs.map(({ axis }) => AXIS_WORDS[axis]),
  holds: differs.length === 0 ? ['another spelling'] : differs.map(({ holds }) => holds),
});
