import { join } from 'node:path';
import { exportsOfAll, namesIn } from '../model/load.js';
import type { Site } from './site.js';

/** The app itself is no site; what loads cdktf is kept in folders below, so that looking for sites does not. */
const NOT_SITES = /^main\.|\.d\.ts$/;

/** Every site that a file of the folder exports, by id. There is no list of sites to keep: a file is an office. */
export function findSites(folder: string): readonly Site[] {
  const files = namesIn(folder).filter((name) => /\.(js|cjs|ts)$/.test(name) && !NOT_SITES.test(name));
  const found = exportsOfAll(files.map((name) => join(folder, name))).flat().filter(isSite);
  // By id: neither the file system nor the compiler promises an order.
  return [...new Set(found)].sort((a, b) => (idOf(a) < idOf(b) ? -1 : idOf(a) > idOf(b) ? 1 : 0));
}

/** What is no id is told of when the site is planned. */
const idOf = ({ id }: Site): string => (typeof id === 'string' ? id : '');

/** What looks like a site is one, so that a site that lacks something is refused and not passed over. */
function isSite(value: unknown): value is Site {
  if (typeof value !== 'object' || value === null) return false;
  const named = ['id', 'sources', 'vendors', 'through'].filter((name) => Object.hasOwn(value, name));
  return named.length >= 3 || named.includes('vendors');
}
