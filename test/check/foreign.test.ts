/** Configurations that nobody here generated, as the readers' tests have them: what lint and shadows say of each. */
import { lint } from '../../src/check/lint.js';
import { measure, overLimits } from '../../src/check/quotas.js';
import { printShadows, shadows } from '../../src/check/shadows.js';
import { formatProblem, orThrow } from '../../src/model/diagnostic.js';
import { readOptions } from '../../src/model/read-options.js';
import type { TerraformConfig } from '../../src/terraform/config.js';
import { readTerraform } from '../../src/terraform/read-terraform.js';
import { join } from 'node:path';
import { findKind, kindFolders } from '../conformance/support/find.js';

const kinds = kindFolders.map((folder) => findKind(folder).kind);

function foreign(folder: string, file: string): TerraformConfig {
  const read = readTerraform(join(__dirname, '../firewalls', folder, 'foreign', file));
  const [config] = read.ok ? read.value : [];
  if (config === undefined) throw new Error(`${folder}/${file}: expected a configuration, got none`);
  return config;
}

const lintOf = (folder: string, file: string): readonly string[] => lint(kinds, foreign(folder, file)).map(formatProblem);
const shadowsOf = (folder: string, file: string): readonly string[] => printShadows(shadows(kinds.flatMap((kind) => kind.read?.(foreign(folder, file)) ?? [])));

test('AWS: an undeclared reference, and a rule behind a stateless one and another', () => {
  expect(lintOf('aws-network-firewall', 'stateless-and-references.tf.json')).toEqual(['aws_networkfirewall_rule_group.media rule 6 (sid 6): expected @MISSING declared in reference_sets of the group, got nothing']);
  expect(shadowsOf('aws-network-firewall', 'stateless-and-references.tf.json')).toEqual([
    'aws_networkfirewall_firewall_policy.p:',
    '  decide nothing, because of what stands before: aws_networkfirewall_rule_group.edge priority 20 and 1 more:',
    '    aws_networkfirewall_rule_group.media sid 5',
  ]);
});

test('Azure: a star in the middle, a lookalike, an empty IP Group, and a network rule to everywhere', () => {
  const expected = ['late nets/nobody: expected destinations of its own', 'early first/wrong.destination_fqdns: expected a name', 'early second/lookalike.destination_fqdns: expected a name', 'azurerm_ip_group.empty.cidrs: expected at least one address'];
  const said = lintOf('azure-firewall', 'hub-policy.tf.json');
  expect(said).toHaveLength(expected.length);
  expect(expected.filter((each) => !said.some((line) => line.includes(each)))).toEqual([]);
});

test.each([
  ['aws-network-firewall', 'action-order.tf.json'],
  ['aws-network-firewall', 'module-style.tf.json'],
  ['aws-security-group', 'inline-blocks.tf.json'],
  ['aws-security-group', 'keyed-rules.tf.json'],
  ['aws-security-group', 'separate-rules.tf.json'],
  ['azure-firewall', 'classic.tf.json'],
  ['azure-firewall', 'shared-policy.tf.json'],
  ['azure-network-security-group', 'inline.tf.json'],
  ['azure-network-security-group', 'plan.json'],
  ['azure-network-security-group', 'unknowns.tf.json'],
])('%s/%s is as the cloud takes it, and within its quotas', (folder, file) => {
  expect(lintOf(folder, file)).toEqual([]);
  expect(overLimits(measure(kinds, [{ site: 'a', config: foreign(folder, file) }])).map(formatProblem)).toEqual([]);
});

const hub = (name: string): string => `/subscriptions/0/resourceGroups/hub/providers/Microsoft.Network/firewallPolicies/${name}`;

test.each([
  ['aws-network-firewall', 'action-order.tf.json', {}],
  ['aws-network-firewall', 'module-style.tf.json', {}],
  ['aws-network-firewall', 'stateless-and-references.tf.json', {}],
  ['aws-security-group', 'keyed-rules.tf.json', { vpcId: 'vpc-0123456789abcdef0' }],
  ['azure-firewall', 'classic.tf.json', { firewallPolicyId: hub('any') }],
  ['azure-firewall', 'hub-policy.tf.json', { firewallPolicyId: hub('team') }],
  ['azure-firewall', 'shared-policy.tf.json', { firewallPolicyId: hub('any') }],
  ['azure-network-security-group', 'inline.tf.json', { resourceGroupName: 'spoke', location: 'westeurope' }],
  ['azure-network-security-group', 'plan.json', { resourceGroupName: 'edge', location: 'westeurope' }],
  ['azure-network-security-group', 'unknowns.tf.json', { resourceGroupName: 'n', location: 'uksouth' }],
])('%s/%s stands where a site with %j has it', (folder, file, given) => {
  expect(misplacedIn(folder, file, given)).toEqual([]);
});

test.each([
  ['aws-security-group', 'separate-rules.tf.json', { securityGroupId: 'sg-0123456789abcdef0' }, ['aws_vpc_security_group_egress_rule.partners.security_group_id and 5 more']],
  ['aws-security-group', 'plan.json', { securityGroupId: 'sg-0bbbbbbbbbbbbbbbb' }, ['module.web.aws_vpc_security_group_egress_rule.out["0"].security_group_id and 1 more']],
  ['azure-firewall', 'hub-policy.tf.json', { firewallPolicyId: hub('base') }, ['azurerm_firewall_policy.team.name']],
  ['azure-network-security-group', 'separate.tf.json', { resourceGroupName: 'core', networkSecurityGroupName: 'nsg-core' }, ['azurerm_network_security_rule.each["bastion"].resource_group_name and 1 more', 'azurerm_network_security_rule.b.network_security_group_name', 'azurerm_network_security_rule.b.resource_group_name']],
  ['azure-network-security-group', 'separate.tf.json', { resourceGroupName: 'net-b', networkSecurityGroupName: 'twin' }, ['azurerm_network_security_rule.each["bastion"].resource_group_name and 1 more', 'azurerm_network_security_rule.theirs.network_security_group_name', 'azurerm_network_security_rule.theirs.resource_group_name']],
])('%s/%s has rules in others than that of a site with %j', (folder, file, given, wheres) => {
  expect(misplacedIn(folder, file, given)).toEqual(wheres);
});

function misplacedIn(folder: string, file: string, given: object): readonly string[] | undefined {
  const { kind } = findKind(folder);
  return kind.attached?.(foreign(folder, file), orThrow(readOptions(kind.options, given, folder)), () => true).misplaced.map(({ where }) => where);
}
