import { limitsOption } from '../../model/limit.js';
import { type OptionsOf, choice, flag, group, listOf, optional, resourceId, text, withDefault } from '../../model/option.js';
import { quotas } from './limits.js';

const NAME = /^[a-zA-Z0-9][\w.-]{0,78}\w$/; // firewall_policy_name validator of azurerm, and Azure's 80 characters
const GROUP_NAME = /^[\w.()-]{0,89}[\w()-]$/; // Azure naming rules, resourceGroups, read 2026-11-20

const azureId = (about: string, type: string) =>
  resourceId(
    about,
    `an id such as /subscriptions/<id>/resourceGroups/<name>/providers/${type}/<name>`,
    new RegExp(`^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/${type.replace('.', '\\.')}/[^/]+$`, 'i'),
  );

const resourceGroupName = resourceId('resource group', 'the name of a resource group', GROUP_NAME);
const location = resourceId('Azure region', 'a region such as westeurope', /^[a-z]+[a-z0-9]*$/);

const tlsCertificate = {
  name: text('name of the certificate', 'a name', /\S/),
  keyVaultSecretId: resourceId('its secret in Key Vault', 'an id such as https://<vault>.vault.azure.net/secrets/<name>/<version>', /^https:\/\/[^/]+\/secrets\/[^/]+/),
  identityId: azureId('the identity that may read it', 'Microsoft.ManagedIdentity/userAssignedIdentities'),
};

const policy = {
  name: text('name of the policy', '2 to 80 letters, digits, underscores, periods and hyphens, a letter or digit first', NAME),
  resourceGroupName,
  location,
  tlsCertificate: optional(group('the intermediate CA that TLS inspection signs with', tlsCertificate)),
};

/** What a site says of its Azure Firewall. */
export const azureFirewallOptions = {
  firewallPolicyId: optional(azureId('the policy that gets the rules, when it exists', 'Microsoft.Network/firewallPolicies')),
  makePolicy: optional(group('the policy to make, when there is none', policy)),
  sku: withDefault(choice('SKU of the policy and its firewalls', ['Basic', 'Standard', 'Premium']), 'Standard'),
  dnsProxy: flag('the policy has DNS proxy on, and the clients resolve through the firewall', false),
  tlsInspection: flag('look into TLS where a page names URL paths and does not forbid it; Premium', false),
  sourceIpGroupIds: optional(listOf("existing IP Groups that hold exactly the site's sources", azureId('an IP Group', 'Microsoft.Network/ipGroups'), 1)),
  makeIpGroup: optional(group("where to make IP Groups, for the site's sources and for long lists of destinations", { resourceGroupName, location })),
  limits: limitsOption(quotas),
} as const;

export type AzureFirewallOptions = OptionsOf<typeof azureFirewallOptions>;
