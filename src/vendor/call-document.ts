import { type Checked, type Problem, invalid, shown, valid } from '../model/diagnostic.js';
import { isLine } from '../model/line.js';
import type { VendorDocument } from './vendor-document.js';

// The functions of a document may give back anything, or throw. Either is a problem of the document, not a stack trace.

export function guarded<T>(where: string, expected: string, work: () => Checked<T>): Checked<T> {
  try {
    return work();
  } catch (error) {
    return invalid({ where, expected, got: `an error: ${error instanceof Error ? error.message : shown(error)}` });
  }
}

/** What the document has against options that hold for themselves. */
export function clashesOf(document: VendorDocument, options: never, where: string): readonly Problem[] {
  const read = listFrom(`vendors.${document.id}.check`, 'a list of problems', () => document.check?.(options, where), isProblem);
  return read.ok ? read.value : read.problems;
}

/** What the document has to say to whoever chooses these options. */
export const cautionsOf = (document: VendorDocument, options: never): Checked<readonly string[]> =>
  listFrom(`vendors.${document.id}.cautions`, 'a list of texts on one line', () => document.cautions?.(options), isLine);

function listFrom<T>(where: string, expected: string, call: () => unknown, holds: (item: unknown) => item is T): Checked<readonly T[]> {
  return guarded(where, expected, () => {
    const given = call() ?? [];
    return Array.isArray(given) && given.every(holds) ? valid(given) : invalid({ where, expected, got: shown(given) });
  });
}

function isProblem(value: unknown): value is Problem {
  if (typeof value !== 'object' || value === null) return false;
  const { where, expected, got, meant } = value as Readonly<Record<string, unknown>>;
  return [where, expected, got, meant ?? ''].every((each) => typeof each === 'string');
}
