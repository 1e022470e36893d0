import type { Origin } from '../../model/flow.js';

/** A variable that rules name in their header: `$HOME_NET`. */
export interface IpSet {
  readonly name: string;
  /** Addresses and CIDRs, in order, at least one. */
  readonly definition: readonly string[];
}

/** One line of a `rules_string`. */
export interface SuricataRule {
  readonly sid: number;
  readonly text: string;
  /** Who asked for it; empty for a rule that many need, such as a handshake. */
  readonly origins: readonly Origin[];
}

/** One name of a domain list: `x` the name itself, `.x` the name and all below. */
export interface ListTarget {
  readonly target: string;
  readonly origins: readonly Origin[];
}

export type GroupContents =
  | { readonly kind: 'suricata'; readonly rules: readonly SuricataRule[] }
  | { readonly kind: 'domain-list'; readonly targetType: 'TLS_SNI' | 'HTTP_HOST'; readonly targets: readonly ListTarget[] };

/** A stateful rule group in strict order. */
export interface RuleGroup {
  /** Id of its construct: role and bucket. */
  readonly id: string;
  /** Carries the capacity and the order, which cannot change in place. */
  readonly name: string;
  readonly description: string;
  readonly capacity: number;
  /** Its number among the references of a policy. */
  readonly priority: number;
  readonly ipSets: readonly IpSet[];
  readonly contents: GroupContents;
}

/** A policy of the site's own. */
export interface FirewallPolicy {
  readonly name: string;
  readonly description: string;
  /** A drop, and its twin that writes what is dropped to the ALERT log. */
  readonly defaultActions: readonly string[];
  /** HOME_NET: the site's sources. */
  readonly homeNet: readonly string[];
}

export interface Firewall {
  readonly name: string;
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  readonly protect: boolean;
}

/** Where a log goes; each type has one destination. */
export interface LogDestination {
  readonly logType: 'ALERT' | 'FLOW';
  readonly logDestinationType: 'CloudWatchLogs' | 'S3';
  readonly logDestination: Readonly<Record<string, string>>;
}

/** Everything of one site. */
export interface NetworkFirewallRules {
  readonly groups: readonly RuleGroup[];
  /** Missing where an existing policy is to reference the groups. */
  readonly policy?: FirewallPolicy;
  readonly firewall?: Firewall;
  readonly logs: readonly LogDestination[];
}
