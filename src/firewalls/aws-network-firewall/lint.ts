import type { Problem } from '../../model/diagnostic.js';
import type { Resource, TerraformConfig } from '../../terraform/config.js';
import { blockOf, blocksOf, isMap, listOf, resourcesOf, textOf } from '../../terraform/values.js';
import { lintDomainList } from './lint-domain-list.js';
import { lintPolicy } from './lint-policy.js';
import { type PlacedRule, type Text, lintRule, rulesIn } from './lint-rules.js';
import { lintStateless } from './lint-stateless.js';
import { lintVariables } from './lint-variables.js';

/** What AWS Network Firewall would refuse, or what does not do what it seems to; `terraform plan` takes nearly all of it. */
export function lint(config: TerraformConfig): readonly Problem[] {
  const groups = resourcesOf(config, 'aws_networkfirewall_rule_group').filter(({ values }) => values['type'] !== 'STATELESS');
  return [...groups.flatMap(lintGroup), ...resourcesOf(config, 'aws_networkfirewall_firewall_policy').flatMap((policy) => lintPolicy(config, policy)), ...lintStateless(config)];
}

function lintGroup(group: Resource): readonly Problem[] {
  const { address, values } = group;
  const block = blockOf(values['rule_group']);
  const source = blockOf(block['rules_source']);
  const strict = blockOf(block['stateful_rule_options'])['rule_order'] === 'STRICT_ORDER';
  const rules = rulesIn(group);
  return [
    ...problemsOfName(address, textOf(values['name'])),
    ...blocksOf(source['rules_source_list']).flatMap((list) => lintDomainList(address, list)),
    ...rules.flatMap((rule) => lintRule(rule, strict)),
    ...sameSid(rules),
    ...lintVariables(group, rules),
    ...(listOf(values['rules']).length > 0 || Object.values(source).some((each) => listOf(each).length > 0) || !listOf(values['rule_group']).every(isMap)
      ? []
      : [{ where: `${address}.rule_group.rules_source`, expected: 'rules_string, rules_source_list or stateful_rule', got: 'none' }]),
  ];
}

const problemsOfName = (address: string, name: string | undefined): readonly Problem[] =>
  name === undefined || /^[a-zA-Z0-9-]{1,128}$/.test(name) ? [] : [{ where: `${address}.name`, expected: 'letters, digits and hyphens, at most 128', got: `"${name}"` }];

/** The second and later rules of a SID. */
function sameSid(rules: readonly PlacedRule[]): readonly Problem[] {
  const first = new Map<string, Text>();
  return rules.flatMap((rule) => {
    if (rule.sid === undefined) return [];
    const earlier = first.get(rule.sid);
    if (earlier === undefined) first.set(rule.sid, rule);
    return earlier === undefined ? [] : [{ where: rule.where, expected: `a sid of its own, not ${rule.sid}`, got: `that of ${earlier.where}` }];
  });
}
