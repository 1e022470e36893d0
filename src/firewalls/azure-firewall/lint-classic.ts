import type { Problem } from '../../model/diagnostic.js';
import type { Resource, TerraformConfig, ValueMap } from '../../terraform/config.js';
import { itemsIn } from '../../terraform/read-items.js';
import { isMap, resourcesOf, textOf } from '../../terraform/values.js';
import { lintApplicationRule } from './lint-application-rule.js';
import { lintNetworkRule } from './lint-network-rule.js';

/** Rules of a firewall without a policy: one resource for each collection, with older words for the same things. */
export function lintClassic(config: TerraformConfig): readonly Problem[] {
  return [
    ...resourcesOf(config, 'azurerm_firewall_network_rule_collection').flatMap((resource) => rulesOf(resource).flatMap(([where, rule]) => lintNetworkRule(where, rule))),
    ...resourcesOf(config, 'azurerm_firewall_application_rule_collection').flatMap((resource) => rulesOf(resource).flatMap(([where, rule]) => lintApplicationRule(where, inNewWords(rule)))),
  ];
}

const rulesOf = ({ address, values }: Resource): readonly (readonly [string, ValueMap])[] =>
  itemsIn(values['rule']).filter(isMap).map((rule, index) => [`${address}/${textOf(rule['name']) ?? `rule[${index}]`}`, rule]);

/** By tags alone a classic rule needs no protocols. */
function inNewWords({ target_fqdns: fqdns = null, fqdn_tags: tags = null, protocol = null, ...rule }: ValueMap): ValueMap {
  const byTags = itemsIn(tags).length > 0 && itemsIn(protocol).length === 0;
  return { ...rule, destination_fqdns: fqdns, destination_fqdn_tags: tags, protocols: byTags ? [{}] : protocol };
}
