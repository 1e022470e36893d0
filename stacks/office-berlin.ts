import { azureFirewall } from '../src/firewalls/azure-firewall/index.js';
import { defineSite } from '../src/site/site.js';
import { alleo } from '../vendors/alleo/index.js';
import { flexperto } from '../vendors/flexperto/index.js';
import { azure } from './deployment.js';

/** Office Berlin, behind the shared Azure Firewall policy of the hub. */
export const berlin = defineSite({
  id: 'office-berlin',
  sources: ['10.20.0.0/16'],
  vendors: {
    500: alleo({ liveAv: true }),
    510: flexperto({ streamingRegions: ['DE', 'IRL'] }),
  },
  through: [azureFirewall({ firewallPolicyId: azure.firewallPolicyId })],
  accept: {
    'flexperto/recaptcha': 'paths are not visible without TLS inspection, which the page forbids',
    'flexperto/recaptcha-static': 'paths are not visible without TLS inspection, which the page forbids',
    'flexperto/jquery': 'paths are not visible without TLS inspection, which the page forbids',
  },
});
