import { type Cidr, cidrOf, compareCidrs, coversCidr, formatCidr } from './cidr.js';
import { type DomainPattern, comparePatterns, coversPattern, formatPattern } from './domain-pattern.js';

/** Where traffic goes: a network, or names. */
export type Destination = Cidr | DomainPattern;

export const isCidr = (destination: Destination): destination is Cidr => destination.kind === 'cidr';

export const formatDestination = (destination: Destination): string =>
  isCidr(destination) ? formatCidr(destination) : formatPattern(destination);

/** Names before networks, each in their own order. */
export function compareDestinations(a: Destination, b: Destination): number {
  if (isCidr(a)) return isCidr(b) ? compareCidrs(a, b) : 1;
  return isCidr(b) ? -1 : comparePatterns(a, b);
}

export function coversDestination(wide: Destination, narrow: Destination): boolean {
  if (isCidr(wide)) return isCidr(narrow) && coversCidr(wide, narrow);
  return !isCidr(narrow) && coversPattern(wide, narrow);
}

/** The destinations that could cover this one, itself included, as text: its networks or names upwards. */
export function coveringDestinations(destination: Destination): readonly string[] {
  if (isCidr(destination)) {
    const { family, network, prefix } = destination;
    return Array.from({ length: prefix + 1 }, (_, length) => formatDestination(cidrOf(family, network, length)));
  }
  const labels = destination.name.split('.');
  const parents = labels.slice(1).map((_, index) => `*.${labels.slice(index + 1).join('.')}`);
  return [formatDestination(destination), ...parents];
}
