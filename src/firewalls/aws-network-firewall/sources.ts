import { type Cidr, formatCidr, formatPeer } from '../../model/cidr.js';
import { digestOf, splitByHash } from './hash-bits.js';
import { SOURCE_CHARACTERS } from './limits.js';
import type { IpSet } from './rules.js';

/** Sources as a rule's header names them, and the variables it needs for that. */
export interface SourceTerm {
  readonly text: string;
  readonly ipSets: readonly IpSet[];
}

/** How long a list is in a rule once its variable is replaced: `[a,b]`. */
const lengthOf = (cidrs: readonly Cidr[]): number => cidrs.map(formatPeer).join(',').length + 2;

export const fitsRule = (cidrs: readonly Cidr[]): boolean => lengthOf(cidrs) <= SOURCE_CHARACTERS;

export const isHome = (sources: readonly Cidr[], home: readonly Cidr[]): boolean =>
  sources === home || (sources.length === home.length && sources.map(formatCidr).join() === home.map(formatCidr).join());

/** The site's sources under the name that Suricata has for them. */
export const homeNet = (home: readonly Cidr[]): IpSet => ({ name: 'HOME_NET', definition: home.map(formatPeer) });

/**
 * Terms that together hold these sources: `$HOME_NET` for the site's own, an address in its own words, a variable for
 * a list. A list too long for one rule becomes several, each with rules of its own.
 */
export function sourceTerms(sources: readonly Cidr[], home: readonly Cidr[]): readonly SourceTerm[] {
  if (isHome(sources, home) && fitsRule(home)) return [{ text: '$HOME_NET', ipSets: [homeNet(home)] }];
  return splitByHash(sources, formatCidr, fitsRule).map(({ items }) => termOf(items));
}

function termOf(sources: readonly Cidr[]): SourceTerm {
  const definition = sources.map(formatPeer);
  if (definition.length === 1) return { text: definition.join(), ipSets: [] };
  const name = `SOURCES_${digestOf(definition.join()).slice(0, 16).toUpperCase()}`;
  return { text: `$${name}`, ipSets: [{ name, definition }] };
}
