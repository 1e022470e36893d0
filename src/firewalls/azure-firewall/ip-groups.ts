import { type Cidr, bitsOf, cidrOf, formatPeer } from '../../model/cidr.js';
import { addressesPerIpGroup } from './limits.js';
import { fitted } from './names.js';
import { type NonEmpty, isNonEmpty, mapped, nonEmpty } from './non-empty.js';
import type { IpGroup } from './rules.js';

/** Where IP Groups are made. */
export interface Place {
  readonly resourceGroupName: string;
  readonly location: string;
}

/**
 * The networks as IP Groups: one while they fit, else one for each half of the address space, and so on. A network that
 * is added changes the group it falls into and no other; no group is ever empty.
 */
export function ipGroupsOf(name: string, cidrs: NonEmpty<Cidr>, place: Place): NonEmpty<IpGroup> {
  const { resourceGroupName, location } = place;
  const make = (part: string, of: NonEmpty<Cidr>): IpGroup => ({ name: fitted(`${name}${part}`), resourceGroupName, location, cidrs: mapped(of, formatPeer) });
  if (cidrs.length <= addressesPerIpGroup.value) return [make('', cidrs)];
  return mapped(halved(cidrs, cidrOf(4, 0n, 0)), ({ part, of }) => make(`-${formatPeer(part).replace('/', '-')}`, of));
}

interface Share {
  readonly part: Cidr;
  readonly of: NonEmpty<Cidr>;
}

function halved(cidrs: NonEmpty<Cidr>, part: Cidr): NonEmpty<Share> {
  const bit = 1n << BigInt(bitsOf(part.family) - part.prefix - 1);
  if (cidrs.length <= addressesPerIpGroup.value) return [{ part, of: cidrs }];
  const half = (network: bigint, of: readonly Cidr[]): readonly Share[] => (isNonEmpty(of) ? halved(of, cidrOf(part.family, network, part.prefix + 1)) : []);
  const low = half(part.network, cidrs.filter(({ network }) => (network & bit) === 0n));
  const high = half(part.network | bit, cidrs.filter(({ network }) => (network & bit) !== 0n));
  return nonEmpty([...low, ...high]);
}
