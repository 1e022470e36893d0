import { type Checked, all, invalid, shown, valid } from '../model/diagnostic.js';
import { readOnce } from '../model/memo.js';
import { type ReadDestination, type ReadOpening, readDestination, readOpening } from './read-requirement.js';
import type { From, Requirement } from './vendor-document.js';

// Most rows say the same to every site. What does not depend on options is read with the first site and kept.
const fixedOpenings = readOnce<Requirement, readonly ReadOpening[]>();
const fixedDestinations = readOnce<Requirement, readonly ReadDestination[]>();

/** What a row opens under these options; at least one. */
export function openingsOf(requirement: Requirement, options: never, at: string): Checked<readonly ReadOpening[]> {
  const read = (): Checked<readonly ReadOpening[]> => {
    const opens = entriesOf(resolve(requirement.opens, options), `${at}.opens`);
    return opens.ok ? all(opens.value.map((each, index) => readOpening(each, `${at}.opens[${index}]`))) : opens;
  };
  return typeof requirement.opens === 'function' ? read() : fixedOpenings(requirement, read);
}

/** Where a row goes under these options; at least one. */
export function destinationsOf(requirement: Requirement, options: never, at: string): Checked<readonly ReadDestination[]> {
  const own = requirement.ownServer === true || requirement.direction === 'ingress';
  const read = (): Checked<readonly ReadDestination[]> => {
    const to = entriesOf(resolve(requirement.to, options), `${at}.to`);
    const entries = to.ok ? all(to.value.map((text, index) => readDestination(text, `${at}.to[${index}]`, own))) : to;
    return entries.ok ? valid(entries.value.flat()) : entries;
  };
  return typeof requirement.to === 'function' ? read() : fixedDestinations(requirement, read);
}

export const resolve = <O, T>(value: From<O, T>, options: O): T => (typeof value === 'function' ? (value as (options: O) => T)(options) : value);

/** What a row lists, or a function of it gives back: at least one entry. */
function entriesOf<T>(given: readonly T[], where: string): Checked<readonly T[]> {
  if (!Array.isArray(given)) return invalid({ where, expected: 'a list of at least one entry', got: shown(given) });
  return given.length === 0 ? invalid({ where, expected: 'at least one entry', got: 'an empty list' }) : valid(given);
}
