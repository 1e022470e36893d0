import { type Checked, all, invalid, isOpaque, shown, unknownWord, valid } from './diagnostic.js';
import { isLine } from './line.js';
import type { Option, OptionTable, OptionsOf } from './option.js';

/** Reads a whole object of options: unknown names, missing and wrong values, all at once. */
export function readOptions<T extends OptionTable>(table: T, given: unknown, where: string, expected = 'an object of options'): Checked<OptionsOf<T>> {
  // A promise or a map has no options of its own: they would all be taken for not given.
  if (typeof given !== 'object' || given === null || Array.isArray(given) || isOpaque(given)) return invalid({ where, expected, got: shown(given) });
  const known = Object.keys(table);
  const strangers = Object.keys(given).filter((name) => !known.includes(name));
  const read = known.map((name) => readOne(table, name, saidOf(given, name), where));
  const problems = [
    ...strangers.map((name) => unknownWord(`${where}.${name}`, name, known)),
    ...read.flatMap(([, checked]) => (checked.ok ? [] : checked.problems)),
  ];
  if (problems.length > 0) return invalid(...problems);
  return valid(Object.freeze(Object.fromEntries(read.map(([name, checked]) => [name, checked.ok ? checked.value : undefined]))) as OptionsOf<T>);
}

/** What every object has is nothing that was said: `constructor` may be an option. */
const saidOf = (given: object, name: string): unknown => (Object.hasOwn(given, name) || !(name in Object.prototype) ? (given as Readonly<Record<string, unknown>>)[name] : undefined);

function readOne(table: OptionTable, name: string, value: unknown, where: string): readonly [string, Checked<unknown>] {
  const option = table[name];
  if (option === undefined) return [name, valid(undefined)];
  if (value === undefined && option.presence === 'needed') return [name, invalid({ where: `${where}.${name}`, expected: option.expected, got: 'nothing' })];
  return [name, readOption(option, value, `${where}.${name}`)];
}

/** What the option makes of the value. One of its own making may throw, or give back nonsense: a problem, not a stack trace. */
export function readOption<O>(option: Option<unknown, O>, value: unknown, where: string): Checked<O> {
  const expected = 'an option that can be read';
  try {
    const read: Checked<O> | undefined = option.read(value, where);
    return read?.ok === true || Array.isArray(read?.problems) ? read : invalid({ where, expected, got: shown(read) });
  } catch (error) {
    return invalid({ where, expected, got: error instanceof Error ? error.message : shown(error) });
  }
}

/** Is it a table of options, as far as can be seen before one is read? */
export const isOptionTable = (value: unknown): value is OptionTable => typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(isOption);

function isOption(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { read, about, expected } = value as Readonly<Record<string, unknown>>;
  return typeof read === 'function' && isLine(about) && isLine(expected);
}

/** Reads every entry of a list; `least` is how many there must be. */
export function readList<O>(value: unknown, where: string, expected: string, read: (each: unknown, where: string) => Checked<O>, least = 0): Checked<readonly O[]> {
  if (!Array.isArray(value)) return invalid({ where, expected, got: shown(value) });
  if (value.length < least) return invalid({ where, expected, got: 'an empty list' });
  return all(value.map((each, index) => read(each, `${where}[${index}]`)));
}
