import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider/index.js';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { alleo } from '../../../vendors/alleo/index.js';
import { AzureFirewallEgress } from './index.js';

/** The smallest stack with an Azure Firewall: one office, one vendor, and a policy that exists. */
export class AzureFirewallExample extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AzurermProvider(this, 'azurerm', { features: [{}], subscriptionId: '00000000-0000-0000-0000-000000000000' });
    new AzureFirewallEgress(this, 'Egress', {
      site: 'office-example',
      sources: ['10.20.0.0/16'],
      vendors: { 500: alleo() },
      firewallPolicyId: '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/hub/providers/Microsoft.Network/firewallPolicies/egress',
    });
  }
}
