import { limitsOption } from '../../model/limit.js';
import { type OptionsOf, cidrs, flag, listOf, optional, resourceId } from '../../model/option.js';
import { quotas } from './limits.js';

const GROUP_NAME = /^[\w.()-]{0,89}[\w()-]$/; // Azure naming rules, resourceGroups, read 2026-11-20
const NAME = /^[a-zA-Z0-9]([\w.-]{0,78}\w)?$/; // Azure naming rules, networkSecurityGroups, read 2026-11-20

const idOf = (type: string): RegExp => new RegExp(`^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft\\.Network/${type}$`, 'i');
const ID = 'an id such as /subscriptions/<id>/resourceGroups/<name>/providers/Microsoft.Network';

/** What a site says of its network security group. `location` makes one; `networkSecurityGroupName` names one that exists. */
export const azureNetworkSecurityGroupOptions = {
  resourceGroupName: resourceId('resource group of the network security group', 'the name of a resource group', GROUP_NAME),
  location: optional(resourceId('region to make the group in', 'a region such as westeurope', /^[a-z]+[a-z0-9]*$/)),
  networkSecurityGroupName: optional(resourceId('an existing group to add rules to', 'at most 80 letters, digits, underscores, periods and hyphens', NAME)),
  subnetIds: optional(
    listOf('subnets to attach the group to', resourceId('a subnet', `${ID}/virtualNetworks/<name>/subnets/<name>`, idOf('virtualNetworks/[^/]+/subnets/[^/]+')), 1),
  ),
  networkInterfaceIds: optional(
    listOf('network interfaces to attach the group to', resourceId('a network interface', `${ID}/networkInterfaces/<name>`, idOf('networkInterfaces/[^/]+')), 1),
  ),
  denyOthers: flag("deny the rest, before Azure's default rules permit it: both directions in a group made here, those with rules in an existing one", true),
  internalNetworks: optional(
    cidrs('networks that the subnet goes on to exchange anything with: the VNet, DNS servers, administrators', { own: true }),
  ),
  limits: limitsOption(quotas),
} as const;

export type AzureNetworkSecurityGroupOptions = OptionsOf<typeof azureNetworkSecurityGroupOptions>;
