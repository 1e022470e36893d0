import { azureNetworkSecurityGroup } from '../src/firewalls/azure-network-security-group/index.js';
import { defineSite } from '../src/site/site.js';
import { ciscoCcp } from '../vendors/cisco-ccp/index.js';
import { azure } from './deployment.js';

/** A VNet with a Cisco Customer Collaboration Platform server. */
export const contactCenter = defineSite({
  id: 'vnet-contact-center',
  sources: ['10.40.1.0/24'],
  vendors: {
    500: ciscoCcp({ solution: 'CCE', server: '10.40.1.10', uiClients: ['10.20.0.0/16', '10.30.0.0/16'], mrPgs: ['10.40.2.20'] }),
  },
  through: [azureNetworkSecurityGroup({ resourceGroupName: azure.resourceGroupName, location: azure.location })],
});
