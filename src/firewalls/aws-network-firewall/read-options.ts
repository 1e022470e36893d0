import { latelyBy } from '../../model/memo.js';
import { EVERY_APPLICATION, EVERY_NAME, EVERY_PROTOCOL, PROTOCOL_NUMBERS, applicationSet, protocolSet } from '../../model/space.js';
import { difference } from '../../model/interval-set.js';
import { type BufferUse, isContentOption, readContents, readUse } from './read-contents.js';
import type { ReadNames } from './read-names.js';
import { TCP, carrierOf } from './read-protocol.js';
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
  /** What Suricata's kind of rule depends on: whether it says anything of the flow, and of its state. */
  readonly hasFlow: boolean;
  readonly hasState: boolean;
  readonly looksInside: boolean;
  /** Only the protocol is asked for, by `app-layer-protocol`. */
  readonly asksProtocol: boolean;
  /** Something is asked for that is not read and may be about each packet for itself. */
  readonly asksPackets: boolean;
  readonly unread: readonly string[];
  /** How many of them are about the name or the application alone, whose own bounds hold what they leave open. */
  readonly bounded: number;
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
  hasState: false,
  looksInside: false,
  asksProtocol: false,
  asksPackets: false,
  unread: [],
  bounded: 0,
};

/** Rules of many sites ask the same of a flow, and differ in what decides nothing. */
export const readOptions = (options: readonly RuleOption[], spelled?: string): Conditions => readAsked({ options: options.filter((option) => !isNeutral(option)), spelled });

/** What is noted for other rules decides nothing, nor which kind of rule it is (`--engine-analysis`, 7.0.10). */
const isNeutral = ({ name, value = '' }: RuleOption): boolean => NEUTRAL.includes(name) || (name === 'flowbits' && /^(?:(?:set|unset|toggle)\s*,|noalert$)/i.test(value));

/** How often a match is logged: a denial denies all the same, but a pass beyond the limit does not pass (measured with 7.0.10). */
export const isLogLimit = ({ name, value = '' }: RuleOption): boolean => name === 'threshold' && /^type\s+limit\b/i.test(value);

interface Asked {
  readonly options: readonly RuleOption[];
  /** The name as the packet shows it, where the rules are read for one name. */
  readonly spelled: string | undefined;
}

const readAsked = latelyBy(JSON.stringify, ({ options, spelled }: Asked): Conditions => {
  const plain = options.filter((option) => !isContentOption(option)).reduce(addOption, ANYTHING);
  return readContents(options).reduce((so, use) => addUse(so, use, spelled), plain);
});

function addOption(so: Conditions, { name, value = '' }: RuleOption): Conditions {
  if (name === 'flow') return value.split(',').map((word) => word.trim().toLowerCase()).reduce(addFlow, { ...so, hasFlow: true });
  if (name === 'app-layer-protocol') return addProtocol({ ...so, asksProtocol: true }, value);
  if (name === 'flags' || name === 'tcp.flags') return addFlags(so, name, value);
  if (name === 'ip_proto') return addIpProtocol(so, value);
  if (name === 'ssl_state' && value === 'client_hello') return seenAs({ ...so, looksInside: true }, 'tls');
  return (INSIDE.test(name) ? unreadInside : unread)(so, value === '' ? name : `${name}:${value}`);
}

/** Keywords about what an application says, which leave a rule to decide on flows. */
const INSIDE = /^(?:tls|ssl|ssh|http|dns|smb|krb5|snmp|ike)[._]|^urilen$/;

const unread = (so: Conditions, words: string): Conditions => ({ ...unreadInside(so, words), asksPackets: true });

const unreadInside = (so: Conditions, words: string): Conditions => ({ ...so, unread: [...so.unread, words] });

function addFlow(so: Conditions, word: string): Conditions {
  if (word === 'to_server' || word === 'from_client') return { ...so, sides: so.sides.filter((side) => side === 'to_server') };
  if (word === 'to_client' || word === 'from_server') return { ...so, sides: so.sides.filter((side) => side === 'to_client') };
  if (word === 'established') return { ...so, hasState: true, established: true };
  if (word === 'not_established') return { ...so, hasState: true, notEstablished: true };
  return word === 'stateless' ? { ...so, hasState: true } : unread(so, `flow:${word}`);
}

/** The first packet of a connection, or the last of one that is reset, which no connection is made of. */
function addFlags(so: Conditions, name: string, value: string): Conditions {
  const first = /^S(?:,(?:12|CE))?$/i.test(value);
  if (!first && !/^R$/i.test(value)) return unread(so, `${name}:${value}`);
  const sides = first ? so.sides.filter((side) => side === 'to_server') : [];
  return { ...so, sides, protocol: bothWithin(so.protocol, exact(protocolSet(TCP))), hasFlow: true, notEstablished: true };
}

/**
 * `!tls` surely holds for HTTP, and `!ssh` for both. Of what is neither it is known only when Suricata has given up on
 * telling the protocol, some packets into the flow.
 */
function addProtocol(so: Conditions, value: string): Conditions {
  const [, negation, word = ''] = /^(!?)\s*([\w.-]+)$/.exec(value) ?? [];
  const seen = word === 'tls' || word === 'http' ? word : undefined;
  if (negation === '' && seen !== undefined) return seenAs(so, seen);
  const others = seen === undefined ? otherApplications(word, negation === '!') : { least: applicationSet(seen === 'tls' ? 'http' : 'tls'), most: difference(EVERY_APPLICATION, applicationSet(seen)) };
  const asked = unreadInside({ ...so, application: bothWithin(so.application, others ?? atMost(EVERY_APPLICATION)) }, `app-layer-protocol:${value}`);
  return others === undefined ? asked : { ...asked, bounded: so.bounded + 1 };
}

/** A flow may go on as TLS after these, or have begun as HTTP: what is not them is told, and not what is. */
const PASSING = ['smtp', 'imap', 'http2'];

/** What is neither TLS nor HTTP. Over UDP it may be known with the first packet, which is left open. */
function otherApplications(word: string, negated: boolean): Within<number> | undefined {
  const carried = carrierOf(word);
  if (carried === undefined && !(negated && PASSING.includes(word))) return undefined;
  if (negated) return { least: difference(EVERY_APPLICATION, applicationSet('opaque')), most: EVERY_APPLICATION };
  return atMost(difference(carried ?? EVERY_PROTOCOL, protocolSet(TCP)).length === 0 ? applicationSet('opaque') : EVERY_APPLICATION);
}

function addIpProtocol(so: Conditions, value: string): Conditions {
  const [, negation, word = ''] = /^(!?)\s*(\w+)$/.exec(value) ?? [];
  const number = /^\d{1,3}$/.test(word) ? Number(word) : PROTOCOL_NUMBERS[word.toLowerCase()];
  if (number === undefined || number > 255) return unread(so, `ip_proto:${value}`);
  const named = protocolSet(number);
  return { ...so, protocol: bothWithin(so.protocol, exact(negation === '!' ? difference(EVERY_PROTOCOL, named) : named)) };
}

function addUse(so: Conditions, use: BufferUse, spelled: string | undefined): Conditions {
  const application = applicationOf(use.buffer);
  const inside: Conditions = application === undefined ? { ...so, looksInside: true } : seenAs({ ...so, looksInside: true }, application);
  if (isAnyHead(use) || isAnyHello(use)) return onRequests(inside);
  if (use.buffer !== 'tls.sni' && use.buffer !== 'http.host') return (application === undefined ? unread : unreadInside)(inside, `what ${use.buffer} holds`);
  if (use.matches.length + use.sizes.length === 0) return unreadInside(onRequests(inside), `${use.buffer} without a content`);
  return readUse(use, spelled).reduce(addNames, onRequests(inside));
}

const addNames = (so: Conditions, { names, unread }: ReadNames): Conditions => ({
  ...so,
  name: bothWithin(so.name, names),
  unread: [...so.unread, ...unread],
  bounded: so.bounded + unread.length,
});

const onRequests = (so: Conditions): Conditions => ({ ...so, sides: so.sides.filter((side) => side === 'to_server') });

function applicationOf(buffer: string): 'tls' | 'http' | undefined {
  if (buffer.startsWith('tls.') || /^ja[34]/.test(buffer)) return 'tls';
  return /^http\.(?!request_header|response_header)/.test(buffer) ? 'http' : undefined;
}

/** Both run over TCP; what looks like TLS inside QUIC is no TLS to the engine. */
const seenAs = (so: Conditions, application: 'tls' | 'http'): Conditions => ({
  ...so,
  protocol: bothWithin(so.protocol, exact(protocolSet(TCP))),
  application: bothWithin(so.application, exact(applicationSet(application))),
});

/** Every request has header names, and they start with a line end: AWS writes this to say "any request". */
const isAnyHead = (use: BufferUse): boolean => use.buffer === 'http.header_names' && holdsAlone(use, '\r\n', true);

/** The hash of every ClientHello has underscores: AWS writes this to say "once the hello was read". */
const isAnyHello = (use: BufferUse): boolean => use.buffer === 'ja4.hash' && holdsAlone(use, '_', false);

/** Is one text asked for, at the start or anywhere, and nothing else? */
function holdsAlone({ transforms, matches, sizes }: BufferUse, text: string, startswith: boolean): boolean {
  const [match, ...others] = matches;
  if (transforms.length + sizes.length + others.length > 0 || match === undefined || !('negated' in match)) return false;
  return match.text === text && !match.negated && match.startswith === startswith && !match.endswith && match.others.length === 0 && match.depth === undefined && match.offset === undefined;
}
