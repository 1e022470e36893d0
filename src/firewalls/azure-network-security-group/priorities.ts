import { contentHash } from '../../model/content-name.js';
import type { DraftRule } from './grants.js';
import { allowPriorities } from './limits.js';
import type { SecurityRule } from './rules.js';

/** How many rules of one direction have a place. */
export const PLACES = allowPriorities.to - allowPriorities.from + 1;

/**
 * A priority for each rule from what it is for; where two want the same, the later in the order of their hashes takes
 * the next that is free. A new rule moves another only when it wants that place or one right before it. All of them
 * permit, so their order among themselves says nothing.
 */
export function placed(drafts: readonly DraftRule[]): readonly SecurityRule[] {
  const taken = new Set<string>();
  return [...drafts].sort((a, b) => homeOf(a) - homeOf(b) || compare(hashOf(a), hashOf(b))).map(({ key, rule }) => {
    const priority = freeFrom(homeOf({ key }), (place) => taken.has(`${rule.direction} ${place}`));
    taken.add(`${rule.direction} ${priority}`);
    return { ...rule, priority };
  });
}

const hashOf = ({ key }: Pick<DraftRule, 'key'>): string => contentHash(key);

const homeOf = (draft: Pick<DraftRule, 'key'>): number => allowPriorities.from + (parseInt(hashOf(draft), 16) % PLACES);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The first free place from here on, and round again from the first. */
function freeFrom(home: number, isTaken: (place: number) => boolean): number {
  const places = Array.from({ length: PLACES }, (_, index) => allowPriorities.from + ((home - allowPriorities.from + index) % PLACES));
  const free = places.find((place) => !isTaken(place));
  if (free === undefined) throw new Error(`expected at most ${PLACES} rules in one direction, got more`);
  return free;
}
