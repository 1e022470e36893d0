import { readAddressText } from '../../model/address-text.js';
import type { Problem } from '../../model/diagnostic.js';
import { groupBy } from '../../model/group-by.js';
import type { Resource, TerraformConfig } from '../../terraform/config.js';
import { isElsewhere, ownerOf } from '../../terraform/owner.js';
import { itemsIn } from '../../terraform/read-items.js';
import { resourcesOf, textOf } from '../../terraform/values.js';
import { lintClassic } from './lint-classic.js';
import { collectionsOf, lintCollections } from './lint-collections.js';
import { lintDns } from './lint-dns.js';
import { lintPriority } from './lint-priority.js';
import { lintShared } from './lint-shared.js';
import { lintSku } from './lint-sku.js';
import { voidedRules } from './lint-voided.js';
import { groupsIn, policyOf } from './policies.js';

/** What Azure Firewall would refuse, or what does not do what it seems to; `terraform plan` takes nearly all of it. */
export function lint(config: TerraformConfig, others: readonly TerraformConfig[] = []): readonly Problem[] {
  const groups = groupsIn(config);
  const policies = groupBy(groups, (group) => keyOf(config, group));
  return [...groups.flatMap((group) => [...problemsOfName(group), ...lintPriority(group.address, group.values), ...lintCollections(group)]), ...lintShared(config, others), ...policies.flatMap((own) => voidedRules(own.flatMap(collectionsOf))), ...lintDns(config), ...lintSku(config), ...lintClassic(config), ...ipGroups(config)];
}

function keyOf(config: TerraformConfig, group: Resource): string {
  const owner = policyOf(config, group);
  if (isElsewhere(owner)) return owner.elsewhere.toLowerCase();
  return owner.sure ? (owner.here[0]?.address ?? '') : `perhaps ${group.address}`;
}

/** The validator of azurerm 5.2.0, and Azure's 80 characters. */
const NAME = /^[a-zA-Z0-9][\w.-]{0,78}\w$/;

function problemsOfName({ address, values }: Resource): readonly Problem[] {
  const name = textOf(values['name']);
  return name === undefined || NAME.test(name) ? [] : [{ where: `${address}.name`, expected: '2 to 80 letters, digits, underscores, periods and hyphens, a letter or digit first', got: `"${name}"` }];
}

/** They hold IPv4 addresses, networks and ranges (azure-docs firewall/ip-groups.md of 2026-03-28); azurerm takes any text. */
function ipGroups(config: TerraformConfig): readonly Problem[] {
  return resourcesOf(config, 'azurerm_ip_group').flatMap(({ address, values }) => {
    const items = itemsIn(values['cidrs']);
    const apart = resourcesOf(config, 'azurerm_ip_group_cidr');
    const texts = items.flatMap((item) => (typeof item === 'string' ? [item] : []));
    const wrong = texts.filter((text) => text.includes(':') || readAddressText(text) === undefined);
    return [
      ...wrong.map((text) => ({ where: `${address}.cidrs`, expected: 'an IPv4 address, network or range', got: `"${text}"` })),
      ...(items.length === 0 && apart.length === 0 ? [{ where: `${address}.cidrs`, expected: 'at least one address: a rule with an empty IP Group is skipped without a word', got: 'an empty list' }] : []),
      ...(items.length > 0 && apart.some((entry) => groupOf(config, entry) === address) ? [{ where: `${address}.cidrs`, expected: 'addresses either inline or as azurerm_ip_group_cidr: the inline list removes the others', got: 'both' }] : []),
    ];
  });
}

function groupOf(config: TerraformConfig, entry: Resource): string | undefined {
  const owner = ownerOf(entry.values['ip_group_id'], resourcesOf(config, 'azurerm_ip_group'));
  return isElsewhere(owner) || !owner.sure ? undefined : owner.here[0]?.address;
}

