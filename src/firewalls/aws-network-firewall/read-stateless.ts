import type { Bounds, FilterLine } from '../../model/filter.js';
import { unionOf, type IntervalSet } from '../../model/interval-set.js';
import { type Box, EVERYTHING, EVERY_ADDRESS, EVERY_PORT, EVERY_PROTOCOL, PROTOCOL_NUMBERS, intersect, joinBoxes, protocolSet, subtract } from '../../model/space.js';
import type { Resource, Value, ValueMap } from '../../terraform/config.js';
import { blockOf, describeValue, isMap, listOf, numberOf, textOf } from '../../terraform/values.js';
import { meetsClients, readAddress } from './read-axes.js';
import { wordTable } from '../../model/word-table.js';

type Action = 'permit' | 'deny' | 'forward' | 'unknown';

/** A stateless rule: packets on their own, in one direction. */
interface StatelessRule {
  readonly action: Action;
  readonly rule: string;
  readonly unread: readonly string[];
  /** Flows by the packets of the client, and by those of the server. */
  readonly forth: Bounds;
  readonly back: Bounds;
  /** Whether a denial may meet clients at large, by their ports. */
  readonly meetsForth: boolean;
  readonly meetsBack: boolean;
}

const ACTIONS = wordTable<Action>({ 'aws:pass': 'permit', 'aws:drop': 'deny', 'aws:forward_to_sfe': 'forward' });

/** The first of the standard actions; custom actions only publish metrics. */
export function statelessAction(actions: Value | undefined): Action {
  const known = listOf(actions).flatMap((each) => ACTIONS[textOf(each) ?? ''] ?? []);
  return known[0] ?? (listOf(actions).length === 0 ? 'forward' : 'unknown');
}

/**
 * Stateless rules come before all others, by priority of group and rule, for each packet of either side alone. What they
 * forward goes on; what they drop is gone. A pass skips the stateful rules for one side: whether the flow lives depends
 * on what becomes of the other, so it is never sure.
 */
export function statelessLines(groups: readonly Resource[], defaultActions: Value | undefined, point: string): readonly FilterLine[] {
  const rules = groups.flatMap(readGroup);
  const last: StatelessRule = { action: statelessAction(defaultActions), rule: `${point} stateless_default_actions`, unread: [], forth: all, back: all, meetsForth: true, meetsBack: true };
  if (rules.length === 0 && last.action === 'permit') return [{ action: 'permit', least: [EVERYTHING], most: [EVERYTHING], rule: last.rule, about: 'default action' }];
  const lines: FilterLine[] = [];
  const forth: Bounds[] = [];
  const back: Bounds[] = [];
  for (const rule of [...rules, last]) {
    if (rule.action === 'forward') {
      forth.push(rule.forth);
      back.push(rule.back);
    } else lines.push(...linesOfRule({ ...rule, forth: less(rule.forth, forth), back: less(rule.back, back) }));
  }
  return lines.filter(({ most }) => most.length > 0);
}

const all: Bounds = { least: [EVERYTHING], most: [EVERYTHING] };

const less = (bounds: Bounds, through: readonly Bounds[]): Bounds => ({
  least: subtract(bounds.least, joinBoxes(through.flatMap(({ most }) => most))),
  most: subtract(bounds.most, joinBoxes(through.flatMap(({ least }) => least))),
});

function linesOfRule({ action, rule, unread, forth, back, meetsForth, meetsBack }: StatelessRule): readonly FilterLine[] {
  const line = (verdict: 'permit' | 'deny', bounds: Bounds, words: readonly string[]): FilterLine => ({ action: verdict, ...bounds, rule, ...(words.length === 0 ? {} : { unread: words.join('; ') }) });
  const unsure = ({ most }: Bounds): Bounds => ({ least: [], most });
  const other = [...unread, 'what becomes of the other side of the flow'];
  const denied = [...(meetsForth ? [line('deny', action === 'deny' ? forth : unsure(forth), action === 'deny' ? unread : other)] : []), ...(meetsBack ? [line('deny', unsure(back), other)] : [])];
  if (action === 'deny') return denied;
  // An engine that never sees the answers does not take TCP for established, and lets it through.
  return [...denied, line('permit', unsure(forth), other), line('permit', { least: [], most: intersect(back.most, [EVERY_TCP]) }, other)];
}

const EVERY_TCP: Box = { ...EVERYTHING, protocol: protocolSet(PROTOCOL_NUMBERS['tcp'] ?? 6) };

function readGroup({ address, values, repeats }: Resource): readonly StatelessRule[] {
  const source = blockOf(blockOf(blockOf(values['rule_group'])['rules_source'])['stateless_rules_and_custom_actions']);
  const rules = listOf(source['stateless_rule']);
  const lost = (why: string): StatelessRule => ({ action: 'unknown', rule: address, unread: [why], forth: { least: [], most: [EVERYTHING] }, back: { least: [], most: [EVERYTHING] }, meetsForth: true, meetsBack: true });
  if (rules.length === 0) return [lost('stateless rules that are not known')];
  const inOrder = [...rules].sort((a, b) => priorityOf(a) - priorityOf(b));
  return inOrder.map((rule) => (isMap(rule) ? readStatelessRule(address, rule, repeats) : lost(describeValue(rule))));
}

const priorityOf = (rule: Value): number => (isMap(rule) ? (numberOf(rule['priority']) ?? 0) : 0);

function readStatelessRule(address: string, rule: ValueMap, repeats: string | undefined): StatelessRule {
  const definition = blockOf(rule['rule_definition']);
  const match = blockOf(definition['match_attributes']);
  const axes = {
    protocol: axis(match['protocols'], EVERY_PROTOCOL, (value) => (numberOf(value) === undefined ? undefined : protocolSet(numberOf(value) ?? 0))),
    source: axis(match['source'], EVERY_ADDRESS, addressOf),
    address: axis(match['destination'], EVERY_ADDRESS, addressOf),
    from: axis(match['source_port'], EVERY_PORT, portsOf),
    to: axis(match['destination_port'], EVERY_PORT, portsOf),
  };
  const flags = listOf(match['tcp_flag']).length > 0 ? ['tcp_flag'] : [];
  const unread = [...Object.entries(axes).flatMap(([name, { known }]) => (known ? [] : [name])), ...flags, ...(repeats === undefined ? [] : [repeats])];
  const base = { ...EVERYTHING, protocol: axes.protocol.set };
  const anyPort = (set: IntervalSet<number>): boolean => set === EVERY_PORT;
  const bounds = (box: Box, sure: boolean): Bounds => ({ least: sure && unread.length === 0 ? [box] : [], most: [box] });
  return {
    action: statelessAction(definition['actions']),
    rule: `${address} priority ${String(priorityOf(rule))}`,
    unread,
    forth: bounds({ ...base, source: axes.source.set, address: axes.address.set, port: axes.to.set }, anyPort(axes.from.set)),
    back: bounds({ ...base, source: axes.address.set, address: axes.source.set, port: axes.from.set }, anyPort(axes.to.set)),
    meetsForth: meetsClients(axes.from.set),
    meetsBack: meetsClients(axes.to.set),
  };
}

/** Nothing given is everything; something unknown is at most everything. */
function axis<T extends number | bigint>(value: Value | undefined, every: IntervalSet<T>, read: (value: Value) => IntervalSet<T> | undefined): { readonly set: IntervalSet<T>; readonly known: boolean } {
  const given = listOf(value);
  if (given.length === 0) return { set: every, known: true };
  const sets = given.map(read);
  if (sets.some((set) => set === undefined)) return { set: every, known: false };
  return { set: unionOf(sets.flatMap((set) => set ?? [])), known: true };
}

function addressOf(value: Value): IntervalSet<bigint> | undefined {
  const text = isMap(value) ? textOf(value['address_definition']) : undefined;
  return text === undefined ? undefined : readAddress(text);
}

function portsOf(value: Value): IntervalSet<number> | undefined {
  const from = isMap(value) ? numberOf(value['from_port']) : undefined;
  const to = isMap(value) ? (value['to_port'] === undefined || value['to_port'] === null ? from : numberOf(value['to_port'])) : undefined;
  return from === undefined || to === undefined || from > to ? undefined : [[from, to + 1]];
}
