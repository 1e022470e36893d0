import { type Cidr, cidrOf, compareCidrs, coversCidr, formatCidr } from './cidr.js';
import { type DomainPattern, comparePatterns, coversPattern, formatPattern } from './domain-pattern.js';
import { memo } from './memo.js';

/** Where traffic goes: a network, or names. */
export type Destination = Cidr | DomainPattern;

export const isCidr = (destination: Destination): destination is Cidr => destination.kind === 'cidr';

export const formatDestination = memo((destination: Destination): string => (isCidr(destination) ? formatCidr(destination) : formatPattern(destination)));

/** Names before networks, each in their own order. */
export function compareDestinations(a: Destination, b: Destination): number {
  if (isCidr(a)) return isCidr(b) ? compareCidrs(a, b) : 1;
  return isCidr(b) ? -1 : comparePatterns(a, b);
}

export function coversDestination(wide: Destination, narrow: Destination): boolean {
  if (isCidr(wide)) return isCidr(narrow) && coversCidr(wide, narrow);
  return !isCidr(narrow) && coversPattern(wide, narrow);
}

/** Prefix lengths of both families. */
const EVERY_LENGTH: readonly number[] = Array.from({ length: 129 }, (_, length) => length);

/**
 * The destinations that could cover this one, itself included, as text: its names upwards, or its networks, of these
 * prefix lengths alone where it is known that there are no others.
 */
export function coveringDestinations(destination: Destination, lengths: Iterable<number> = EVERY_LENGTH): readonly string[] {
  if (!isCidr(destination)) return coveringNames(destination);
  const { family, network, prefix } = destination;
  return [...lengths].filter((length) => length <= prefix).map((length) => formatCidr(cidrOf(family, network, length)));
}

const coveringNames = memo((destination: DomainPattern): readonly string[] => {
  const labels = destination.name.split('.');
  const parents = labels.slice(1).map((_, index) => `*.${labels.slice(index + 1).join('.')}`);
  return [formatDestination(destination), ...parents];
});
