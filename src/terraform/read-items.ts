import type { IntervalSet, Ordered } from '../model/interval-set.js';
import { type Reading, anyOfReadings, unclear } from '../model/condition.js';
import type { Value } from './config.js';
import { describeValue, isList, listOf, numberOf } from './values.js';

/** Entries of a list attribute; providers write absent ones as null or as empty text. */
export function itemsIn(value: Value | undefined): readonly Value[] {
  const items = listOf(value);
  return items.every((item) => isItem(item) && !isList(item)) ? items : items.flatMap((item) => (isList(item) ? item : [item])).filter(isItem);
}

const isItem = (value: Value): boolean => value !== null && value !== '';

/** How entries of a list are read. */
export interface ItemWords<T extends Ordered> {
  /** What an entry may be that cannot be read. */
  readonly whole: IntervalSet<T>;
  readonly text: (text: string) => Reading<T> | undefined;
  /** Entries that are no text: references, unknown values. */
  readonly other?: (item: Value) => Reading<T>;
}

/** What any of the entries says. */
export const readItems = <T extends Ordered>(value: Value | undefined, words: ItemWords<T>): Reading<T> => anyOfReadings(itemsIn(value).map((item) => readItem(item, words)));

function readItem<T extends Ordered>(item: Value, { whole, text, other }: ItemWords<T>): Reading<T> {
  const written = typeof item === 'string' || numberOf(item) !== undefined ? String(item as string | number) : undefined;
  if (written === undefined) return other?.(item) ?? unclear(whole, `${describeValue(item)} is not known here`);
  return text(written) ?? unclear(whole, `${written} cannot be read`);
}
