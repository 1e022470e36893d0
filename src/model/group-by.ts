/** Groups of items with the same key, in the order in which each key first appears. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string | number | object): readonly (readonly [T, ...T[]])[] {
  const groups = new Map<string | number | object, [T, ...T[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
