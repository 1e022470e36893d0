import { readdirSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { type Checked, EgressError, type Problem, all, invalid, isEgressError, orThrow, valid } from './diagnostic.js';

/** What a file exports. One that throws while it is loaded is a problem of that file, not a stack trace. */
export function exportsOf(file: string): Checked<Readonly<Record<string, unknown>>> {
  try {
    const module = require(resolve(file)) as unknown;
    return valid(typeof module === 'object' && module !== null ? { ...module } : {});
  } catch (error) {
    return invalid(...problemsOf(error, shownPath(file)));
  }
}

/** How a file is named to people: from here where it is below, and as it was given where it is not. */
export function shownPath(file: string): string {
  const below = relative('.', file);
  return below.startsWith('..') ? file : below;
}

function problemsOf(error: unknown, file: string): readonly Problem[] {
  if (isEgressError(error)) return error.problems.map((problem) => ({ ...problem, where: `${file}: ${problem.where}` }));
  // By its message: what is loaded may have an Error of its own.
  const said = typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
  return [{ where: file, expected: 'a file that loads', got: String(said).split('\n')[0] ?? '' }];
}

/** What each of the files exports, or an `EgressError` that names each that does not load. */
export const exportsOfEach = (files: readonly string[]): readonly Readonly<Record<string, unknown>>[] => orThrow(all(files.map(exportsOf)));

/** Names of what stands in a folder, or an `EgressError` that says that it is none. */
export function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    const code = codeOf(error);
    throw new EgressError([{ where: folder, expected: 'a folder that can be read', got: code === 'ENOENT' ? 'nothing' : code }]);
  }
}

/** Why the system refused, in its own word: `ENOENT`. */
export const codeOf = (error: unknown): string => (typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown error');
