/** The request shapes of AWS Network Firewall (API version 2020-11-12) as far as this service looks into them. */

export type RuleOrder = 'STRICT_ORDER' | 'DEFAULT_ACTION_ORDER';
export type RuleGroupType = 'STATEFUL' | 'STATELESS';

export interface RuleGroup {
  readonly RuleVariables?: {
    readonly IPSets?: Readonly<Record<string, { readonly Definition?: readonly string[] }>>;
    readonly PortSets?: Readonly<Record<string, { readonly Definition?: readonly string[] }>>;
  };
  readonly ReferenceSets?: { readonly IPSetReferences?: Readonly<Record<string, { readonly ReferenceArn?: string }>> };
  readonly RulesSource?: RulesSource;
  readonly StatefulRuleOptions?: { readonly RuleOrder?: RuleOrder };
}

export interface RulesSource {
  readonly RulesString?: string;
  readonly RulesSourceList?: RulesSourceList;
  readonly StatefulRules?: readonly StatefulRule[];
  readonly StatelessRulesAndCustomActions?: unknown;
}

export interface RulesSourceList {
  readonly Targets?: readonly string[];
  readonly TargetTypes?: readonly string[];
  readonly GeneratedRulesType?: string;
}

export interface StatefulRule {
  readonly Action: string;
  readonly Header: Readonly<Record<'Protocol' | 'Source' | 'SourcePort' | 'Direction' | 'Destination' | 'DestinationPort', string>>;
  readonly RuleOptions: readonly { readonly Keyword: string; readonly Settings?: readonly string[] }[];
}

export interface FirewallPolicy {
  readonly StatelessDefaultActions?: readonly string[];
  readonly StatelessFragmentDefaultActions?: readonly string[];
  readonly StatelessRuleGroupReferences?: readonly Reference[];
  readonly StatefulRuleGroupReferences?: readonly Reference[];
  readonly StatefulDefaultActions?: readonly string[];
  readonly StatefulEngineOptions?: { readonly RuleOrder?: RuleOrder };
  readonly PolicyVariables?: { readonly RuleVariables?: Readonly<Record<string, { readonly Definition?: readonly string[] }>> };
}

export interface Reference {
  readonly ResourceArn?: string;
  readonly Priority?: number;
  readonly Override?: { readonly Action?: string };
}

export interface Tag { readonly Key: string; readonly Value: string }

/** What every stored thing has. `status` is what Describe answers; see `Store.settle` for how it moves on. */
export interface Stored {
  readonly arn: string;
  readonly name: string;
  readonly id: string;
  description: string | undefined;
  encryption: unknown;
  token: string;
  status: 'ACTIVE' | 'PROVISIONING' | 'DELETING';
  tags: readonly Tag[];
}

export interface StoredRuleGroup extends Stored {
  readonly type: RuleGroupType;
  readonly capacity: number;
  consumed: number;
  body: RuleGroup;
}

export interface StoredPolicy extends Stored {
  body: FirewallPolicy;
}

export interface StoredFirewall extends Stored {
  readonly vpcId: string;
  policyArn: string;
  subnets: readonly { readonly SubnetId: string; readonly IPAddressType?: string }[];
  deleteProtection: boolean;
  subnetChangeProtection: boolean;
  policyChangeProtection: boolean;
  logging: readonly LogDestinationConfig[];
}

export interface LogDestinationConfig {
  readonly LogType: string;
  readonly LogDestinationType: string;
  readonly LogDestination: Readonly<Record<string, string>>;
}

/** One operation of the service: takes the request's JSON, gives the response's. */
export type Operation = (input: Input) => object;

/** A request before its shape is known; operations read the members they know. */
export type Input = Readonly<Record<string, unknown>>;

/** AWS's default when a group or policy does not say its order. */
export function ruleOrderOf(options: { readonly RuleOrder?: RuleOrder } | undefined): RuleOrder {
  return options?.RuleOrder ?? 'DEFAULT_ACTION_ORDER';
}
