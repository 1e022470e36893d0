import fc from 'fast-check';
import { type Cidr, bitsOf, cidrOf, formatAddress, joinCidrs, lastOf } from '../../../src/model/cidr.js';
import { type Destination } from '../../../src/model/destination.js';
import { type DomainPattern } from '../../../src/model/domain-pattern.js';
import { type Flow, joinOrigins } from '../../../src/model/flow.js';
import { type PortRange, joinPortRanges } from '../../../src/model/port-range.js';
import { type Probe } from '../../../src/model/probe.js';

// A world small enough that random packets and random flows meet: few names, ports and networks, all with neighbours
// that a wrong boundary would let in.

const LABELS = ['a', 'b', 'a-b', 'ab', 'a0'] as const;
const TOPS = ['x.example', 'y.example', 'x-y.example'] as const;
const PORTS = [1, 79, 80, 81, 442, 443, 444, 1024, 65534, 65535] as const;
const V4 = 0xc6336400n; // 198.51.100.0
const V6 = 0x20010db8n << 96n; // 2001:db8::

const label = fc.constantFrom(...LABELS);

export const name: fc.Arbitrary<string> = fc
  .tuple(fc.array(label, { maxLength: 3 }), fc.constantFrom(...TOPS, 'example.com'))
  .map(([labels, top]) => [...labels, top].join('.'));

export const pattern: fc.Arbitrary<DomainPattern> = fc.record({ kind: fc.constant('name'), scope: fc.constantFrom('exact', 'below'), name });

/** Networks around 198.51.100.0/24 and 2001:db8::/120, the whole families among them. */
export const cidr: fc.Arbitrary<Cidr> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(fc.nat(511), fc.integer({ min: 22, max: 32 })).map(([host, prefix]) => cidrOf(4, V4 + BigInt(host), prefix)) },
  { weight: 3, arbitrary: fc.tuple(fc.nat(511), fc.integer({ min: 118, max: 128 })).map(([host, prefix]) => cidrOf(6, V6 + BigInt(host), prefix)) },
  { weight: 1, arbitrary: fc.constantFrom(cidrOf(4, 0n, 0), cidrOf(6, 0n, 0), cidrOf(4, 0n, 1), cidrOf(4, 1n << 31n, 1)) },
);

/** Any network at all. */
export const anyCidr: fc.Arbitrary<Cidr> = fc.oneof(
  fc.tuple(fc.bigInt({ min: 0n, max: (1n << 32n) - 1n }), fc.nat(32)).map(([address, prefix]) => cidrOf(4, address, prefix)),
  fc.tuple(fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }), fc.nat(128)).map(([address, prefix]) => cidrOf(6, address, prefix)),
);

export const address: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(fc.integer({ min: 98, max: 102 }), fc.nat(255)).map(([net, host]) => `198.51.${net}.${host}`) },
  { weight: 3, arbitrary: fc.nat(0x3ff).map((host) => `2001:db8::${host.toString(16)}`) },
  { weight: 1, arbitrary: fc.constantFrom('0.0.0.0', '127.255.255.255', '128.0.0.0', '255.255.255.255', '::', 'ffff::ffff') },
);

export const portRange: fc.Arbitrary<PortRange> = fc
  .tuple(fc.constantFrom(...PORTS), fc.constantFrom(...PORTS))
  .map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));

export const ports: fc.Arbitrary<readonly PortRange[]> = fc.array(portRange, { minLength: 1, maxLength: 3 }).map(joinPortRanges);

const destination: fc.Arbitrary<Destination> = fc.oneof(cidr, pattern);
const origin = fc.record({ vendor: fc.constantFrom('alpha', 'beta', 'gamma'), requirement: fc.constantFrom('web', 'media', 'turn') });

/** `attributes`: with URL paths and bans on inspection, which no packet shows. */
export const flowOf = (attributes: boolean): fc.Arbitrary<Flow> =>
  fc
    .record({
      direction: fc.constantFrom('egress', 'ingress'),
      protocol: fc.constantFrom('tcp', 'udp'),
      ports,
      sources: fc.array(cidr, { minLength: 1, maxLength: 2 }).map(joinCidrs),
      destination,
      application: fc.constantFrom('tls', 'http', 'opaque'),
      origins: fc.array(origin, { minLength: 1, maxLength: 2 }).map(joinOrigins),
      path: fc.constantFrom(undefined, undefined, '/api/*', '/v1/'),
      inspect: fc.constantFrom(undefined, 'forbid'),
    })
    .map(({ path, inspect, ...flow }) => Object.freeze({ ...flow, ...(attributes && path !== undefined ? { path } : {}), ...(attributes && inspect !== undefined ? { inspect } : {}) })) as fc.Arbitrary<Flow>;

/** Flows that differ in little, so that passes find something to do. */
export const alikeFlow = (attributes: boolean): fc.Arbitrary<Flow> =>
  fc
    .tuple(flowOf(attributes), fc.boolean(), fc.boolean())
    .map(([flow, everyone, tls]) =>
      Object.freeze({ ...flow, direction: 'egress', protocol: 'tcp', ...(tls ? { application: 'tls' } : {}), ...(everyone ? { sources: [cidrOf(4, 0n, 0)] } : {}) }),
    ) as fc.Arbitrary<Flow>;

export const packet: fc.Arbitrary<Probe> = fc
  .record({
    direction: fc.constantFrom('egress', 'ingress'),
    source: address,
    destination: address,
    protocol: fc.constantFrom('tcp', 'udp'),
    port: fc.constantFrom(...PORTS, 8080),
    application: fc.constantFrom('tls', 'http', 'opaque'),
    name: fc.option(name, { nil: undefined }),
  })
  .map(({ name: claimed, ...rest }) => (claimed === undefined ? rest : { ...rest, name: claimed })) as fc.Arbitrary<Probe>;

const AXES = ['direction', 'protocol', 'port', 'application', 'name', 'source', 'destination'] as const;

/** Aimed at the flow: inside it, or just outside, on most axes, so that single axes decide. */
export const packetNear = (flow: Flow): fc.Arbitrary<Probe> =>
  fc.tuple(packet, fc.subarray([...AXES], { minLength: 4 }), fc.integer({ min: -1, max: 1 })).map(([random, axes, step]) => {
    const { destination, ports: [range], sources: [source] } = flow;
    const inside: Readonly<Record<(typeof AXES)[number], Partial<Probe>>> = {
      direction: { direction: flow.direction },
      protocol: { protocol: flow.protocol },
      port: range === undefined ? {} : { port: Math.max(1, step === 0 ? range.to : range.from + Math.min(step, 0)) },
      application: { application: flow.application },
      name: destination.kind === 'name' ? { name: destination.scope === 'exact' ? destination.name : `a.${destination.name}` } : {},
      source: source === undefined ? {} : { source: edgeOf(source, step) },
      destination: destination.kind === 'cidr' ? { destination: edgeOf(destination, step) } : {},
    };
    return axes.reduce<Probe>((probe, axis) => ({ ...probe, ...inside[axis] }), random);
  });

/** The first address, the last, or the one behind it. */
function edgeOf(each: Cidr, step: number): string {
  const last = lastOf(each);
  const behind = last + 1n < 1n << BigInt(bitsOf(each.family)) ? last + 1n : last;
  return formatAddress(each.family, step < 0 ? each.network : step === 0 ? last : behind);
}
