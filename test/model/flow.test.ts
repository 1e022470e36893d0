import { parseCidr } from '../../src/model/cidr.js';
import { orThrow } from '../../src/model/diagnostic.js';
import { below, exactly } from '../../src/model/domain-pattern.js';
import { type Flow, compareFlows, flowKey, formatFlow, formatOrigins, joinOrigins } from '../../src/model/flow.js';

const base: Flow = {
  direction: 'egress',
  protocol: 'tcp',
  ports: [{ from: 443, to: 443 }],
  sources: [orThrow(parseCidr('10.20.0.0/16', 'test'))],
  destination: below('tokbox.com'),
  application: 'tls',
  origins: [{ vendor: 'alleo', requirement: 'live' }],
};

test('a flow in words', () => {
  expect(formatFlow(base)).toBe('egress tcp 443 tls *.tokbox.com');
  expect(formatFlow({ ...base, destination: exactly('www.google.com'), path: '/recaptcha/*' })).toBe('egress tcp 443 tls www.google.com/recaptcha/*');
  expect(formatFlow({ ...base, direction: 'ingress', protocol: 'udp', application: 'opaque', ports: [{ from: 80, to: 80 }, { from: 1025, to: 65535 }], destination: orThrow(parseCidr('10.1.2.10', 'test')) })).toBe(
    'ingress udp 80,1025-65535 opaque 10.1.2.10/32',
  );
});

test('origins: each once, in order', () => {
  const [a, b, c] = [{ vendor: 'alleo', requirement: 'live' }, { vendor: 'flexperto', requirement: 'streaming' }, { vendor: 'alleo', requirement: 'api' }];
  expect(formatOrigins(joinOrigins([b, a, { ...a }, c]))).toBe('alleo/api, alleo/live, flexperto/streaming');
});

test.each<[string, Partial<Flow>]>([
  ['direction', { direction: 'ingress' }],
  ['protocol', { protocol: 'udp' }],
  ['application', { application: 'http' }],
  ['path', { path: '/api/*' }],
  ['inspect', { inspect: 'forbid' }],
  ['sources', { sources: [orThrow(parseCidr('10.21.0.0/16', 'test'))] }],
])('the key tells %s apart', (_, other) => {
  expect(flowKey({ ...base, ...other })).not.toBe(flowKey(base));
});

test.each<[string, Partial<Flow>]>([
  ['ports', { ports: [{ from: 80, to: 80 }] }],
  ['destination', { destination: exactly('x.example') }],
  ['origins', { origins: [{ vendor: 'z', requirement: 'z' }] }],
  ['sources of the same content', { sources: [orThrow(parseCidr('10.20.0.0/16', 'other'))] }],
])('the key does not look at %s', (_, other) => {
  expect(flowKey({ ...base, ...other })).toBe(flowKey(base));
});

test('the order looks at content alone', () => {
  const others: readonly Flow[] = [base, { ...base, ports: [{ from: 80, to: 80 }] }, { ...base, origins: [{ vendor: 'a', requirement: 'a' }] }, { ...base, inspect: 'forbid' }];
  const sorted = [...others].sort(compareFlows);
  expect([...others].reverse().sort(compareFlows)).toEqual(sorted);
  expect(compareFlows(base, { ...base })).toBe(0);
});
