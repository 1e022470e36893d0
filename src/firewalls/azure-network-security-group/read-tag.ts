import { readAddressText } from '../../model/address-text.js';
import { type Reading, unclear } from '../../model/condition.js';
import { type IntervalSet, difference, unionOf } from '../../model/interval-set.js';
import { EVERY_ADDRESS, V4_ADDRESSES } from '../../model/space.js';

const setOf = (...texts: readonly string[]): IntervalSet<bigint> => unionOf(texts.flatMap((text) => readAddressText(text) ?? []));

/** IPv4 that no one reaches over the public internet (RFC 6890, read 2026-11-20). */
const NOT_PUBLIC = setOf(
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '224.0.0.0/3',
);

/** Where Azure probes from: health probes of load balancers, IPv4 and IPv6 (service-tags-overview, load-balancer-ipv6-overview, read 2026-11-20). */
const PROBES = { four: setOf('168.63.129.16'), both: setOf('168.63.129.16', 'fe80::1234:5678:9abc') };

/**
 * Service tags (learn.microsoft.com/azure/virtual-network/service-tags-overview, read 2026-11-20). `VirtualNetwork`
 * holds the network, its peers, what gateways announce, and the prefixes of user-defined routes: with a default route
 * that is everything. `Internet` is what lies outside of it and is reached publicly; a network may use public addresses
 * itself, which is not seen here. All others are lists that Azure changes every week.
 */
export function readTag(tag: string): Reading<bigint> {
  const word = tag.toLowerCase();
  if (word === 'internet') return { ...unclear(EVERY_ADDRESS, `service tag ${tag} changes with the network`), least: difference(V4_ADDRESSES, unionOf([...NOT_PUBLIC, ...PROBES.four])) };
  if (word === 'virtualnetwork') return unclear(EVERY_ADDRESS, `service tag ${tag} changes with the network`);
  if (word === 'azureloadbalancer') return { least: PROBES.four, most: PROBES.both, unread: [`service tag ${tag} in IPv6`] };
  return unclear(EVERY_ADDRESS, `service tag ${tag}`);
}
