import { formatCidr, parseCidr } from '../../src/model/cidr.js';
import { formatProblem, orThrow } from '../../src/model/diagnostic.js';
import { formatPattern } from '../../src/model/domain-pattern.js';
import { boxOfPackets, parsePackets } from '../../src/model/parse-packets.js';
import { EVERY_ADDRESS, addressSet } from '../../src/model/space.js';

function read(text: string): readonly unknown[] {
  const packets = parsePackets(text, 'here');
  if (!packets.ok) return packets.problems.map(formatProblem);
  const { direction, protocol, names, addresses, sources } = packets.value;
  return [direction, protocol, names.map(formatPattern), addresses.map(formatCidr), sources.map(formatCidr)];
}

test.each<[string, readonly unknown[]]>([
  ['443/tcp api.example.com', ['egress', 'tcp', ['api.example.com'], [], []]],
  ['443/tcp in', ['ingress', 'tcp', [], [], []]],
  ['443/tcp in from 10.0.0.1', ['ingress', 'tcp', [], [], ['10.0.0.1/32']]],
  ['443/tcp tls api.example.com at 203.0.113.7 in from 10.0.0.1', ['ingress', 'tcp', ['api.example.com'], ['203.0.113.7/32'], ['10.0.0.1/32']]],
  // Hosts whose first label is a word of the language: in.applicationinsights.azure.com is one of Alleo's.
  ['443/tcp in.applicationinsights.azure.com', ['egress', 'tcp', ['in.applicationinsights.azure.com'], [], []]],
  ['443/tcp from.example.com in', ['ingress', 'tcp', ['from.example.com'], [], []]],
  ['443/tcp tls in-house.example.com from 10.0.0.1', ['egress', 'tcp', ['in-house.example.com'], [], ['10.0.0.1/32']]],
  ['443/tcp at 203.0.113.7', ['egress', 'tcp', [], ['203.0.113.7/32'], []]],
  ['443/TCP TLS API.example.com AT 203.0.113.7 IN FROM 10.0.0.1', ['ingress', 'tcp', ['api.example.com'], ['203.0.113.7/32'], ['10.0.0.1/32']]],
  ['3478/Udp\n 198.51.100.0/24', ['egress', 'udp', [], ['198.51.100.0/24'], []]],
])('%s', (text, packets) => expect(read(text)).toEqual(packets));

test('everything wrong with the parts, at once', () => {
  expect(read('0/sctp x')).toEqual([
    'here: expected one of tcp, udp, got "sctp" (did you mean tcp?)',
    'here: expected a port from 1 to 65535 or a range such as 4700-5000, got "0"',
    'here: expected a host name of at least two labels, got "x"',
  ]);
});

test('two destinations are not one packet', () => {
  const read = parsePackets('443/tcp 203.0.113.7 at 203.0.113.8', 'packets');
  expect(read.ok ? [] : read.problems.map(formatProblem)).toEqual(['packets: expected an address, or a name at an address, got "203.0.113.7 at 203.0.113.8"']);
});

test('an application in capitals is said all the same', () => {
  const packets = orThrow(parsePackets('8443/TCP Http api.example.com', 'here'));
  expect(packets.application).toBe('http');
});

test.each([
  ['tcp/443', '443/tcp'],
  ['TCP 443 api.example.com', '443/TCP api.example.com'],
  ['443 tcp api.example.com', '443/tcp api.example.com'],
  ['443:udp', '443/udp'],
  ['80, 443/tcp', '80,443/tcp'],
  ['udp / 3478 - 3481', '3478-3481/udp'],
  ['out 443/tcp tls to api.example.com', '443/tcp tls api.example.com'],
  ['https://api.example.com/v1?a=b', '443/tcp api.example.com'],
  ['http://api.example.com', '80/tcp api.example.com'],
  ['wss://api.example.com:8443/x', '8443/tcp api.example.com'],
  ['api.example.com:8443', '8443/tcp api.example.com'],
  ['api.example.com', '443/tcp api.example.com'],
  ['203.0.113.7', '443/tcp 203.0.113.7'],
])('%s is refused, and %s was probably meant', (text, meant) => {
  const read = parsePackets(text, 'here');
  expect(read.ok ? [] : read.problems.map((problem) => problem.meant)).toEqual([meant]);
});

test.each([['443'], ['example'], ['/tcp'], ['443/tcp a b'], ['']])('%j is refused without a guess', (text) => {
  const read = parsePackets(text, 'here');
  expect(read.ok ? [] : read.problems.map((problem) => problem.meant)).toEqual([undefined]);
});

test('what is no text is refused', () => {
  const read = parsePackets({ toString: null } as never, 'here');
  expect(read.ok ? [] : read.problems.map(formatProblem)).toEqual([expect.stringMatching(/^here: expected packets such as .*, got \{"toString":null\}$/)]);
});

const own = orThrow(parseCidr('10.1.0.0/16', 'own'));
const other = orThrow(parseCidr('192.0.2.0/24', 'other'));

test.each([
  ['443/tcp', addressSet([own]), EVERY_ADDRESS],
  ['443/tcp 192.0.2.0/24', addressSet([own]), addressSet([other])],
  ['443/tcp from 192.0.2.0/24', addressSet([other]), EVERY_ADDRESS],
  ['443/tcp in', EVERY_ADDRESS, addressSet([own])],
  ['443/tcp in from 192.0.2.0/24', addressSet([other]), addressSet([own])],
  ['443/tcp 192.0.2.0/24 in', EVERY_ADDRESS, addressSet([other])],
])('%s: the side that is not given is the site, the other anyone', (text, source, address) => {
  expect(boxOfPackets(orThrow(parsePackets(text, 'here')), [own])).toMatchObject({ source, address });
});
