import { createHash } from 'node:crypto';

/** Hex digits that stand for a text in names: 40 bits, so that a thousand names collide once in two million sets. */
const DIGITS = 10;

/** Stands for the text wherever an id or name must depend on all of it and on nothing else. */
export const contentHash = (text: string): string => sha256(text).slice(0, DIGITS);

/** The SHA-256 of the text as 64 hex digits. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * The text as part of an id: lower case, what is not a letter or digit as one hyphen, at most `length` characters.
 * Texts that differ may give the same: an id needs a {@link contentHash} beside it.
 */
export const slug = (text: string, length = 60): string =>
  text.toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, length).replace(/^-+|-+$/g, '');
