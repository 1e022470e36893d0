import { difference } from '../../model/interval-set.js';
import type { Bounds } from '../../model/filter.js';
import { type Box, EVERYTHING, isEmptyBox, isSameBox, protocolSet } from '../../model/space.js';
import { type HeaderReader, holdsClients, meetsClients } from './read-axes.js';
import { type RuleKind, kindOf, scopeInDoubt } from './read-kind.js';
import { type Conditions, isLogLimit, readOptions } from './read-options.js';
import { type Header, TCP, headerProtocol } from './read-protocol.js';
import { FIRST, type Rank, rankOf } from './read-rank.js';
import { refusalsOf } from './read-refused.js';
import { type Parsed, type SuricataRule, isUnparsed, optionOf } from './read-suricata.js';
import { type Within, bothWithin, isExact } from './read-within.js';

/** A rule as the packets of a flow meet it. */
export interface ReadRule extends RuleKind {
  readonly action: 'pass' | 'deny';
  /** Resource address and SID. */
  readonly rule: string;
  readonly about?: string;
  readonly unread: readonly string[];
  /** Where it stands among others of its action, where their order is not that of the text. */
  readonly rank: Rank;
  /** Flows whose packets to the server it matches, and flows whose packets to the client it matches. */
  readonly toServer: Bounds;
  readonly toClient: Bounds;
  /** What it leaves open may be settled by one packet: by how its name is spelled, or by a client's port as clients choose it. */
  readonly asksPacket?: true;
}

const NOTHING: Bounds = { least: [], most: [] };
const DENIALS = ['drop', 'reject', 'rejectsrc', 'rejectdst', 'rejectboth'];

/** A packet that is asked about by itself. */
export interface Shown {
  /** As it is spelled. */
  readonly name: string | undefined;
  /** Its client is on the inside, and has a port as clients choose it. */
  readonly isOut: boolean;
}

/** Where rules stand: their resource, what it says of itself, and what the words of headers mean. */
export interface RuleContext {
  readonly address: string;
  readonly about?: string;
  readonly header: HeaderReader;
  /** The one packet that rules are read for, if they are. */
  readonly shown: Shown | undefined;
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
  const both = { rule, rank: FIRST, unread: [why], toServer: bounds, toClient: bounds, opening: true, data: true, scope: 'unsure' } as const;
  return [{ ...both, action: 'deny' }, { ...both, action: 'pass' }];
}

function readOneWay(rule: SuricataRule, context: RuleContext): ReadRule {
  const action = rule.action === 'pass' ? 'pass' : 'deny';
  const header = headerProtocol(rule.protocol);
  const options = readOptions(action === 'pass' ? rule.options : rule.options.filter((option) => !isLogLimit(option)), context.shown?.name);
  const ends = readEnds(rule, context.header);
  const lost = [...header.unread, ...options.unread, ...ends.unread, ...refusalsOf(rule), ...(context.doubt === undefined ? [] : [context.doubt])];
  const sure = lost.length === options.bounded;
  const kind = kindOf(header, options, ends.negates);
  const clients = clientsOf(action, context.shown?.isOut === true);
  const sides = sidesOf(header, options, ends, sure, clients);
  const isOpen = !isExact(options.name) || clients(ends.from) === 'unsure' || (clients(ends.to) === 'unsure' && sides.toClient.most.length > 0);
  return {
    action,
    ...labels(rule, context),
    rank: rankOf(rule, sure ? kind.scope : scopeInDoubt(kind, options)),
    unread: [...lost, ...ends.open, ...(clients(ends.from) === 'unsure' ? ['the port of the client'] : [])],
    ...sides,
    ...kind,
    scope: sure ? kind.scope : scopeInDoubt(kind, options),
    ...(isOpen ? { asksPacket: true } : {}),
  };
}

interface Ends {
  readonly source: Within<bigint>;
  readonly destination: Within<bigint>;
  readonly from: Within<number>;
  readonly to: Within<number>;
  readonly negates: boolean;
  readonly unread: readonly string[];
  /** What is bounded by its own set, so that the rest of the rule stays sure. */
  readonly open: readonly string[];
}

function readEnds(rule: SuricataRule, header: HeaderReader): Ends {
  const addresses = [header.addresses(rule.source), header.addresses(rule.destination)] as const;
  const ports = [header.ports(rule.sourcePort), header.ports(rule.destinationPort)] as const;
  const open = [...addresses.filter((each) => each.unread.length === 0 && !isExact(each.set)), ...ports.filter((each) => each.unread.length === 0 && !isExact(each.set))];
  return {
    source: addresses[0].set,
    destination: addresses[1].set,
    from: ports[0].set,
    to: ports[1].set,
    negates: addresses.some(({ negates }) => negates),
    unread: [...addresses, ...ports].flatMap(({ unread }) => unread),
    open: open.length === 0 ? [] : ['what its variables hold'],
  };
}

/** Whether clients at large are among the ports that a rule has for them. */
type Clients = (ports: Within<number>) => 'met' | 'missed' | 'unsure';

const clientsOf = (action: ReadRule['action'], isUsual: boolean): Clients => (ports) => {
  if (isAny(ports) || (isUsual && holdsClients(ports.least))) return 'met';
  return (action === 'deny' || isUsual) && !meetsClients(ports.most) ? 'missed' : 'unsure';
};

/** Flows by the packets of either side. Packets to the client run from the destination of the flow to its source. */
function sidesOf(header: Header, options: Conditions, { source, destination, from, to }: Ends, sure: boolean, clients: Clients): Pick<ReadRule, 'toServer' | 'toClient'> {
  const protocol = bothWithin(header.protocol, options.protocol);
  const application = bothWithin(header.application, options.application);
  const axes = { protocol, application, name: options.name };
  return {
    toServer: options.sides.includes('to_server') && clients(from) !== 'missed' ? boundsOf(axes, source, destination, to, sure && clients(from) === 'met') : NOTHING,
    toClient: options.sides.includes('to_client') && clients(to) !== 'missed' ? boundsOf(axes, destination, source, from, sure && clients(to) === 'met' && repliesAreSure(options, protocol)) : NOTHING,
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
  !options.looksInside && !options.asksProtocol && ((!options.established && !options.notEstablished) || difference(protocol.most, protocolSet(TCP)).length === 0);

/** What a rule asks of packets to either side. */
interface Axes {
  readonly protocol: Within<number>;
  readonly application: Within<number>;
  readonly name: Within<string>;
}

function boundsOf(axes: Axes, source: Within<bigint>, address: Within<bigint>, port: Within<number>, sure: boolean): Bounds {
  const pick = (side: 'least' | 'most'): Box => ({
    direction: EVERYTHING.direction,
    protocol: axes.protocol[side],
    application: axes.application[side],
    port: port[side],
    source: source[side],
    address: address[side],
    name: axes.name[side],
  });
  const widest = pick('most');
  const most = isEmptyBox(widest) ? [] : [widest];
  if (!sure) return { least: [], most };
  const surely = pick('least');
  if (isSameBox(surely, widest)) return { least: most, most };
  return { least: isEmptyBox(surely) ? [] : [surely], most };
}
