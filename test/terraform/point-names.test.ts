import { isSamePoint, stemOf } from '../../src/terraform/point-names.js';

const ID = '/subscriptions/0/resourceGroups/hub/providers/Microsoft.Network/firewallPolicies/p';
const MADE = '/resourceGroups/hub/providers/Microsoft.Network/firewallPolicies/p';

test.each([
  ['an id and the same with other capitals', ID, ID.toUpperCase(), true],
  ['an id, and what makes it and does not know its subscription', ID, MADE.toLowerCase(), true],
  ['the same in two subscriptions', ID, ID.replace('/0/', '/1/'), false],
  ['a name that the other ends in', 'net/clients', 'my-net/clients', false],
  ['one name that the other begins with', ID, `${ID}2`, false],
  ['groups of AWS', 'sg-0123456789abcdef0', 'sg-0123456789abcdef0', true],
])('%s', (_, a, b, same) => {
  expect([isSamePoint(a, b), isSamePoint(b, a)]).toEqual([same, same]);
});

test('names of one point have one stem', () => {
  expect(new Set([ID, ID.toUpperCase(), MADE].map(stemOf)).size).toBe(1);
  expect(stemOf('net/clients')).toBe('net/clients');
});
