import { nearestTo } from '../../src/check/nearest.js';
import { textOn } from '../../src/check/axis-text.js';
import { reasonsFor } from '../../src/check/reasons.js';
import { printReason } from '../../src/check/print-reason.js';
import type { FilterLine } from '../../src/model/filter.js';
import { parsePackets, boxOfPackets } from '../../src/model/parse-packets.js';
import { orThrow } from '../../src/model/diagnostic.js';
import { difference } from '../../src/model/interval-set.js';
import { below, exactly } from '../../src/model/domain-pattern.js';
import { EVERYTHING, EVERY_NAME, NO_NAME, SOME_NAME, nameSet, namesEndingIn, pointOf } from '../../src/model/space.js';
import type { Probe } from '../../src/model/probe.js';

const line = (rule: string, packets: string, action: 'permit' | 'deny' = 'permit'): FilterLine => {
  const box = boxOfPackets(orThrow(parsePackets(packets, 'packet')), []);
  return { action, rule, least: [box], most: [box] };
};
const packet = (more: Partial<Probe>): Probe => ({ direction: 'egress', source: '10.0.0.1', destination: '203.0.113.7', protocol: 'tcp', port: 443, application: 'opaque', ...more });
const near = (lines: readonly FilterLine[], more: Partial<Probe>): readonly unknown[] => {
  const found = nearestTo(lines, pointOf(packet(more)));
  return found === undefined ? [] : [found.line.rule, ...found.differs.map(({ axis, holds }) => `${axis} ${holds}`)];
};

test.each<[string, readonly FilterLine[], Partial<Probe>, readonly string[]]>([
  ['the rule for the very network on other ports, before one for the port and others', [line('a', '443/tcp 198.51.100.0/24'), line('b', '80,8443/tcp 203.0.113.0/24')], {}, ['b', 'port 80, 8443']],
  ['the name that is spelled most alike', [line('a', '443/tcp tls display.withalleo.com'), line('b', '443/tcp tls meet.withalleo.com')], { application: 'tls', name: 'met.withaleo.com' }, ['b', 'name meet.withalleo.com']],
  ['a name before a network, for a packet that shows one', [line('a', '443/tcp 198.51.100.0/24'), line('b', '443/tcp tls *.x.com')], { application: 'tls', name: 'a.y.com' }, ['b', 'name *.x.com']],
  ['a network before a name, for a packet that shows none', [line('a', '443/tcp 198.51.100.0/24'), line('b', '443/tcp tls *.x.com')], {}, ['a', 'address 198.51.100.0/24']],
  ['fewer axes before nearer ones', [line('a', '80/udp 203.0.113.0/24'), line('b', '443/tcp 198.51.100.0/24')], {}, ['b', 'address 198.51.100.0/24']],
  ['nothing that differs in three', [line('a', '80/udp 198.51.100.0/24')], {}, []],
  ['nothing that denies', [line('a', '80/tcp 203.0.113.0/24', 'deny')], {}, []],
])('nearest is %s', (_, lines, more, expected) => {
  expect(near(lines, more)).toEqual(expected);
  expect(near([...lines].reverse(), more)).toEqual(expected);
});

test('a rule behind the one that denies is not near, however near it is, and one before it is', () => {
  const [early, wall, late] = [line('early', '80/tcp 203.0.113.0/24'), line('wall', '*/tcp', 'deny'), line('late', '443/tcp 203.0.113.0/32')];
  const reason = reasonsFor({ kind: 'nsg', filters: [{ kind: 'nsg', point: 'nsg.n', directions: ['egress'], lines: [early, wall, late], otherwise: 'deny' }] }, packet({}));
  expect(printReason(reason)).toEqual(['nsg denies it: wall', '  nearest: early, which differs in port (it has 80)']);
});

test.each<[string, Parameters<typeof textOn>]>([
  ['10.0.0.0/8', ['address', [[0x0a000000n, 0x0b000000n]]]],
  ['0.0.0.4-0.0.0.6', ['source', [[4n, 7n]]]],
  ['0.0.0.1-0.0.0.2', ['address', [[1n, 3n]]]],
  ['2001:db8::/32', ['address', [[(1n << 32n) + (0x20010db8n << 96n), (1n << 32n) + (0x20010db9n << 96n)]]]],
  ['0.0.0.0/0, ::/0', ['address', EVERYTHING.address]],
  ['80, 443-445', ['port', [[80, 81], [443, 446]]]],
  ['1, 3, 5 and 1 more', ['port', [[1, 2], [3, 4], [5, 6], [7, 8]]]],
  ['tcp, udp', ['protocol', [[6, 7], [17, 18]]]],
  ['protocol 47', ['protocol', [[47, 48]]]],
  ['http to tls', ['application', [[1, 3]]]],
  ['in', ['direction', [[1, 2]]]],
  ['no name', ['name', NO_NAME]],
  ['any name', ['name', SOME_NAME]],
  ['any name or none', ['name', EVERY_NAME]],
  ['names that end in x.com', ['name', namesEndingIn('x.com')]],
  ['any name but a.com', ['name', difference(SOME_NAME, nameSet([exactly('a.com')]))]],
  ['a.com, *.b.com', ['name', nameSet([exactly('a.com'), below('b.com')])]],
  ['out to in', ['direction', EVERYTHING.direction]],
])('what an axis holds is told as %s', (expected, given) => expect(textOn(...given)).toBe(expected));
