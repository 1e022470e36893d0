import type { Filter } from '../../model/filter.js';
import type { Resource, TerraformConfig } from '../../terraform/config.js';
import { isElsewhere, ownerOf } from '../../terraform/owner.js';
import { blockOf, blocksOf, resourcesOf } from '../../terraform/values.js';
import { readLooseGroups, readPolicy, readUnknownPolicy } from './read-policy.js';
import { ruleGroupAt } from './read-references.js';

/**
 * What the Network Firewalls of a configuration permit, whoever wrote it: a filter for each policy, one for the rule
 * groups that no policy here references, and one for each firewall that uses a policy of others. A line that is not read exactly says so and has bounds.
 */
export function read(config: TerraformConfig): readonly Filter[] {
  const policies = resourcesOf(config, 'aws_networkfirewall_firewall_policy');
  const loose = looseGroups(config, policies);
  const filters = [...policies.map((policy) => readPolicy(config, policy)), ...(loose.length === 0 ? [] : [readLooseGroups(config, loose)])];
  // Loose groups alone may well stand in the policy that a firewall names; beside a policy here, another policy is another.
  return [...filters, ...(policies.length > 0 || filters.length === 0 ? strangers(config, policies) : []).map(readUnknownPolicy)];
}

/** Firewalls that use a policy of which nothing is known here. */
const strangers = (config: TerraformConfig, policies: readonly Resource[]): readonly Resource[] =>
  resourcesOf(config, 'aws_networkfirewall_firewall').filter(({ values }) => isElsewhere(ownerOf(values['firewall_policy_arn'], policies, 'arn or id')));

function looseGroups(config: TerraformConfig, policies: readonly Resource[]): readonly Resource[] {
  const references = policies.flatMap(({ values }) => blocksOf(blockOf(values['firewall_policy'])['stateful_rule_group_reference']));
  const used = new Set(references.map(({ resource_arn: arn }) => ruleGroupAt(config, arn)));
  return resourcesOf(config, 'aws_networkfirewall_rule_group').filter((group) => group.values['type'] !== 'STATELESS' && !used.has(group));
}
