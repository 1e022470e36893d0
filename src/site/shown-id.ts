import type { Problem } from '../model/diagnostic.js';

/** The id in places of problems, also where it is none. */
export const shownId = (id: unknown): string => (typeof id === 'string' && id !== '' ? id : '(no id)');

/** `alleo` in place of `alleo()`. */
export const uncalled = (where: string, expected: string, name: string): Problem => ({ where, expected, got: `${name} without the call` });
