import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider/index.js';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { ciscoCcp } from '../../../vendors/cisco-ccp/index.js';
import { AzureNetworkSecurityGroupEgress } from './index.js';

/** The smallest stack with a network security group: one server in a VNet, called from two networks. */
export class AzureNetworkSecurityGroupExample extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AzurermProvider(this, 'azurerm', { features: [{}], subscriptionId: '00000000-0000-0000-0000-000000000000' });
    new AzureNetworkSecurityGroupEgress(this, 'Egress', {
      site: 'server-example',
      sources: ['10.40.1.0/24'],
      vendors: { 500: ciscoCcp({ solution: 'CCE', server: '10.40.1.10', uiClients: ['10.20.0.0/16'], mrPgs: ['10.40.2.20'] }) },
      resourceGroupName: 'contact-center',
      location: 'westeurope',
    });
  }
}
