/** Plainwall, a made-up firewall: it permits by host name on TLS, and by network on everything else. Nothing else. */
export interface PlainwallRule {
  /** From the rows that ask for it: never from a position. */
  readonly name: string;
  readonly sources: readonly string[];
  readonly target: string;
  readonly protocol: 'tcp' | 'udp';
  readonly ports: string;
}
