import fc from 'fast-check';
import { type SitePlan, planSite } from '../../src/site/plan-site.js';
import { formatOrigin, ownSideOf } from '../../src/model/flow.js';
import type { Probe } from '../../src/model/probe.js';
import { ask, inCidr } from '../model/support/membership.js';
import { LISTS, accepting, askedOf, numberIn, siteOf, vendors } from './support/sites.js';

// Which rows a site has to accept, worked out a second time: packet by packet, without sets of packets.

jest.setTimeout(300_000);

/** For each packet that is open: at each firewall, the rows by whose widenings it passes. It is closed once one firewall has none. */
type Blamed = readonly (readonly (readonly string[])[])[];

const OWN = ['10.20.0.9', '10.20.1.10', '10.20.9.9', '10.30.0.9'];
const OTHERS = ['192.0.2.1', '203.0.113.7'];

const PACKETS: readonly Probe[] = OWN.flatMap((own) =>
  [...OWN, ...OTHERS].flatMap((other) => [
    { direction: 'egress', source: own, destination: other } as const,
    { direction: 'ingress', source: other, destination: own } as const,
  ]),
).flatMap((ends) =>
  [undefined, 'a.example', 'b.a.example', 'x.b.a.example', 'c.example', 'd.example'].flatMap((name) =>
    [443, 8443, 8445, 80, 7].flatMap((port) => (['tls', 'http', 'opaque'] as const).map((application) => ({ ...ends, protocol: 'tcp', port, application, ...(name === undefined ? {} : { name }) }))),
  ),
);

const turned = (packet: Probe): Probe => ({ ...packet, direction: packet.direction === 'egress' ? 'ingress' : 'egress' });

function blamedFor({ sources, required, plans }: SitePlan): Blamed {
  const isOwn = (address: string): boolean => [...sources, ...required.flatMap(ownSideOf)].some((each) => inCidr(address, each));
  const isInside = ({ source, destination }: Probe): boolean => isOwn(source) && isOwn(destination);
  const isAsked = (packet: Probe): boolean => ask(required, packet) || (isInside(packet) && ask(required, turned(packet)));
  const business = PACKETS.filter(({ direction, source, destination }) => isOwn(direction === 'egress' ? source : destination));
  const passing = plans.reduce<readonly { readonly packet: Probe; readonly rows: Blamed[number] }[]>(
    (left, plan) => left.map(({ packet, rows }) => ({ packet, rows: [...rows, rowsPassing(plan, packet)] })).filter(({ rows }) => rows.every((by) => by.length > 0)),
    business.map((packet) => ({ packet, rows: [] })),
  );
  return passing.filter(({ packet }) => !isAsked(packet)).map(({ rows }) => rows);
}

/** Rows by whose widenings a firewall lets the packet pass. One that decides by name, or leaves a direction, knows no direction. */
const rowsPassing = ({ kind, units }: SitePlan['plans'][number], packet: Probe): readonly string[] =>
  units.flatMap(({ lowering: { widenings, left = [] } }) => {
    const seen = kind.seesNames || left.includes(packet.direction) ? [packet, turned(packet)] : [packet];
    return widenings.filter(({ lost, permits }) => lost !== 'path' && seen.some((each) => ask(permits, each))).flatMap(({ flow }) => flow.origins.map(formatOrigin));
  });

const closes = (rows: readonly string[], blamed: Blamed): boolean => blamed.every((firewalls) => firewalls.some((to) => to.every((each) => rows.includes(each))));

/** `beside`: rows that have to be accepted for their paths. */
function fewestThatClose(beside: readonly string[], blamed: Blamed): number {
  const others = [...new Set(blamed.flat(2))].filter((each) => !beside.includes(each));
  const subsets = others.reduce<readonly (readonly string[])[]>((all, each) => all.flatMap((subset) => [subset, [...subset, each]]), [beside]);
  return Math.min(...subsets.filter((subset) => closes(subset, blamed)).map(({ length }) => length));
}

test('the rows that a site is asked for close all that is open, each is needed for it, and they are nearly always the fewest', () => {
  const seen = { asked: 0, fewest: 0 };
  fc.assert(
    fc.property(vendors, numberIn(LISTS), (selected, index) => {
      const site = siteOf(selected, LISTS[index] ?? []);
      const asked = askedOf(site) ?? new Map();
      const plan = planSite(accepting(site, asked.keys()));
      if (asked.size === 0 || !plan.ok) return;
      const rows = [...asked.keys()];
      const forPaths = rows.filter((name) => asked.get(name)?.has('path'));
      const blamed = blamedFor(plan.value);
      expect(closes(rows, blamed)).toBe(true);
      for (const name of rows) if (!forPaths.includes(name)) expect(closes(rows.filter((other) => other !== name), blamed)).toBe(false);
      seen.asked += 1;
      seen.fewest += fewestThatClose(forPaths, blamed) === rows.length ? 1 : 0;
    }),
    { numRuns: 100 },
  );
  expect(seen.asked).toBeGreaterThan(20);
  expect(seen.fewest / seen.asked).toBeGreaterThan(0.9);
});
