import { type Interval, type IntervalSet, intersection } from '../../src/model/interval-set.js';
import { EVERYTHING, joinBoxes, portSet } from '../../src/model/space.js';

// Vendors have thousands of names: what is done for each of them must not look at all the others. Looks are counted, not time.

/** A set that counts how often one of its intervals is read. */
function counted(set: IntervalSet<string>): { readonly set: IntervalSet<string>; readonly looks: () => number } {
  let looks = 0;
  const get = (target: object, key: string | symbol): unknown => {
    if (typeof key === 'string' && /^\d+$/.test(key)) looks += 1;
    return Reflect.get(target, key) as unknown;
  };
  return { set: new Proxy<Interval<string>[]>([...set], { get }), looks: () => looks };
}

const names = (count: number): IntervalSet<string> => Array.from({ length: count }, (_, index): Interval<string> => [`com.n${String(index).padStart(5, '0')}.`, `com.n${String(index).padStart(5, '0')}/`]);

test('one name meets ten thousand by halving', () => {
  const { set, looks } = counted(names(10_000));
  const one: IntervalSet<string> = [['com.n07777.', 'com.n07777/']];
  expect(intersection(one, set)).toEqual(one);
  expect(looks()).toBeLessThan(50); // 14 halvings, and a few looks at the ends
});

test('boxes that share a large set on the axis they are joined on add it once', () => {
  const { set, looks } = counted(names(1_000));
  const port = portSet([{ from: 443, to: 443 }]);
  const boxes = Array.from({ length: 500 }, (_, index) => ({ ...EVERYTHING, port, name: index % 2 === 0 ? set : names(1) }));
  expect(joinBoxes(boxes)).toHaveLength(1);
  expect(looks()).toBeLessThan(20_000); // added for each of 250 boxes it would be 250,000
});
