import type { TerraformConfig } from '../../terraform/config.js';
import { type OtherWords, unreadWords } from '../../terraform/other-words.js';

const WORDS: OtherWords = {
  types: /^azurerm_(?:firewall|ip_group)/,
  known: [
    'azurerm_firewall',
    'azurerm_firewall_application_rule_collection',
    'azurerm_firewall_nat_rule_collection',
    'azurerm_firewall_network_rule_collection',
    'azurerm_firewall_policy',
    'azurerm_firewall_policy_rule_collection_group',
    'azurerm_ip_group',
    'azurerm_ip_group_cidr',
  ],
  api: /Microsoft\.Network\/(?:firewallPolicies|azureFirewalls|ipGroups)/i,
};

/** What may change an Azure Firewall and is not read. */
export const unread = (config: TerraformConfig): readonly string[] => unreadWords(config, WORDS);
