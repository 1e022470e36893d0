import { type Cidr, bitsOf, cidrOf, compareCidrs, formatCidr, sizeOf } from '../../model/cidr.js';
import type { Resource } from '../../terraform/config.js';
import type { AzureFirewallOptions } from './options.js';

/**
 * The IP Groups that hold the site's sources: `sourceIpGroupIds` says that they do, and nothing else can. Which of several
 * holds what is not said: each is given a share of its own, so that rules that name only some of them are short of the rest.
 */
export function assumes({ sourceIpGroupIds = [] }: AzureFirewallOptions, sources: readonly Cidr[]): readonly Resource[] {
  const count = sourceIpGroupIds.length;
  const pieces = cut(sources, count).map(formatCidr);
  const shareOf = (place: number): readonly string[] => (pieces.length < count ? pieces : pieces.filter((_, index) => index % count === place));
  return sourceIpGroupIds.map((id, place) => ({ address: id, type: 'azurerm_ip_group', values: { id, cidrs: shareOf(place) } }));
}

/** The same addresses in at least so many networks; in fewer where there are not as many addresses. */
function cut(networks: readonly Cidr[], count: number): readonly Cidr[] {
  const [widest] = [...networks].sort((a, b) => Number(sizeOf(b) - sizeOf(a)) || compareCidrs(a, b));
  if (networks.length >= count || widest === undefined || sizeOf(widest) === 1n) return networks;
  return cut([...networks.filter((each) => each !== widest), ...halvesOf(widest)], count);
}

const halvesOf = ({ family, network, prefix }: Cidr): readonly Cidr[] =>
  [0n, 1n].map((half) => cidrOf(family, network | (half << BigInt(bitsOf(family) - prefix - 1)), prefix + 1));
