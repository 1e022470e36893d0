import { type Cidr, formatCidr } from '../../model/cidr.js';
import { contentHash } from '../../model/content-name.js';
import type { Origin } from '../../model/flow.js';
import { groupBy } from '../../model/group-by.js';
import { nameLength } from './limits.js';

/** The text as a name: as it is when it fits, else its beginning and a hash of it all. */
export function fitted(text: string): string {
  const tail = `-${contentHash(text)}`;
  return text.length <= nameLength.value ? text : `${text.slice(0, nameLength.value - tail.length)}${tail}`;
}

/** `office-berlin-alleo`: the rule collection group of a site for a vendor. */
export const groupName = (site: string, vendor: string): string => fitted(`${site}-${vendor}`);

/** `alleo-api_meet-https-443`: the rows first, then what sets the rule apart from others of the same rows. */
export function ruleName(origins: readonly Origin[], words: readonly string[]): string {
  const vendors = groupBy(origins, ({ vendor }) => vendor);
  const rows = vendors.map((group) => `${group[0].vendor}-${group.map(({ requirement }) => requirement).join('_')}`);
  return fitted([rows.join('.'), ...words].join('-'));
}

/** A word for sources other than the site's own. */
export const sourcesWord = (sources: readonly Cidr[]): string => `from-${contentHash(sources.map(formatCidr).join(','))}`;
