import { awsNetworkFirewall } from '../src/firewalls/aws-network-firewall/index.js';
import { azureFirewall } from '../src/firewalls/azure-firewall/index.js';
import { type Site, defineSite } from '../src/site/site.js';
import { glartek } from '../vendors/glartek/index.js';
import { imaginate } from '../vendors/imaginate/index.js';
import { azure, tenants } from './deployment.js';

const sources = ['10.60.0.0/16'];

const vendors: Site['vendors'] = {
  700: imaginate({ products: ['atom', 'assist'] }),
  710: glartek({ tenant: tenants.glartek }),
};

/** Office Munich, breaking out through Azure. */
export const munichAzure = defineSite({ id: 'office-munich-azure', sources, vendors, through: [azureFirewall({ firewallPolicyId: azure.firewallPolicyId })] });

/** The same office, breaking out through AWS when Azure is down. */
export const munichAws = defineSite({ id: 'office-munich-aws', sources, vendors, through: [awsNetworkFirewall()] });
