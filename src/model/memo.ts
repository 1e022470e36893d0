import type { Checked } from './diagnostic.js';

/**
 * The function with its answers kept, for as long as what was asked about is there. For frozen data alone: thousands of
 * flows, of many sites, share their destinations, ports and sources, and each of these is written out once.
 */
export function memo<K extends object, V extends NonNullable<unknown>>(work: (key: K) => V): (key: K) => V {
  const answers = new WeakMap<K, V>();
  return (key) => {
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = work(key);
    answers.set(key, answer);
    return answer;
  };
}

/** A reader that reads once what is well-formed, and again what is not: problems name the place they were found at. */
export function readOnce<K extends object, T>(): (key: K, read: () => Checked<T>) => Checked<T> {
  const wellRead = new WeakMap<K, Checked<T>>();
  return (key, read) => {
    const known = wellRead.get(key);
    if (known !== undefined) return known;
    const now = read();
    if (now.ok) wellRead.set(key, now);
    return now;
  };
}

/** The work, done when it is first asked for and once. */
export function once<T>(work: () => T): () => T {
  let done: { readonly value: T } | undefined;
  return () => (done ??= { value: work() }).value;
}

/**
 * The function with its latest answers kept, and no more of them: for what is asked about again soon, such as the
 * addresses that all rules of a site share, or the rules that one reader reads after another. Its answers are not to be
 * changed.
 */
export function latelyBy<T, V>(keyOf: (asked: T) => unknown, work: (asked: T) => V, most = 1_000): (asked: T) => V {
  const answers = new Map<unknown, V>();
  return (asked) => {
    const key = keyOf(asked);
    const answer = answers.get(key) ?? work(asked);
    answers.delete(key);
    answers.set(key, answer);
    if (answers.size > most) answers.delete(answers.keys().next().value);
    return answer;
  };
}

export const lately = <T, V>(work: (asked: T) => V, most?: number): ((asked: T) => V) => latelyBy((asked) => asked, work, most);
