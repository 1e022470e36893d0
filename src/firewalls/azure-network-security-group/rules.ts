import type { Direction } from '../../model/protocol.js';

/** One or more, as Azure writes them; `*` stands alone. The cloud has a field for one and another for several. */
export type OneOrMore = readonly [string, ...string[]];

export const ANY: OneOrMore = ['*'];

/** One rule. Azure takes the first that matches, by priority. */
export interface SecurityRule {
  /** From what it is for, never from a position. Unique in the group. */
  readonly name: string;
  /** 100 to 4096, unique in the direction. */
  readonly priority: number;
  readonly direction: 'Inbound' | 'Outbound';
  readonly access: 'Allow' | 'Deny';
  readonly protocol: 'Tcp' | 'Udp' | '*';
  /** Of one address family; networks that do not overlap. Azure refuses both otherwise. */
  readonly sources: OneOrMore;
  readonly destinations: OneOrMore;
  /** `443`, `1025-65535` or `*`. */
  readonly ports: OneOrMore;
  readonly description: string;
}

export type SecurityRules = readonly SecurityRule[];

export const DIRECTIONS: Readonly<Record<Direction, SecurityRule['direction']>> = { egress: 'Outbound', ingress: 'Inbound' };

/** How names of rules begin. */
export const WAYS: Readonly<Record<Direction, string>> = { egress: 'out', ingress: 'in' };
