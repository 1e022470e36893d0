import { type IntervalSet, type Ordered, difference, intersection, unionOf } from '../../model/interval-set.js';

/** A set of values on one axis that may not be known exactly: it holds `least` and lies within `most`. */
export interface Within<T extends Ordered> {
  readonly least: IntervalSet<T>;
  readonly most: IntervalSet<T>;
}

export const exact = <T extends Ordered>(set: IntervalSet<T>): Within<T> => ({ least: set, most: set });

/** Nothing surely, at most all of it. */
export const atMost = <T extends Ordered>(most: IntervalSet<T>): Within<T> => ({ least: [], most });

/** Is a set known exactly, of values or of packets? It is when both are the same object. */
export const isExact = ({ least, most }: { readonly least: unknown; readonly most: unknown }): boolean => least === most;

export const joinWithin = <T extends Ordered>(sets: readonly Within<T>[]): Within<T> =>
  sets.every(isExact) ? exact(unionOf(sets.flatMap(({ most }) => most))) : { least: unionOf(sets.flatMap(({ least }) => least)), most: unionOf(sets.flatMap(({ most }) => most)) };

export const bothWithin = <T extends Ordered>(a: Within<T>, b: Within<T>): Within<T> =>
  isExact(a) && isExact(b) ? exact(intersection(a.most, b.most)) : { least: intersection(a.least, b.least), most: intersection(a.most, b.most) };

export const lessWithin = <T extends Ordered>(a: Within<T>, b: Within<T>): Within<T> =>
  isExact(a) && isExact(b) ? exact(difference(a.most, b.most)) : { least: difference(a.least, b.most), most: difference(a.most, b.least) };
