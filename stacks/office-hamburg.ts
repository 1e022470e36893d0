import { azureFirewall } from '../src/firewalls/azure-firewall/index.js';
import { defineSite } from '../src/site/site.js';
import { alleo } from '../vendors/alleo/index.js';
import { glartek } from '../vendors/glartek/index.js';
import { azure, tenants } from './deployment.js';

/** Office Hamburg, behind the same policy as Berlin: its priorities are its own. */
export const hamburg = defineSite({
  id: 'office-hamburg',
  sources: ['10.30.0.0/16'],
  vendors: {
    600: alleo(),
    610: glartek({ tenant: tenants.glartek }),
  },
  through: [azureFirewall({ firewallPolicyId: azure.firewallPolicyId })],
});
