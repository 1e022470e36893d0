import type { Probe } from './probe.js';
import type { Direction } from './protocol.js';
import type { Space } from './space.js';

/** A set of packets that is not known exactly: it holds `least` and lies within `most`. */
export interface Bounds {
  readonly least: Space;
  readonly most: Space;
}

/**
 * What one rule matches. A rule that the reader cannot read in full is bounded instead: it surely matches `least`, and
 * at most `most`. For a rule that was read, both are the same.
 */
export interface FilterLine extends Bounds {
  readonly action: 'permit' | 'deny';
  /** Where it stands: resource address, and rule name, SID or index inside it. */
  readonly rule: string;
  /** Origins or description text found beside the rule, for people. */
  readonly about?: string;
  /** What could not be read, in words. */
  readonly unread?: string;
  /** It lets these URLs of the hosts it matches pass, and nothing else of them: `www.example.com/a/*`. */
  readonly urls?: readonly string[];
  /** It may open the TLS of what it matches. */
  readonly inspects?: true;
}

/**
 * One enforcement point as read back from Terraform. The first line that matches decides; where all lines permit, their
 * order says nothing. What no line matches meets `otherwise`.
 */
export interface Filter {
  readonly kind: string;
  /** Resource address of the point: a policy, a security group, an NSG. */
  readonly point: string;
  /** What it decides on; a point without ingress rules of its own may leave ingress to another. */
  readonly directions: readonly Direction[];
  readonly lines: readonly FilterLine[];
  readonly otherwise: 'permit' | 'deny';
  /** What had to be taken for granted, for people. */
  readonly notes?: readonly string[];
  /**
   * The same point for one packet: given where lines leave open what one packet settles. `api.` at the start, or a name
   * in small letters alone, are no sets of names here. Nor are clients' ports on any axis: a packet on its way out is taken
   * to come from one as clients choose it, that no rule singles out; on the way in a stranger chooses.
   */
  readonly forPacket?: (packet: Pick<Probe, 'name' | 'direction'>) => Filter;
}
