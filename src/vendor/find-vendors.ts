import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { EgressError } from '../model/diagnostic.js';
import { exportsOfEach, namesIn } from '../model/load.js';
import { validateDocument } from './validate.js';
import type { VendorDocument } from './vendor-document.js';

/**
 * Every vendor that a folder below this one exports from its index, by id. There is no list of vendors to keep. Throws an
 * `EgressError` with everything that is wrong with any of them.
 */
export function findVendors(folder: string): readonly VendorDocument[] {
  const indexes = existsSync(folder) ? namesIn(folder).flatMap((name) => indexIn(join(folder, name))) : [];
  const found = [...new Set(exportsOfEach(indexes).flatMap((exported) => Object.values(exported).flatMap((value) => (isVendor(value) ? [value.document] : []))))];
  const problems = found.flatMap(validateDocument);
  if (problems.length > 0) throw new EgressError(problems);
  return found.sort((a, b) => (a.id < b.id ? -1 : 1));
}

const indexIn = (folder: string): readonly string[] => ['index.js', 'index.ts'].map((name) => join(folder, name)).filter((file) => existsSync(file)).slice(0, 1);

/** What looks like a vendor is one, so that a document that lacks something is refused and not passed over. */
const isVendor = (value: unknown): value is { readonly document: VendorDocument } =>
  typeof value === 'function' && 'document' in value && typeof value.document === 'object' && value.document !== null;
