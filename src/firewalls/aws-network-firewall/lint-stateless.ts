import type { Problem } from '../../model/diagnostic.js';
import { groupBy } from '../../model/group-by.js';
import type { Resource, TerraformConfig, ValueMap } from '../../terraform/config.js';
import { blockOf, blocksOf, numberOf, resourcesOf } from '../../terraform/values.js';

/** Stateless rules of a group, and stateless groups of a policy, have a priority each: which of two comes first is not documented. */
export const lintStateless = (config: TerraformConfig): readonly Problem[] => [
  ...resourcesOf(config, 'aws_networkfirewall_rule_group').flatMap((group) => samePriority(`${group.address} stateless_rule`, rulesOf(group), 'in the group')),
  ...resourcesOf(config, 'aws_networkfirewall_firewall_policy').flatMap(({ address, values }) =>
    samePriority(`${address} stateless_rule_group_reference`, blocksOf(blockOf(values['firewall_policy'])['stateless_rule_group_reference']), 'in the policy'),
  ),
];

const rulesOf = ({ values }: Resource): readonly ValueMap[] =>
  blocksOf(blockOf(blockOf(blockOf(values['rule_group'])['rules_source'])['stateless_rules_and_custom_actions'])['stateless_rule']);

function samePriority(where: string, blocks: readonly ValueMap[], among: string): readonly Problem[] {
  const priorities = blocks.flatMap(({ priority }) => numberOf(priority) ?? []);
  return groupBy(priorities, String).flatMap(([priority, ...others]) => (others.length === 0 ? [] : [{ where, expected: `a priority of its own ${among}`, got: `${priority} more than once` }]));
}
