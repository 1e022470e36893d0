import { type Cidr, formatCidr, formatPeer, joinCidrs } from '../../model/cidr.js';
import type { LoweringContext } from '../firewall.js';
import { type Place, ipGroupsOf } from './ip-groups.js';
import { addressesPerRule } from './limits.js';
import { fitted } from './names.js';
import { mapped, nonEmpty } from './non-empty.js';
import type { AzureFirewallOptions } from './options.js';
import type { Addresses, IpGroup } from './rules.js';

export type Context = LoweringContext<AzureFirewallOptions>;

/** One side of a rule, and the IP Groups it needs. */
export interface Side {
  readonly addresses: Addresses;
  readonly made: readonly IpGroup[];
}

/** The site's own sources may stand in IP Groups; sources that a row brings of its own are listed. */
export function sourcesOf(sources: readonly Cidr[], context: Context): Side {
  const { sourceIpGroupIds, makeIpGroup } = context.options;
  if (!isSitesOwn(sources, context)) return listed(sources);
  if (sourceIpGroupIds !== undefined) return { addresses: { kind: 'existing-groups', ids: nonEmpty([...sourceIpGroupIds].sort()) }, made: [] };
  return makeIpGroup === undefined ? listed(sources) : grouped(fitted(`${context.site}-sources`), sources, makeIpGroup);
}

/** Long lists move to IP Groups where it is known where those can be made. */
export function destinationsOf(rule: string, destinations: readonly Cidr[], context: Context): Side {
  const place = placeOf(context);
  const joined = joinCidrs(destinations);
  return place === undefined || joined.length <= addressesPerRule.value ? listed(joined) : grouped(fitted(`${context.site}-${rule}`), joined, place);
}

export const placeOf = ({ options }: Context): Place | undefined => options.makeIpGroup ?? options.makePolicy;

export const isSitesOwn = (sources: readonly Cidr[], context: Context): boolean =>
  joinCidrs(sources).map(formatCidr).join() === joinCidrs(context.sources).map(formatCidr).join();

function listed(cidrs: readonly Cidr[]): Side {
  return { addresses: { kind: 'addresses', addresses: mapped(nonEmpty(joinCidrs(cidrs)), formatPeer) }, made: [] };
}

function grouped(name: string, cidrs: readonly Cidr[], place: Place): Side {
  const made = ipGroupsOf(name, nonEmpty(joinCidrs(cidrs)), place);
  return { addresses: { kind: 'made-groups', names: mapped(made, (group) => group.name) }, made };
}
