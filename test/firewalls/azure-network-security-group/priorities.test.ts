import { lowerTexts } from './support.js';

const opening = (port: number): string => `egress tcp ${port} opaque 198.51.100.0/24 from 10.1.0.0/16 for alpha/web`;

const placesOf = (...ports: readonly number[]): readonly (readonly [string, number])[] =>
  lowerTexts(ports.map(opening))
    .rules.filter(({ access }) => access === 'Allow')
    .map((rule) => [rule.ports[0], rule.priority]);

// sha256sum of 'egress tcp 13 from 10.1.0.0/16 ipv4 alpha' begins 624735a7f8, that of port 141 12f946b040: both want
// 1000 + 2752.

test('each alone gets the place it wants', () => {
  expect(placesOf(13)).toEqual([['13', 3752]]);
  expect(placesOf(141)).toEqual([['141', 3752]]);
});

test('together the lower hash gets it and the other the next, whatever the order', () => {
  expect(placesOf(13, 141)).toEqual([['141', 3752], ['13', 3753]]);
  expect(placesOf(141, 13)).toEqual([['141', 3752], ['13', 3753]]);
});

test('a rule of the other direction wants nothing of it', () => {
  const { rules } = lowerTexts([opening(141), 'ingress tcp 443 tls 10.1.0.10 from 10.20.0.0/16 for ccp/ui']);
  expect(rules.find(({ ports }) => ports[0] === '141')?.priority).toBe(3752);
});

test('1,000 rules all have a place of their own, between those of others', () => {
  const places = placesOf(...Array.from({ length: 1000 }, (_, index) => 2 * index + 1)).map(([, priority]) => priority);
  expect(new Set(places).size).toBe(1000);
  expect(Math.min(...places)).toBeGreaterThanOrEqual(1000);
  expect(Math.max(...places)).toBeLessThanOrEqual(3999);
});

test('more rules than places are refused, every flow of them', () => {
  const { rules, unsupported } = lowerTexts(Array.from({ length: 3001 }, (_, index) => opening(2 * index + 1)));
  expect(rules).toEqual([]);
  expect(unsupported).toHaveLength(3001);
  expect(unsupported[0]?.why).toBe('3001 rules would be needed, and there are 3000 priorities for them');
});
