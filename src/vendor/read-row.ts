import { type Checked, type Problem, all, invalid, valid } from '../model/diagnostic.js';
import { readOnce } from '../model/memo.js';
import { type ReadDestination, type ReadOpening, readDestination, readOpening } from './read-requirement.js';
import type { From, Requirement } from './vendor-document.js';

// Most rows say the same to every site. What does not depend on options is read with the first site and kept.
const fixedOpenings = readOnce<Requirement, readonly ReadOpening[]>();
const fixedDestinations = readOnce<Requirement, readonly ReadDestination[]>();

/** What a row opens under these options; at least one. */
export function openingsOf(requirement: Requirement, options: never, at: string): Checked<readonly ReadOpening[]> {
  const read = (): Checked<readonly ReadOpening[]> => {
    const opens = resolve(requirement.opens, options);
    return opens.length === 0 ? invalid(empty(`${at}.opens`)) : all(opens.map((each, index) => readOpening(each, `${at}.opens[${index}]`)));
  };
  return typeof requirement.opens === 'function' ? read() : fixedOpenings(requirement, read);
}

/** Where a row goes under these options; at least one. */
export function destinationsOf(requirement: Requirement, options: never, at: string): Checked<readonly ReadDestination[]> {
  const own = requirement.ownServer === true || requirement.direction === 'ingress';
  const read = (): Checked<readonly ReadDestination[]> => {
    const to = resolve(requirement.to, options);
    const entries = to.length === 0 ? invalid(empty(`${at}.to`)) : all(to.map((text, index) => readDestination(text, `${at}.to[${index}]`, own)));
    return entries.ok ? valid(entries.value.flat()) : entries;
  };
  return typeof requirement.to === 'function' ? read() : fixedDestinations(requirement, read);
}

export const resolve = <O, T>(value: From<O, T>, options: O): T => (typeof value === 'function' ? (value as (options: O) => T)(options) : value);

const empty = (where: string): Problem => ({ where, expected: 'at least one entry', got: 'an empty list' });
