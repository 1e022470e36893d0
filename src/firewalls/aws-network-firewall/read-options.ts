import type { IntervalSet } from '../../model/interval-set.js';
import { latelyBy } from '../../model/memo.js';
import { EVERY_APPLICATION, EVERY_NAME, EVERY_PROTOCOL, applicationSet, protocolSet } from '../../model/space.js';
import { difference } from '../../model/interval-set.js';
import { isContentOption, readContents, readUse } from './read-contents.js';
import type { RuleOption } from './read-suricata.js';
import { type Within, atMost, bothWithin, exact } from './read-within.js';

/** What the options of a rule ask of a flow, beside its addresses and ports. */
export interface Conditions {
  readonly protocol: Within<number>;
  readonly application: Within<number>;
  readonly name: Within<string>;
  /** Sides that the rule looks at; none said means both. */
  readonly sides: readonly ('to_server' | 'to_client')[];
  readonly established: boolean;
  readonly notEstablished: boolean;
  /** What Suricata's kind of rule depends on. */
  readonly hasFlow: boolean;
  readonly looksInside: boolean;
  /** Only the protocol is asked for, by `app-layer-protocol`. */
  readonly asksProtocol: boolean;
  readonly unread: readonly string[];
  /** How many of them are about the name alone, whose own bounds hold what they leave open. */
  readonly unreadNames: number;
}

/** Keywords that decide nothing. */
const NEUTRAL = ['msg', 'sid', 'rev', 'gid', 'metadata', 'reference', 'classtype', 'priority', 'noalert', 'alert', 'target', 'tag', 'prefilter', 'requires'];

const ANYTHING: Conditions = {
  protocol: exact(EVERY_PROTOCOL),
  application: exact(EVERY_APPLICATION),
  name: exact(EVERY_NAME),
  sides: ['to_server', 'to_client'],
  established: false,
  notEstablished: false,
  hasFlow: false,
  looksInside: false,
  asksProtocol: false,
  unread: [],
  unreadNames: 0,
};

/** Rules of many sites ask the same of a flow, and differ in what decides nothing. */
export const readOptions = (options: readonly RuleOption[]): Conditions => readAsked(options.filter(({ name }) => !NEUTRAL.includes(name)));

const readAsked = latelyBy(JSON.stringify, (options: readonly RuleOption[]): Conditions => {
  const plain = options.filter((option) => !isContentOption(option)).reduce(addOption, ANYTHING);
  return readContents(options).reduce(addUse, plain);
});

function addOption(so: Conditions, { name, value = '' }: RuleOption): Conditions {
  if (name === 'flow') return value.split(',').map((word) => word.trim().toLowerCase()).reduce(addFlow, { ...so, hasFlow: true });
  if (name === 'app-layer-protocol') return addProtocol({ ...so, asksProtocol: true }, value);
  if (name === 'ip_proto') return addIpProtocol(so, value);
  if (name === 'ssl_state' && value === 'client_hello') return { ...so, application: bothWithin(so.application, exact(applicationSet('tls'))), looksInside: true };
  return unread(so, value === '' ? name : `${name}:${value}`);
}

const unread = (so: Conditions, words: string): Conditions => ({ ...so, unread: [...so.unread, words] });

function addFlow(so: Conditions, word: string): Conditions {
  if (word === 'to_server' || word === 'from_client') return { ...so, sides: so.sides.filter((side) => side === 'to_server') };
  if (word === 'to_client' || word === 'from_server') return { ...so, sides: so.sides.filter((side) => side === 'to_client') };
  if (word === 'established') return { ...so, established: true };
  if (word === 'not_established') return { ...so, notEstablished: true };
  return word === '' ? so : unread(so, `flow:${word}`);
}

/** `!tls` is known only when Suricata has given up on telling the protocol, some packets into the flow. */
function addProtocol(so: Conditions, value: string): Conditions {
  const [, negation, word = ''] = /^(!?)\s*([\w.-]+)$/.exec(value) ?? [];
  const seen = word === 'tls' || word === 'http' ? applicationSet(word) : undefined;
  if (negation === '' && seen !== undefined) return { ...so, application: bothWithin(so.application, exact(seen)) };
  const rest = seen === undefined ? EVERY_APPLICATION : difference(EVERY_APPLICATION, seen);
  return unread({ ...so, application: bothWithin(so.application, atMost(rest)) }, `app-layer-protocol:${value}`);
}

function addIpProtocol(so: Conditions, value: string): Conditions {
  const [, negation, number] = /^(!?)\s*(\d{1,3})$/.exec(value) ?? [];
  if (number === undefined || Number(number) > 255) return unread(so, `ip_proto:${value}`);
  const named = protocolSet(Number(number));
  return { ...so, protocol: bothWithin(so.protocol, exact(negation === '!' ? difference(EVERY_PROTOCOL, named) : named)) };
}

function addUse(so: Conditions, use: ReturnType<typeof readContents>[number]): Conditions {
  const application = applicationOf(use.buffer);
  const inside: Conditions = { ...so, looksInside: true, ...(application === undefined ? {} : { application: bothWithin(so.application, exact(application)) }) };
  if (isAnyHead(use)) return onRequests(inside);
  if (use.buffer !== 'tls.sni' && use.buffer !== 'http.host') return unread(inside, `what ${use.buffer} holds`);
  if (use.matches.length === 0) return unread(onRequests(inside), `${use.buffer} without a content`);
  return readUse(use).reduce((made, read) => ({ ...made, name: bothWithin(made.name, read.names), unread: [...made.unread, ...read.unread], unreadNames: made.unreadNames + read.unread.length }), onRequests(inside));
}

const onRequests = (so: Conditions): Conditions => ({ ...so, sides: so.sides.filter((side) => side === 'to_server') });

function applicationOf(buffer: string): IntervalSet<number> | undefined {
  if (buffer.startsWith('tls.') || /^ja[34]/.test(buffer)) return applicationSet('tls');
  return /^http\.(?!request_header|response_header)/.test(buffer) ? applicationSet('http') : undefined;
}

/** Every request has header names, and they start with a line end: AWS writes this to say "any request". */
function isAnyHead({ buffer, transforms, matches }: ReturnType<typeof readContents>[number]): boolean {
  const [match, ...others] = matches;
  if (buffer !== 'http.header_names' || transforms.length > 0 || others.length > 0 || match === undefined || !('negated' in match)) return false;
  return match.text === '\r\n' && !match.negated && match.startswith && !match.endswith && match.others.length === 0 && match.depth === undefined && match.offset === undefined;
}
