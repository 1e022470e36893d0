// stacks/office-berlin.ts of a project of your own. Every file beside main.ts that exports a site is an office.
import { azureFirewall, defineSite } from 'vendor-egress';
import { alleo } from 'vendor-egress/vendors/alleo';
import { flexperto } from 'vendor-egress/vendors/flexperto';

const firewallPolicyId = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/hub/providers/Microsoft.Network/firewallPolicies/hub';

const paths = 'paths are not visible without TLS inspection, which the page forbids';

export const berlin = defineSite({
  id: 'office-berlin',
  sources: ['10.20.0.0/16'],
  vendors: { 500: alleo({ liveAv: true }), 510: flexperto({ streamingRegions: ['DE', 'IRL'] }) },
  through: [azureFirewall({ firewallPolicyId })],
  accept: { 'flexperto/recaptcha': paths, 'flexperto/recaptcha-static': paths, 'flexperto/jquery': paths },
  permits: ['443/tcp api.withalleo.com'],
  denies: ['22/tcp 0.0.0.0/0'],
});
