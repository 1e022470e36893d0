import { contentHash } from './content-name.js';
import { type Origin, formatOrigins, joinOrigins } from './flow.js';
import { groupBy } from './group-by.js';

/**
 * The rows that asked for a rule, for its description of at most `length` characters: by name; where they are too many
 * by vendor with their number (`alleo (12 rows), flexperto (3 rows)`); and last by as many as fit and a hash of all.
 */
export function describeOrigins(origins: readonly Origin[], length: number): string {
  const joined = joinOrigins(origins);
  const names = formatOrigins(joined);
  if (names.length <= length) return names;
  const vendors = groupBy(joined, ({ vendor }) => vendor).map((group) => `${group[0].vendor} (${group.length} rows)`);
  const counts = vendors.join(', ');
  return counts.length <= length ? counts : cut(counts, `, and more: ${contentHash(names)}`, length);
}

function cut(text: string, tail: string, length: number): string {
  const head = text.slice(0, length - tail.length);
  return `${head.slice(0, Math.max(head.lastIndexOf(','), 0))}${tail}`;
}
