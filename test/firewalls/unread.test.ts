/** Resources that may change a firewall in words that its reader does not read: named, and none of others. */
import { checkSite, isProved } from '../../src/check/check-site.js';
import { explain } from '../../src/check/explain.js';
import { printCheck } from '../../src/check/print-check.js';
import { awsSecurityGroup, defineSite } from '../../src/index.js';
import { orThrow } from '../../src/model/diagnostic.js';
import { parsePackets } from '../../src/model/parse-packets.js';
import { configOf, edited, written } from '../check/support.js';
import { findKind } from '../conformance/support/find.js';
import { row, vendorOf } from '../support/documents.js';

const [SG, NFW, AZURE, NSG] = ['aws-security-group', 'aws-network-firewall', 'azure-firewall', 'azure-network-security-group'] as const;
const KINDS = [SG, NFW, AZURE, NSG];

const kindsFor = (type: string, values: object): readonly string[] => KINDS.filter((kind) => findKind(kind).kind.unread?.(configOf({ [type]: { x: values } })).length === 1);

const network = (type: string): object => ({ type: `Microsoft.Network/${type}@2024-05-01` });
const arm = (type: string): string => JSON.stringify({ resources: [{ type }] });
const cfn = (type: string): string => `Resources:\n  A:\n    Type: ${type}\n`;

test.each<[string, object, readonly string[]]>([
  ['azapi_resource', network('firewallPolicies/ruleCollectionGroups'), [AZURE]],
  ['azapi_update_resource', { type: 'microsoft.network/firewallpolicies@2024-05-01' }, [AZURE]],
  ['azapi_resource_action', network('azureFirewalls'), [AZURE]],
  ['azapi_resource', network('ipGroups'), [AZURE]],
  ['azapi_resource', network('networkSecurityGroups/securityRules'), [NSG]],
  ['azapi_resource', network('networkManagers/securityAdminConfigurations/ruleCollections/rules'), [NSG]],
  ['azapi_resource', network('routeTables'), []],
  ['azapi_resource', { type: 'Microsoft.Storage/storageAccounts@2023-05-01' }, []],
  ['azapi_resource', { type: 'Microsoft.Resources/deployments@2024-03-01' }, KINDS],
  ['azapi_resource', { type: '${var.type}' }, KINDS],
  ['azurerm_resource_group_template_deployment', { template_content: arm('Microsoft.Network/firewallPolicies') }, [AZURE]],
  ['azurerm_resource_group_template_deployment', { template_content: arm('Microsoft.Storage/storageAccounts') }, []],
  ['azurerm_resource_group_template_deployment', { template_spec_version_id: '/subscriptions/0/x' }, KINDS],
  ['azurerm_template_deployment', { template_body: '${file("nsg.json")}' }, KINDS],
  ['azurerm_subscription_template_deployment', { template_content: arm('Microsoft.Network/networkSecurityGroups') }, [NSG]],
  ['aws_cloudformation_stack', { template_body: cfn('AWS::EC2::SecurityGroupEgress') }, [SG]],
  ['aws_cloudformation_stack', { template_body: cfn('AWS::NetworkFirewall::RuleGroup') }, [NFW]],
  ['aws_cloudformation_stack', { template_body: cfn('AWS::S3::Bucket') }, []],
  ['aws_cloudformation_stack', { template_body: cfn('AWS::CloudFormation::Stack') }, KINDS],
  ['aws_cloudformation_stack', { template_url: 'https://bucket.example/stack.yaml' }, KINDS],
  ['aws_cloudformation_stack_set', {}, KINDS],
  ['aws_cloudcontrolapi_resource', { type_name: 'AWS::EC2::SecurityGroup' }, [SG]],
  ['awscc_ec2_security_group_egress', {}, [SG]],
  ['awscc_networkfirewall_firewall_policy', {}, [NFW]],
  ['aws_vpc_security_group_rules_of_tomorrow', {}, [SG]],
  ['aws_networkfirewall_rules_of_tomorrow', {}, [NFW]],
  ['azurerm_firewall_policy_of_tomorrow', {}, [AZURE]],
  ['azurerm_network_security_of_tomorrow', {}, [NSG]],
  ['azurerm_network_security_perimeter', {}, []],
  ['azurerm_network_manager_admin_rule', {}, [NSG]],
  ['aws_fms_policy', {}, [SG, NFW]],
  ['aws_networkfirewall_resource_policy', {}, []],
  ['aws_vpc_security_group_rules_exclusive', {}, []],
  ['aws_instance', {}, []],
])('%s with %j', (type, values, kinds) => expect(kindsFor(type, values)).toEqual(kinds));

describe('a site', () => {
  const site = written(defineSite({ id: 'office', sources: ['10.0.0.0/16'], vendors: { 500: vendorOf('v', [row('media', { opens: [{ protocol: 'udp', ports: '3478', application: 'opaque' }], to: ['198.51.100.0/24'] })])() }, through: [awsSecurityGroup({ securityGroupId: 'sg-0123456789abcdef0' })] }));
  const WHAT = 'not read: awscc_ec2_security_group_egress.x: what it makes of this firewall is not read';
  const { plan, config } = edited(site, { awscc_ec2_security_group_egress: { x: { group_id: 'sg-0123456789abcdef0', ip_protocol: '-1', cidr_ip: '0.0.0.0/0' } } });

  test('is not proved with one of its own firewalls', () => {
    const check = checkSite(plan, config);
    expect(isProved(check)).toBe(false);
    expect(printCheck(check)).toMatch(new RegExp(`^office: NOT PROVED: 1 not read\n {2}${WHAT}\n`));
  });

  test('is proved with one of another firewall', () => {
    expect(isProved(checkSite(plan, edited(site, { azapi_resource: { x: network('firewallPolicies') } }).config))).toBe(true);
  });

  test('has it in the explanation of a packet', () => {
    expect(explain(plan, config, orThrow(parsePackets('3478/udp 198.51.100.9', 'packet'))).notes).toContain(WHAT);
  });
});
