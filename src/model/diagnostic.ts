import { closest, distance } from 'fastest-levenshtein';
import { few } from './few.js';
import { onOneLine, withUnseen } from './line.js';

/** One thing wrong, said to the person who has to mend it. */
export interface Problem {
  /** Where it stands, outermost first: `office-berlin.vendors.500.alleo.tenant`. */
  readonly where: string;
  readonly expected: string;
  readonly got: string;
  /** What was probably meant. */
  readonly meant?: string;
}

/** A value, or everything that is wrong with it. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export const valid = <T>(value: T): Checked<T> => ({ ok: true, value });

export const invalid = (...problems: readonly Problem[]): Checked<never> => ({ ok: false, problems });

/** `where: expected X, got Y (did you mean Z?)`, on one line whatever is in it. */
export function formatProblem({ where, expected, got, meant }: Problem): string {
  return onOneLine(`${where}: expected ${expected}, got ${got}${meant === undefined ? '' : ` (did you mean ${meant}?)`}`);
}

/** All values, or all problems of all of them. */
export function all<T>(checked: readonly Checked<T>[]): Checked<readonly T[]> {
  const problems = checked.flatMap((each) => (each.ok ? [] : each.problems));
  return problems.length > 0 ? invalid(...problems) : valid(checked.flatMap((each) => (each.ok ? [each.value] : [])));
}

/** Each problem once: a document that several sites use is wrong in one place. */
export const distinct = (problems: readonly Problem[]): readonly Problem[] => [...new Map(problems.map((problem) => [formatProblem(problem), problem])).values()];

/** How a value of any type is shown in a message: short, on one line, quoted when it is text. */
export function shown(value: unknown): string {
  if (value === undefined || value === '') return 'nothing';
  if (typeof value === 'bigint' || typeof value === 'number') return String(value);
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'object' && value !== null && isOpaque(value)) return `a ${kindOf(value)}`;
  const text = withUnseen(onOneLine(jsonOf(value)));
  const short = text.length > 120 ? `${text.slice(0, 117)}...` : text;
  return TOKEN.test(text) ? `a value that only Terraform knows, ${short}` : short;
}

/** How cdktf writes a value that another resource has: as text, and as a list. */
const TOKEN = /[$#]\{TfToken\[/;

/** What an object holds where it is not in its properties. */
const OPAQUE = ['Map', 'Promise', 'RegExp', 'Set'];

const kindOf = (value: object): string => Object.prototype.toString.call(value).slice('[object '.length, -1);

/** Is it an object that its properties say nothing of, such as a promise that nobody waited for? */
export const isOpaque = (value: object): boolean => OPAQUE.includes(kindOf(value));

/** Never fails: what is shown may be anything, and is wrong already. */
function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? String(each) : each)) ?? String(value);
  } catch {
    return Array.isArray(value) ? 'a list that has no text' : 'an object that has no text'; // a circle, or a getter that throws
  }
}

/** The closest of the known words, when it is close enough to be a slip. */
export function meant(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const lower = known.map((each) => each.toLowerCase());
  const best = closest(word.toLowerCase(), lower);
  const slips = distance(word.toLowerCase(), best);
  // Of a word of which nothing is left nobody meant the other.
  return slips < word.length && slips <= Math.max(2, word.length / 3) ? known[lower.indexOf(best)] : undefined;
}

/** As many known words as people read: a page may have hundreds of rows, and `list` and `flows` show them all. */
const MOST_WORDS = 40;

/** A problem naming what is none of the known words, with the closest of them. */
export function unknownWord(where: string, word: unknown, known: readonly string[]): Problem {
  const sorted = [...new Set(known)].sort();
  const guess = typeof word === 'string' ? meant(word, sorted) : undefined;
  const expected = sorted.length === 0 ? 'no value here' : `one of ${few(sorted, MOST_WORDS)}`;
  return { where, expected, got: shown(word), ...(guess === undefined ? {} : { meant: guess }) };
}

/** Thrown where a program cannot go on; carries every problem, not the first. */
export class EgressError extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.name = 'EgressError';
  }
}

/** By name as well: what is loaded may come with a copy of this package of its own. */
export const isEgressError = (error: unknown): error is EgressError => error instanceof EgressError || (error instanceof Error && error.name === 'EgressError' && 'problems' in error);

/** The value, or an {@link EgressError} with all problems. */
export function orThrow<T>(checked: Checked<T>): T {
  if (checked.ok) return checked.value;
  throw new EgressError(checked.problems);
}
