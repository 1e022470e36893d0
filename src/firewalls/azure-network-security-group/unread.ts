import type { TerraformConfig } from '../../terraform/config.js';
import { type OtherWords, unreadWords } from '../../terraform/other-words.js';

/** Security admin rules of a Network Manager come before every group, and `AlwaysAllow` passes it by (concept-security-admins, 2022-05-25). */
const WORDS: OtherWords = {
  types: /^azurerm_network_(?:security_(?!perimeter)|manager_admin_rule$)/,
  known: ['azurerm_network_security_group', 'azurerm_network_security_rule'],
  api: /Microsoft\.Network\/(?:networkSecurityGroups|networkManagers\/securityAdminConfigurations)/i,
};

/** What may change a network security group, or come before it, and is not read. */
export const unread = (config: TerraformConfig): readonly string[] => unreadWords(config, WORDS);
