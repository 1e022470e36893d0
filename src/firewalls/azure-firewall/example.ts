import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider/index.js';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import type { VendorSelection } from '../../vendor/define-vendor.js';
import { AzureFirewallEgress } from './index.js';

/** The smallest stack with an Azure Firewall: one office, its vendors, and a policy that exists. */
export class AzureFirewallExample extends TerraformStack {
  constructor(scope: Construct, id: string, vendors: Readonly<Record<number, VendorSelection>>) {
    super(scope, id);
    new AzurermProvider(this, 'azurerm', { features: [{}], subscriptionId: '00000000-0000-0000-0000-000000000000' });
    new AzureFirewallEgress(this, 'Egress', {
      site: 'office-example',
      sources: ['10.20.0.0/16'],
      vendors,
      firewallPolicyId: '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/hub/providers/Microsoft.Network/firewallPolicies/egress',
    });
  }
}
