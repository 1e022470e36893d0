/** Layer 4 of a requirement. Vendors publish nothing else. */
export type Protocol = 'tcp' | 'udp';

/** What the traffic carries as far as a firewall can see it: `tls` shows its SNI, `http` its Host, `opaque` nothing. */
export type Application = 'tls' | 'http' | 'opaque';

/** Who opens the connection: `egress` the site, `ingress` the other side. Replies are implied. */
export type Direction = 'egress' | 'ingress';

export const DIRECTIONS: readonly Direction[] = ['egress', 'ingress'];
export const PROTOCOLS: readonly Protocol[] = ['tcp', 'udp'];
export const APPLICATIONS: readonly Application[] = ['tls', 'http', 'opaque'];
