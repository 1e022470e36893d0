import { type Checked, all, invalid, shown, unknownWord, valid } from './diagnostic.js';
import type { OptionTable, OptionsOf } from './option.js';

/** Reads a whole object of options: unknown names, missing and wrong values, all at once. */
export function readOptions<T extends OptionTable>(table: T, given: unknown, where: string, expected = 'an object of options'): Checked<OptionsOf<T>> {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return invalid({ where, expected, got: shown(given) });
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
  return [name, option.read(value, `${where}.${name}`)];
}

/** Reads every entry of a list; `least` is how many there must be. */
export function readList<O>(value: unknown, where: string, expected: string, read: (each: unknown, where: string) => Checked<O>, least = 0): Checked<readonly O[]> {
  if (!Array.isArray(value)) return invalid({ where, expected, got: shown(value) });
  if (value.length < least) return invalid({ where, expected, got: 'an empty list' });
  return all(value.map((each, index) => read(each, `${where}[${index}]`)));
}
