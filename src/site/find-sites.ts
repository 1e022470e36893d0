import { join } from 'node:path';
import { exportsOfEach, namesIn, shownPath } from '../model/load.js';
import type { Site } from './site.js';
import { tellFile } from './site-file.js';

/** The app itself is no site; what loads cdktf is kept in folders below, so that looking for sites does not. */
const NOT_SITES = /^main\.|\.d\.ts$/;
const MODULE = /\.(js|cjs|mjs|ts)$/;

/** Every site that a file of the folder exports, by id. There is no list of sites to keep: a file is an office. */
export function findSites(folder: string): readonly Site[] {
  const files = siteFilesIn(folder);
  const found = exportsOfEach(files).flatMap((exported, index) => {
    const file = shownPath(files[index] ?? '');
    return sitesIn(exported).map((site) => tellFile(site, file));
  });
  // By id: neither the file system nor the compiler promises an order.
  return [...new Set(found)].sort((a, b) => (idOf(a) < idOf(b) ? -1 : idOf(a) > idOf(b) ? 1 : 0));
}

/** The files of a folder that are looked into for sites. */
export const siteFilesIn = (folder: string): readonly string[] =>
  namesIn(folder).filter((name) => MODULE.test(name) && !NOT_SITES.test(name)).map((name) => join(folder, name));

/** One by one, in a list, in an object, or the whole module: an office that is exported in another way is not passed over. */
const sitesIn = (exported: object): readonly Site[] =>
  isWholeSite(exported) ? [exported] : Object.values(exported).flatMap((value: unknown) => (isSite(value) ? [value] : sitesWithin(value)));

const sitesWithin = (value: unknown): readonly Site[] => (typeof value === 'object' && value !== null ? Object.values(value).filter(isWholeSite) : []);

/** What is no id is told of when the site is planned. */
const idOf = ({ id }: Site): string => (typeof id === 'string' ? id : '');

/** What looks like a site is one, so that a site that lacks something is refused and not passed over. */
const isSite = (value: unknown): value is Site => isWholeSite(value) || fieldsOf(value).includes('vendors');

/** Within something else one field alone is not enough: a file may keep the vendors that its sites share. */
const isWholeSite = (value: unknown): value is Site => fieldsOf(value).length >= 3;

const fieldsOf = (value: unknown): readonly string[] =>
  typeof value === 'object' && value !== null ? ['id', 'sources', 'vendors', 'through'].filter((name) => Object.hasOwn(value, name)) : [];
