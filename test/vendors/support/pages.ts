import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ROOT } from './vendor-folders.js';

/** A page as it was read: lines from 1, each with blanks of any kind made one. */
export interface Page {
  readonly sha256: string;
  readonly lines: readonly string[];
}

/** The pages are others' text and no part of the repository. */
export function pagesFolder(): string | undefined {
  const given = process.env['VENDOR_PAGES'];
  const folder = given === undefined || given === '' ? join(ROOT, '..', 'shared', 'vendor-docs') : resolve(given);
  return existsSync(folder) ? folder : undefined;
}

export function readPage(folder: string, file: string): Page {
  const bytes = readFileSync(join(folder, file));
  return pageOf(bytes.toString('utf8'), createHash('sha256').update(bytes).digest('hex'));
}

export const pageOf = (text: string, sha256 = ''): Page => ({ sha256, lines: text.split(/\r?\n/).map(squeezed) });

/** No-break and zero-width blanks are blanks. */
export const squeezed = (text: string): string => text.replace(/[\s\u00a0\u200b\u2060\ufeff]+/g, ' ').trim();
