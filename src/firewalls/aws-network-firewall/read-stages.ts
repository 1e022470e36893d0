import type { Bounds, Filter, FilterLine } from '../../model/filter.js';
import { difference } from '../../model/interval-set.js';
import { type Box, EVERYTHING, EVERY_PROTOCOL, PROTOCOL_NUMBERS, type Space, applicationSet, covers, intersect, joinBoxes, protocolSet } from '../../model/space.js';
import type { Defaults } from './read-defaults.js';
import type { ReadRule } from './read-rule.js';
import { Through, joinBounds, less, same } from './read-through.js';
import { isExact } from './read-within.js';

/*
 * A rule decides on packets; a filter's line decides on a whole flow. A flow is followed through the packets that can
 * decide it, in time:
 *   1. the client opens (SYN, or the first datagram): nothing is known but addresses and ports;
 *   2. the server answers the opening (SYN and ACK);
 *   3. the client sends data: TCP is established, the application and the name are known;
 *   4. the server sends data.
 * At each the rules are asked in order. A drop ends the flow, a pass that decides on flows ends it too, a pass that
 * decides on packets lets this one through, and the next packet is asked about again. So the lines of packet 1 come
 * before those of packet 3, whatever the order of the rules: `pass tcp ... 443` voids every rule about names.
 * What a packet is let through by is taken out of the lines that stand after it for the same packet.
 *
 * All of it is measured against Suricata 7 (test/engine/reader-agreement.test.ts).
 */

const TCP = protocolSet(PROTOCOL_NUMBERS['tcp'] ?? 6);
const EVERY_TCP: Box = { ...EVERYTHING, protocol: TCP };
const EVERY_OTHER: Box = { ...EVERYTHING, protocol: difference(EVERY_PROTOCOL, TCP) };

type Lines = Pick<Filter, 'lines' | 'otherwise'>;
type Side = 'toServer' | 'toClient';

/** Rules in the order of evaluation, and then the default actions, as lines. */
export function linesOf(rules: readonly ReadRule[], defaults: Defaults): Lines {
  const opening = rules.filter((rule) => rule.opening);
  const data = rules.filter((rule) => rule.data);
  const lines = [
    ...packetLines(opening, 'toServer'),
    ...defaultOpening(rules, defaults),
    ...packetLines(answersOf(rules, defaults), 'toClient'),
    ...defaultReplies(opening, defaults.strict ? [EVERY_TCP] : [], defaults),
    ...packetLines(data, 'toServer'),
    ...replyLines(data, defaults.drops ? [...(defaults.dropsReplies ? [EVERY_TCP] : []), EVERY_OTHER] : [], defaults),
    ...passedPackets(rules),
  ];
  return { lines: lines.filter(({ most }) => most.length > 0), otherwise: defaults.drops ? 'deny' : 'permit' };
}

/** Lines of the rules that end a flow at this packet. */
function packetLines(rules: readonly ReadRule[], side: Side): readonly FilterLine[] {
  const lines: FilterLine[] = [];
  const through = new Through();
  for (const rule of rules) {
    if (rule.action === 'deny' || rule.scope !== 'packet') lines.push(lineOf(rule, less(rule[side], through.bounds())));
    // One that may let this packet through alone leaves what stands after it unasked.
    if (rule.action === 'pass' && rule.scope !== 'flow') through.add(rule[side]);
  }
  return lines;
}

function lineOf({ action, rule, about, unread }: ReadRule, { least, most }: Bounds): FilterLine {
  return {
    action: action === 'pass' ? 'permit' : 'deny',
    least,
    most,
    rule,
    ...(about === undefined ? {} : { about }),
    ...(unread.length === 0 ? {} : { unread: unread.join('; ') }),
  };
}

/** A default that drops openings is a line of its own only where a later packet could otherwise be decided. */
function defaultOpening(rules: readonly ReadRule[], defaults: Defaults): readonly FilterLine[] {
  const dropped = [...(defaults.strict ? [EVERY_TCP] : []), ...(defaults.strict || (defaults.drops && lateOthers(rules)) ? [EVERY_OTHER] : [])];
  if (dropped.length === 0) return [];
  return [defaultLine(defaults, less(same(dropped), joinBounds(letThrough(rules))), undefined)];
}

/** Is there a rule that passes datagrams without their first? */
const lateOthers = (rules: readonly ReadRule[]): boolean => rules.some((rule) => rule.action === 'pass' && rule.data && !rule.opening && intersect(rule.toServer.most, [EVERY_OTHER]).length > 0);

function defaultLine({ rule }: Defaults, bounds: Bounds, unread: string | undefined): FilterLine {
  return { action: 'deny', ...bounds, rule, about: 'default action', ...(unread === undefined ? {} : { unread }) };
}

/**
 * Rules as the server's answer to the opening meets them. Where the default drops what is not TCP, its first packet is
 * gone before an answer could pass the flow, but for what a rule let through packet by packet. A pass by an application
 * that the server may show first is met here too. A denial of answers that are not TCP loses them, and the client's own
 * datagrams are out before: nothing is surely denied.
 */
function answersOf(rules: readonly ReadRule[], { drops, strict }: Defaults): readonly ReadRule[] {
  const met = rules.filter((rule) => rule.opening || (rule.action === 'pass' && rule.scope === 'flow' && showsFirst(rule)));
  const reach = drops && !strict ? joinBounds([same([EVERY_TCP]), ...letThrough(rules)]) : same([EVERYTHING]);
  return met.map((rule) => {
    if (rule.action === 'deny') return denialOfAnswers(rule);
    const reached = rule.scope === 'flow' ? within(rule.toClient, reach) : rule.toClient;
    return ofServer(rule, rule.opening ? reached : { least: [], most: reached.most });
  });
}

/** Openings that are let through packet by packet. */
const letThrough = (rules: readonly ReadRule[]): readonly Bounds[] =>
  rules.filter((rule) => rule.opening && rule.action === 'pass' && rule.scope === 'packet').map((rule) => rule.toServer);

function denialOfAnswers(rule: ReadRule): ReadRule {
  const { least, most } = rule.toClient;
  if (rule.scope === 'packet') return ofServer(rule, { least: [], most });
  return ofServer(rule, covers([EVERY_TCP], most) ? rule.toClient : { least: intersect(least, [EVERY_TCP]), most });
}

const ofServer = (rule: ReadRule, toClient: Bounds): ReadRule =>
  ({ ...rule, toClient, ...(isExact(toClient) ? {} : { unread: [...rule.unread, 'the packets of the server, whose port or kind is not told'] }) });

function within(bounds: Bounds, reach: Bounds): Bounds {
  const most = intersect(bounds.most, reach.most);
  return isExact(bounds) && isExact(reach) ? same(most) : { least: intersect(bounds.least, reach.least), most };
}

const OPAQUE: Box = { ...EVERYTHING, application: applicationSet('opaque') };
const showsFirst = (rule: ReadRule): boolean => intersect(rule.toClient.most, [OPAQUE]).length > 0;

/** Replies that are dropped: the packets of the client got out, and the connection may be of no use. */
function replyLines(rules: readonly ReadRule[], dropped: Space, defaults: Defaults): readonly FilterLine[] {
  const lines: FilterLine[] = [];
  const through = new Through();
  for (const rule of rules) {
    if (rule.action === 'pass') through.add(rule.toClient);
    else lines.push(lineOf({ ...rule, unread: [...rule.unread, 'drops replies'] }, { least: [], most: less(rule.toClient, through.bounds()).most }));
  }
  return [...lines, ...defaultReplies(rules, dropped, defaults)];
}

/** Replies that the default drops, but for those that a rule passes. */
function defaultReplies(rules: readonly ReadRule[], dropped: Space, defaults: Defaults): readonly FilterLine[] {
  if (dropped.length === 0) return [];
  const through = rules.filter(({ action }) => action === 'pass').map(({ toClient }) => toClient);
  const { most } = less({ least: [], most: joinBoxes(dropped) }, joinBounds(through));
  return [defaultLine(defaults, { least: [], most }, 'whether replies that no rule passes come back')];
}

/**
 * What passes packet by packet is permitted when nothing before ended it. What passes until a connection is established
 * is no connection of TCP, but datagrams one after another to whoever does not answer.
 */
const passedPackets = (rules: readonly ReadRule[]): readonly FilterLine[] =>
  rules.filter((rule) => rule.action === 'pass' && rule.scope === 'packet').map((rule) => {
    if (rule.data) return lineOf(rule, rule.toServer);
    return lineOf({ ...rule, unread: [...rule.unread, 'passes until the server answers'] }, { least: [], most: intersect(rule.toServer.most, [EVERY_OTHER]) });
  });
