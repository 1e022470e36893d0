import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Changes, ROOT } from './program.js';

/** One way to break what is written: an edit of one file. */
export interface Mutant {
  /** What is wrong with it, in a few words. */
  readonly name: string;
  /** Below `src`. */
  readonly file: string;
  /** Stands in the file once. */
  readonly find: string;
  readonly replace: string;
  /** Why nothing notices it. Without it something has to. */
  readonly survives?: string;
}

/** The edit as a source in place of the file's. Throws where the text is not there once: the mutant has to be mended. */
export function changesOf({ name, file, find, replace }: Mutant): Changes {
  const path = `src/${file}`;
  const source = readFileSync(join(ROOT, path), 'utf8');
  const [before, after, ...others] = source.split(find);
  if (before === undefined || after === undefined || others.length > 0 || find === replace) throw new Error(`${path}, "${name}": expected once ${JSON.stringify(find)}, got ${source.split(find).length - 1}`);
  return new Map([[path, `${before}${replace}${after}`]]);
}
