import type { NonEmpty } from './non-empty.js';

/** Addresses as the cloud writes them, IP Groups made here (by name), or IP Groups that exist (by id). One kind in one rule. */
export type Addresses =
  | { readonly kind: 'addresses'; readonly addresses: NonEmpty<string> }
  | { readonly kind: 'made-groups'; readonly names: NonEmpty<string> }
  | { readonly kind: 'existing-groups'; readonly ids: NonEmpty<string> };

/** An IP Group to be made. */
export interface IpGroup {
  readonly name: string;
  readonly resourceGroupName: string;
  readonly location: string;
  readonly cidrs: NonEmpty<string>;
}

interface Rule {
  readonly name: string;
  /** The rows of the pages that asked for it. */
  readonly description: string;
  readonly sources: Addresses;
}

/** What an application rule matches: SNI or Host; or whole URLs, for which TLS is opened. */
export type ApplicationTarget =
  | { readonly kind: 'fqdns'; readonly fqdns: NonEmpty<string> }
  | { readonly kind: 'urls'; readonly urls: NonEmpty<string>; readonly terminateTls: boolean };

export interface ApplicationRule extends Rule {
  readonly protocols: NonEmpty<{ readonly type: 'Http' | 'Https'; readonly port: number }>;
  readonly to: ApplicationTarget;
}

export interface NetworkRule extends Rule {
  readonly protocol: 'TCP' | 'UDP';
  /** `443` or `1025-65535`. */
  readonly ports: NonEmpty<string>;
  /** Exact names are matched by the addresses that the firewall resolves them to. */
  readonly to: Addresses | { readonly kind: 'fqdns'; readonly fqdns: NonEmpty<string> };
}

export interface RuleCollection<R> {
  readonly name: string;
  readonly priority: number;
  readonly rules: NonEmpty<R>;
}

/** One rule collection group: what one site asks for one vendor. A collection without rules is left out. */
export interface AzureFirewallRules {
  readonly name: string;
  /** 100 to 65000, unique in the policy. */
  readonly priority: number;
  readonly network?: RuleCollection<NetworkRule>;
  readonly application?: RuleCollection<ApplicationRule>;
  /** Every IP Group that the rules name and that has to be made; groups for the site's sources recur with each vendor. */
  readonly ipGroups: readonly IpGroup[];
}
