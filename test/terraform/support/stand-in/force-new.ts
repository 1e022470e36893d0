/**
 * Attributes whose change makes the real provider replace the resource. The generated packages do not say so; these
 * are the ones this product writes, from the providers' documentation ("Changing this forces a new resource to be
 * created"), read 2026-11-20. Only top-level attributes: that is all these resources need.
 */
export type ForceNew = Readonly<Record<string, readonly string[]>>;

export const KNOWN_FORCE_NEW: ForceNew = {
  azurerm_firewall_policy: ['name', 'resource_group_name', 'location', 'sku'],
  azurerm_firewall_policy_rule_collection_group: ['name', 'firewall_policy_id'],
  azurerm_ip_group: ['name', 'resource_group_name', 'location'],
  azurerm_network_security_group: ['name', 'resource_group_name', 'location'],
  azurerm_network_security_rule: ['name', 'resource_group_name', 'network_security_group_name'],
  azurerm_resource_group: ['name', 'location'],
  azurerm_subnet_network_security_group_association: ['subnet_id', 'network_security_group_id'],
  aws_ec2_managed_prefix_list: ['address_family'],
  aws_networkfirewall_firewall: ['name', 'vpc_id'],
  aws_networkfirewall_firewall_policy: ['name'],
  aws_networkfirewall_logging_configuration: ['firewall_arn'],
  aws_networkfirewall_rule_group: ['name', 'capacity'],
  aws_security_group: ['name', 'description', 'vpc_id'],
  aws_vpc_security_group_egress_rule: ['security_group_id'],
  aws_vpc_security_group_ingress_rule: ['security_group_id'],
};
