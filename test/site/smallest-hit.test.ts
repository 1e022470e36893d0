import fc from 'fast-check';
import { type Choices, smallestHit } from '../../src/site/smallest-hit.js';

const hit = (...demands: readonly Choices[]): readonly string[] => [...smallestHit(demands)].sort();

test('nothing is demanded, nothing is taken', () => {
  expect(hit()).toEqual([]);
});

test('what has no other way is taken, and what it does for as well needs nothing more', () => {
  expect(hit([['a']], [['a'], ['b']], [['c', 'd']])).toEqual(['a', 'c', 'd']);
});

test('one that does for all before one for each', () => {
  expect(hit([['a'], ['x']], [['b'], ['x']], [['c'], ['x']], [['x'], ['a', 'b', 'c']])).toEqual(['x']);
});

test('all members of a choice have to be taken', () => {
  expect(hit([['a'], ['x', 'y', 'z']], [['b'], ['x', 'y', 'z']])).toEqual(['a', 'b']);
  expect(hit([['a'], ['x', 'y']], [['b'], ['x', 'y']], [['c'], ['x', 'y']])).toEqual(['x', 'y']);
});

test('of equals what a demand names first, whatever the order of the demands', () => {
  expect(hit([['b'], ['a']])).toEqual(['b']);
  expect(hit([['c'], ['d']], [['b'], ['a']])).toEqual(hit([['b'], ['a']], [['c'], ['d']]));
});

test('what was taken on the way and is not needed in the end is given back', () => {
  // x is worth most at first; then a, b and c are needed all the same, and do for all that x does for.
  expect(hit([['x'], ['a']], [['x'], ['b']], [['x'], ['c']], [['a'], ['p', 'q']], [['b'], ['r', 's']], [['c'], ['t', 'u']])).toEqual(['a', 'b', 'c']);
});

describe('of any demands', () => {
  const choice = fc.subarray(['a', 'b', 'c', 'd', 'e'], { minLength: 1, maxLength: 3 });
  const demands = fc.array(fc.array(choice, { minLength: 1, maxLength: 3 }), { maxLength: 6 });
  const isMet = (all: readonly Choices[], taken: readonly string[]): boolean => all.every((choices) => choices.some((members) => members.every((member) => taken.includes(member))));

  test('all are met, no member could be left out, and the order says nothing', () => {
    fc.assert(
      fc.property(demands, (all) => {
        const taken = hit(...all);
        expect(isMet(all, taken)).toBe(true);
        for (const member of taken) expect(isMet(all, taken.filter((other) => other !== member))).toBe(false);
        expect(hit(...[...all].reverse())).toEqual(taken);
      }),
      { numRuns: 2000 },
    );
  });
});
