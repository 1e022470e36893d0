import { formatAddress } from '../model/cidr.js';
import { type Interval, type IntervalSet, holds } from '../model/interval-set.js';
import type { Probe } from '../model/probe.js';
import type { Application } from '../model/protocol.js';
import { type Box, type Space, V4_ADDRESSES, V6_ADDRESSES, V6_BASE, nameKey } from '../model/space.js';

const APPLICATIONS: readonly Application[] = ['opaque', 'http', 'tls'];
const PROTOCOLS: Readonly<Record<number, string>> = { 1: 'icmp', 6: 'tcp', 17: 'udp', 58: 'icmpv6' };

/** Addresses people recognise as nobody's (RFC 5737, RFC 3849), tried before the edge of an interval. */
const WELL_KNOWN_ADDRESSES: readonly bigint[] = [0xcb007107n, 0xc6336407n, (1n << 32n) + (0x20010db8n << 96n) + 7n];
const NOBODY: readonly bigint[] = [...V4_ADDRESSES, ...V6_ADDRESSES].map(([start]) => start);
const WELL_KNOWN_NAMES: readonly string[] = ['unasked.example', 'www.example.org'].map(nameKey);
const WELL_KNOWN_PORTS: readonly number[] = [443, 80, 22, 3478];
const WELL_KNOWN_PROTOCOLS: readonly number[] = [6, 17];

/** One packet of the set, the same for the same set: the concrete thing a proof shows. */
export function samplePacket(space: Space): Probe | undefined {
  const [box] = space;
  return box === undefined ? undefined : packetIn(box);
}

export function packetIn(box: Box): Probe {
  const application = APPLICATIONS[first(box.application)] ?? 'opaque';
  const name = application === 'opaque' && holds(box.name, '') ? undefined : nameIn(box.name);
  const protocol = prefer(box.protocol, WELL_KNOWN_PROTOCOLS);
  return {
    direction: holds(box.direction, 0) ? 'egress' : 'ingress',
    source: addressText(sender(box.source)),
    destination: addressText(prefer(box.address, WELL_KNOWN_ADDRESSES)),
    protocol: PROTOCOLS[protocol] ?? `protocol ${protocol}`,
    port: prefer(box.port, WELL_KNOWN_PORTS),
    application,
    ...(name === undefined ? {} : { name }),
  };
}

/** `out 443/tcp tls www.example.org at 203.0.113.7 from 10.0.0.0` */
export function formatProbe(probe: Probe): string {
  const application = probe.application === 'opaque' ? '' : ` ${probe.application}`;
  const target = probe.name === undefined ? probe.destination : `${probe.name} at ${probe.destination}`;
  return `${probe.port}/${probe.protocol}${application} ${target}${probe.direction === 'ingress' ? ' in' : ''} from ${probe.source}`;
}

function first<T extends number | bigint | string>(set: IntervalSet<T>): T {
  const [interval] = set;
  if (interval === undefined) throw new Error('a box has no empty axis');
  return interval[0];
}

const prefer = <T extends number | bigint>(set: IntervalSet<T>, wanted: readonly T[]): T => wanted.find((value) => holds(set, value)) ?? first(set);

/** Nobody sends from 0.0.0.0 or ::. */
const sender = (set: IntervalSet<bigint>): bigint => (NOBODY.includes(first(set)) ? prefer(set, WELL_KNOWN_ADDRESSES) : first(set));

function addressText(value: bigint): string {
  if (holds(V4_ADDRESSES, value)) return formatAddress(4, value);
  return formatAddress(6, value - V6_BASE);
}

/** A host name of the set; undefined where none is one, or the packet shows none. */
function nameIn(set: IntervalSet<string>): string | undefined {
  const known = WELL_KNOWN_NAMES.find((key) => holds(set, key)) ?? set.map(keyIn).find((key) => key !== undefined);
  return known === undefined ? undefined : nameKey(known);
}

/** A name inside the interval as the axis holds it: its start, or something just above it. */
function keyIn([lo, hi]: Interval<string>): string | undefined {
  const stem = lo.replace(/[\0.]+$/, '');
  const candidates = [stem, ...['.www', '.a', '-a', 'a', '0'].map((more) => `${stem}${more}`)];
  return candidates.find((key) => key !== '' && lo <= key && key < hi);
}
