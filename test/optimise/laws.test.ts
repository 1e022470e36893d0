import fc from 'fast-check';
import { bitsOf, cidrOf } from '../../src/model/cidr.js';
import { type Flow, formatOrigin } from '../../src/model/flow.js';
import { covers, spaceOfFlow, spaceOfFlows } from '../../src/model/space.js';
import { dropCovered } from '../../src/optimise/drop-covered.js';
import { joinPorts } from '../../src/optimise/join-ports.js';
import { joinPrefixes } from '../../src/optimise/join-prefixes.js';
import { optimise } from '../../src/optimise/optimise.js';
import { alikeFlow, flowOf, packet, packetNear } from '../model/support/arbitraries.js';
import { ask } from '../model/support/membership.js';

const passes = { dropCovered, joinPorts, joinPrefixes, optimise };

const few = fc.array(fc.oneof(alikeFlow(true), flowOf(true)), { minLength: 1, maxLength: 8 });
const copies = fc.array(fc.tuple(fc.nat(7), fc.nat(7), fc.subarray(['ports', 'destination', 'origins', 'sources'] as const)), { maxLength: 6 });
const cuts = fc.array(fc.tuple(fc.nat(7), fc.boolean()), { maxLength: 3 });

/** Flows, near copies of them and networks cut in two, so that there is something to join and to drop. */
const flows: fc.Arbitrary<readonly Flow[]> = fc.tuple(few, copies, cuts).map(([some, alike, cut]) => [
  ...some,
  ...alike.flatMap(([like, unlike, keys]) => mixed(some[like % some.length], some[unlike % some.length], keys)),
  ...cut.flatMap(([which, port]) => halves(some[which % some.length], port)),
]);

function mixed(like: Flow | undefined, unlike: Flow | undefined, keys: readonly (keyof Flow)[]): readonly Flow[] {
  if (like === undefined || unlike === undefined) return [];
  return [keys.reduce<Flow>((flow, key) => ({ ...flow, [key]: unlike[key] }), like)];
}

function halves(flow: Flow | undefined, otherPort: boolean): readonly Flow[] {
  if (flow?.destination.kind !== 'cidr' || flow.destination.prefix === bitsOf(flow.destination.family)) return [];
  const { family, network, prefix } = flow.destination;
  const ports = otherPort ? [{ from: 2000, to: 2000 }] : flow.ports;
  const upper = network + (1n << BigInt(bitsOf(family) - prefix - 1));
  return [network, upper].map((half) => ({ ...flow, ports, destination: cidrOf(family, half, prefix + 1) }));
}

const bytes = (list: readonly Flow[]): string => JSON.stringify(list, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));

describe.each(Object.entries(passes))('%s', (_, pass) => {
  test('keeps the set', () => {
    fc.assert(
      fc.property(flows, (given) => {
        const [before, after] = [spaceOfFlows(given), spaceOfFlows(pass(given))];
        expect(covers(before, after) && covers(after, before)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  test('keeps the set packet by packet, by plain membership', () => {
    fc.assert(
      fc.property(
        flows.chain((given) => fc.tuple(fc.constant(given), fc.noShrink(fc.array(fc.oneof(packet, ...given.map(packetNear)), { minLength: 60, maxLength: 60 })))),
        ([given, probes]) => {
          const after = pass(given);
          for (const probe of probes) if (ask(given, probe) !== ask(after, probe)) throw new Error(JSON.stringify(probe));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('keeps each origin on all it asked for, and invents none', () => {
    fc.assert(
      fc.property(flows, (given) => {
        const after = pass(given);
        for (const flow of given) {
          for (const origin of flow.origins.map(formatOrigin)) {
            const kept = after.filter((each) => each.origins.some((other) => formatOrigin(other) === origin));
            expect(covers(spaceOfFlows(kept), [spaceOfFlow(flow)])).toBe(true);
          }
        }
        const names = (list: readonly Flow[]): readonly string[] => [...new Set(list.flatMap(({ origins }) => origins.map(formatOrigin)))].sort();
        expect(names(after)).toEqual(names(given));
      }),
      { numRuns: 100 },
    );
  });

  test('keeps every path that was asked apart from its host, and every ban on inspection', () => {
    fc.assert(
      fc.property(flows, (given) => {
        const after = pass(given);
        for (const banned of given.filter(({ inspect }) => inspect === 'forbid')) {
          expect(covers(spaceOfFlows(after.filter(({ inspect }) => inspect === 'forbid')), [spaceOfFlow(banned)])).toBe(true);
        }
        const whole = (list: readonly Flow[]): readonly Flow[] => list.filter(({ path }) => path === undefined);
        const [before, rest] = [spaceOfFlows(whole(given)), spaceOfFlows(whole(after))];
        expect(covers(before, rest) && covers(rest, before)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  test('done twice is done once', () => {
    fc.assert(fc.property(flows, (given) => expect(bytes(pass(pass(given)))).toBe(bytes(pass(given)))), { numRuns: 200 });
  });

  test('the order of the input does not change a byte', () => {
    fc.assert(
      fc.property(
        flows.chain((given) => fc.tuple(fc.constant(given), fc.shuffledSubarray([...given], { minLength: given.length }))),
        ([given, shuffled]) => expect(bytes(pass(shuffled))).toBe(bytes(pass(given))),
      ),
      { numRuns: 200 },
    );
  });

  test('never makes more flows, and nothing of nothing', () => {
    fc.assert(fc.property(flows, (given) => expect(pass(given).length).toBeLessThanOrEqual(given.length)));
    expect(pass([])).toEqual([]);
  });
});
