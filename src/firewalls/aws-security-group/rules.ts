import type { Direction, Protocol } from '../../model/protocol.js';

/** A managed prefix list. Its name ends in its size: a list never changes its size in place. */
export interface PrefixList {
  readonly id: string;
  readonly name: string;
  readonly family: 4 | 6;
  readonly maxEntries: number;
  /** All entries of one list say the same: a changed description is removed and added again, which is an outage. */
  readonly description: string;
  readonly cidrs: readonly [string, ...string[]];
}

/** The other side of a rule: one network, or one prefix list made here; several rules may name the same. */
export type Peer =
  | { readonly kind: 'cidr'; readonly family: 4 | 6; readonly cidr: string }
  | { readonly kind: 'prefix-list'; readonly list: PrefixList };

/** One rule: AWS knows it by direction, protocol, ports and peer, and refuses a second one with the same. */
export interface SecurityGroupRule {
  /** From what it permits, or, with a prefix list, from the vendors that asked: never from a position. */
  readonly id: string;
  readonly direction: Direction;
  readonly protocol: Protocol;
  /** Destination ports, both included. */
  readonly from: number;
  readonly to: number;
  readonly peer: Peer;
  readonly description: string;
}

/** What one site asks of its group, by id. Rules add up, and there is no deny. */
export type SecurityGroupRules = readonly SecurityGroupRule[];
