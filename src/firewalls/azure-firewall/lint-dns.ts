import type { Problem } from '../../model/diagnostic.js';
import type { Resource, TerraformConfig } from '../../terraform/config.js';
import { isElsewhere } from '../../terraform/owner.js';
import { itemsIn } from '../../terraform/read-items.js';
import { blocksOf, isKnown } from '../../terraform/values.js';
import { collectionsOf } from './lint-collections.js';
import { groupsIn, policyOf } from './policies.js';

/**
 * Names in network rules are resolved for clients that ask the firewall itself: without its DNS proxy they are not
 * supported (azure-docs firewall/fqdn-filtering-network-rules, read 2026-11-20). A policy with a parent may inherit it.
 */
export function lintDns(config: TerraformConfig): readonly Problem[] {
  return groupsIn(config).flatMap((group) => {
    const owner = policyOf(config, group);
    const [policy] = isElsewhere(owner) || !owner.sure ? [] : owner.here;
    if (policy === undefined || mayHaveProxy(policy)) return [];
    const named = collectionsOf(group).flatMap(({ section, rules }) => (section === 'network' ? rules.filter(({ rule }) => itemsIn(rule['destination_fqdns']).length > 0) : []));
    return named.map(({ where }) => ({ where: `${where}.destination_fqdns`, expected: `dns.proxy_enabled in ${policy.address}: a network rule by name needs the DNS proxy`, got: 'no DNS proxy' }));
  });
}

function mayHaveProxy({ values }: Resource): boolean {
  const inherits = values['base_policy_id'] !== undefined && values['base_policy_id'] !== null && values['dns'] === undefined;
  return inherits || !isKnown(values['dns']) || blocksOf(values['dns']).some(({ proxy_enabled: proxy }) => proxy === true || proxy === 'true' || !isKnown(proxy));
}
