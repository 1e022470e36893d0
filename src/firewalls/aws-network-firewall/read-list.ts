import { type IntervalSet, type Ordered, intersection } from '../../model/interval-set.js';
import { type Within, atMost, exact, joinWithin, lessWithin } from './read-within.js';

/** `[10.0.0.0/8, !$DB, ![a, b]]` in its parts. */
export type Item = { readonly negated: boolean } & ({ readonly text: string } | { readonly items: readonly Item[] });

/** A set, what could not be read in it, and whether a `!` stands in it or in a variable it uses. */
export interface ReadSet<T extends Ordered> {
  readonly set: Within<T>;
  readonly unread: readonly string[];
  readonly negates: boolean;
}

/** What the words of a list mean. */
export interface Words<T extends Ordered> {
  /** A literal; undefined when it is none. */
  readonly literal: (text: string) => IntervalSet<T> | undefined;
  /** `$NAME` or `@NAME`: the items it stands for, or the set where there are no items; undefined when it is not declared. */
  readonly variable: (name: string) => readonly Item[] | Within<T> | undefined;
  /** The whole axis in the parts that a list of negations alone starts from, each for itself. */
  readonly wholes: readonly IntervalSet<T>[];
  /** A `!` inside a negated list is given up on. */
  readonly givesUp?: boolean;
}

/** Reads a list as it stands in a rule's header; undefined where its brackets do not close, or a blank stands behind a word. */
export function parseList(text: string): readonly Item[] | undefined {
  if (/[^\s,[!]\s/.test(text)) return undefined;
  const tokens = text.replace(/\s+/g, '').match(/!|\[|\]|,|[^![\],]+/g) ?? [];
  const read = readItems(tokens, 0);
  return read !== undefined && read.next === tokens.length && read.items.length > 0 ? read.items : undefined;
}

function readItems(tokens: readonly string[], from: number): { readonly items: readonly Item[]; readonly next: number } | undefined {
  const items: Item[] = [];
  for (let at = from; ; at += 1) {
    const item = readItem(tokens, at);
    if (item === undefined) return undefined;
    items.push(item.item);
    at = item.next;
    if (tokens[at] !== ',') return { items, next: at };
  }
}

function readItem(tokens: readonly string[], from: number): { readonly item: Item; readonly next: number } | undefined {
  const negated = tokens[from] === '!';
  const at = negated ? from + 1 : from;
  const token = tokens[at];
  if (token === '[') {
    const inner = readItems(tokens, at + 1);
    return inner === undefined || tokens[inner.next] !== ']' ? undefined : { item: { negated, items: inner.items }, next: inner.next + 1 };
  }
  return token === undefined || ['!', ']', ','].includes(token) ? undefined : { item: { negated, text: token }, next: at + 1 };
}

/**
 * The set of a list, as Suricata builds it (detect-engine-address.c and detect-engine-port.c, DetectAddressParse2 and
 * DetectPortParseDo, read 2026-11-20): a nested list without `!` pours its members into the list around it, so that
 * its negations take from the whole; a negated list is worked out by itself and taken away. A list of negations alone
 * starts from everything, but each address family for itself: `!10.0.0.0/8` holds no IPv6 address.
 */
export function readSet<T extends Ordered>(items: readonly Item[], words: Words<T>, depth = 0): ReadSet<T> {
  const whole = joinWithin(words.wholes.map((each) => exact(each)));
  if (depth > 20) return { set: atMost(whole.most), unread: ['variables go round in a circle'], negates: true };
  const parts = items.flatMap((item) => poured(item, words, depth));
  const positive = parts.filter(({ taken }) => !taken);
  const added = joinWithin(positive.map(({ set }) => set));
  const taken = joinWithin(parts.filter((part) => part.taken).map(({ set }) => set));
  const unread = parts.flatMap((part) => part.unread);
  // What Suricata makes of it is added to the list as well as taken from it.
  if (parts.some(({ lost }) => lost)) return { set: atMost(whole.most), unread, negates: true };
  const given = joinWithin([added, ...words.wholes.map((each) => startingFrom(each, added, taken))]);
  return { set: lessWithin(given, taken), unread, negates: parts.some((part) => part.taken || part.negates) };
}

type Part<T extends Ordered> = ReadSet<T> & { readonly taken: boolean; readonly lost?: boolean };

function poured<T extends Ordered>(item: Item, words: Words<T>, depth: number): readonly Part<T>[] {
  const inner = 'items' in item ? item.items : variableOf(item.text, words);
  if (inner === undefined) return [{ ...literalOf(item, words), taken: item.negated }];
  if (!isItems(inner)) return [{ set: inner, unread: [], negates: false, taken: item.negated }];
  if (!item.negated) return inner.flatMap((each) => poured(each, words, depth + 1));
  const block = readSet(inner, words, depth + 1);
  const lost = words.givesUp === true && block.negates;
  return [{ ...block, taken: true, ...(lost ? { lost, unread: [...block.unread, 'a ! inside a negated list'] } : {}) }];
}

const isItems = <T extends Ordered>(inner: readonly Item[] | Within<T>): inner is readonly Item[] => Array.isArray(inner);

const variableOf = <T extends Ordered>(text: string, words: Words<T>): readonly Item[] | Within<T> | undefined =>
  text.startsWith('$') || text.startsWith('@') ? words.variable(text) : undefined;

function literalOf<T extends Ordered>(item: Item, words: Words<T>): ReadSet<T> {
  const text = 'text' in item ? item.text : '';
  const literal = words.literal(text);
  if (literal !== undefined) return { set: exact(literal), unread: [], negates: false };
  const said = /^[$@]/.test(text) ? `${text} is not declared` : `${text} cannot be read`;
  return { set: atMost(joinWithin(words.wholes.map((each) => exact(each))).most), unread: [said], negates: false };
}

/** The whole family where nothing of it is added and something of it is taken. */
function startingFrom<T extends Ordered>(family: IntervalSet<T>, added: Within<T>, taken: Within<T>): Within<T> {
  const touches = (set: IntervalSet<T>): boolean => intersection(set, family).length > 0;
  const least = touches(taken.least) && !touches(added.most);
  const most = touches(taken.most) && !touches(added.least);
  return least === most ? exact(least ? family : []) : atMost(most ? family : []);
}
