import type { Opening, Requirement } from '../../../src/vendor/vendor-document.js';
import { row } from '../../support/documents.js';

// A made-up vendor whose rows have a bit of everything that a writer can get wrong.

const tls = (ports: string): Opening => ({ protocol: 'tcp', ports, application: 'tls' });
const http = (ports: string): Opening => ({ protocol: 'tcp', ports, application: 'http' });
const udp = (ports: string): Opening => ({ protocol: 'udp', ports, application: 'opaque' });
const tcp = (ports: string): Opening => ({ protocol: 'tcp', ports, application: 'opaque' });

/** Networks with a gap behind each, so that none join. */
const apart = (count: number, text: (index: number) => string): readonly string[] => Array.from({ length: count }, (_, index) => text(2 * index));

/** Names: exact, below, and both; one port, several, ranges; with TLS and without. */
export const names: readonly Requirement[] = [
  row('web', { to: ['app.meridian.example', 'api.meridian.example'] }),
  row('tenants', { to: ['*.tenants.meridian.example'] }),
  row('cdn', { to: ['.cdn.meridian.example'] }),
  row('alternative', { opens: [tls('8443, 9440-9443')], to: ['api.meridian.example'] }),
  row('revocation', { opens: [http('80')], to: ['crl.meridian.example', '*.ocsp.meridian.example'] }),
  row('updates', { opens: [http('8080-8082')], to: ['update.meridian.example'] }),
];

/** Networks of IPv4: ranges of ports, side by side and apart, one address, both protocols. */
export const networks: readonly Requirement[] = [
  row('media', { opens: [udp('3478, 40000-40100')], to: ['198.51.100.0/25', '203.0.113.64/26'] }),
  row('sip', { opens: [tcp('5061, 5070-5079')], to: ['203.0.113.10'] }),
  row('sip-relay', { opens: [udp('5061, 5070-5079')], to: ['203.0.113.10'] }),
  row('halves', { opens: [tcp('10443')], to: ['192.0.2.0/26', '192.0.2.64/26', '192.0.2.192/26'] }),
  row('twofold', { opens: [tcp('6000'), udp('6000')], to: ['198.51.100.128/26', '203.0.113.192/26'] }),
  row('alone', { opens: [tcp('10444')], to: ['192.0.2.0/26'] }),
];

/** From some of the site's addresses only. */
export const desk: readonly Requirement[] = [
  row('console', { opens: [tcp('22')], to: ['198.51.100.200'], from: () => ['10.20.5.0/24', '10.20.7.0/24'] }),
  row('console-web', { to: ['console.meridian.example'], from: () => ['10.20.5.0/24'] }),
];

export const deskNetworks: readonly Requirement[] = [
  ...desk.filter(({ id }) => id === 'console'),
  row('console-sip', { opens: [tcp('5061, 5070-5079')], to: ['203.0.113.20'], from: () => ['10.20.9.0/24'] }),
];

export const six: readonly Requirement[] = [
  row('media-six', { opens: [udp('3478')], to: ['2001:db8:100::/48', '2001:db8:200::1'] }),
  row('sip-six', { opens: [tcp('5061')], to: ['2001:db8:300::/56'] }),
];

/** Calls to servers of the site's own. */
export const inward: readonly Requirement[] = [
  row('callbacks', { direction: 'ingress', ownServer: true, opens: [tls('8443')], to: ['10.20.1.10'], from: () => ['203.0.113.0/28', '203.0.113.128/28'] }),
  row('streams', { direction: 'ingress', ownServer: true, opens: [udp('9000-9009')], to: ['10.20.1.10'], from: () => ['203.0.113.0/28'] }),
];

export const inwardSix: readonly Requirement[] = [
  row('callbacks-six', { direction: 'ingress', ownServer: true, opens: [tls('8443')], to: ['2001:db8:20:1::10'], from: () => ['2001:db8:400::/48'] }),
];

/** Paths, one of them of a host that must not be looked into. */
export const paths: readonly Requirement[] = [
  row('downloads', { to: ['files.meridian.example/downloads/*', 'files.meridian.example/status'] }),
  row('status', { opens: [http('80')], to: ['status.meridian.example/health'] }),
  row('sealed', { to: ['sealed.meridian.example/api/*'], inspect: 'forbid' }),
];

/** Traffic that shows no name, to names. */
export const relays: readonly Requirement[] = [
  row('turn', { opens: [udp('3478'), tcp('3478')], to: ['turn.meridian.example'] }),
  row('turn-web', { to: ['turn.meridian.example'] }),
];

export const few: readonly Requirement[] = [row('edges', { opens: [tcp('7443')], to: apart(14, (index) => `203.0.113.${index}`) }), row('edges-media', { opens: [udp('7443-7450')], to: apart(14, (index) => `203.0.113.${index}`) })];

export const many: readonly Requirement[] = [
  row('pool', { opens: [tcp('6443')], to: apart(130, (index) => (index < 256 ? `198.51.100.${index}` : `203.0.113.${index - 256}`)) }),
];
