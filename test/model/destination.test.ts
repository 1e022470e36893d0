import { type Cidr, parseCidr } from '../../src/model/cidr.js';
import { type Destination, compareDestinations, coveringDestinations, coversDestination, formatDestination } from '../../src/model/destination.js';
import { orThrow } from '../../src/model/diagnostic.js';
import { below, exactly } from '../../src/model/domain-pattern.js';

const at = (text: string): Cidr => orThrow(parseCidr(text, 'test'));

test('names stand before networks, IPv4 before IPv6', () => {
  const some: readonly Destination[] = [at('2001:db8::/32'), at('198.51.100.0/25'), exactly('x.example'), at('198.51.100.0/24'), below('x.example')];
  expect([...some].sort(compareDestinations).map(formatDestination)).toEqual(['x.example', '*.x.example', '198.51.100.0/24', '198.51.100.0/25', '2001:db8::/32']);
});

test('a name and an address never cover each other', () => {
  expect(coversDestination(at('0.0.0.0/0'), exactly('x.example'))).toBe(false);
  expect(coversDestination(below('example'), at('198.51.100.7'))).toBe(false);
});

test('what can cover a destination: all above it', () => {
  expect(coveringDestinations(exactly('a.b.x.example'))).toEqual(['a.b.x.example', '*.b.x.example', '*.x.example', '*.example']);
  expect(coveringDestinations(below('x.example'))).toEqual(['*.x.example', '*.example']);
  const networks = coveringDestinations(at('198.51.100.0/24'));
  expect(networks).toHaveLength(25);
  expect([networks[0], networks[8], networks[23], networks[24]]).toEqual(['0.0.0.0/0', '198.0.0.0/8', '198.51.100.0/23', '198.51.100.0/24']);
});
