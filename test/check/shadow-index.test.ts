import { indexLines } from '../../src/check/shadow-index.js';
import { cidrOf, formatCidr } from '../../src/model/cidr.js';
import { type Space, spaceOfFlow } from '../../src/model/space.js';
import { flowOf } from '../support/flow-of.js';

const toNetwork = (network: string): Space => [spaceOfFlow(flowOf(`egress udp 3478 opaque ${network} from 2001:db8::/48 for v/media`))];

test('rules to networks of IPv6 are found by their networks: one is not held against thousands', () => {
  const networks = Array.from({ length: 1000 }, (_, index) => formatCidr(cidrOf(6, (0x2a010000n + BigInt(index)) << 96n, 32)));
  const index = indexLines(networks.map(toNetwork));
  expect(index.near(toNetwork('2a01:7::/32'))).toEqual([7]);
  expect(index.near(toNetwork('2a01:4::/30'))).toEqual([4, 5, 6, 7]);
});

test('a rule to half of all addresses may meet any', () => {
  const index = indexLines([toNetwork('8000::/1'), toNetwork('2a01::/32')]);
  expect(index.near(toNetwork('2a01::/48'))).toEqual([0, 1]);
});
