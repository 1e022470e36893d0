import { lately, once } from '../../src/model/memo.js';

test('keeps what was asked lately, and no more', () => {
  const asked: string[] = [];
  const lengthOf = lately(({ name }: { readonly name: string }) => (asked.push(name), name.length), 2);
  const [one, three, eleven] = [{ name: 'one' }, { name: 'three' }, { name: 'eleven' }];
  expect([one, three, one, eleven, one, three].map(lengthOf)).toEqual([3, 5, 3, 6, 3, 5]);
  expect(asked).toEqual(['one', 'three', 'eleven', 'three']); // three was the longest not asked for when eleven came
});

test('does work once, and not before it is asked for', () => {
  let times = 0;
  const work = once(() => (times += 1, undefined));
  expect(times).toBe(0);
  expect([work(), work()]).toEqual([undefined, undefined]);
  expect(times).toBe(1);
});
