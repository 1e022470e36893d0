import type { Opening, Requirement } from '../../src/vendor/vendor-document.js';
import type { Options } from './options.js';
import { type Role, destinationsOf, serverOf, turnPortOf } from './servers.js';

const ASSIST = { feature: 'products', value: 'assist' } as const;

/** Rows of the page. With servers of the user's own the destination may be private. */
const row = { source: 'architecture', ownServer: true } as const;

const byName = (role: Role) => (options: Options): readonly string[] => destinationsOf(serverOf(options, role), options.pin);
const opaque = (role: Role) => (options: Options): readonly string[] => destinationsOf(serverOf(options, role), options.pinOpaque);
const communication = (options: Options): readonly string[] => destinationsOf(options.communicationServer, options.pinOpaque);

const both = (ports: string): readonly Opening[] => [
  { protocol: 'tcp', ports, application: 'opaque' },
  { protocol: 'udp', ports, application: 'opaque' },
];

const dedicated = {
  holds: ({ communicationServer }: Options) => communicationServer !== undefined,
  otherwise: 'communicationServer is not given: the page names neither host nor port of the communication service in the cloud',
};

const onTurnPort = (port: number) => ({ holds: (options: Options) => turnPortOf(options) === port, otherwise: `TURN does not listen on ${port}` });

const turn = {
  ...row,
  about: 'relayed media (TURN)',
  necessity: ASSIST,
  to: opaque('turn'),
  oneOf: 'turn-port',
  inferred: 'turn:mediarelay.imaginate.in:80 is a TURN URI (RFC 7065), read as its host; TURN is neither HTTP nor TLS, whatever the port',
  asPublished: 'protocol http/https, DNS turn:mediarelay.imaginate.in:80',
} as const;

const PHOTON = 'UDP 5055 and 5056 are what a Photon server uses (doc.photonengine.com, Port Numbers, read 2026-11-20): not HTTPS';

export const requirements: readonly Requirement<Options>[] = [
  {
    ...row,
    id: 'web',
    about: 'web server',
    lines: ['8'],
    quote: 'https://nuspace.imaginate.in/Api/ | 20.198.105.5 | 443 (default)',
    necessity: 'required',
    opens: ({ ports }) => [{ protocol: 'tcp', ports: String(ports.web), application: 'tls' }],
    to: byName('web'),
    inferred: 'one cell is missing: 443 is the port, and the protocol of https is TCP; the URL stands in a DNS column beside an address, and DNS names a host: its path asks for nothing narrower',
    asPublished: 'DNS https://nuspace.imaginate.in/Api/, protocol "443 (default)", port "Unidirectional"',
    caution: 'the host is opened, not only /Api/ on it',
  },
  {
    ...row,
    id: 'communication-5055',
    about: 'dedicated communication server',
    lines: ['5', '9'],
    quote: 'CUSTOM (IF REQUIRED) | CUSTOM (IF REQUIRED) | UDP | 5055',
    necessity: 'required',
    when: dedicated,
    opens: [{ protocol: 'udp', ports: '5055', application: 'opaque' }],
    to: communication,
    inferred: PHOTON,
    asPublished: 'protocol https',
  },
  {
    ...row,
    id: 'communication-5056',
    about: 'dedicated communication server',
    lines: ['5', '10'],
    quote: 'CUSTOM (IF REQUIRED) | CUSTOM (IF REQUIRED) | UDP | 5056',
    necessity: 'required',
    when: dedicated,
    opens: [{ protocol: 'udp', ports: '5056', application: 'opaque' }],
    to: communication,
    inferred: PHOTON,
    asPublished: 'protocol https',
  },
  {
    ...row,
    id: 'media-stream-http',
    about: 'media stream, plaintext',
    lines: ['11'],
    quote: 'mediastream.imaginate.in | 20.207.206.33 | TCP | 80 (default)',
    necessity: ASSIST,
    opens: ({ ports }) => [{ protocol: 'tcp', ports: String(ports.mediaHttp), application: 'http' }],
    to: byName('mediaStream'),
    caution: 'plaintext: media can be read on the way',
  },
  {
    ...row,
    id: 'media-stream-https',
    about: 'media stream',
    lines: ['12'],
    quote: 'mediastream.imaginate.in | 20.207.206.33 | TCP | 443 (default)',
    necessity: ASSIST,
    opens: ({ ports }) => [{ protocol: 'tcp', ports: String(ports.mediaHttps), application: 'tls' }],
    to: byName('mediaStream'),
  },
  {
    ...turn,
    id: 'turn-80',
    lines: ['13', '15'],
    quote: 'TCP, UDP | 80 (default) OR',
    when: onTurnPort(80),
    opens: both('80'),
    caution: 'not HTTP, though on port 80: a firewall that reads HTTP there drops it, so it goes by address unless pinOpaque says otherwise',
  },
  { ...turn, id: 'turn-12700', lines: ['13-14', '17'], quote: '12700 (see below)', when: onTurnPort(12700), opens: both('12700') },
  { ...turn, id: 'turn-12701', lines: ['15-16', '17'], quote: '12701 (see below)', when: onTurnPort(12701), opens: both('12701') },
];
