import type { Value, ValueMap } from '../config.js';
import { isKnown, isList, isMap, isReference } from '../values.js';

export type Scalar = string | number | boolean;

export const isScalar = (value: Value | undefined): value is Scalar => ['string', 'number', 'boolean'].includes(typeof value);

/** The flag that a value is converted to. */
export const flagIn = (value: Value | undefined): boolean | undefined => (value === true || value === 'true' ? true : value === false || value === 'false' ? false : undefined);

/** Has it one text? Numbers beyond whole ones are written with more digits than they have here. */
export const isWritten = (value: Value | undefined): value is Scalar => typeof value === 'string' || typeof value === 'boolean' || Number.isSafeInteger(value);

export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Members of one type, as those of a list, a set or a map are: beside texts that is text. Undefined where there is no
 * such type, or it is not known here.
 */
export function alike(items: readonly Value[]): readonly Value[] | undefined {
  const types = typesOf(items.filter((item) => item !== null && !isReference(item)));
  if (types.size < 2) return items;
  return types.has('string') && items.every((item) => item === null || isScalar(item)) ? items.map((item) => (item === null ? null : String(item))) : undefined;
}

/** The value as one of a type that it shares with the other: what a condition chooses from. Undefined where there is none. */
export function asEither(value: Value, other: Value): Value | undefined {
  if (!isKnown(value) || !isKnown(other) || value === null || other === null) return value;
  if (isScalar(value) && isScalar(other)) return alike([value, other])?.[0];
  if (isList(value) && isList(other)) return listAsEither(value, other);
  if (isMap(value) && isMap(other)) return mapAsEither(value, other);
  return isScalar(value) === isScalar(other) && isList(value) === isList(other) ? value : undefined;
}

/** Maps of scalars are of one type; what objects have is not looked at. */
function mapAsEither(value: ValueMap, other: ValueMap): Value | undefined {
  const entries = Object.entries(value);
  const all = [...Object.values(value), ...Object.values(other)];
  if (!all.every(isScalar) || Object.keys(value).join() === Object.keys(other).join()) return value;
  const members = alike(all);
  return members && Object.fromEntries(entries.map(([key], index) => [key, members[index] ?? null]));
}

/** A list beside a set is one. */
function listAsEither(value: readonly Value[], other: readonly Value[]): Value | undefined {
  const members = alike([...value, ...other])?.slice(0, value.length);
  return members === undefined || !(isSet(value) || isSet(other)) ? members : setOf(members);
}

/** Members of a set have an order of their own, each once: texts and numbers are put in it, that of others is nobody's business. */
export function setOf(items: readonly Value[]): readonly Value[] | undefined {
  const members = alike(items);
  if (members === undefined || members.includes(null)) return undefined;
  const each = once(members);
  if (each.every((item): item is string => typeof item === 'string')) return marked([...each].sort(byText));
  if (each.every((item): item is number => typeof item === 'number')) return marked([...each].sort((a, b) => a - b));
  if (each.length > 1) UNORDERED.add(marked(each));
  return marked(each);
}

export const typesOf = (items: readonly Value[]): ReadonlySet<string> => new Set(items.map((item) => typeof item));

const SETS = new WeakSet<object>();
const UNORDERED = new WeakSet<object>();

/** Is it a set whose order, or how many members it has, is not known here: of objects, lists, flags, or what apply tells? */
export const isUnordered = (value: Value | undefined): boolean => isList(value) && UNORDERED.has(value);

/** The same text for the same value, whatever the order of its keys. */
export const keyOf = (value: Value): string =>
  JSON.stringify(value, (_, each: unknown) => (typeof each === 'object' && each !== null && !Array.isArray(each) ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => byText(a, b))) : each));

/** Each once, where it stands first. */
export function once(items: readonly Value[]): readonly Value[] {
  const seen = new Set<string>();
  return items.filter((item) => !isKnown(item) || (!seen.has(keyOf(item)) && seen.add(keyOf(item))));
}


function marked(items: readonly Value[]): readonly Value[] {
  SETS.add(items);
  return items;
}

/** Is the list a set, of which Terraform takes no members by their place? */
export const isSet = (value: Value | undefined): boolean => isList(value) && SETS.has(value);

/**
 * Values of two types are never equal, and types are not always known here: texts that differ are sure, and so are equal
 * ones of what surely is of one type.
 */
export function isEqual(left: Value, right: Value): boolean | undefined {
  if (!isKnown(left) || !isKnown(right)) return undefined;
  if (left === null || right === null) return left === right;
  if (!isScalar(left) || !isScalar(right)) return undefined;
  return String(left) !== String(right) ? false : typeof left === typeof right ? true : undefined;
}
