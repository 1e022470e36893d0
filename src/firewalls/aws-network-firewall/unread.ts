import type { TerraformConfig } from '../../terraform/config.js';
import { type OtherWords, unreadWords } from '../../terraform/other-words.js';

const WORDS: OtherWords = {
  types: /^(?:aws_networkfirewall_(?!proxy)|awscc_networkfirewall_|aws_fms_policy)/,
  known: [
    'aws_networkfirewall_firewall',
    'aws_networkfirewall_firewall_policy',
    'aws_networkfirewall_firewall_transit_gateway_attachment_accepter',
    'aws_networkfirewall_logging_configuration',
    'aws_networkfirewall_resource_policy',
    'aws_networkfirewall_rule_group',
    'aws_networkfirewall_tls_inspection_configuration',
    'aws_networkfirewall_vpc_endpoint_association',
    'awscc_networkfirewall_logging_configuration',
    'awscc_networkfirewall_tls_inspection_configuration',
    'awscc_networkfirewall_vpc_endpoint_association',
  ],
  api: /AWS::NetworkFirewall::(?:Firewall|RuleGroup)/,
};

/** What may change a Network Firewall and is not read. */
export const unread = (config: TerraformConfig): readonly string[] => unreadWords(config, WORDS);
