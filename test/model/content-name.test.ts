import { contentHash, sha256, slug } from '../../src/model/content-name.js';

test('the hash is the beginning of SHA-256', () => {
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'); // FIPS 180-2, B.1
  expect(contentHash('abc')).toBe('ba7816bf8f');
});

test.each([
  ['198.51.100.0/24', '198-51-100-0-24'],
  ['2001:db8::/32', '2001-db8-32'],
  ['*.Example.com', 'example-com'],
  ['--a--', 'a'],
  ['', ''],
  ['ü', ''],
])('%s as part of an id', (text, part) => {
  expect(slug(text)).toBe(part);
});

test('a cut part does not end in a hyphen', () => {
  expect(slug('abc def', 4)).toBe('abc');
});
