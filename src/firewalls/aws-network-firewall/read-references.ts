import type { Resource, TerraformConfig, Value } from '../../terraform/config.js';
import { sureOwner } from '../../terraform/owner.js';
import { resourcesOf } from '../../terraform/values.js';

/** The rule group of the configuration that a policy means: by reference, or by its ARN where a plan knows it. */
export const ruleGroupAt = (config: TerraformConfig, arn: Value | undefined): Resource | undefined => sureOwner(arn, resourcesOf(config, 'aws_networkfirewall_rule_group'), 'arn or id');

/** Firewalls that use a policy of the configuration. */
export const firewallsOf = (config: TerraformConfig, policy: Resource): readonly Resource[] =>
  resourcesOf(config, 'aws_networkfirewall_firewall').filter(({ values }) => sureOwner(values['firewall_policy_arn'], [policy], 'arn or id') !== undefined);

/** The VPC of a firewall, where it is in the configuration. */
export const vpcOf = (config: TerraformConfig, { values }: Resource): Resource | undefined => sureOwner(values['vpc_id'], resourcesOf(config, 'aws_vpc'));
