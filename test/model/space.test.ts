import { type Cidr, parseCidr } from '../../src/model/cidr.js';
import { orThrow } from '../../src/model/diagnostic.js';
import { below, exactly } from '../../src/model/domain-pattern.js';
import { type Flow } from '../../src/model/flow.js';
import { groupBy } from '../../src/model/group-by.js';
import { difference, holds, intersection, sameSet, unionOf } from '../../src/model/interval-set.js';
import { parseProbe } from '../../src/model/parse-probe.js';
import { EVERYTHING, type Space, covers, holdsPoint, intersect, pointOf, spaceOfFlows, subtract } from '../../src/model/space.js';

const at = (text: string): Cidr => orThrow(parseCidr(text, 'test'));
const base: Flow = {
  direction: 'egress',
  protocol: 'tcp',
  ports: [{ from: 443, to: 443 }],
  sources: [at('10.20.0.0/16')],
  destination: below('x.example'),
  application: 'tls',
  origins: [{ vendor: 'a', requirement: 'a' }],
};

const defaults = { source: '10.20.0.0', address: '203.0.113.80' };
const has = (space: Space, text: string): boolean => holdsPoint(space, pointOf(orThrow(parseProbe(text, 'probe', defaults))));

describe('interval sets', () => {
  test('touching and overlapping intervals become one, empty ones go', () => {
    expect(unionOf([[5, 7], [1, 3], [3, 4], [6, 9], [2, 2]])).toEqual([[1, 4], [5, 9]]);
  });

  test('what both hold, and what the first holds alone', () => {
    expect(intersection([[1, 5], [7, 10]], [[3, 8]])).toEqual([[3, 5], [7, 8]]);
    expect(difference([[1, 5], [7, 10]], [[3, 8]])).toEqual([[1, 3], [8, 10]]);
    expect(difference([[1, 10]], [[1, 10]])).toEqual([]);
    expect(difference([[1, 10]], [[3, 4], [5, 6]])).toEqual([[1, 3], [4, 5], [6, 10]]);
    expect(difference([[1, 3], [4, 6]], [[0, 5]])).toEqual([[5, 6]]);
  });

  test('the end is excluded', () => {
    expect([holds([[1, 3]], 1), holds([[1, 3]], 2), holds([[1, 3]], 3)]).toEqual([true, true, false]);
    expect(sameSet([[1, 3]], [[1, 3]])).toBe(true);
    expect(sameSet([[1, 3]], [[1, 4]])).toBe(false);
  });
});

test('a flow to a name: any address, that application, that name', () => {
  const space = spaceOfFlows([base]);
  expect(has(space, '443/tcp tls a.x.example at 198.51.100.7')).toBe(true);
  expect(has(space, '443/tcp tls a.x.example at 2001:db8::7')).toBe(true);
  expect(has(space, '443/tcp tls x.example')).toBe(false);
  expect(has(space, '443/tcp tls a-x.example')).toBe(false);
  expect(has(space, '443/tcp http a.x.example')).toBe(false);
  expect(has(space, '443/tcp tls 198.51.100.7')).toBe(false);
});

test('a flow to a network: every application, every name and none', () => {
  const space = spaceOfFlows([{ ...base, destination: at('198.51.100.0/24') }]);
  expect(has(space, '443/tcp 198.51.100.7')).toBe(true);
  expect(has(space, '443/tcp http y.example at 198.51.100.7')).toBe(true);
  expect(has(space, '443/tcp 198.51.101.0')).toBe(false);
  expect(has(space, '443/udp 198.51.100.7')).toBe(false);
});

test('nothing wraps around at the ends of the families', () => {
  const four = spaceOfFlows([{ ...base, destination: at('0.0.0.0/0') }]);
  expect([has(four, '443/tcp 255.255.255.255'), has(four, '443/tcp ::'), has(four, '443/tcp ::1')]).toEqual([true, false, false]);
  const six = spaceOfFlows([{ ...base, destination: at('::/0') }]);
  expect([has(six, '443/tcp 255.255.255.255'), has(six, '443/tcp ::'), has(six, '443/tcp ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff')]).toEqual([false, true, true]);
});

test('what is left over is the counterexample', () => {
  const ports = spaceOfFlows([{ ...base, ports: [{ from: 440, to: 450 }] }]);
  const left = subtract(ports, spaceOfFlows([base]));
  expect(left).toHaveLength(1);
  expect(left[0]?.port).toEqual([[440, 443], [444, 451]]);
  expect(covers(ports, spaceOfFlows([base]))).toBe(true);
  expect(covers(spaceOfFlows([base]), ports)).toBe(false);
});

test('firewalls in series: any address on 443 and a list of names are exact together', () => {
  const group = spaceOfFlows([{ ...base, destination: at('0.0.0.0/0') }, { ...base, destination: at('::/0') }]);
  const list = spaceOfFlows([{ ...base, ports: [{ from: 1, to: 65535 }] }]);
  const both = intersect(group, list);
  expect(covers(both, spaceOfFlows([base])) && covers(spaceOfFlows([base]), both)).toBe(true);
});

test('everything without everything is nothing', () => {
  expect(subtract([EVERYTHING], [EVERYTHING])).toEqual([]);
  expect(intersect([EVERYTHING], [])).toEqual([]);
  expect(covers([], [])).toBe(true);
  expect(covers([], [EVERYTHING])).toBe(false);
});

test('two names side by side are one box, and neither hides the other', () => {
  const space = spaceOfFlows([{ ...base, destination: exactly('x.example') }, base]);
  expect(space).toHaveLength(1);
  expect([has(space, '443/tcp tls x.example'), has(space, '443/tcp tls a.x.example'), has(space, '443/tcp tls ax.example')]).toEqual([true, true, false]);
});

test('groups keep the order in which their keys first appear', () => {
  expect(groupBy([3, 1, 4, 1, 5, 9], (each) => (each % 2 === 0 ? 'even' : 'odd'))).toEqual([[3, 1, 1, 5, 9], [4]]);
});
