import { type Cidr, coversCidr, familyOf, formatCidr, formatPeer, joinCidrs, notGlobalReason, notOwnReason, parseCidr, sizeOf } from '../../src/model/cidr.js';
import { formatProblem, orThrow } from '../../src/model/diagnostic.js';

const at = (text: string): Cidr => orThrow(parseCidr(text, 'test'));

test.each([
  ['10.20.0.0/16', '10.20.0.0/16', '10.20.0.0/16'],
  ['203.0.113.9', '203.0.113.9/32', '203.0.113.9'],
  ['0.0.0.0/0', '0.0.0.0/0', '0.0.0.0/0'],
  ['2001:DB8::/32', '2001:db8::/32', '2001:db8::/32'],
  ['2001:db8:0:0:0:0:0:1', '2001:db8::1/128', '2001:db8::1'],
  ['::', '::/128', '::'],
  ['::/0', '::/0', '::/0'],
  ['2001:db8:0:1:0:0:0:0/64', '2001:db8:0:1::/64', '2001:db8:0:1::/64'],
  ['::ffff:192.0.2.1', '::ffff:c000:201/128', '::ffff:c000:201'],
])('reads %s as %s, a peer %s', (text, canonical, peer) => {
  expect(formatCidr(at(text))).toBe(canonical);
  expect(formatPeer(at(text))).toBe(peer);
});

test.each([
  ['10.20.0.1/16', 'net: expected a CIDR without host bits, got "10.20.0.1/16" (did you mean 10.20.0.0/16?)'],
  ['2001:db8::1/32', 'net: expected a CIDR without host bits, got "2001:db8::1/32" (did you mean 2001:db8::/32?)'],
  ['255.255.255.255/0', 'net: expected a CIDR without host bits, got "255.255.255.255/0" (did you mean 0.0.0.0/0?)'],
  ['10.0.0.0/33', 'net: expected a prefix length from 0 to 32, got "10.0.0.0/33"'],
  ['::/129', 'net: expected a prefix length from 0 to 128, got "::/129"'],
  ['10.0.0.0/', 'net: expected a prefix length from 0 to 32, got "10.0.0.0/"'],
  ['10.0.0.0/255.0.0.0', 'net: expected a prefix length from 0 to 32, got "10.0.0.0/255.0.0.0"'],
  ['10.0.0/8', 'net: expected an IPv4 or IPv6 address or CIDR, got "10.0.0/8"'],
  ['10.0.0.256', 'net: expected an IPv4 or IPv6 address or CIDR, got "10.0.0.256"'],
  ['35.188.42.15 / 34.120.195.249', 'net: expected an IPv4 or IPv6 address or CIDR, got "35.188.42.15 / 34.120.195.249"'],
  ['10.0.0.0/8/8', 'net: expected an IPv4 or IPv6 address or CIDR, got "10.0.0.0/8/8"'],
  ['fe80::1%eth0', 'net: expected an IPv4 or IPv6 address or CIDR, got "fe80::1%eth0"'],
  ['', 'net: expected an IPv4 or IPv6 address or CIDR, got nothing'],
])('refuses %j', (text, problem) => {
  const read = parseCidr(text, 'net');
  expect(read.ok ? [] : read.problems.map(formatProblem)).toEqual([problem]);
});

test.each([
  ['10.0.0.0/8', '10.255.255.255', true],
  ['10.0.0.0/8', '11.0.0.0', false],
  ['10.0.0.0/9', '10.0.0.0/8', false],
  ['10.0.0.0/8', '10.0.0.0/8', true],
  ['0.0.0.0/0', '2001:db8::/32', false],
  ['::/0', '10.0.0.0/8', false],
  ['2001:db8::/32', '2001:db8:ffff::/48', true],
])('%s covers %s: %s', (wide, narrow, expected) => {
  expect(coversCidr(at(wide), at(narrow))).toBe(expected);
});

test.each([
  [['10.0.0.0/25', '10.0.0.128/25'], ['10.0.0.0/24']],
  [['10.0.0.128/25', '10.0.0.0/25', '10.0.1.0/24'], ['10.0.0.0/23']],
  [['10.0.1.0/24', '10.0.2.0/24'], ['10.0.1.0/24', '10.0.2.0/24']],
  [['10.0.0.0/8', '10.1.2.3'], ['10.0.0.0/8']],
  [['2001:db8::1', '10.0.0.1', '10.0.0.0', '2001:db8::'], ['10.0.0.0/31', '2001:db8::/127']],
  [['0.0.0.0/1', '128.0.0.0/1', '::/0'], ['0.0.0.0/0', '::/0']],
  [[], []],
])('%j add up to %j', (texts, expected) => {
  expect(joinCidrs(texts.map(at)).map(formatCidr)).toEqual(expected);
});

// IANA special-purpose address registries (RFC 6890): each first and last address, and those beside them.
test.each([
  ['0.0.0.0/0', 'every address'],
  ['::/0', 'every address'],
  ['10.0.0.0', 'private'],
  ['10.255.255.255', 'private'],
  ['172.16.0.0', 'private'],
  ['172.31.255.255', 'private'],
  ['192.168.255.255', 'private'],
  ['127.0.0.1', 'loopback'],
  ['169.254.169.254', 'link-local'],
  ['100.127.255.255', 'carrier-grade NAT'],
  ['224.0.0.1', 'multicast'],
  ['239.255.255.255', 'multicast'],
  ['255.255.255.255', 'reserved'],
  ['fc00::1', 'private'],
  ['fdff::1', 'private'],
  ['fe80::1', 'link-local'],
  ['ff02::1', 'multicast'],
  ['::1', 'loopback'],
  ['8.0.0.0/5', 'private'], // holds 10.0.0.0/8
  ['64:ff9b::a00:1', 'IPv4 behind NAT64'], // 10.0.0.1
  ['2002:a00:1::', '6to4'], // 10.0.0.1
  ['fec0::1', 'site-local'],
  ['64.0.0.0/3', 'wider than /8, more than any vendor has'],
  ['16.0.0.0/7', 'wider than /8, more than any vendor has'],
  ['2600::/12', 'wider than /16, more than any vendor has'],
])('%s is no place for a vendor: %s', (text, reason) => {
  expect(notGlobalReason(at(text))).toBe(reason);
});

test.each(['9.255.255.255', '11.0.0.0', '172.15.255.255', '172.32.0.0', '192.167.255.255', '192.169.0.0', '100.63.255.255', '100.128.0.0', '223.255.255.255', '198.51.100.0/24', '2600:1901:0:5e8a::/64', '17.0.0.0/8', '2630::/16'])(
  '%s may be a vendor',
  (text) => {
    expect(notGlobalReason(at(text))).toBeUndefined();
  },
);

test('counts addresses', () => {
  expect([sizeOf(at('10.0.0.0/8')), sizeOf(at('10.0.0.1')), sizeOf(at('2001:db8::/64'))]).toEqual([16_777_216n, 1n, 18_446_744_073_709_551_616n]);
});

test.each([
  ['0.0.0.0/0', 'every address'],
  ['0.0.0.0', 'this network'],
  ['127.0.0.1', 'loopback'],
  ['169.254.0.0/16', 'link-local'],
  ['224.0.0.0/4', 'multicast'],
  ['255.255.255.255', 'reserved'],
  ['::1', 'loopback'],
  ['ff02::1', 'multicast'],
])('%s is not even one of your own: %s', (text, reason) => expect(notOwnReason(at(text))).toBe(reason));

test.each(['10.0.0.0/8', '192.168.1.1', '100.64.0.0/10', '198.18.0.0/15', 'fd00::/8', '203.0.113.0/24'])('%s may be your own', (text) => expect(notOwnReason(at(text))).toBeUndefined());

test.each([
  ['10.0.0.1', 4],
  ['::', 6],
  ['::ffff:10.0.0.1', 6],
  ['fe80::1%eth0', undefined], // a zone means something on one machine alone
  ['10.0.0', undefined],
  ['10.0.0.01', undefined],
  ['a:b', undefined],
  ['api.example.com', undefined],
  ['', undefined],
])('%s is an address of family %s', (text, family) => expect(familyOf(text)).toBe(family));
