import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findVendors } from '../../../src/vendor/find-vendors.js';
import type { VendorProbes } from '../../../src/vendor/probes.js';
import type { VendorDocument } from '../../../src/vendor/vendor-document.js';

export interface VendorFolder {
  readonly document: VendorDocument;
  readonly probes: VendorProbes;
}

export const ROOT = resolve(__dirname, '../../..');
const VENDORS = join(ROOT, 'vendors');

/** Every folder in `vendors`, with its document and its probes; a folder without either is an error. */
export function vendorFolders(): readonly VendorFolder[] {
  const documents = findVendors(VENDORS);
  const names = readdirSync(VENDORS).sort();
  return names.map((name) => {
    const document = documents.find(({ id }) => id === name);
    const file = join(VENDORS, name, 'probes.ts');
    if (document === undefined || !existsSync(file)) throw new Error(`vendors/${name}: expected index.ts with a document of this id, and probes.ts`);
    return { document, probes: (require(file) as { readonly probes: VendorProbes }).probes };
  });
}

/** The probes of a vendor under each set of options it has probes for. */
export const variantsOf = (probes: VendorProbes): readonly VendorProbes[] => [probes, ...(probes.variants ?? []).flatMap(variantsOf)];
