import { type Cidr, bitsOf, formatAddress, lastOf } from '../../../src/model/cidr.js';
import type { DomainPattern } from '../../../src/model/domain-pattern.js';
import type { Flow } from '../../../src/model/flow.js';
import type { Draw } from './draw.js';
import type { EnginePacket } from './engine-packet.js';

/** A packet, and which edge of which kind it was made to lie at. Nothing is said about whether it is asked for. */
export interface Trial {
  readonly packet: EnginePacket;
  readonly kind: string;
}

/** Somebody's server that no vendor has: documentation and private addresses, by family. */
const ELSEWHERE = { 4: ['203.0.113.200', '192.0.2.77', '172.31.9.9'], 6: ['2001:db8:ff::77', 'fd00:9::9'] } as const;
const STRANGER = { 4: '198.51.100.250', 6: '2001:db8:fe::250' } as const;
const HIGHEST_PORT = 65_535;

type Change = Partial<EnginePacket>;

/** A packet that the flow asks for, at a corner of its ports and sources as often as not. */
export function packetInside(flow: Flow, draw: Draw): EnginePacket {
  const source = drawOne(flow.destination.kind === 'cidr' ? sameFamily(flow.sources, flow.destination.family) : flow.sources, draw);
  return {
    source: addressIn(source, draw),
    destination: flow.destination.kind === 'cidr' ? addressIn(flow.destination, draw) : draw.one(ELSEWHERE[source.family]),
    protocol: flow.protocol,
    port: portIn(flow, draw),
    ...(flow.destination.kind === 'cidr' ? { application: flow.protocol === 'udp' ? 'opaque' : draw.one(['opaque', 'tls', 'http']) } : { application: flow.application, name: nameIn(flow.destination, draw) }),
    ...(flow.path === undefined ? {} : { path: flow.path.replace(/\*$/, 'api.js') }),
  };
}

/** Every edge of the flow, each with what lies on both sides of it. */
export function edgesOf(flow: Flow, draw: Draw): readonly Trial[] {
  const vary = (kind: string, ...changes: readonly Change[]): readonly Trial[] => changes.map((change) => ({ kind, packet: { ...packetInside(flow, draw), ...change } }));
  return [
    ...vary('inside', {}, {}),
    ...vary('port', ...flow.ports.flatMap(({ from, to }) => [from - 1, from, to, to + 1]).filter((port) => port >= 1 && port <= HIGHEST_PORT).map((port) => ({ port }))),
    ...sourceEdges(flow, draw),
    ...vary('protocol', { protocol: flow.protocol === 'tcp' ? 'udp' : 'tcp', application: 'opaque' }),
    ...incoming(flow, draw),
    ...(flow.destination.kind === 'cidr' ? addressEdges(flow.destination, vary) : nameEdges(flow.destination, flow, vary)),
  ];
}

/** What no vendor asks for, from every network of the site. */
export function strangersTo(sources: readonly Cidr[], draw: Draw): readonly Trial[] {
  return sources.flatMap((cidr) => {
    const out = (change: Change): EnginePacket => ({ source: addressIn(cidr, draw), destination: draw.one(ELSEWHERE[cidr.family]), protocol: 'tcp', port: 443, application: 'tls', ...change });
    const inward = (change: Change): EnginePacket => ({ ...out(change), source: STRANGER[cidr.family], destination: addressIn(cidr, draw) });
    return [
      ...[out({ name: 'evil.example' }), out({})].map((packet) => ({ kind: 'other name', packet })),
      ...[443, 80].map((port) => ({ kind: 'raw bytes', packet: out({ application: 'opaque', port }) })),
      ...[443, 53, 3478].map((port) => ({ kind: 'udp', packet: out({ protocol: 'udp', application: port === 443 ? 'tls' : 'opaque', port }) })),
      ...[22, 443].flatMap((port) => (['tcp', 'udp'] as const).map((protocol) => ({ kind: 'incoming', packet: inward({ application: 'opaque', protocol, port }) }))),
    ];
  });
}

type Vary = (kind: string, ...changes: readonly Change[]) => readonly Trial[];

function nameEdges({ scope, name }: DomainPattern, flow: Flow, vary: Vary): readonly Trial[] {
  const [first = '', ...parent] = name.split('.');
  const asked = scope === 'exact' ? name : `www.${name}`;
  const trials = [
    ...vary('apex', { name }, { name: scope === 'exact' ? parent.join('.') : `.${name}` }),
    ...vary('sibling', { name: `${first}2.${parent.join('.')}` }, { name: `other.${parent.join('.')}` }),
    ...vary('look-alike', ...[`evil-${name}`, `${name}.evil.net`, `a${name}`, `www.${name}.evil.net`, name.replace('.', 'x'), `${name}x`].map((each) => ({ name: each }))),
    ...vary('deeper', { name: `a.${name}` }, { name: `a.b.c.${name}` }, { name: `a.${asked}` }),
    ...vary('capitals', { name: asked.toUpperCase() }, { name: asked.replace(/[a-z]/g, (letter, at: number) => (at % 2 === 0 ? letter.toUpperCase() : letter)) }),
    ...vary('trailing dot', { name: `${asked}.` }),
    ...vary('raw bytes', { application: 'opaque' }),
    ...vary('udp', { protocol: 'udp', application: 'tls' }),
    ...vary('other application', { application: flow.application === 'tls' ? 'http' : 'tls' }),
    ...nameless(flow, vary),
  ];
  return [...trials, ...(flow.application === 'tls' ? tlsEdges(asked, vary) : httpEdges(asked, vary))];
}

const nameless = (flow: Flow, vary: Vary): readonly Trial[] =>
  vary('no name', {}).map(({ kind, packet: { name: _name, ...rest } }) => ({ kind, packet: { ...rest, application: flow.application } }));

const tlsEdges = (asked: string, vary: Vary): readonly Trial[] =>
  vary('split hello', { name: asked, splitHello: true }, { name: `x${asked}x`, splitHello: true }, { name: asked.toUpperCase(), splitHello: true });

function httpEdges(asked: string, vary: Vary): readonly Trial[] {
  return [
    ...vary('other host', { name: 'evil.example' }, { name: `${asked}.evil.example` }),
    ...vary('host with port', { name: `${asked}:80` }, { name: `x${asked}x:80` }),
    ...vary('host in capitals with port', { name: `${asked.toUpperCase()}:80` }),
    ...vary('several requests', { name: asked, laterNames: [asked] }, { name: asked, laterNames: ['evil.example'] }, { name: 'evil.example', laterNames: [asked] }),
    ...vary('path', { path: '/' }, { path: '/other/api.js' }),
  ];
}

function addressEdges(cidr: Cidr, vary: Vary): readonly Trial[] {
  const edges = [cidr.network - 1n, cidr.network, lastOf(cidr), lastOf(cidr) + 1n].filter((address) => isAddress(cidr, address));
  const elsewhere = { destination: ELSEWHERE[cidr.family][0] };
  return [
    ...vary('address', ...edges.map((address) => ({ destination: formatAddress(cidr.family, address) }))),
    ...vary('tls on a raw port', { protocol: 'tcp', application: 'tls', name: 'evil.example' }, { protocol: 'tcp', application: 'tls', name: 'evil.example', ...elsewhere }),
    ...vary('raw bytes', { protocol: 'tcp', application: 'opaque', port: 443 }, { protocol: 'tcp', application: 'opaque', ...elsewhere }),
    ...vary('udp', { protocol: 'udp', application: 'tls', port: 443 }, { protocol: 'udp', application: 'opaque', ...elsewhere }),
  ];
}

function sourceEdges(flow: Flow, draw: Draw): readonly Trial[] {
  return flow.sources.flatMap((cidr) => {
    if (flow.destination.kind === 'cidr' && flow.destination.family !== cidr.family) return [];
    const edges = [cidr.network - 1n, cidr.network, lastOf(cidr), lastOf(cidr) + 1n].filter((address) => isAddress(cidr, address));
    const inside = packetInside({ ...flow, sources: [cidr] }, draw);
    return edges.map((address) => ({ kind: 'source', packet: { ...inside, source: formatAddress(cidr.family, address) } }));
  });
}

/** The other side connects, from the very port that was opened to it and from another; low ports are nobody's own. */
function incoming(flow: Flow, draw: Draw): readonly Trial[] {
  return [true, false].map((same) => {
    const { source, destination, protocol, port } = packetInside(flow, draw);
    return { kind: 'incoming', packet: { source: destination, destination: source, protocol, port: 1 + draw.below(1_023), application: 'opaque', ...(same ? { sourcePort: port } : {}) } };
  });
}

const isAddress = ({ family }: Cidr, address: bigint): boolean => address >= 0n && address < 1n << BigInt(bitsOf(family));

const sameFamily = (cidrs: readonly Cidr[], family: 4 | 6): readonly Cidr[] => cidrs.filter((cidr) => cidr.family === family);

function addressIn(cidr: Cidr, draw: Draw): string {
  const size = lastOf(cidr) - cidr.network;
  const offset = draw.one([0n, size, BigInt(draw.below(2 ** 32)) % (size + 1n)]);
  return formatAddress(cidr.family, cidr.network + offset);
}

function portIn({ ports }: Flow, draw: Draw): number {
  const { from, to } = drawOne(ports, draw);
  return draw.one([from, to, from + draw.below(to - from + 1)]);
}

function nameIn({ scope, name }: DomainPattern, draw: Draw): string {
  return scope === 'exact' ? name : `${draw.one(['www', 'a', 'a.b', 'x-1', 'evil'])}.${name}`;
}

function drawOne<T>(items: readonly T[], draw: Draw): T {
  const [first, ...others] = items;
  if (first === undefined) throw new Error('draw: expected something to draw from, got nothing');
  return draw.one([first, ...others]);
}
