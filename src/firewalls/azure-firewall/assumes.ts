import { type Cidr, formatCidr } from '../../model/cidr.js';
import type { Resource } from '../../terraform/config.js';
import type { AzureFirewallOptions } from './options.js';

/** The IP Groups that hold the site's sources: `sourceIpGroupIds` says that they do, and nothing else can. */
export const assumes = ({ sourceIpGroupIds = [] }: AzureFirewallOptions, sources: readonly Cidr[]): readonly Resource[] =>
  sourceIpGroupIds.map((id) => ({ address: id, type: 'azurerm_ip_group', values: { id, cidrs: sources.map(formatCidr) } }));
