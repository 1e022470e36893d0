/** The options of a site and what is written of it name the same firewalls: else others would not be looked for, or not found. */
import { awsSecurityGroup, azureFirewall, azureNetworkSecurityGroup, defineSite } from '../../src/index.js';
import type { Enforcement } from '../../src/firewalls/firewall.js';
import { sharedPoints } from '../../src/site/shared-points.js';
import { isSamePoint } from '../../src/terraform/point-names.js';
import { written } from '../check/support.js';
import { row, vendorOf } from '../support/documents.js';

const POLICY = '/subscriptions/0/resourceGroups/hub/providers/Microsoft.Network/firewallPolicies/hub';
const media = vendorOf('v', [row('media', { opens: [{ protocol: 'udp', ports: '3478', application: 'opaque' }], to: ['198.51.100.0/24'] })]);

test.each<[string, Enforcement, readonly string[]]>([
  ['a policy that is there', azureFirewall({ firewallPolicyId: POLICY }), [POLICY]],
  ['a policy that is made', azureFirewall({ makePolicy: { name: 'hub', resourceGroupName: 'hub', location: 'westeurope' } }), ['/resourceGroups/hub/providers/Microsoft.Network/firewallPolicies/hub']],
  ['a security group that is there', awsSecurityGroup({ securityGroupId: 'sg-0123456789abcdef0' }), ['sg-0123456789abcdef0']],
  ['a security group that is made', awsSecurityGroup({ vpcId: 'vpc-0123456789abcdef0' }), []],
  ['a network security group that is there', azureNetworkSecurityGroup({ resourceGroupName: 'net', networkSecurityGroupName: 'clients' }), ['net/clients']],
  ['a network security group that is made', azureNetworkSecurityGroup({ resourceGroupName: 'net', location: 'westeurope' }), ['net/nsg-vendor-egress-office']],
])('%s', (_, firewall, names) => {
  const { plan, config } = written(defineSite({ id: 'office', sources: ['10.1.0.0/16'], vendors: { 500: media() }, through: [firewall] }));
  expect(sharedPoints(plan).map(({ name }) => name)).toEqual(names);
  const { fills = [] } = firewall.kind.sharedIn?.(config) ?? {};
  expect(fills).toHaveLength(names.length);
  expect(names.every((name) => fills.some((each) => isSamePoint(each, name)))).toBe(true);
});
