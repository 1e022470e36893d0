/** A list with something in it: empty would mean nothing to some of Azure's fields and anything to others. */
export type NonEmpty<T> = readonly [T, ...T[]];

export const isNonEmpty = <T>(list: readonly T[]): list is NonEmpty<T> => list.length > 0;

/** For lists that have a member by construction. */
export function nonEmpty<T>(list: readonly T[]): NonEmpty<T> {
  if (isNonEmpty(list)) return list;
  throw new Error('azure-firewall: expected a list with a member, got an empty one');
}

export const mapped = <T, U>([first, ...rest]: NonEmpty<T>, change: (each: T) => U): NonEmpty<U> => [change(first), ...rest.map(change)];
