import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Site } from './site.js';

/** The app itself is no site; what loads cdktf is kept in folders below, so that looking for sites does not. */
const NOT_SITES = /^main\.|\.d\.ts$/;

/** Every site that a file of the folder exports, by id. There is no list of sites to keep: a file is an office. */
export function findSites(folder: string): readonly Site[] {
  const files = readdirSync(folder).filter((name) => /\.(js|cjs|ts)$/.test(name) && !NOT_SITES.test(name));
  const exported = files.flatMap((name) => sitesIn(require(resolve(join(folder, name))) as Readonly<Record<string, unknown>>));
  // By id: neither the file system nor the compiler promises an order.
  return [...new Set(exported)].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

const sitesIn = (module: Readonly<Record<string, unknown>>): readonly Site[] => Object.values(module).flat().filter(isSite);

/** What looks like a site is one, so that a site that lacks something is refused and not passed over. */
function isSite(value: unknown): value is Site {
  if (typeof value !== 'object' || value === null) return false;
  const named = ['id', 'sources', 'vendors', 'through'].filter((name) => Object.hasOwn(value, name));
  return named.length >= 3 || named.includes('vendors');
}
