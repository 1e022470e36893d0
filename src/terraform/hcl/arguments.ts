import type { Value } from '../config.js';
import { isKnown, isList, isMap } from '../values.js';
import { byText, flagIn, isScalar, isSet, setOf, typesOf } from './types.js';

/** What a function makes of its arguments; undefined where that is not known here. */
export type Work = (args: readonly Value[]) => Value | undefined;

export const ofKnown = (work: Work): Work => (args) => (args.every(isKnown) ? work(args) : undefined);

export const ofTexts = (work: (...texts: string[]) => Value | undefined): Work =>
  (args) => (args.every(isScalar) ? work(...args.map(String)) : undefined);

export const ofNumbers = (work: (...numbers: number[]) => number): Work =>
  (args) => (args.length > 0 && args.every((arg) => typeof arg === 'number') ? work(...(args as readonly number[])) : undefined);

export const ofList = (work: (items: readonly Value[], ...rest: readonly Value[]) => Value | undefined): Work =>
  ([list, ...rest]) => (isList(list) ? work(list, ...rest) : undefined);

/** Of a list whose members have places. */
export const ofPlaces = (work: (items: readonly Value[], ...rest: readonly Value[]) => Value | undefined): Work => (args) => (isSet(args[0]) ? undefined : ofList(work)(args));

export const ofLists = (work: (lists: readonly (readonly Value[])[]) => Value | undefined): Work =>
  (args) => (args.length > 0 && args.every(isList) ? work(args as readonly (readonly Value[])[]) : undefined);

export const ofMap = (work: (entries: readonly (readonly [string, Value])[]) => Value): Work =>
  ([map]) => (isMap(map) ? work(Object.entries(map).sort(([a], [b]) => byText(a, b))) : undefined);

/** Of members that are all of one type. */
export const ofSets = (work: (first: readonly Value[], others: readonly (readonly Value[])[]) => readonly Value[]): Work =>
  ofLists(([first = [], ...others]) => (typesOf([first, ...others].flat()).size > 1 ? undefined : setOf(work(first, others))));

/** Flags alone: anything else is refused. */
export const ofFlags = (work: (flags: readonly (boolean | undefined)[]) => boolean): Work =>
  ofList((items) => {
    const flags = items.map(flagIn);
    return flags.includes(undefined) ? undefined : work(flags);
  });
