import type { Problem } from '../../model/diagnostic.js';
import type { Resource, TerraformConfig, Value } from '../../terraform/config.js';
import { sureOwner } from '../../terraform/owner.js';
import { itemsIn } from '../../terraform/read-items.js';
import { isKnown, listOf, textOf } from '../../terraform/values.js';
import { type PlacedRule, collectionsOf } from './lint-collections.js';
import { groupsIn, policiesIn } from './policies.js';

const isOn = (value: Value | undefined): boolean => value === true || value === 'true';

/**
 * What rules need of their policy, where it is known: URLs and TLS inspection are of Premium alone
 * (azure-docs firewall/premium-features, read 2026-11-20), and inspection signs with a certificate of the policy.
 * azurerm takes all of it; the apply fails.
 */
export function lintSku(config: TerraformConfig): readonly Problem[] {
  return groupsIn(config).flatMap((group) => {
    const policy = sureOwner(group.values['firewall_policy_id'], policiesIn(config));
    if (policy === undefined) return [];
    const rules = collectionsOf(group).flatMap((collection) => (collection.section === 'application' ? collection.rules : []));
    return [...beyondSku(policy, rules), ...withoutCertificate(policy, rules)];
  });
}

function beyondSku({ address, values }: Resource, rules: readonly PlacedRule[]): readonly Problem[] {
  const sku = textOf(values['sku'] ?? 'Standard'); // the provider's default
  if (sku === undefined || sku === 'Premium') return [];
  return rules.flatMap(({ where, rule }) => {
    const words = [...(itemsIn(rule['destination_urls']).length > 0 ? ['destination_urls'] : []), ...(isOn(rule['terminate_tls']) ? ['terminate_tls'] : [])];
    return words.map((word) => ({ where: `${where}.${word}`, expected: `sku Premium in ${address}: no other has it`, got: sku }));
  });
}

/** A parent may have the certificate. */
function withoutCertificate({ address, values }: Resource, rules: readonly PlacedRule[]): readonly Problem[] {
  const certificate = values['tls_certificate'];
  if ((values['base_policy_id'] ?? null) !== null || listOf(certificate).length > 0 || !isKnown(certificate)) return [];
  return rules.filter(({ rule }) => isOn(rule['terminate_tls'])).map(({ where }) => ({ where: `${where}.terminate_tls`, expected: `tls_certificate in ${address}: TLS inspection signs with it`, got: 'no certificate' }));
}
