import { type IntervalSet, difference } from '../../model/interval-set.js';
import type { Bounds } from '../../model/filter.js';
import { AXES, type Box, EVERYTHING, EVERY_APPLICATION, EVERY_PROTOCOL, applicationSet, protocolSet, PROTOCOL_NUMBERS } from '../../model/space.js';
import { type HeaderReader, meetsClients } from './read-axes.js';
import { type Conditions, readOptions } from './read-options.js';
import { type Parsed, type SuricataRule, isUnparsed, optionOf } from './read-suricata.js';
import { type Within, atMost, bothWithin, exact, isExact } from './read-within.js';

/** A rule as the packets of a flow meet it. */
export interface ReadRule {
  readonly action: 'pass' | 'deny';
  /** Resource address and SID. */
  readonly rule: string;
  readonly about?: string;
  readonly unread: readonly string[];
  /** Flows whose packets to the server it matches, and flows whose packets to the client it matches. */
  readonly toServer: Bounds;
  readonly toClient: Bounds;
  /** Packets before the connection is established, and after. */
  readonly opening: boolean;
  readonly data: boolean;
  /** What it decides on: the whole flow, or the packet it matched. */
  readonly scope: 'flow' | 'packet';
}

const NOTHING: Bounds = { least: [], most: [] };
const DENIALS = ['drop', 'reject', 'rejectsrc', 'rejectdst', 'rejectboth'];

/** Where rules stand: their resource, what it says of itself, and what the words of headers mean. */
export interface RuleContext {
  readonly address: string;
  readonly about?: string;
  readonly header: HeaderReader;
  /** Why every rule here may not be there, or not as it reads. */
  readonly doubt?: string;
}

/** The rule as it decides, once for each direction of `<>`; alerts decide nothing. */
export function readRule(parsed: Parsed, context: RuleContext): readonly ReadRule[] {
  if (isUnparsed(parsed)) return unreadable(context.address, `${parsed.why}: ${parsed.text}`);
  if (['alert', 'config', '#'].includes(parsed.action)) return [];
  if (parsed.action !== 'pass' && !DENIALS.includes(parsed.action)) return unreadable(context.address, `the action ${parsed.action}`);
  const turned: SuricataRule = { ...parsed, source: parsed.destination, sourcePort: parsed.destinationPort, destination: parsed.source, destinationPort: parsed.sourcePort };
  return (parsed.direction === '<>' ? [parsed, turned] : [parsed]).map((rule) => readOneWay(rule, context));
}

/** It may pass anything and it may deny anything. */
export function unreadable(rule: string, why: string): readonly ReadRule[] {
  const bounds: Bounds = { least: [], most: [EVERYTHING] };
  const both = { rule, unread: [why], toServer: bounds, toClient: bounds, opening: true, data: true, scope: 'flow' } as const;
  return [{ ...both, action: 'deny' }, { ...both, action: 'pass' }];
}

function readOneWay(rule: SuricataRule, context: RuleContext): ReadRule {
  const header = headerProtocol(rule.protocol);
  const options = readOptions(rule.options);
  const source = context.header.addresses(rule.source);
  const destination = context.header.addresses(rule.destination);
  const from = context.header.ports(rule.sourcePort);
  const to = context.header.ports(rule.destinationPort);
  const sets = [source, destination, from, to];
  const lost = [...header.unread, ...options.unread, ...sets.flatMap((each) => each.unread), ...(context.doubt === undefined ? [] : [context.doubt])];
  const open = sets.some(({ set, unread }) => unread.length === 0 && !isExact<never>(set as Within<never>)) ? ['what its variables hold'] : [];
  const kind = kindOf(header, options, source.negates || destination.negates);
  const shared = {
    direction: exact(EVERYTHING.direction),
    protocol: bothWithin(header.protocol, options.protocol),
    application: bothWithin(header.application, options.application),
    name: options.name,
  };
  const sure = lost.length === options.unreadNames;
  const toServer = boundsOf({ ...shared, source: source.set, address: destination.set, port: to.set }, sure && isAny(from.set));
  const toClient = boundsOf({ ...shared, source: destination.set, address: source.set, port: from.set }, sure && isAny(to.set) && repliesAreSure(options, shared.protocol));
  const action = rule.action === 'pass' ? 'pass' : 'deny';
  const meets = (clientPorts: Within<number>): boolean => action === 'pass' || meetsClients(clientPorts.most);
  return {
    action,
    ...labels(rule, context),
    unread: [...lost, ...open, ...(isAny(from.set) ? [] : ['the port of the client'])],
    toServer: options.sides.includes('to_server') && meets(from.set) ? toServer : NOTHING,
    toClient: options.sides.includes('to_client') && meets(to.set) ? toClient : NOTHING,
    ...kind,
    scope: sure ? kind.scope : 'flow',
  };
}

function labels(rule: SuricataRule, { address, about }: RuleContext): { readonly rule: string; readonly about?: string } {
  const said = [optionOf(rule, 'msg'), optionOf(rule, 'metadata')].filter((each) => each !== undefined && each !== '').join('; ');
  const words = said === '' ? about : said;
  return { rule: `${address} sid ${optionOf(rule, 'sid') ?? 'none'}`, ...(words === undefined ? {} : { about: words }) };
}

const isAny = (ports: Within<number>): boolean => ports.least.length === 1 && ports.least[0]?.[0] === 0 && ports.least[0][1] === 65536;

/** When a reply without TCP counts as established, or what a request left behind for it, is the engine's own affair. */
const repliesAreSure = (options: Conditions, protocol: Within<number>): boolean =>
  !options.looksInside &&
  (!options.established && !options.notEstablished) || difference(protocol.most, protocolSet(TCP)).length === 0;

const TCP = PROTOCOL_NUMBERS['tcp'] ?? 6;

type Axes = { readonly [A in keyof Box]: Within<Box[A] extends IntervalSet<infer T> ? T : never> };

function boundsOf(axes: Axes, sure: boolean): Bounds {
  const most = AXES.some((axis) => axes[axis].most.length === 0) ? [] : [pick(axes, 'most')];
  if (!sure || AXES.some((axis) => axes[axis].least.length === 0)) return { least: [], most };
  return AXES.every((axis) => isExact<never>(axes[axis] as Within<never>)) ? { least: most, most } : { least: [pick(axes, 'least')], most };
}

const pick = (axes: Axes, side: 'least' | 'most'): Box => Object.fromEntries(AXES.map((axis) => [axis, axes[axis][side]])) as unknown as Box;

interface Header {
  readonly protocol: Within<number>;
  readonly application: Within<number>;
  readonly inside: boolean;
  readonly unread: readonly string[];
}

const UDP = PROTOCOL_NUMBERS['udp'] ?? 17;
const ICMP = [...protocolSet(PROTOCOL_NUMBERS['icmp'] ?? 1), ...protocolSet(PROTOCOL_NUMBERS['icmpv6'] ?? 58)];
const BOTH = [...protocolSet(TCP), ...protocolSet(UDP)];

/** What the protocol word of a header asks for. */
function headerProtocol(word: string): Header {
  const plain = (protocol: IntervalSet<number>): Header => ({ protocol: exact(protocol), application: exact(EVERY_APPLICATION), inside: false, unread: [] });
  const seen = (application: 'tls' | 'http'): Header => ({ protocol: exact(protocolSet(TCP)), application: exact(applicationSet(application)), inside: true, unread: [] });
  if (word === 'ip' || word === 'any') return plain(EVERY_PROTOCOL);
  if (word === 'tcp') return plain(protocolSet(TCP));
  if (word === 'udp') return plain(protocolSet(UDP));
  if (word === 'icmp') return plain(ICMP);
  if (word === 'tls' || word === 'ssl') return seen('tls');
  if (word === 'http' || word === 'http1') return seen('http');
  return { protocol: atMost(word === 'quic' ? protocolSet(UDP) : ICMP_OR[word] ?? BOTH), application: atMost(EVERY_APPLICATION), inside: true, unread: [`traffic of ${word} is not told from other traffic`] };
}

const ICMP_OR: Readonly<Record<string, IntervalSet<number>>> = { ip4: EVERY_PROTOCOL, ip6: EVERY_PROTOCOL, ipv4: EVERY_PROTOCOL, ipv6: EVERY_PROTOCOL, sctp: EVERY_PROTOCOL, icmpv6: ICMP, icmpv4: ICMP };

/**
 * Suricata's kinds of rules and what each decides on (detect-engine.c, signature_properties, and measured with
 * `suricata --engine-analysis` 7.0.10 on 2026-11-20). Addresses and ports alone: the first packet of each side decides
 * for the flow, with a `!` among the addresses every packet. With `flow:` each packet for itself. What looks inside
 * decides for the flow once the application is known, which is after TCP is established.
 */
function kindOf(header: Header, options: Conditions, negates: boolean): Pick<ReadRule, 'opening' | 'data' | 'scope'> {
  const inside = header.inside || options.looksInside || options.asksProtocol;
  const needsTcp = difference(header.protocol.most, protocolSet(TCP)).length === 0 || isNamed(options);
  if (inside) return { opening: !needsTcp && !options.established, data: !options.notEstablished, scope: 'flow' };
  if (options.hasFlow) return { opening: !options.established, data: !options.notEstablished, scope: 'packet' };
  return { opening: true, data: negates || options.unread.length > 0, scope: 'flow' };
}

const isNamed = (options: Conditions): boolean => difference(EVERY_APPLICATION, options.application.most).length > 0;
