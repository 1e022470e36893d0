import type { From, Lines, Opening } from '../../src/vendor/vendor-document.js';
import type { Options } from './options.js';

/** Ports joined to a list of destinations. */
interface Joined {
  readonly opens: From<Options, readonly Opening[]>;
  /** Where the page names the ports. */
  readonly lines: readonly Lines[];
  readonly inferred: string;
}

const tls: Opening = { protocol: 'tcp', ports: '443', application: 'tls' };
const http: Opening = { protocol: 'tcp', ports: '80', application: 'http' };
const both = (ports: string): readonly Opening[] => [
  { protocol: 'tcp', ports, application: 'opaque' },
  { protocol: 'udp', ports, application: 'opaque' },
];

/**
 * The page lists ports in one place and destinations in another, and never says which go together. This table is the
 * join. It is ours, not the page's: review it here.
 *
 * | the page's ports            | joined to                                         |
 * |-----------------------------|---------------------------------------------------|
 * | TCP 80/443, the minimum     | every address; every name that "must" be open     |
 * | TCP/UDP 3478, "should"      | the streaming addresses in use, never any address |
 * | TCP/UDP 5349, "best"        | the same                                          |
 * | none                        | names that "should" be open: TCP 443 alone        |
 *
 * On addresses 443 is opaque, because "non-web traffic" has to pass there; on names the client shows SNI or Host.
 */
export const ports = {
  addresses: {
    opens: [{ protocol: 'tcp', ports: '80, 443', application: 'opaque' }],
    lines: ['15'],
    inferred: 'the page lists ports apart from addresses: its minimum, TCP 80/443, is joined to each',
  },
  requiredNames: {
    opens: ({ plainHttp }) => (plainHttp ? [tls, http] : [tls]),
    lines: ['15'],
    inferred: 'the page lists ports apart from names: its minimum, TCP 80/443, is joined to each',
  },
  recommendedNames: {
    opens: [tls],
    lines: [],
    inferred: 'the page names no ports for this list: TCP 443 is joined to it',
  },
  stunTurn3478: {
    opens: both('3478'),
    lines: ['20', '22'],
    inferred: 'the page names no destination for this port: it is joined to the streaming addresses',
  },
  stunTurn5349: {
    opens: both('5349'),
    lines: ['27'],
    inferred: 'the page names no destination for this port: it is joined to the streaming addresses',
  },
} as const satisfies Readonly<Record<string, Joined>>;
