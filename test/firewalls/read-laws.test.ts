import fc from 'fast-check';
import { evaluate, permittedSpace } from '../../src/check/evaluate.js';
import { read as readSecurityGroups } from '../../src/firewalls/aws-security-group/read.js';
import { read as readAzureFirewalls } from '../../src/firewalls/azure-firewall/read.js';
import { read as readNetworkSecurityGroups } from '../../src/firewalls/azure-network-security-group/read.js';
import { orThrow } from '../../src/model/diagnostic.js';
import type { Filter } from '../../src/model/filter.js';
import type { Probe } from '../../src/model/probe.js';
import { holdsPoint, pointOf } from '../../src/model/space.js';
import type { TerraformConfig } from '../../src/terraform/config.js';
import type { Json } from '../../src/terraform/json.js';
import { readConfiguration } from '../../src/terraform/read-configuration.js';
import { type Decide, azureFirewall, networkSecurityGroup, securityGroup } from './support/brute-force.js';

// Readers against evaluators that walk the configuration itself, packet by packet, without any code of ours.

interface Case {
  readonly resource: Json;
  readonly decide: Decide;
}

const configOf = (resource: Json): TerraformConfig => orThrow(readConfiguration([{ name: 'main.tf.json', json: { resource } }]));

const addresses = fc.constantFrom('10.0.0.0', '10.0.0.7', '10.0.0.8', '10.0.1.1', '10.255.255.255', '203.0.113.0', '203.0.113.127', '203.0.113.128', '198.51.100.5');
const names = fc.constantFrom('a.example.com', 'example.com', 'b.a.example.com', 'anexample.com', 'example.org', undefined);
const packet: fc.Arbitrary<Probe> = fc
  .record({
    direction: fc.constantFrom('egress' as const, 'ingress' as const),
    source: addresses,
    destination: addresses,
    protocol: fc.constantFrom('tcp', 'tcp', 'udp', 'icmp', '47'),
    port: fc.constantFrom(79, 80, 443, 444, 1024, 2048, 65535),
    application: fc.constantFrom('tls' as const, 'http' as const, 'opaque' as const),
    name: names,
  })
  .map(({ name, ...rest }) => (name === undefined ? rest : { ...rest, name }));
const packets = fc.noShrink(fc.array(packet, { minLength: 120, maxLength: 120 }));

const kinds: readonly (readonly [string, fc.Arbitrary<Case>, (config: TerraformConfig) => readonly Filter[]])[] = [
  ['aws-security-group', securityGroup, readSecurityGroups],
  ['azure-network-security-group', networkSecurityGroup, readNetworkSecurityGroups],
  ['azure-firewall', azureFirewall, readAzureFirewalls],
];

/** The point the evaluator speaks of: the only group, or the policy at the end of the chain. */
const pointIn = (filters: readonly Filter[]): Filter => {
  const filter = filters.find(({ point }) => point.endsWith('.it'));
  if (filter === undefined) throw new Error(filters.map(({ point }) => point).join(', '));
  return filter;
};

describe.each(kinds)('%s', (_, cases, read) => {
  test('says of every packet what the configuration says, over at least 20,000', () => {
    const seen = { packets: 0, permitted: 0 };
    fc.assert(
      fc.property(cases, packets, ({ resource, decide }, probes) => {
        const filter = pointIn(read(configOf(resource)));
        const space = permittedSpace(filter);
        for (const probe of probes) {
          const expected = decide(probe);
          const point = pointOf(probe);
          seen.packets += 1;
          seen.permitted += expected ? 1 : 0;
          const said = [evaluate(filter, probe).verdict, holdsPoint(space.least, point), holdsPoint(space.most, point)];
          if (`${said}` !== `${[expected ? 'permit' : 'deny', expected, expected]}`) throw new Error(`${JSON.stringify(probe)}: ${said}`);
        }
      }),
      { numRuns: 180 },
    );
    expect(seen.packets).toBeGreaterThanOrEqual(20_000);
    expect(seen.permitted).toBeGreaterThan(1_000);
  });

  test('a value that is not known never turns a verdict round, only into unknown', () => {
    const seen = { sure: 0, unknown: 0 };
    fc.assert(
      fc.property(cases, packets, fc.nat(), fc.boolean(), ({ resource, decide }, probes, at, whole) => {
        const places = leavesOf(resource, whole);
        const place = places[at % places.length];
        if (place === undefined) return;
        const filter = pointIn(read(configOf(withHole(resource, place))));
        for (const probe of probes) {
          const { verdict } = evaluate(filter, probe);
          if (verdict === 'unknown') seen.unknown += 1;
          else {
            seen.sure += 1;
            if (verdict !== (decide(probe) ? 'permit' : 'deny')) throw new Error(`${place.join('.')}: ${JSON.stringify(probe)}: ${verdict}`);
          }
        }
      }),
      { numRuns: 250 },
    );
    expect(seen.sure).toBeGreaterThan(5_000);
    expect(seen.unknown).toBeGreaterThan(500);
  });
});

type Path = readonly (string | number)[];

/** Where a text, number or flag stands, or with `whole` a list or block; below the resources. */
function leavesOf(json: Json, whole: boolean, path: Path = []): readonly Path[] {
  if (typeof json !== 'object' || json === null) return whole ? [] : [path];
  const inner = Object.entries(json).flatMap(([key, item]) => leavesOf(item as Json, whole, [...path, Array.isArray(json) ? Number(key) : key]));
  return whole && path.length > 2 ? [path, ...inner] : inner;
}

/** What no reader evaluates, and may be anything. */
const HOLE = '${lower(var.hole)}';

function withHole(json: Json, [key, ...rest]: Path): Json {
  if (key === undefined) return HOLE;
  if (Array.isArray(json)) return json.map((item: Json, index) => (index === key ? withHole(item, rest) : item));
  return Object.fromEntries(Object.entries(json as Readonly<Record<string, Json>>).map(([name, item]) => [name, name === key ? withHole(item, rest) : item]));
}
