import { type Cidr, compareCidrs, coversCidr, formatCidr } from './cidr.js';
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
