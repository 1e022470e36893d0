import type { Site } from './site.js';

/** A site is plain data and does not know where it stands; whoever has to mend it wants to. */
const files = new WeakMap<Site, string>();

/** Remembers which file exports the site: the first that does. */
export function tellFile(site: Site, file: string): Site {
  if (!files.has(site)) files.set(site, file);
  return site;
}

/** The file that exports the site, where it was found in one. */
export const fileOf = (site: Site): string | undefined => files.get(site);
