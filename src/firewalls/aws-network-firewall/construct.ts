import { NetworkfirewallFirewallPolicy } from '@cdktf/provider-aws/lib/networkfirewall-firewall-policy/index.js';
import { NetworkfirewallFirewall } from '@cdktf/provider-aws/lib/networkfirewall-firewall/index.js';
import { NetworkfirewallLoggingConfiguration } from '@cdktf/provider-aws/lib/networkfirewall-logging-configuration/index.js';
import { NetworkfirewallRuleGroup, type NetworkfirewallRuleGroupRuleGroupRulesSource } from '@cdktf/provider-aws/lib/networkfirewall-rule-group/index.js';
import { TerraformOutput } from 'cdktf';
import { Construct } from 'constructs';
import { escapeTemplate } from '../../terraform/escape.js';
import type { BuildInput } from '../firewall.js';
import type { Options } from './options.js';
import type { Firewall, FirewallPolicy, GroupContents, LogDestination, NetworkFirewallRules, RuleGroup } from './rules.js';
import { rulesString } from './suricata-text.js';

/** A rule group in use cannot be replaced in place: the new one stands before the policy lets go of the old one. */
const REPLACE = { createBeforeDestroy: true };

interface BuiltGroup {
  readonly priority: number;
  readonly arn: string;
}

/** The resources of one site. */
export class NetworkFirewallResources extends Construct {
  constructor(scope: Construct, id: string, { units }: BuildInput<NetworkFirewallRules, Options>) {
    super(scope, id);
    for (const { rules } of units) buildRules(this, rules);
  }
}

function buildRules(scope: Construct, { groups, policy, firewall, logs }: NetworkFirewallRules): void {
  const built = groups.map((group) => ({ priority: group.priority, arn: buildGroup(scope, group).arn }));
  if (policy === undefined) return outputReferences(scope, built);
  const { arn } = buildPolicy(scope, policy, built);
  new TerraformOutput(scope, 'firewall-policy-arn', { value: arn, description: escapeTemplate(policy.description) });
  if (firewall !== undefined) buildFirewall(scope, firewall, arn, logs);
}

function buildGroup(scope: Construct, { id, name, description, capacity, ipSets, contents }: RuleGroup): NetworkfirewallRuleGroup {
  return new NetworkfirewallRuleGroup(scope, id, {
    name,
    description: escapeTemplate(description),
    type: 'STATEFUL',
    capacity,
    ruleGroup: {
      ...(ipSets.length === 0 ? {} : { ruleVariables: { ipSets: ipSets.map((set) => ({ key: set.name, ipSet: { definition: [...set.definition] } })) } }),
      rulesSource: rulesSource(contents),
      statefulRuleOptions: { ruleOrder: 'STRICT_ORDER' },
    },
    lifecycle: REPLACE,
  });
}

function rulesSource(contents: GroupContents): NetworkfirewallRuleGroupRuleGroupRulesSource {
  if (contents.kind === 'suricata') return { rulesString: escapeTemplate(rulesString(contents.rules)) };
  const targets = contents.targets.map(({ target }) => target);
  return { rulesSourceList: { generatedRulesType: 'ALLOWLIST', targetTypes: [contents.targetType], targets } };
}

function buildPolicy(scope: Construct, { name, description, defaultActions, homeNet }: FirewallPolicy, groups: readonly BuiltGroup[]): NetworkfirewallFirewallPolicy {
  return new NetworkfirewallFirewallPolicy(scope, 'policy', {
    name,
    description: escapeTemplate(description),
    firewallPolicy: {
      statelessDefaultActions: ['aws:forward_to_sfe'],
      statelessFragmentDefaultActions: ['aws:forward_to_sfe'],
      statefulDefaultActions: [...defaultActions],
      // REJECT: a client whose connection the firewall no longer knows hears so at once (AWS's recommendation).
      statefulEngineOptions: { ruleOrder: 'STRICT_ORDER', streamExceptionPolicy: 'REJECT' },
      policyVariables: { ruleVariables: [{ key: 'HOME_NET', ipSet: { definition: [...homeNet] } }] },
      ...(groups.length === 0 ? {} : { statefulRuleGroupReference: groups.map(({ priority, arn }) => ({ priority, resourceArn: arn })) }),
    },
    lifecycle: REPLACE,
  });
}

function buildFirewall(scope: Construct, { name, vpcId, subnetIds, protect }: Firewall, firewallPolicyArn: string, logs: readonly LogDestination[]): void {
  const firewall = new NetworkfirewallFirewall(scope, 'firewall', {
    name,
    vpcId,
    firewallPolicyArn,
    subnetMapping: subnetIds.map((subnetId) => ({ subnetId })),
    deleteProtection: protect,
    subnetChangeProtection: protect,
    firewallPolicyChangeProtection: protect,
  });
  new TerraformOutput(scope, 'firewall-status', { value: firewall.interpolationForAttribute('firewall_status'), description: 'endpoints to route through, by availability zone' });
  if (logs.length > 0) buildLogging(scope, firewall.arn, logs);
}

function buildLogging(scope: Construct, firewallArn: string, logs: readonly LogDestination[]): void {
  const logDestinationConfig = logs.map(({ logDestination, ...types }) => ({ ...types, logDestination: { ...logDestination } }));
  new NetworkfirewallLoggingConfiguration(scope, 'logging', { firewallArn, loggingConfiguration: { logDestinationConfig } });
}

function outputReferences(scope: Construct, groups: readonly BuiltGroup[]): void {
  new TerraformOutput(scope, 'rule-group-references', {
    value: groups.map(({ priority, arn }) => ({ priority, resource_arn: arn })),
    description: 'rule groups that your policy has to reference, each with this priority',
  });
}
