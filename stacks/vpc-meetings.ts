import { awsNetworkFirewall } from '../src/firewalls/aws-network-firewall/index.js';
import { awsSecurityGroup } from '../src/firewalls/aws-security-group/index.js';
import { defineSite } from '../src/site/site.js';
import { alleo } from '../vendors/alleo/index.js';
import { flexperto } from '../vendors/flexperto/index.js';
import { aws } from './deployment.js';

/** A VPC with meeting-room clients: a media security group on each, a Network Firewall behind them. */
export const meetings = defineSite({
  id: 'vpc-meetings',
  sources: ['10.50.0.0/16'],
  vendors: {
    500: alleo(),
    510: flexperto(),
  },
  through: [
    awsSecurityGroup({ vpcId: aws.vpcId }),
    awsNetworkFirewall({ firewall: { vpcId: aws.vpcId, subnetIds: aws.firewallSubnetIds } }),
  ],
  accept: {
    'flexperto/recaptcha': 'paths are not visible without TLS inspection, which the page forbids',
    'flexperto/recaptcha-static': 'paths are not visible without TLS inspection, which the page forbids',
    'flexperto/jquery': 'paths are not visible without TLS inspection, which the page forbids',
  },
});
