import { awsNetworkFirewall } from '../../src/firewalls/aws-network-firewall/index.js';
import { awsSecurityGroup } from '../../src/firewalls/aws-security-group/index.js';
import { azureFirewall } from '../../src/firewalls/azure-firewall/index.js';
import { type Site, defineSite } from '../../src/site/site.js';
import { alleo } from '../../vendors/alleo/index.js';
import { ciscoCcp } from '../../vendors/cisco-ccp/index.js';
import { flexperto } from '../../vendors/flexperto/index.js';
import { glartek } from '../../vendors/glartek/index.js';
import { imaginate } from '../../vendors/imaginate/index.js';

const SUBSCRIPTION = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups';

const seen = 'paths are not visible without TLS inspection, which the page forbids';
const accept = { 'flexperto/recaptcha': seen, 'flexperto/recaptcha-static': seen, 'flexperto/jquery': seen };

export const STACKS_AN_OFFICE = 2;

/** Offices with all five vendors, each once behind Azure Firewall and once behind both firewalls of AWS: two stacks an office. */
export const benchSites = (offices: number): readonly Site[] => Array.from({ length: offices }, (_, index) => office(index)).flat();

/** No two offices have an address in common, so that nothing worked out for one serves another. */
function office(index: number): readonly Site[] {
  const net = `10.${index >> 8}.${index & 255}`;
  const sources = [`${net}.0/24`];
  const vendors = {
    500: alleo(),
    510: flexperto(),
    520: glartek({ tenant: `tenant-${index}` }),
    530: imaginate(),
    540: ciscoCcp({ solution: 'CCE', server: `${net}.10`, uiClients: [`${net}.0/24`], mrPgs: [`${net}.20`] }),
  };
  const firewallPolicyId = `${SUBSCRIPTION}/hub-${index}/providers/Microsoft.Network/firewallPolicies/hub-${index}`;
  const vpcId = `vpc-${index.toString(16).padStart(17, '0')}`;
  return [
    defineSite({ id: `office-${index}-azure`, sources, vendors, accept, through: [azureFirewall({ firewallPolicyId })] }),
    defineSite({ id: `office-${index}-aws`, sources, vendors, accept, through: [awsSecurityGroup({ vpcId }), awsNetworkFirewall()] }),
  ];
}
