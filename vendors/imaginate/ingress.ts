import { formatCidr } from '../../src/model/cidr.js';
import type { Requirement } from '../../src/vendor/vendor-document.js';
import type { Options } from './options.js';
import { destinationsOf, serverOf, turnPortOf } from './servers.js';

const ASSIST = { feature: 'products', value: 'assist' } as const;

/** The other end of the same rows, for servers in the user's own network. */
const listener = {
  source: 'architecture',
  direction: 'ingress',
  from: ({ serverIngress = [] }: Options) => serverIngress.map(formatCidr),
  inferred: 'the page lists what clients open; a server of your own has to accept it',
} as const;

const own = {
  holds: ({ serverIngress, deployment }: Options) => serverIngress !== undefined && deployment !== 'imaginateCloud',
  otherwise: "serverIngress is not given, or the server is Imaginate's",
};

const ownCommunication = {
  holds: ({ serverIngress, communicationServer }: Options) => serverIngress !== undefined && communicationServer !== undefined,
  otherwise: 'serverIngress or communicationServer is not given',
};

export const ingress: readonly Requirement<Options>[] = [
  {
    ...listener,
    id: 'web-ingress',
    about: 'your web server, from clients',
    lines: ['8'],
    quote: 'Web Server',
    necessity: 'required',
    when: own,
    opens: ({ ports }) => [{ protocol: 'tcp', ports: String(ports.web), application: 'tls' }],
    to: (options) => destinationsOf(serverOf(options, 'web'), 'ip'),
  },
  {
    ...listener,
    id: 'communication-ingress',
    about: 'your communication server, from clients',
    lines: ['9-10'],
    quote: 'Communication',
    necessity: 'required',
    when: ownCommunication,
    opens: [{ protocol: 'udp', ports: '5055-5056', application: 'opaque' }],
    to: ({ communicationServer }) => destinationsOf(communicationServer, 'ip'),
  },
  {
    ...listener,
    id: 'media-stream-ingress',
    about: 'your media stream server, from clients',
    lines: ['11-12', '17'],
    quote: 'would work off ports 80, 443 (http, https respectively)',
    necessity: ASSIST,
    when: own,
    opens: ({ ports }) => [
      { protocol: 'tcp', ports: String(ports.mediaHttp), application: 'http' },
      { protocol: 'tcp', ports: String(ports.mediaHttps), application: 'tls' },
    ],
    to: (options) => destinationsOf(serverOf(options, 'mediaStream'), 'ip'),
  },
  {
    ...listener,
    id: 'turn-ingress',
    about: 'your TURN server, from clients',
    lines: ['13-17'],
    quote: 'ports 12700 or 12701',
    necessity: ASSIST,
    when: own,
    opens: (options) => [
      { protocol: 'tcp', ports: String(turnPortOf(options)), application: 'opaque' },
      { protocol: 'udp', ports: String(turnPortOf(options)), application: 'opaque' },
    ],
    to: (options) => destinationsOf(serverOf(options, 'turn'), 'ip'),
  },
];
