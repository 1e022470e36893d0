import type { Resource } from './config.js';
import type { Elsewhere } from './owner.js';

/** The points of one kind that a configuration knows: those it makes, and those elsewhere that it names. */
export interface Points {
  readonly here: readonly Resource[];
  readonly elsewhere: readonly Elsewhere[];
  /** What other configurations call a point that is made here; undefined where only apply tells. */
  readonly nameOf: (point: Resource) => string | undefined;
}

/** What an outside point is named by; nothing where only apply tells. Of an expression also the end that is written out. */
export function nameElsewhere({ elsewhere, named }: Elsewhere): readonly string[] {
  if (named === 'by nothing') return [];
  const [, end] = named === 'by expression' ? (/\}(\/[^{}]+)$/.exec(elsewhere) ?? []) : [];
  return end === undefined ? [elsewhere] : [elsewhere, end];
}

/** Points that several configurations may have to do with, by names that each of them may use. */
export interface SharedNames {
  /** Those it makes or puts rules into. */
  readonly fills: readonly string[];
  /** Those whose rules decide for it: the same, and what they inherit from. */
  readonly heeds: readonly string[];
}

/** Names under which other configurations may know the points. */
export const namesOf = ({ here, elsewhere, nameOf }: Points): readonly string[] => [
  ...new Set([...elsewhere.flatMap(nameElsewhere), ...here.flatMap((point) => nameOf(point) ?? [])]),
];

/**
 * Do two configurations mean one point? Azure does not tell capitals apart, and what makes a policy does not know its
 * subscription: it knows how the id ends.
 */
export function isSamePoint(a: string, b: string): boolean {
  const [one, other] = [a.toLowerCase(), b.toLowerCase()];
  return one === other || isEnd(one, other) || isEnd(other, one);
}

const isEnd = (id: string, end: string): boolean => end.startsWith('/') && id.endsWith(end);

/** A text that names of one point have in common, to look them up by. */
export const stemOf = (name: string): string => name.toLowerCase().replace(/^\/subscriptions\/[^/]+(?=\/)/, '');
