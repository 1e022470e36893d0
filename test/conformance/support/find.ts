import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { FirewallKind } from '../../../src/firewalls/firewall.js';
import type { VendorDocument } from '../../../src/vendor/vendor-document.js';
import type { VendorProbes } from '../../../src/vendor/probes.js';

// Nothing here knows a vendor or a kind by name: a folder with an index.ts is one.

const root = resolve(__dirname, '../../..');

export interface FoundVendor {
  readonly folder: string;
  readonly document: VendorDocument;
  /** Options under which the vendor can be used, from its probes: the first is the usual one. */
  readonly usages: readonly Readonly<Record<string, unknown>>[];
}

export interface FoundKind {
  readonly folder: string;
  readonly kind: FirewallKind;
}

export const vendorFolders: readonly string[] = foldersWith('vendors', 'index.ts');
export const kindFolders: readonly string[] = foldersWith('src/firewalls', 'index.ts');

function foldersWith(parent: string, file: string): readonly string[] {
  const folders = readdirSync(join(root, parent), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.map(({ name }) => name).filter((name) => existsSync(join(root, parent, name, file))).sort();
}

/** What a file of ours exports. */
export const load = (path: string): Readonly<Record<string, unknown>> => require(join(root, path)) as Readonly<Record<string, unknown>>;

const has = <K extends string>(value: unknown, key: K): value is Readonly<Record<K, unknown>> =>
  (typeof value === 'object' || typeof value === 'function') && value !== null && key in value;

export function findVendor(folder: string): FoundVendor {
  const vendors = Object.values(load(`vendors/${folder}/index.ts`)).flatMap((value) => (has(value, 'document') ? [value.document as VendorDocument] : []));
  const probes = Object.values(load(`vendors/${folder}/probes.ts`)).filter((value): value is VendorProbes => has(value, 'pass'));
  const [document, ...others] = vendors;
  if (document === undefined || others.length > 0) throw new Error(`vendors/${folder}: expected one vendor, got ${vendors.length}`);
  return { folder, document, usages: probes.flatMap(usagesOf) };
}

const usagesOf = ({ options, variants = [] }: VendorProbes): readonly Readonly<Record<string, unknown>>[] => [options, ...variants.flatMap(usagesOf)];

export function findKind(folder: string): FoundKind {
  const kinds = Object.values(load(`src/firewalls/${folder}/index.ts`)).flatMap((value) => (has(value, 'kind') && has(value.kind, 'lower') ? [value.kind as unknown as FirewallKind] : []));
  const [kind, ...others] = kinds;
  if (kind === undefined || others.length > 0) throw new Error(`src/firewalls/${folder}: expected one kind, got ${kinds.length}`);
  return { folder, kind };
}
