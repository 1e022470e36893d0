import type { Value } from '../config.js';
import { isKnown, isList, isReference } from '../values.js';

export type Scalar = string | number | boolean;

export const isScalar = (value: Value | undefined): value is Scalar => ['string', 'number', 'boolean'].includes(typeof value);

/** The flag that a value is converted to. */
export const flagIn = (value: Value | undefined): boolean | undefined => (value === true || value === 'true' ? true : value === false || value === 'false' ? false : undefined);

/** The number that a value is converted to. */
export const numberIn = (value: Value | undefined): number | undefined => (typeof value === 'number' ? value : typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined);

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
  return isScalar(value) === isScalar(other) && isList(value) === isList(other) ? value : undefined;
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
  if (members.every((item): item is string => typeof item === 'string')) return marked([...new Set(members)].sort(byText));
  return marked(members.every((item): item is number => typeof item === 'number') ? [...new Set(members)].sort((a, b) => a - b) : [...members]);
}

export const typesOf = (items: readonly Value[]): ReadonlySet<string> => new Set(items.map((item) => typeof item));

const SETS = new WeakSet<object>();

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
