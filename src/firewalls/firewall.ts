import type { Construct } from 'constructs';
import type { Cidr } from '../model/cidr.js';
import type { Problem } from '../model/diagnostic.js';
import type { Filter } from '../model/filter.js';
import type { Flow } from '../model/flow.js';
import type { RaisedLimits } from '../model/limit.js';
import type { Meter } from '../model/meter.js';
import type { OptionTable, OptionsInput, OptionsOf } from '../model/option.js';
import type { Direction } from '../model/protocol.js';
import type { Space } from '../model/space.js';
import type { Resource, TerraformConfig } from '../terraform/config.js';
import type { Placement } from '../terraform/placement.js';
import type { SharedNames } from '../terraform/point-names.js';

/** What a firewall can lose of a flow, in the words of sites, of the report and of tests. */
export const LOSSES = ['apex', 'port', 'address', 'path', 'source', 'application', 'protocol'] as const;

export type Loss = (typeof LOSSES)[number];

/** Permitted without being asked. */
export interface Widening {
  readonly lost: Loss;
  /** What was asked. */
  readonly flow: Flow;
  /** What is permitted in its place. For a lost path the flow without it. */
  readonly permits: readonly Flow[];
  /** Why, for the reviewer. */
  readonly why: string;
  /** What the site can do instead of living with it, where there is something: `a site with sources 10.1.2.10/32 and no others`. */
  readonly remedy?: string;
}

/** Asked and not permitted. */
export interface Unsupported {
  readonly flow: Flow;
  readonly why: string;
}

/** Flows in a firewall's own words, with nothing hidden. */
export interface Lowering<R> {
  readonly rules: R;
  readonly widenings: readonly Widening[];
  readonly unsupported: readonly Unsupported[];
  /** Permitted because an option of this firewall says so, beside what vendors ask for. Default: nothing. */
  readonly granted?: Space;
  /** Directions that these rules leave to whoever owns the rest of an existing group. Default: none. */
  readonly left?: readonly Direction[];
  /** What the operator has to know or do outside these rules: DNS proxy, a policy owned by others. */
  readonly notes: readonly string[];
}

/** What a kind has to know of the site beside the flows. */
export interface LoweringContext<O> {
  readonly site: string;
  readonly sources: readonly Cidr[];
  readonly options: O;
  /** Another firewall in series decides by name; this one may leave names to it. */
  readonly namesBehind: boolean;
  /** Set for kinds whose unit is the vendor. `priority` is the site's number for it. */
  readonly vendor?: { readonly id: string; readonly name: string; readonly priority: number };
}

/** One use of a kind by one site, for checks over all sites. */
export interface Use<O> {
  readonly site: string;
  readonly options: O;
  readonly vendors: readonly { readonly id: string; readonly priority: number }[];
}

/** What is built: one unit of rules with the names it needs. */
export interface BuildInput<R, O> {
  readonly site: string;
  readonly sources: readonly Cidr[];
  readonly options: O;
  /** By vendor id, or '' for kinds whose unit is the site; in order. */
  readonly units: readonly { readonly vendor: string; readonly rules: R }[];
}

/** What is deployed together, the sites it is for, and what they say the cloud raised. */
export interface Deployed {
  readonly sites: readonly string[];
  readonly config: TerraformConfig;
  readonly raised: readonly RaisedLimits[];
}

/** Is a resource of the site, where others may stand beside it? */
export type IsOwn = (resource: Resource) => boolean;

/** An enforcement point and all that is known of it. A folder in `src/firewalls` provides one. */
export interface FirewallKind<T extends OptionTable = OptionTable, R = unknown> {
  readonly id: string;
  readonly about: string;
  readonly cloud: 'aws' | 'azure';
  readonly options: T;
  /** What one lowering covers: each vendor has rules of its own, or the site has one set for all. */
  readonly unit: 'vendor' | 'site';
  /** Does it decide on SNI or Host? Then no rule of it may open TCP 80 or 443 to any destination. */
  readonly seesNames: boolean;
  /** Why it cannot say this flow at all, even widened; undefined when it can. `lower` agrees with it. */
  readonly cannot: (flow: Flow, context: LoweringContext<OptionsOf<T>>) => string | undefined;
  readonly lower: (flows: readonly Flow[], context: LoweringContext<OptionsOf<T>>) => Lowering<R>;
  /** What has to hold between the options, or between sites that share something. */
  readonly check?: (uses: readonly Use<OptionsOf<T>>[]) => readonly Problem[];
  /** By what `check` compares sites: it finds nothing between two that have none of it in common. Default: all are compared. */
  readonly comparedBy?: (options: OptionsOf<T>) => readonly string[];
  /** What the options say of things made elsewhere, as the resources they stand for: the proof takes it for granted. */
  readonly assumes?: (options: OptionsOf<T>, sources: readonly Cidr[]) => readonly Resource[];
  /** What a Terraform configuration says for this kind, whoever wrote it; rules of `others` count where they stand in the same points. */
  readonly read: (config: TerraformConfig, others?: readonly TerraformConfig[]) => readonly Filter[];
  /** What of a configuration may change what this kind permits and is not read, in words. */
  readonly unread?: (config: TerraformConfig) => readonly string[];
  /** Points of a configuration that others may put rules into as well; what those inherit from, `others` may say. Default: none. */
  readonly sharedIn?: (config: TerraformConfig, others?: readonly TerraformConfig[]) => SharedNames;
  /** The points that the options of a site name, before anything is made of it. */
  readonly sharedBy?: (options: OptionsOf<T>, site: string) => readonly string[];
  /** Do the rules stand where the options say: in which group, policy, VPC, on which subnets? Whoever wrote them. */
  readonly attached?: (config: TerraformConfig, options: OptionsOf<T>, isOwn: IsOwn) => Placement;
  /** How much of each quota is used, in each configuration and over what they share. */
  readonly measure?: (deployed: readonly Deployed[]) => readonly Meter[];
  /** What the cloud would refuse, or what does not do what it seems to, whoever wrote it; rules of `others` where they stand in the same points. Quotas are left to `measure`. */
  readonly lint?: (config: TerraformConfig, others?: readonly TerraformConfig[]) => readonly Problem[];
  /** Builds the resources. Loads the provider's code when called, not before. */
  readonly build: (scope: Construct, id: string, input: BuildInput<R, OptionsOf<T>>) => Construct;
}

/** A kind with the options a site gave, not yet read. */
export interface Enforcement {
  readonly kind: FirewallKind;
  readonly given: unknown;
}

type Arguments<T extends OptionTable> = object extends OptionsInput<T> ? [options?: OptionsInput<T>] : [options: OptionsInput<T>];

/** `azureFirewall({ firewallPolicyId })`, and `azureFirewall.kind`. */
export interface Firewall<T extends OptionTable, R> {
  (...options: Arguments<T>): Enforcement;
  readonly kind: FirewallKind<T, R>;
}

/** Makes a kind usable by sites. */
export function defineFirewall<const T extends OptionTable, R>(kind: FirewallKind<T, R>): Firewall<T, R> {
  const frozen = Object.freeze(kind);
  const select = (...[given]: Arguments<T>): Enforcement => Object.freeze({ kind: frozen as unknown as FirewallKind, given: given ?? {} });
  return Object.freeze(Object.assign(select, { kind: frozen }));
}
