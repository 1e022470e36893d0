import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { VendorDocument } from './vendor-document.js';

/** Every vendor that a folder below this one exports from its index, by id. There is no list of vendors to keep. */
export function findVendors(folder: string): readonly VendorDocument[] {
  const folders = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()) : [];
  const found = folders.flatMap(({ name }) => documentsIn(join(folder, name)));
  return [...new Set(found)].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function documentsIn(folder: string): readonly VendorDocument[] {
  const index = ['index.js', 'index.ts'].map((name) => resolve(join(folder, name))).find((file) => existsSync(file));
  if (index === undefined) return [];
  const module = require(index) as Readonly<Record<string, unknown>>;
  return Object.values(module).flatMap((value) => (typeof value === 'function' && isVendor(value) ? [value.document] : []));
}

const isVendor = (value: object): value is { readonly document: VendorDocument } =>
  'document' in value && typeof value.document === 'object' && value.document !== null && 'requirements' in value.document;
