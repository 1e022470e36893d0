import { parseCidr } from '../../src/model/cidr.js';
import { orThrow } from '../../src/model/diagnostic.js';
import { parsePattern } from '../../src/model/domain-pattern.js';
import { type Flow, formatFlow, formatOrigins } from '../../src/model/flow.js';
import { parsePorts } from '../../src/model/port-range.js';
import { dropCovered } from '../../src/optimise/drop-covered.js';
import { joinPorts } from '../../src/optimise/join-ports.js';
import { joinPrefixes } from '../../src/optimise/join-prefixes.js';
import { optimise } from '../../src/optimise/optimise.js';

const sources = [orThrow(parseCidr('10.20.0.0/16', 'test'))];
const few = [orThrow(parseCidr('10.20.7.0/24', 'test'))];

/** `tcp 443 *.x.example` or `udp 3478 198.51.100.0/24`, of one row. */
function flow(text: string, requirement: string, rest: Partial<Flow> = {}): Flow {
  const [protocol, ports = '', to = ''] = text.split(' ');
  const destination = /^[\d.]+\//.test(to) || to.includes(':') ? orThrow(parseCidr(to, 'test')) : orThrow(parsePattern(to, 'test')).patterns[0];
  if (destination === undefined) throw new Error(text);
  return {
    direction: 'egress',
    protocol: protocol === 'udp' ? 'udp' : 'tcp',
    ports: orThrow(parsePorts(ports, 'test')),
    sources,
    destination,
    application: protocol === 'udp' ? 'opaque' : 'tls',
    origins: [{ vendor: 'acme', requirement }],
    ...rest,
  };
}

const lines = (flows: readonly Flow[]): readonly string[] => flows.map((each) => `${formatFlow(each)} of ${formatOrigins(each.origins)}`);

describe('join-ports', () => {
  test('ports of one destination become one flow, and both rows stay named', () => {
    expect(lines(joinPorts([flow('tcp 443 x.example', 'web'), flow('tcp 444-450 x.example', 'calls')]))).toEqual(['egress tcp 443-450 tls x.example of acme/calls, acme/web']);
  });

  test.each([
    ['another protocol', flow('udp 444 x.example', 'b')],
    ['another destination', flow('tcp 444 y.example', 'b')],
    ['another application', flow('tcp 444 x.example', 'b', { application: 'http' })],
    ['other sources', flow('tcp 444 x.example', 'b', { sources: few })],
    ['a path', flow('tcp 444 x.example', 'b', { path: '/api/*' })],
    ['another direction', flow('tcp 444 x.example', 'b', { direction: 'ingress' })],
    ['a ban on inspection', flow('tcp 444 x.example', 'b', { inspect: 'forbid' })],
  ])('leaves apart: %s', (_, other) => {
    expect(joinPorts([flow('tcp 443 x.example', 'a'), other])).toHaveLength(2);
  });
});

describe('join-prefixes', () => {
  test('two halves become the whole, also over several steps and in IPv6', () => {
    const given = ['198.51.100.128/25', '198.51.100.0/26', '198.51.100.64/26', '2001:db8:8000::/33', '2001:db8::/33'].map((to) => flow(`udp 3478 ${to}`, 'media'));
    expect(lines(joinPrefixes(given))).toEqual(['egress udp 3478 opaque 198.51.100.0/24 of acme/media', 'egress udp 3478 opaque 2001:db8::/32 of acme/media']);
  });

  test('neighbours that are no halves of one network stay two', () => {
    expect(joinPrefixes([flow('udp 3478 198.51.100.64/26', 'a'), flow('udp 3478 198.51.100.128/26', 'a')])).toHaveLength(2);
  });

  test.each([
    ['other ports', flow('udp 3479 198.51.100.128/25', 'a')],
    ['another row, which would come to ask for more', flow('udp 3478 198.51.100.128/25', 'b')],
    ['other sources', flow('udp 3478 198.51.100.128/25', 'a', { sources: few })],
  ])('leaves apart: %s', (_, other) => {
    expect(joinPrefixes([flow('udp 3478 198.51.100.0/25', 'a'), other])).toHaveLength(2);
  });

  test('names pass through', () => {
    expect(lines(joinPrefixes([flow('tcp 443 *.x.example', 'a')]))).toEqual(['egress tcp 443 tls *.x.example of acme/a']);
  });
});

describe('drop-covered', () => {
  test.each<[string, Flow, Flow, string]>([
    ['a name below', flow('tcp 443 *.x.example', 'wide'), flow('tcp 443 a.x.example', 'narrow'), 'egress tcp 443 tls *.x.example of acme/narrow, acme/wide'],
    ['names below a name below', flow('tcp 443 *.x.example', 'wide'), flow('tcp 443 *.a.x.example', 'narrow'), 'egress tcp 443 tls *.x.example of acme/narrow, acme/wide'],
    ['a network inside', flow('udp 3478 198.51.100.0/24', 'wide'), flow('udp 3478 198.51.100.7/32', 'narrow'), 'egress udp 3478 opaque 198.51.100.0/24 of acme/narrow, acme/wide'],
    ['ports inside', flow('udp 3478-3481 198.51.100.0/24', 'wide'), flow('udp 3479 198.51.100.0/24', 'narrow'), 'egress udp 3478-3481 opaque 198.51.100.0/24 of acme/narrow, acme/wide'],
    ['sources inside', flow('tcp 443 x.example', 'wide'), flow('tcp 443 x.example', 'narrow', { sources: few }), 'egress tcp 443 tls x.example of acme/narrow, acme/wide'],
    ['a path on the host', flow('tcp 443 x.example', 'wide'), flow('tcp 443 x.example', 'narrow', { path: '/api/*' }), 'egress tcp 443 tls x.example of acme/narrow, acme/wide'],
    ['another application, to a network that asks for every one', flow('tcp 443 198.51.100.0/24', 'wide'), flow('tcp 443 198.51.100.7/32', 'narrow', { application: 'opaque' }), 'egress tcp 443 tls 198.51.100.0/24 of acme/narrow, acme/wide'],
  ])('%s is covered, and its row stays named', (_, wide, narrow, expected) => {
    expect(lines(dropCovered([narrow, wide]))).toEqual([expected]);
    expect(lines(dropCovered([wide, narrow]))).toEqual([expected]);
  });

  test.each<[string, Flow, Flow]>([
    ['the apex under a name below', flow('tcp 443 *.x.example', 'a'), flow('tcp 443 x.example', 'b')],
    ['a name that only ends alike', flow('tcp 443 *.x.example', 'a'), flow('tcp 443 ax.example', 'b')],
    ['a name under an address', flow('tcp 443 198.51.100.0/24', 'a'), flow('tcp 443 x.example', 'b')],
    ['more ports', flow('tcp 443 *.x.example', 'a'), flow('tcp 443-444 a.x.example', 'b')],
    ['more sources', flow('tcp 443 *.x.example', 'a', { sources: few }), flow('tcp 443 a.x.example', 'b')],
    ['another application to a name', flow('tcp 443 *.x.example', 'a'), flow('tcp 443 a.x.example', 'b', { application: 'opaque' })],
    ['a path under another', flow('tcp 443 x.example', 'a', { path: '/*' }), flow('tcp 443 x.example', 'b', { path: '/api/*' })],
    ['a ban on inspection under a flow without', flow('tcp 443 *.x.example', 'a'), flow('tcp 443 a.x.example', 'b', { inspect: 'forbid' })],
    ['ingress under egress', flow('tcp 443 198.51.100.0/24', 'a'), flow('tcp 443 198.51.100.7/32', 'b', { direction: 'ingress' })],
  ])('%s is not covered', (_, one, other) => {
    expect(dropCovered([one, other])).toHaveLength(2);
    expect(dropCovered([other, one])).toHaveLength(2);
  });
});

describe('optimise', () => {
  test('two vendors on one name become one flow with both, and without one of them the other is as before', () => {
    const alleo = flow('tcp 443 *.tokbox.com', 'live', { origins: [{ vendor: 'alleo', requirement: 'live' }] });
    const flexperto = flow('tcp 443 *.tokbox.com', 'streaming', { origins: [{ vendor: 'flexperto', requirement: 'streaming' }] });
    expect(lines(optimise([alleo, flexperto]))).toEqual(['egress tcp 443 tls *.tokbox.com of alleo/live, flexperto/streaming']);
    expect(lines(optimise([flexperto]))).toEqual(['egress tcp 443 tls *.tokbox.com of flexperto/streaming']);
  });

  test('a network that came of two joins its ports with one that was there', () => {
    const given = [flow('udp 3478 198.51.100.0/25', 'a'), flow('udp 3478 198.51.100.128/25', 'a'), flow('udp 5349 198.51.100.0/24', 'b')];
    expect(lines(optimise(given))).toEqual(['egress udp 3478,5349 opaque 198.51.100.0/24 of acme/a, acme/b']);
  });

  // Time of this process alone: others may be using the machine.
  test('10,000 networks take less than two seconds', () => {
    const networks = Array.from({ length: 10_000 }, (_, index) => `${20 + (index % 100)}.${Math.floor(index / 100)}.${(index * 7) % 256}.0/${24 + (index % 9)}`);
    const given = networks.map((to, index) => flow(`udp ${3000 + (index % 3)} ${to}`, 'media'));
    const before = process.cpuUsage();
    const after = optimise(given);
    const { user, system } = process.cpuUsage(before);
    expect(after).toHaveLength(10_000);
    expect((user + system) / 1e6).toBeLessThan(2);
  });

  test('10,000 neighbours take less than two seconds, and become what they add up to', () => {
    const given = Array.from({ length: 8192 + 1808 }, (_, index) => flow(`udp 3478 20.${index >> 8}.${index & 255}.0/24`, 'media'));
    const before = process.cpuUsage();
    const after = optimise(given);
    const { user, system } = process.cpuUsage(before);
    // 10,000 = 8192 + 1024 + 512 + 256 + 16
    expect(lines(after)).toEqual(['20.0.0.0/11', '20.32.0.0/14', '20.36.0.0/15', '20.38.0.0/16', '20.39.0.0/20'].map((to) => `egress udp 3478 opaque ${to} of acme/media`));
    expect((user + system) / 1e6).toBeLessThan(2);
  });
});
