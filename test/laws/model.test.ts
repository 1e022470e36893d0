import fc from 'fast-check';
import { bitsOf, coversCidr, formatAddress, formatCidr, joinCidrs, lastOf, parseCidr } from '../../src/model/cidr.js';
import { orThrow } from '../../src/model/diagnostic.js';
import { compareDestinations, coveringDestinations, coversDestination, formatDestination } from '../../src/model/destination.js';
import { comparePatterns, coversPattern, formatPattern, parsePattern } from '../../src/model/domain-pattern.js';
import { type Flow, compareFlows, coversFlow } from '../../src/model/flow.js';
import { difference, holds, intersection, unionOf } from '../../src/model/interval-set.js';
import { coversPorts, formatPorts, joinPortRanges, parsePorts } from '../../src/model/port-range.js';
import { type Probe } from '../../src/model/probe.js';
import { AXES, type Box, type Space, covers, holdsPoint, intersect, nameSet, namesEndingIn, pointOf, spaceOfFlow, spaceOfFlows, subtract } from '../../src/model/space.js';
import { address, anyCidr, cidr, flowOf, name, packet, packetNear, pattern, portRange } from '../model/support/arbitraries.js';
import { ask, asks, inCidr, underPattern } from '../model/support/membership.js';

const flow = flowOf(false);

describe('parse and print', () => {
  test('ports read back as they were printed', () => {
    fc.assert(
      fc.property(fc.array(portRange, { minLength: 1, maxLength: 8 }), (ranges) => {
        const joined = joinPortRanges(ranges);
        expect(orThrow(parsePorts(formatPorts(joined), 'law'))).toEqual(joined);
      }),
    );
  });

  test('networks read back as they were printed, IPv6 too', () => {
    fc.assert(fc.property(anyCidr, (each) => expect(orThrow(parseCidr(formatCidr(each), 'law'))).toEqual(each)), { numRuns: 1000 });
  });

  test('IPv6 addresses are printed as RFC 5952 asks: lower case, no leading zeros, one gap of two groups or more', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constant(0), fc.nat(0xffff)), { minLength: 8, maxLength: 8 }), (groups) => {
        const printed = formatAddress(6, groups.reduce((bits, group) => (bits << 16n) | BigInt(group), 0n));
        const [left = [], right = []] = printed.split('::').map((part) => (part === '' ? [] : part.split(':')));
        const gap = printed.includes('::') ? new Array<string>(8 - left.length - right.length).fill('0') : [];
        expect([...left, ...gap, ...right]).toEqual(groups.map((group) => group.toString(16)));
        expect(gap.length).not.toBe(1);
      }),
      { numRuns: 1000 },
    );
  });

  test('patterns read back as they were printed', () => {
    fc.assert(fc.property(pattern, (each) => expect(orThrow(parsePattern(formatPattern(each), 'law')).patterns).toEqual([each])));
  });

  test('what a network with host bits should have been can be read', () => {
    fc.assert(
      fc.property(anyCidr, fc.nat(1000), (each, host) => {
        fc.pre(each.prefix < bitsOf(each.family) && BigInt(host) > 0n && each.network + BigInt(host) <= lastOf(each));
        const checked = parseCidr(`${formatAddress(each.family, each.network + BigInt(host))}/${each.prefix}`, 'law');
        expect(checked.ok ? [] : checked.problems.map(({ meant }) => meant)).toEqual([formatCidr(each)]);
      }),
    );
  });
});

describe('sets', () => {
  const interval = fc.tuple(fc.nat(30), fc.nat(30));
  const intervals = fc.array(interval, { maxLength: 6 });
  const members = (list: readonly (readonly [number, number])[]): readonly boolean[] => Array.from({ length: 31 }, (_, value) => list.some(([lo, hi]) => lo <= value && value < hi));

  test('union, intersection and difference are those of their members', () => {
    fc.assert(
      fc.property(intervals, intervals, (left, right) => {
        const [a, b] = [unionOf(left), unionOf(right)];
        const [inA, inB] = [members(left), members(right)];
        expect(members(a)).toEqual(inA);
        expect(members(intersection(a, b))).toEqual(inA.map((each, index) => each && inB[index]));
        expect(members(difference(a, b))).toEqual(inA.map((each, index) => each && inB[index] !== true));
        expect(Array.from({ length: 31 }, (_, value) => holds(a, value))).toEqual(inA);
      }),
      { numRuns: 2000 },
    );
  });

  test('results are sorted, disjoint and do not touch', () => {
    fc.assert(
      fc.property(intervals, intervals, (left, right) => {
        const [a, b] = [unionOf(left), unionOf(right)];
        for (const set of [a, b, intersection(a, b), difference(a, b)]) {
          set.forEach(([lo, hi], index) => expect((set[index - 1]?.[1] ?? -1) < lo && lo < hi).toBe(true));
        }
      }),
    );
  });

  test('joined ports hold the same ports in ranges that do not touch', () => {
    fc.assert(
      fc.property(fc.array(portRange, { maxLength: 6 }), fc.integer({ min: 1, max: 65535 }), (ranges, port) => {
        const joined = joinPortRanges(ranges);
        const edges = ranges.flatMap(({ from, to }) => [from - 1, from, to, to + 1]);
        const among = (list: typeof joined, value: number): boolean => list.some(({ from, to }) => from <= value && value <= to);
        for (const value of [port, ...edges]) expect(among(joined, value)).toBe(among(ranges, value));
        joined.forEach(({ from }, index) => expect((joined[index - 1]?.to ?? -1) + 1 < from).toBe(true));
        expect(ranges.every((range) => coversPorts(joined, [range]))).toBe(true);
      }),
    );
  });

  test('joined networks hold the same addresses, and no two could be one', () => {
    fc.assert(
      fc.property(fc.array(cidr, { maxLength: 12 }), fc.array(address, { minLength: 20, maxLength: 20 }), (cidrs, addresses) => {
        const joined = joinCidrs(cidrs);
        for (const each of addresses) expect(joined.some((wide) => inCidr(each, wide))).toBe(cidrs.some((wide) => inCidr(each, wide)));
        joined.forEach((each, index) => {
          const last = joined[index - 1];
          if (last?.family === each.family) expect(lastOf(last) < each.network).toBe(true);
        });
        expect(joinCidrs([...joined].reverse())).toEqual(joined);
      }),
      { numRuns: 500 },
    );
  });

  test('a network covers another when it holds its first and last address', () => {
    fc.assert(
      fc.property(cidr, cidr, (wide, narrow) => {
        const [first, last] = [formatAddress(narrow.family, narrow.network), formatAddress(narrow.family, lastOf(narrow))];
        expect(coversCidr(wide, narrow)).toBe(inCidr(first, wide) && inCidr(last, wide));
      }),
      { numRuns: 2000 },
    );
  });
});

const backwards = (text: string): string => [...text].reverse().join('');

describe('names', () => {
  test('the interval of a pattern holds exactly its names', () => {
    fc.assert(
      fc.property(pattern, name, (each, claimed) => {
        expect(holds(nameSet([each]), backwards(claimed))).toBe(underPattern(claimed, each));
        expect(holds(nameSet([each]), '')).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  test('names that end in a text are those whose end it is', () => {
    fc.assert(
      fc.property(name, fc.nat(20), name, (each, cut, claimed) => {
        const ending = each.slice(Math.min(cut, each.length - 1));
        expect(holds(namesEndingIn(ending), backwards(claimed))).toBe(claimed.endsWith(ending));
      }),
      { numRuns: 1000 },
    );
  });

  test('a pattern that covers another holds all its names', () => {
    fc.assert(
      fc.property(pattern, pattern, name, (wide, narrow, claimed) => {
        const one = narrow.scope === 'exact' ? [narrow.name] : [`a.${narrow.name}`, `b.a.${narrow.name}`, claimed];
        if (coversPattern(wide, narrow)) for (const each of one.filter((text) => underPattern(text, narrow))) expect(underPattern(each, wide)).toBe(true);
        else expect(one.filter((text) => underPattern(text, narrow)).every((text) => underPattern(text, wide))).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  test('the order of patterns, destinations and flows is total', () => {
    const total = <T>(arbitrary: fc.Arbitrary<T>, compare: (a: T, b: T) => number): void => {
      fc.assert(
        fc.property(arbitrary, arbitrary, arbitrary, (a, b, c) => {
          expect(Math.sign(compare(a, b)) + Math.sign(compare(b, a))).toBe(0);
          if (compare(a, b) <= 0 && compare(b, c) <= 0) expect(compare(a, c)).toBeLessThanOrEqual(0);
          expect(compare(a, a)).toBe(0);
        }),
      );
    };
    total(pattern, comparePatterns);
    total(fc.oneof(cidr, pattern), compareDestinations);
    total(flow, compareFlows);
  });

  test('whatever covers a destination is among its covering destinations', () => {
    fc.assert(
      fc.property(fc.oneof(cidr, pattern), fc.oneof(cidr, pattern), (wide, narrow) => {
        expect(coveringDestinations(narrow).includes(formatDestination(wide))).toBe(coversDestination(wide, narrow));
      }),
      { numRuns: 2000 },
    );
  });
});

// The axes as space.ts documents them, worked out here a second time.
function inSpace(space: Space, probe: Probe): boolean {
  const point: Readonly<Record<(typeof AXES)[number], number | bigint | string>> = {
    direction: probe.direction === 'egress' ? 0 : 1,
    protocol: probe.protocol === 'tcp' ? 6 : 17,
    application: ['opaque', 'http', 'tls'].indexOf(probe.application),
    port: probe.port,
    source: numbered(probe.source),
    address: numbered(probe.destination),
    name: backwards(probe.name ?? ''),
  };
  return space.some((box: Box) => AXES.every((axis) => box[axis].some(([lo, hi]) => lo <= point[axis] && point[axis] < hi)));
}

function numbered(text: string): bigint {
  if (!text.includes(':')) return text.split('.').reduce((bits, part) => bits * 256n + BigInt(part), 0n);
  const [left = '', right = ''] = text.split('::');
  const parts = (half: string): readonly string[] => (half === '' ? [] : half.split(':'));
  const zeros = new Array<string>(text.includes('::') ? 8 - parts(left).length - parts(right).length : 0).fill('0');
  return (1n << 32n) + [...parts(left), ...zeros, ...parts(right)].reduce((bits, part) => bits * 65536n + BigInt(`0x${part}`), 0n);
}

describe('space', () => {
  const flows = fc.array(flow, { minLength: 1, maxLength: 5 });
  const near = (list: readonly Flow[]): fc.Arbitrary<readonly Probe[]> => fc.noShrink(fc.array(fc.oneof(packet, ...list.map(packetNear)), { minLength: 150, maxLength: 150 }));

  test('holds, joins, subtracts and intersects packet by packet, on at least 100,000 of them', () => {
    let packets = 0;
    let held = 0;
    fc.assert(
      fc.property(
        fc.tuple(flows, flows).chain(([left, right]) => fc.tuple(fc.constant(left), fc.constant(right), near([...left, ...right]))),
        ([left, right, probes]) => {
          const [a, b] = [spaceOfFlows(left), spaceOfFlows(right)];
          const [less, both] = [subtract(a, b), intersect(a, b)];
          for (const probe of probes) {
            const [inA, inB] = [ask(left, probe), ask(right, probe)];
            packets += 1;
            held += inA ? 1 : 0;
            const judged = [inSpace(a, probe), inSpace(b, probe), inSpace(less, probe), inSpace(both, probe), holdsPoint(less, pointOf(probe))];
            if (`${judged}` !== `${[inA, inB, inA && !inB, inA && inB, inA && !inB]}`) throw new Error(`${JSON.stringify(probe)}: ${judged}`);
          }
          expect(covers(a, b)).toBe(subtract(b, a).length === 0);
          expect(covers([...a, ...b], a) && covers([...a, ...b], b)).toBe(true);
          expect(subtract(less, a)).toEqual([]);
          expect(intersect(less, b)).toEqual([]);
        },
      ),
      { numRuns: 670 },
    );
    expect(packets).toBeGreaterThanOrEqual(100_000);
    expect(held).toBeGreaterThan(1000); // packets that no flow asks for would prove nothing
  });

  test('a flow covers another exactly when its packets do', () => {
    fc.assert(
      fc.property(flow, flow, fc.array(fc.constantFrom('direction', 'protocol', 'ports', 'sources', 'destination', 'application'), { maxLength: 6 }), (wide, other, same) => {
        const narrow = same.reduce<Flow>((each, key) => ({ ...each, [key]: wide[key as keyof Flow] }), other);
        expect(coversFlow(wide, narrow)).toBe(covers([spaceOfFlow(wide)], [spaceOfFlow(narrow)]));
      }),
      { numRuns: 3000 },
    );
  });

  test('a flow that covers another asks for all its packets', () => {
    fc.assert(
      fc.property(
        fc.tuple(flow, flow).chain(([wide, narrow]) => fc.tuple(fc.constant(wide), fc.constant({ ...narrow, destination: wide.destination, sources: wide.sources }), fc.array(packetNear({ ...narrow, destination: wide.destination }), { minLength: 20, maxLength: 20 }))),
        ([wide, narrow, probes]) => {
          if (!coversFlow(wide, narrow)) return;
          for (const probe of probes) if (asks(narrow, probe)) expect(asks(wide, probe)).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});
