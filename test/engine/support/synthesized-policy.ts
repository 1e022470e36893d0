import { domainListRules } from './domain-list.js';
import { ruleLines } from './rule-order.js';
import type { RuleVariables } from './suricata-config.js';

/** One firewall policy as Terraform JSON says it, in the engine's words. */
export interface SynthesizedPolicy {
  readonly defaultActions: readonly string[];
  /** Rules of each group, in the order of their priorities; variables are named so that each group has its own. */
  readonly ruleGroups: readonly string[];
  readonly variables: RuleVariables;
}

interface IpSetBlock {
  readonly key: string;
  readonly ip_set: { readonly definition: readonly string[] };
}

interface RuleGroupBlock {
  readonly rule_group: {
    readonly rule_variables?: { readonly ip_sets?: readonly IpSetBlock[] };
    readonly rules_source: {
      readonly rules_string?: string;
      readonly rules_source_list?: { readonly targets: readonly string[]; readonly target_types: readonly ('TLS_SNI' | 'HTTP_HOST')[]; readonly generated_rules_type: string };
    };
  };
}

interface PolicyBlock {
  readonly firewall_policy: {
    readonly policy_variables?: { readonly rule_variables?: readonly IpSetBlock[] };
    readonly stateful_default_actions: readonly string[];
    readonly stateful_rule_group_reference?: readonly { readonly priority: number; readonly resource_arn: string }[];
  };
}

interface TerraformJson {
  readonly resource?: {
    readonly aws_networkfirewall_firewall_policy?: Readonly<Record<string, PolicyBlock>>;
    readonly aws_networkfirewall_rule_group?: Readonly<Record<string, RuleGroupBlock>>;
  };
}

/** SIDs of a domain list: AWS numbers each from 1; here every group has this many of its own. */
const SIDS_PER_LIST = 100_000;

/** The one policy of a stack with all its rule groups. A group that the policy does not reference is an error: nobody would have judged it. */
export function policyIn(terraformJson: string): SynthesizedPolicy {
  const { resource = {} } = JSON.parse(terraformJson) as TerraformJson;
  const [policy, ...others] = Object.values(resource.aws_networkfirewall_firewall_policy ?? {});
  if (policy === undefined || others.length > 0) throw new Error(`terraform: expected one firewall policy, got ${policy === undefined ? 0 : others.length + 1}`);
  const { firewall_policy: said } = policy;
  const groups = referenced(said.stateful_rule_group_reference ?? [], resource.aws_networkfirewall_rule_group ?? {});
  const own = groups.flatMap((group, index) => Object.entries(ipSetsOf(group.rule_group.rule_variables?.ip_sets)).map(([name, set]) => [scoped(name, index), set] as const));
  return {
    defaultActions: said.stateful_default_actions,
    ruleGroups: groups.map(rulesOf),
    variables: { ipSets: { ...ipSetsOf(said.policy_variables?.rule_variables), ...Object.fromEntries(own) }, portSets: {} },
  };
}

function referenced(references: readonly { readonly priority: number; readonly resource_arn: string }[], groups: Readonly<Record<string, RuleGroupBlock>>): readonly RuleGroupBlock[] {
  const ids = [...references].sort((a, b) => a.priority - b.priority).map(({ resource_arn: arn }) => /^\$\{aws_networkfirewall_rule_group\.([\w-]+)\.arn\}$/.exec(arn)?.[1] ?? arn);
  const unknown = ids.filter((id) => groups[id] === undefined);
  const left = Object.keys(groups).filter((id) => !ids.includes(id));
  if (unknown.length + left.length > 0) throw new Error(`terraform: expected a policy that references every rule group, got ${[...unknown, ...left].join(', ')}`);
  return ids.flatMap((id) => groups[id] ?? []);
}

function rulesOf({ rule_group: { rules_source: source, rule_variables: variables } }: RuleGroupBlock, index: number): string {
  const own = Object.keys(ipSetsOf(variables?.ip_sets));
  return ruleLines(source.rules_string === undefined ? listRules(source.rules_source_list, index) : evaluated(source.rules_string))
    .map((rule) => rule.replace(/^[^(]*/, (head) => head.replace(/\$(\w+)/g, (whole, name: string) => (own.includes(name) ? `$${scoped(name, index)}` : whole))))
    .join('\n');
}

function listRules(list: RuleGroupBlock['rule_group']['rules_source']['rules_source_list'], index: number): string {
  if (list?.generated_rules_type !== 'ALLOWLIST') throw new Error('terraform: expected rules_string or an ALLOWLIST');
  return domainListRules({ targets: list.targets.map(evaluated), targetTypes: list.target_types, generatedRulesType: 'ALLOWLIST' }, 1 + index * SIDS_PER_LIST);
}

// A group sees its own variables before those of the policy; the engine has one table for all of them.
const scoped = (name: string, index: number): string => `${name}_G${index}`;

const ipSetsOf = (blocks: readonly IpSetBlock[] = []): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(blocks.map(({ key, ip_set: { definition } }) => [key, definition]));

/** What Terraform makes of a string of its JSON: `$${` and `%%{` become `${` and `%{`; a template of a rule would need values that nobody has here. */
export function evaluated(text: string): string {
  const template = /(?<![$])\$\{|(?<!%)%\{/.exec(text);
  if (template !== null) throw new Error(`terraform: expected no template in a rule, got ${text.slice(template.index, template.index + 40)}`);
  return text.replace(/([$%])\1\{/g, '$1{');
}
