import fc from 'fast-check';
import { type Shadow, printShadows, shadows } from '../../src/check/shadows.js';
import { read as readAzureFirewall } from '../../src/firewalls/azure-firewall/read.js';
import { read as readSecurityGroup } from '../../src/firewalls/azure-network-security-group/read.js';
import { cidrOf } from '../../src/model/cidr.js';
import { below, exactly } from '../../src/model/domain-pattern.js';
import type { Filter, FilterLine } from '../../src/model/filter.js';
import { type Box, EVERYTHING, addressSet, nameSet } from '../../src/model/space.js';
import { configOf } from './support.js';

const line = (rule: string, box: Partial<Box>, action: FilterLine['action'] = 'permit'): FilterLine => {
  const space = [{ ...EVERYTHING, ...box }];
  return { action, rule, least: space, most: space };
};

const filterOf = (lines: readonly FilterLine[], kind = 'test'): Filter => ({ kind, point: 'p', directions: ['egress'], lines, otherwise: 'deny' });

const found = (lines: readonly FilterLine[], kind?: string): readonly string[] => shadows([filterOf(lines, kind)]).map(({ line: rule, what, extent, by }) => `${rule} ${what} ${extent}: ${by.join(', ')}`);

const ports = (from: number, to: number): Partial<Box> => ({ port: [[from, to + 1]] });

test('the same said twice, less than another, or than several together', () => {
  expect(found([line('a', ports(80, 90)), line('b', ports(80, 90))])).toEqual(['b duplicate all: a']);
  expect(found([line('a', ports(80, 90)), line('b', ports(85, 87))])).toEqual(['b redundant all: a']);
  expect(found([line('a', ports(80, 85)), line('x', ports(1, 2)), line('b', ports(86, 90)), line('c', ports(84, 87))])).toEqual(['c redundant all: a, b']);
  expect(found([line('a', ports(80, 85)), line('b', ports(87, 90)), line('c', ports(84, 88))])).toEqual([]);
});

test('where all permit, a later rule holds as well; where some deny, only earlier ones do', () => {
  expect(found([line('a', ports(85, 87)), line('b', ports(80, 90))])).toEqual(['a redundant all: b']);
  expect(found([line('a', ports(85, 87)), line('b', ports(80, 90)), line('c', ports(1, 2), 'deny')])).toEqual([]);
});

test('a rule that others turn is shadowed', () => {
  expect(found([line('a', ports(80, 90), 'deny'), line('b', ports(85, 87))])).toEqual(['b shadowed all: a']);
});

test('what a rule only may match shadows nothing, and one that may match more is not shadowed', () => {
  const unsure: FilterLine = { ...line('a', ports(80, 90)), least: [] };
  expect(found([unsure, line('b', ports(85, 87))])).toEqual([]);
  expect(found([line('a', ports(80, 90)), { ...line('b', ports(85, 87)), most: [EVERYTHING] }])).toEqual([]);
});

test('a rule of several lines decides while one of them does', () => {
  expect(found([line('a', ports(80, 90)), line('b', ports(85, 87)), line('b', ports(91, 92))])).toEqual([]);
  expect(found([line('a', ports(80, 90)), line('b', ports(85, 87)), line('b', ports(85, 86))])).toEqual(['b redundant all: a']);
});

test('names: an apex is not below itself', () => {
  const name = (...patterns: Parameters<typeof nameSet>[0]): Partial<Box> => ({ name: nameSet(patterns) });
  expect(found([line('a', name(below('example.com'))), line('b', name(exactly('www.example.com'))), line('c', name(exactly('example.com')))])).toEqual(['b redundant all: a']);
});

test('rules with the same fate stand below it', () => {
  const shadow = (rule: string, more: Partial<Shadow> = {}): Shadow => ({ point: 'p', line: rule, what: 'redundant', extent: 'all', by: ['z'], ...more });
  const [fate, other] = ['  decide nothing that is not also held by z:', '  say the same as y and 1 more:'];
  expect(printShadows([shadow('a')])).toEqual(['p:', fate, '    a']);
  expect(printShadows(['a', 'b', 'c', 'd'].map((rule) => shadow(rule)))).toEqual(['p:', fate, '    a', '    b', '    c', '    and 1 more']);
  expect(printShadows([shadow('a'), shadow('b', { point: 'q' }), shadow('c', { what: 'duplicate', by: ['y', 'x'] })])).toEqual(['p:', fate, '    a', other, '    c', 'q:', fate, '    b']);
});

describe('Azure', () => {
  const POLICY = '/subscriptions/0/hub';
  const net = (more: object): object => ({ name: 'net', source_addresses: ['10.0.0.0/8'], protocols: ['TCP'], destination_ports: ['443'], destination_addresses: ['203.0.113.0/24'], ...more });
  const web = { name: 'web', source_addresses: ['10.1.0.0/16'], protocols: [{ type: 'Https', port: 443 }], destination_fqdns: ['api.example.com'] };
  const inPolicy = (rule: object, action = 'Allow'): readonly string[] => {
    const group = { name: 'gg', priority: 500, firewall_policy_id: POLICY, network_rule_collection: [{ name: 'n', priority: 100, action, rule: [rule] }], application_rule_collection: [{ name: 'a', priority: 200, action: 'Allow', rule: [web] }] };
    const filters = readAzureFirewall(configOf({ azurerm_firewall_policy_rule_collection_group: { g: group } }));
    return shadows(filters).map(({ line: rule_, what, extent, by }) => `${rule_} ${what} ${extent}: ${by.join(', ')}`.replaceAll('azurerm_firewall_policy_rule_collection_group.g ', ''));
  };

  test('a network rule takes some packets of a rule by name, or all of them', () => {
    expect(inPolicy(net({}))).toEqual(['a/web pre-empted some: n/net']);
    expect(inPolicy(net({ destination_addresses: ['*'] }))).toEqual(['a/web pre-empted all: n/net']);
    expect(inPolicy(net({ destination_addresses: ['*'] }), 'Deny')).toEqual(['a/web pre-empted all: n/net']);
  });

  test('not on other ports, protocols or sources', () => {
    expect(inPolicy(net({ destination_addresses: ['*'], destination_ports: ['444'] }))).toEqual([]);
    expect(inPolicy(net({ destination_addresses: ['*'], protocols: ['UDP'] }))).toEqual([]);
    expect(inPolicy(net({ destination_addresses: ['*'], source_addresses: ['10.2.0.0/16'] }))).toEqual([]);
  });

  test('the default rules that Azure adds are nobody\'s to mend', () => {
    const deny = { name: 'deny', priority: 4096, direction: 'Outbound', access: 'Deny', protocol: '*', source_port_range: '*', destination_port_range: '*', source_address_prefix: '*', destination_address_prefix: '*' };
    expect(shadows(readSecurityGroup(configOf({ azurerm_network_security_group: { g: { name: 'g', resource_group_name: 'rg', security_rule: [deny] } } })))).toEqual([]);
  });
});

describe('laws', () => {
  // Ports 0 to 3 and addresses 0 to 7: every packet can be looked at.
  const interval = (size: number): fc.Arbitrary<readonly [number, number]> => fc.tuple(fc.nat(size - 1), fc.integer({ min: 1, max: size })).map(([lo, length]) => [lo, Math.min(size, lo + length)] as const);
  const box = fc.tuple(interval(4), interval(8)).map(([[p, q], [a, b]]): Partial<Box> => ({ port: [[p, q]], address: [[BigInt(a), BigInt(b)]] }));
  const lines = fc.array(fc.tuple(box, fc.boolean()), { minLength: 1, maxLength: 9 });

  const cellsOf = ({ port = [], address = [] }: Partial<Box>): readonly string[] =>
    port.flatMap(([p, q]) => address.flatMap(([a, b]) => Array.from({ length: q - p }, (_, i) => Array.from({ length: Number(b - a) }, (_each, j) => `${p + i} ${Number(a) + j}`)).flat()));

  function deadByHand(given: readonly (readonly [Partial<Box>, boolean])[]): readonly string[] {
    const cells = given.map(([each]) => cellsOf(each));
    const dead = new Set<number>();
    const isHeld = (at: number, by: readonly number[]): boolean => (cells[at] ?? []).every((cell) => by.some((other) => cells[other]?.includes(cell)));
    const all = given.map((_, at) => at);
    for (const at of all) if (isHeld(at, all.filter((other) => other < at))) dead.add(at);
    if (given.every(([, permits]) => permits)) for (const at of all) if (!dead.has(at) && isHeld(at, all.filter((other) => other > at && !dead.has(other)))) dead.add(at);
    return [...dead].map((at) => `r${at}`).sort();
  }

  test('exactly the rules that decide nothing are found, against every packet', () => {
    fc.assert(
      fc.property(lines, (given) => {
        const filter = filterOf(given.map(([each, permits], at) => line(`r${at}`, each, permits ? 'permit' : 'deny')));
        expect(shadows([filter]).map((shadow) => shadow.line).sort()).toEqual(deadByHand(given));
      }),
      { numRuns: 2_000 },
    );
  });

  test('the rules named hold every packet of the rule', () => {
    fc.assert(
      fc.property(lines, (given) => {
        const filter = filterOf(given.map(([each, permits], at) => line(`r${at}`, each, permits ? 'permit' : 'deny')));
        for (const shadow of shadows([filter])) {
          const held = new Set(shadow.by.flatMap((rule) => cellsOf(given[Number(rule.slice(1))]?.[0] ?? {})));
          expect(cellsOf(given[Number(shadow.line.slice(1))]?.[0] ?? {}).filter((cell) => !held.has(cell))).toEqual([]);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

test('10,000 rules by name and address, one of them dead, take seconds and not minutes', () => {
  const names = Array.from({ length: 5_000 }, (_, at) => line(`n${at}`, { ...ports(443, 443), name: nameSet([at % 2 === 0 ? exactly(`h${at}.example.com`) : below(`h${at}.example.com`)]) }));
  const networks = Array.from({ length: 5_000 }, (_, at) => line(`a${at}`, { ...ports(443, 443), address: addressSet([cidrOf(4, BigInt(20 * 2 ** 24 + at * 32), 28)]) }));
  const dead = line('dead', { ...ports(443, 443), name: nameSet([exactly('x.h7.example.com')]) });
  const started = Date.now();
  expect(found([...names, ...networks, dead])).toEqual(['dead redundant all: n7']);
  expect(Date.now() - started).toBeLessThan(20_000);
});

test('on Azure too, where each rule by name is held against each network rule', () => {
  const networks = Array.from({ length: 3_000 }, (_, at) => line(`a${at}`, { ...ports(443, 443), address: addressSet([cidrOf(4, BigInt(20 * 2 ** 24 + at * 32), 28)]) }));
  const names = Array.from({ length: 3_000 }, (_, at) => line(`n${at}`, { ...ports(443, 443), name: nameSet([exactly(`h${at}.example.com`)]) }));
  const started = Date.now();
  expect(printShadows(shadows([filterOf([...networks, ...names], 'azure-firewall')]))).toEqual(['p:', '  decide by name only what is left by rules that see no names: a0 and 2999 more:', '    n0', '    n1', '    n2', '    and 2997 more']);
  expect(Date.now() - started).toBeLessThan(20_000);
});
