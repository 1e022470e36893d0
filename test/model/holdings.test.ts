import { cidrOf, parseCidr } from '../../src/model/cidr.js';
import { orThrow } from '../../src/model/diagnostic.js';
import { tooManyReason } from '../../src/model/holdings.js';

const reasonFor = (...texts: readonly string[]): string | undefined => tooManyReason(texts.map((text) => orThrow(parseCidr(text, 'at'))));

/** So many /8 from 16.0.0.0/8 on. */
const eights = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `${16 + index}.0.0.0/8`);

const V4 = 'together a sixteenth or more of all public IPv4 addresses, which nobody has';
const V6 = 'together a sixteenth or more of all public IPv6 addresses, which nobody has';

test.each<[string, readonly string[], string | undefined]>([
  ['every address', ['0.0.0.0/0'], 'every address'],
  ['every address in pieces', ['0.0.0.0/1', '128.0.0.0/2', '192.0.0.0/2'], 'every address'],
  ['nearly every address', ['0.0.0.0/1', '128.0.0.0/2'], V4],
  ['sixteen /8, a sixteenth of 256', eights(16), V4],
  ['fifteen /8, more than anybody has', eights(15), undefined],
  ['the same fifteen twice', [...eights(15), ...eights(15)], undefined],
  ['what the largest holder has, and its private networks', [...eights(13), '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'], undefined],
  ['private networks of a wider one', ['8.0.0.0/4'.replace('8.', '0.')], V4],
  ['a sixteenth of 2000::/3', ['2000::/7'], V6],
  ['half of that', ['2000::/8'], undefined],
  ['all unique local addresses, and some public', ['fc00::/7', '2001:db8::/32'], undefined],
  ['nothing', [], undefined],
])('%s', (_, texts, reason) => expect(reasonFor(...texts)).toBe(reason));

test('ten thousand networks are looked at in no time', () => {
  const many = Array.from({ length: 10_000 }, (_, index) => cidrOf(4, BigInt(0x0b000000 + index * 512), 24));
  expect(tooManyReason(many)).toBeUndefined();
});
