import fc from 'fast-check';
import { ipGroupsOf } from '../../../src/firewalls/azure-firewall/ip-groups.js';
import { nonEmpty } from '../../../src/firewalls/azure-firewall/non-empty.js';
import { type Cidr, cidrOf, formatPeer } from '../../../src/model/cidr.js';

const place = { resourceGroupName: 'hub', location: 'westeurope' };
/** Every other /32, so that none join. */
const hosts = (count: number, from = 0n): Cidr[] => Array.from({ length: count }, (_, index) => cidrOf(4, from + 2n * BigInt(index), 32));

test('5,000 fit one group', () => expect(ipGroupsOf('g', nonEmpty(hosts(5000)), place).map(({ name, cidrs }) => [name, cidrs.length])).toEqual([['g', 5000]]));

test('more are shared out by halves of the address space, and none is empty', () => {
  const groups = ipGroupsOf('g', nonEmpty([...hosts(5000), ...hosts(2, 0xc0000000n)]), place);
  expect(groups.map(({ name, cidrs }) => [name, cidrs.length])).toEqual([['g-0.0.0.0-1', 5000], ['g-128.0.0.0-1', 2]]);
});

test('a network that is added changes one group', () => {
  const before = [...hosts(5000), ...hosts(2, 0xc0000000n)];
  const after = [...before, cidrOf(4, 0xe0000000n, 32)];
  const [low, high] = ipGroupsOf('g', nonEmpty(after), place);
  expect(low).toEqual(ipGroupsOf('g', nonEmpty(before), place)[0]);
  expect(high?.cidrs.length).toBe(3);
});

test('nothing is lost, doubled or left empty', () => {
  const some = fc.uniqueArray(fc.nat({ max: 0x3fff }), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(some, (blocks) => {
      const cidrs = blocks.flatMap((block) => hosts(300, BigInt(block) << 18n));
      const groups = ipGroupsOf('g', nonEmpty(cidrs), place);
      expect(groups.flatMap((group) => group.cidrs).sort()).toEqual(cidrs.map(formatPeer).sort());
      expect(groups.every((group) => group.cidrs.length > 0 && group.cidrs.length <= 5000)).toBe(true);
      expect(new Set(groups.map(({ name }) => name)).size).toBe(groups.length);
    }),
    { numRuns: 20 },
  );
});
