import { formatProblem } from '../../src/model/diagnostic.js';
import { parseProbe } from '../../src/model/parse-probe.js';

const defaults = { source: '10.20.0.0', address: '203.0.113.80' };
const base = { direction: 'egress', source: '10.20.0.0', destination: '203.0.113.80', protocol: 'tcp', port: 443, application: 'tls' };

test.each<[string, object]>([
  ['443/tcp tls api.example.com', { ...base, name: 'api.example.com' }],
  ['443/tcp API.example.com', { ...base, name: 'api.example.com' }],
  ['80/tcp api.example.com', { ...base, port: 80, application: 'http', name: 'api.example.com' }],
  ['8443/tcp api.example.com', { ...base, port: 8443, application: 'opaque', name: 'api.example.com' }],
  ['443/udp api.example.com', { ...base, protocol: 'udp', application: 'opaque', name: 'api.example.com' }],
  ['443/tcp opaque api.example.com', { ...base, application: 'opaque', name: 'api.example.com' }],
  ['443/tcp tls api.example.com at 198.51.100.7', { ...base, destination: '198.51.100.7', name: 'api.example.com' }],
  ['3478/udp 198.51.100.7', { ...base, protocol: 'udp', port: 3478, application: 'opaque', destination: '198.51.100.7' }],
  ['443/tcp 198.51.100.7', { ...base, application: 'opaque', destination: '198.51.100.7' }],
  ['443/tcp tls 10.1.2.10 in from 10.9.0.4', { ...base, direction: 'ingress', source: '10.9.0.4', destination: '10.1.2.10' }],
  ['5222/tcp 2001:db8::7 from 2001:db8::1', { ...base, port: 5222, application: 'opaque', source: '2001:db8::1', destination: '2001:db8::7' }],
  ['  443/tcp   tls  api.example.com ', { ...base, name: 'api.example.com' }],
])('reads %s', (text, probe) => {
  expect(parseProbe(text, 'probe', defaults)).toEqual({ ok: true, value: probe });
});

const PACKET = 'a packet such as 443/tcp tls api.example.com, 3478/udp 198.51.100.7 or 443/tcp 10.1.2.10 in from 10.9.0.4';
const PORT = 'a port from 1 to 65535 or a range such as 4700-5000';

test.each([
  ['api.example.com', [`probe: expected ${PACKET}, got "api.example.com"`]],
  ['443-444/tcp api.example.com', [`probe: expected ${PACKET}, got "443-444/tcp api.example.com"`]],
  ['443/tcp quic api.example.com', [`probe: expected ${PACKET}, got "443/tcp quic api.example.com"`]],
  ['', [`probe: expected ${PACKET}, got nothing`]],
  ['0/tcp api.example.com', [`probe: expected ${PORT}, got "0"`]],
  ['443/sctp api.example.com', ['probe: expected tcp or udp, got "sctp"']],
  ['443/tcp api', ['probe: expected a host name of at least two labels, got "api"']],
  ['443/tcp api.example.com from me', ['probe: expected an address, got "me"']],
  ['0/sctp api from me', [
    `probe: expected ${PORT}, got "0"`,
    'probe: expected tcp or udp, got "sctp"',
    'probe: expected a host name of at least two labels, got "api"',
    'probe: expected an address, got "me"',
  ]],
])('refuses %j', (text, problems) => {
  const read = parseProbe(text, 'probe', defaults);
  expect(read.ok ? [] : read.problems.map(formatProblem)).toEqual(problems);
});
