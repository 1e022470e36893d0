import { readAddress } from './address-slip.js';
import { type Cidr, bitsOf, familyOf, formatPeer, notGlobalReason, notOwnReason } from './cidr.js';
import { isDate } from './date.js';
import { type Checked, invalid, shown, unknownWord, valid } from './diagnostic.js';
import { parsePattern } from './domain-pattern.js';
import { tooManyReason } from './holdings.js';
import { isLine } from './line.js';
import { parsePortRange } from './port-range.js';
import { readList, readOptions } from './read-options.js';

/**
 * One option of a vendor or a firewall: how it is read, listed and refused. `In` is what the user writes, `Out` what
 * the document sees. `Presence` says whether it has to be given.
 */
export interface Option<In, Out, Presence extends 'needed' | 'optional' = 'needed' | 'optional'> {
  readonly about: string;
  /** What a valid value looks like, as printed in messages and by `list`. */
  readonly expected: string;
  readonly presence: Presence;
  /** What it is when it is not given, as the user would have written it. */
  readonly fallback?: In;
  readonly read: (value: unknown, where: string) => Checked<Out>;
}

export type OptionTable = Readonly<Record<string, Option<unknown, unknown>>>;

type NeededKeys<T extends OptionTable> = { [K in keyof T]: T[K] extends Option<unknown, unknown, 'needed'> ? K : never }[keyof T];
type In<T> = T extends Option<infer I, unknown> ? I : never;
type Out<T> = T extends Option<unknown, infer O> ? O : never;

/** What a user writes for these options. */
export type OptionsInput<T extends OptionTable> = { readonly [K in NeededKeys<T>]: In<T[K]> } & {
  readonly [K in Exclude<keyof T, NeededKeys<T>>]?: In<T[K]> | undefined;
};

/** What the document sees of them: read, checked, filled in. */
export type OptionsOf<T extends OptionTable> = { readonly [K in keyof T]: Out<T[K]> };

type Needed<I, O> = Option<I, O, 'needed'>;

const needed = <I, O>(about: string, expected: string, read: Option<I, O>['read']): Needed<I, O> => ({ about, expected, presence: 'needed', read });

/** The option with a value for when it is not given. */
export function withDefault<I, O>(option: Needed<I, O>, fallback: NoInfer<I>): Option<I, O, 'optional'> {
  const read = (value: unknown, where: string): Checked<O> => option.read(value === undefined ? fallback : value, where);
  return { ...option, presence: 'optional', fallback, read };
}

/** The option, undefined when it is not given. */
export function optional<I, O>(option: Needed<I, O>): Option<I, O | undefined, 'optional'> {
  const read = (value: unknown, where: string): Checked<O | undefined> => (value === undefined ? valid(undefined) : option.read(value, where));
  return { ...option, presence: 'optional', read } as Option<I, O | undefined, 'optional'>;
}

/** `true` or `false`, with a default. */
export function flag(about: string, fallback: boolean): Option<boolean, boolean, 'optional'> {
  const expected = 'true or false';
  const read = (value: unknown, where: string): Checked<boolean> =>
    typeof value === 'boolean' ? valid(value) : invalid({ where, expected, got: shown(value) });
  return withDefault(needed<boolean, boolean>(about, expected, read), fallback);
}

/** One of a few words. */
export function choice<const T extends string>(about: string, of: readonly T[]): Needed<T, T> {
  return needed(about, `one of ${of.join(', ')}`, (value, where) => {
    const found = of.find((each) => each === value);
    return found === undefined ? invalid(unknownWord(where, value, of)) : valid(found);
  });
}

/** One of a few numbers. */
export function numberChoice<const T extends number>(about: string, of: readonly T[]): Needed<T, T> {
  const expected = `one of ${of.join(', ')}`;
  return needed(about, expected, (value, where) => {
    const found = of.find((each) => each === value);
    return found === undefined ? invalid({ where, expected, got: shown(value) }) : valid(found);
  });
}

/** Any of a few words, each once, in the order they are offered. */
export function choices<const T extends string>(about: string, of: readonly T[]): Needed<readonly T[], readonly T[]> {
  const one = choice(about, of);
  const expected = `a list of ${of.join(', ')}`;
  return needed(about, expected, (value, where) => {
    const read = readList(value, where, expected, (each, at) => one.read(each, at));
    return read.ok ? valid(of.filter((each) => read.value.includes(each))) : read;
  });
}

/** Text of one form, on one line. `expected` says the form in words. */
export function text(about: string, expected: string, pattern: RegExp): Needed<string, string> {
  return needed(about, expected, (value, where) => (isLine(value) && pattern.test(value) ? valid(value) : invalid({ where, expected: inWords(expected, value), got: shown(value) })));
}

const inWords = (expected: string, value: unknown): string => (typeof value === 'string' && !isLine(value) ? `${expected}, on one line` : expected);

/** A day, as YYYY-MM-DD. */
export function date(about: string): Needed<string, string> {
  const expected = 'a date such as 2026-11-20';
  return needed(about, expected, (value, where) =>
    typeof value === 'string' && isDate(value) ? valid(value) : invalid({ where, expected, got: shown(value) }),
  );
}

/** An id that the cloud gives, or a name of what another resource makes. A value that Terraform fills in at apply (a token of cdktf) is taken as it is. */
export function resourceId(about: string, expected: string, pattern: RegExp): Needed<string, string> {
  return needed(about, expected, (value, where) =>
    isLine(value) && (value.includes('${') || pattern.test(value)) ? valid(value) : invalid({ where, expected: inWords(expected, value), got: shown(value) }),
  );
}

/** A whole number from `from` to `to`, both included. */
export function integer(about: string, from: number, to: number): Needed<number, number> {
  const expected = `a whole number from ${from} to ${to}`;
  return needed(about, expected, (value, where) =>
    typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to ? valid(value) : invalid({ where, expected, got: shown(value) }),
  );
}

/** A port from 1 to 65535. */
export function port(about: string): Needed<number, number> {
  const expected = 'a port from 1 to 65535';
  return needed(about, expected, (value, where) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) return invalid({ where, expected, got: shown(value) });
    const read = parsePortRange(String(value), where);
    return read.ok ? valid(value) : read;
  });
}

/** One host name, without a star. */
export function hostName(about: string): Needed<string, string> {
  const expected = 'a host name such as host.example.com';
  return needed(about, expected, (value, where) => {
    if (typeof value !== 'string' || value.includes('*') || value.startsWith('.')) return invalid({ where, expected, got: shown(value) });
    const read = parsePattern(value, where);
    return read.ok ? valid(read.value.patterns[0]?.name ?? value) : read;
  });
}

export interface CidrRules {
  /** Private networks are fine: the user's own. Default: only public ones. */
  readonly own?: boolean;
}

/** One address or CIDR, never every address. */
export function cidr(about: string, rules: CidrRules = {}): Needed<string, Cidr> {
  const expected = rules.own === true ? 'an address or CIDR of your own' : 'a public address or CIDR';
  return needed(about, expected, (value, where) => readCidr(value, where, rules, expected));
}

/** One address, not a network. */
export function address(about: string, rules: CidrRules = {}): Needed<string, Cidr> {
  const expected = rules.own === true ? 'one address of your own' : 'one public address';
  return needed(about, expected, (value, where) => {
    const read = readCidr(value, where, rules, expected);
    return !read.ok || read.value.prefix === bitsOf(read.value.family) ? read : invalid({ where, expected, got: shown(value) });
  });
}

/** One host name, without a star, or one address of the user's own; printed as it was read. */
export function hostOrAddress(about: string): Needed<string, string> {
  const name = hostName(about);
  const lone = address(about, { own: true });
  const expected = 'a host name or an address';
  return needed(about, expected, (value, where) => {
    if (typeof value !== 'string') return invalid({ where, expected, got: shown(value) });
    if (familyOf(value.split('/')[0] ?? '') === undefined) return name.read(value, where);
    const read = lone.read(value, where);
    return read.ok ? valid(formatPeer(read.value)) : read;
  });
}

/** At least one address or CIDR; an empty list is refused, because empty must never come to mean any. */
export function cidrs(about: string, rules: CidrRules = {}): Needed<readonly string[], readonly Cidr[]> {
  const one = cidr(about, rules);
  const expected = `a list of at least one: ${one.expected}`;
  return needed(about, expected, (value, where) => {
    const read = readList(value, where, expected, one.read, 1);
    const reason = read.ok ? tooManyReason(read.value) : undefined;
    return reason === undefined ? read : invalid({ where, expected: `a list of: ${one.expected}`, got: `${shown(value)} (${reason})` });
  });
}

function readCidr(value: unknown, where: string, rules: CidrRules, expected: string): Checked<Cidr> {
  if (typeof value !== 'string') return invalid({ where, expected, got: shown(value) });
  const read = readAddress(value, where);
  if (!read.ok) return read;
  const reason = rules.own === true ? notOwnReason(read.value) : notGlobalReason(read.value);
  return reason === undefined ? read : invalid({ where, expected, got: `${value} (${reason})` });
}

/** A group of options in an object of their own. */
export function group<T extends OptionTable>(about: string, table: T): Needed<OptionsInput<T>, OptionsOf<T>> {
  const expected = `an object with ${Object.keys(table).join(', ')}`;
  return needed(about, expected, (value, where) => readOptions(table, value, where, expected));
}

/** Several of one option, each read by it; `least` is how many there must be. */
export function listOf<I, O>(about: string, item: Needed<I, O>, least = 0): Needed<readonly I[], readonly O[]> {
  const expected = `a list${least > 0 ? ` of at least ${least}` : ''}: ${item.expected}`;
  return needed(about, expected, (value, where) => readList(value, where, expected, item.read, least));
}
