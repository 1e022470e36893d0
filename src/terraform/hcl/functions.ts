import type { Value, ValueMap } from '../config.js';
import { isKnown, isList, isMap, isReference, isUnknown, numberOf } from '../values.js';
import { type Work, ofFlags, ofKnown, ofList, ofLists, ofMap, ofNumbers, ofPlaces, ofSets, ofTexts } from './arguments.js';
import { alike, byText, flagIn, isEqual, isScalar, isSet, isUnordered, isWritten, keyOf, once, setOf, typesOf } from './types.js';

const contains = (items: readonly Value[], wanted: Value): boolean | undefined => {
  const equal = items.map((item) => isEqual(item, wanted));
  return equal.includes(true) ? true : equal.includes(undefined) ? undefined : false;
};

/** Is a value one of the items? */
function among(items: readonly Value[]): (item: Value) => boolean {
  const keys = new Set(items.map(keyOf));
  return (item) => keys.has(keyOf(item));
}

/** Those of the first list that are in each of the others. */
const common = (first: readonly Value[], others: readonly (readonly Value[])[]): readonly Value[] =>
  others.map(among).reduce<readonly Value[]>((left, isThere) => left.filter(isThere), first);

function without(first: readonly Value[], others: readonly (readonly Value[])[]): readonly Value[] {
  const isTaken = among(others.flat());
  return first.filter((item) => !isTaken(item));
}

/** What is not known may be a list itself. */
function flatten(items: readonly Value[]): readonly Value[] | undefined {
  const parts = items.map((item) => (isList(item) ? flatten(item) : isUnknown(item) || isReference(item) ? undefined : [item]));
  return parts.every((part): part is readonly Value[] => part !== undefined) ? parts.flat() : undefined;
}

function lookup([map, key, ...otherwise]: readonly Value[]): Value | undefined {
  if (!isMap(map) || typeof key !== 'string') return undefined;
  return Object.hasOwn(map, key) ? map[key] : otherwise[0];
}

/** It begins again behind the last. */
function element(items: readonly Value[], index: Value | undefined): Value | undefined {
  return typeof index !== 'number' || index < 0 || items.length === 0 ? undefined : items[index % items.length];
}

function merge(maps: readonly Value[]): Value | undefined {
  return maps.every((map) => map === null || isMap(map)) ? Object.assign({}, ...(maps as readonly (ValueMap | null)[])) as ValueMap : undefined;
}

/** The first that is there: one that is not known may be. */
function coalesce(args: readonly Value[]): Value | undefined {
  const first = args.find((arg) => arg !== null && arg !== '');
  if (first === undefined || !isKnown(first)) return undefined;
  const types = typesOf(args.filter((arg) => arg !== null));
  if (!isScalar(first)) return undefined;
  if (types.size === 1) return first;
  return types.has('string') && args.every((arg) => arg === null || isScalar(arg)) ? String(first) : undefined; // all are made of one type
}

/** The first with a member: all are of one type. */
const coalescedList = (lists: readonly (readonly Value[])[]): Value | undefined =>
  lists.some(isSet) || typesOf(lists.flat()).size > 1 ? undefined : lists.find((list) => list.length > 0);

function mapOf(map: ValueMap): ValueMap | undefined {
  const [keys, values] = [Object.keys(map), alike(Object.values(map))];
  return values && Object.fromEntries(keys.map((key, index) => [key, values[index] ?? null]));
}

const compacted = (items: readonly Value[]): Value | undefined =>
  items.every((item) => item === null || isScalar(item)) ? items.filter((item) => item !== null && item !== '').map(String) : undefined;

function indexOf(items: readonly Value[], wanted: Value): number | undefined {
  if (wanted === null) return undefined;
  const at = items.findIndex((item) => keyOf(item) === keyOf(wanted));
  return at < 0 ? undefined : at;
}

function length(value: Value | undefined): number | undefined {
  if (isList(value)) return isSet(value) && !value.every(isKnown) ? undefined : value.length; // two of a set may be one
  if (isMap(value)) return Object.keys(value).length;
  return typeof value === 'string' && /^[\0-\x7f]*$/.test(value) ? value.length : undefined; // of letters, however they are put together
}

/** `%s`, `%d`, `%v` and `%%`; any other verb is not known here. */
function format(form: string, ...args: readonly string[]): string | undefined {
  const verbs = form.match(/%[^a-z%]*[a-z%]/gi) ?? [];
  const filled = verbs.filter((verb) => verb !== '%%');
  if (verbs.some((verb) => !['%s', '%d', '%v', '%%'].includes(verb)) || filled.length !== args.length) return undefined;
  if (filled.some((verb, index) => verb === '%d' && !/^(?:0|-?[1-9]\d*)$/.test(args[index] ?? ''))) return undefined;
  const left = [...args];
  return form.replace(/%[sdv%]/g, (verb) => (verb === '%%' ? '%' : (left.shift() ?? '')));
}

/** Text between slashes is a pattern in another dialect. */
const replaced = (text: string, wanted: string, by: string): string | undefined => (/^\/.*\/$/.test(wanted) || wanted === '' ? undefined : text.split(wanted).join(by));

function range(from: number, to: number, step: number): readonly number[] | undefined {
  const size = Math.ceil((to - from) / step);
  return Number.isFinite(size) && size <= 1024 ? Array.from({ length: Math.max(size, 0) }, (_, index) => from + index * step) : undefined;
}

function rangeOf(args: readonly Value[]): Value | undefined {
  if (!args.every((arg): arg is number => typeof arg === 'number')) return undefined;
  const [first = 0, second, step] = args;
  const [from, to] = second === undefined ? [0, first] : [first, second];
  return range(from, to, step ?? (to < from ? -1 : 1));
}

/** More than anybody has: not unfolded, so that a slip does not fill the memory. */
const MOST_TUPLES = 100_000;

const product = ([first, ...others]: readonly (readonly Value[])[]): readonly (readonly Value[])[] =>
  first === undefined ? [[]] : first.flatMap((item) => product(others).map((rest) => [item, ...rest]));

/** Of lists of texts, numbers or flags: others make sets whose order is not known here. */
function setProduct(lists: readonly (readonly Value[])[]): readonly Value[] | undefined {
  if (lists.reduce((size, { length: more }) => size * more, 1) > MOST_TUPLES || lists.some((list) => isSet(list) || !list.every(isScalar))) return undefined;
  const members = lists.map(alike);
  return members.every((list): list is readonly Value[] => list !== undefined) ? product(members) : undefined;
}

function zipped([keys, values]: readonly Value[]): Value | undefined {
  if (!isList(keys) || !isList(values) || isSet(keys) || isSet(values) || keys.length !== values.length || !keys.every((key) => typeof key === 'string')) return undefined;
  return Object.fromEntries(keys.map((key, index) => [String(key), values[index] ?? null]));
}

const orNull = (value: Value | undefined, converted: Value | undefined): Value | undefined => (value === null ? null : converted);

/** Functions that only put together what they are given, and so hand on parts that are not known. */
const STRUCTURAL: Readonly<Record<string, Work>> = {
  concat: ofLists((lists) => (lists.some(isSet) ? undefined : lists.flat())),
  coalesce,
  coalescelist: ofLists(coalescedList),
  element: ofPlaces(element),
  length: ([value]) => length(value),
  lookup,
  merge,
  flatten: ofList(flatten),
  keys: ofMap((entries) => entries.map(([key]) => key)),
  values: ofMap((entries) => entries.map(([, value]) => value)),
  one: ofList((items) => (items.length === 0 ? null : items.length === 1 ? items[0] : undefined)),
  slice: ofPlaces((items, from, to) => (typeof from === 'number' && typeof to === 'number' && from >= 0 && from <= to && to <= items.length ? items.slice(from, to) : undefined)),
  tolist: ([value]) => (value === null ? null : isList(value) && !isUnordered(value) ? alike([...value]) : undefined),
  toset: ([value]) => (isList(value) ? setOf(value) : orNull(value, undefined)),
  tomap: ([value]) => (value === null ? null : isMap(value) ? mapOf(value) : undefined),
  tostring: ([value]) => orNull(value, isWritten(value) ? String(value) : undefined),
  tonumber: ([value]) => orNull(value, numberOf(value)),
  tobool: ([value]) => orNull(value, flagIn(value)),
  nonsensitive: ([value]) => value,
  sensitive: ([value]) => value,
  zipmap: zipped,
};

/** Functions that look at every part of what they are given. */
const THOROUGH: Readonly<Record<string, Work>> = {
  compact: ofList(compacted),
  distinct: ofList((items) => {
    const members = alike(items);
    return members && once(members);
  }),
  contains: ofList((items, wanted = null) => (wanted === null ? undefined : contains(items, wanted))),
  index: ofPlaces((items, wanted) => indexOf(items, wanted ?? null)),
  reverse: ofPlaces((items) => [...items].reverse()),
  sort: ofList((items) => (items.every(isScalar) ? items.map(String).sort(byText) : undefined)),
  setunion: ofSets((first, others) => once([first, ...others].flat())),
  setintersection: ofSets(common),
  setsubtract: ofSets(without),
  setproduct: ofLists(setProduct),
  range: rangeOf,
  alltrue: ofFlags((flags) => flags.every((flag) => flag === true)),
  anytrue: ofFlags((flags) => flags.includes(true)),
  join: ([by, ...lists]) => (typeof by === 'string' && lists.every(isList) && lists.flat().every(isScalar) ? lists.flat().join(by) : undefined),
  split: ofTexts((by, text) => (by === '' ? undefined : text?.split(by))),
  format: ofTexts((form = '', ...args) => format(form, ...args)),
  lower: ofTexts((text) => text?.toLowerCase()),
  upper: ofTexts((text) => text?.toUpperCase()),
  trimspace: ofTexts((text) => text?.trim()),
  trimprefix: ofTexts((text = '', prefix = '') => (text.startsWith(prefix) ? text.slice(prefix.length) : text)),
  trimsuffix: ofTexts((text = '', suffix = '') => (suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text)),
  startswith: ofTexts((text = '', prefix = '') => text.startsWith(prefix)),
  endswith: ofTexts((text = '', suffix = '') => text.endsWith(suffix)),
  replace: ofTexts((text = '', wanted = '', by = '') => replaced(text, wanted, by)),
  max: ofNumbers(Math.max),
  min: ofNumbers(Math.min),
  abs: ofNumbers((number = 0) => Math.abs(number)),
  ceil: ofNumbers((number = 0) => Math.ceil(number)),
  floor: ofNumbers((number = 0) => Math.floor(number)),
  sum: ofList((items) => (items.length > 0 && items.every((item): item is number => typeof item === 'number') ? items.reduce((a, b) => a + b, 0) : undefined)),
};

/** Functions of Terraform that are worked out here (language, "Built-in Functions", read 2026-11-20). */
export const FUNCTIONS: Readonly<Record<string, Work>> = Object.freeze({
  ...STRUCTURAL,
  ...Object.fromEntries(Object.entries(THOROUGH).map(([name, work]) => [name, ofKnown(work)])),
});
