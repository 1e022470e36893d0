/** A firewall that another stack makes, named by what is read of that stack's outputs. */
import { awsSecurityGroup, azureFirewall, defineSite } from '../../src/index.js';
import type { Enforcement } from '../../src/firewalls/firewall.js';
import { orThrow } from '../../src/model/diagnostic.js';
import type { TerraformConfig } from '../../src/terraform/config.js';
import type { Json, JsonMap } from '../../src/terraform/json.js';
import { readConfiguration } from '../../src/terraform/read-configuration.js';
import { readPlan } from '../../src/terraform/read-plan.js';
import { reference } from '../../src/terraform/values.js';
import { row, vendorOf } from '../support/documents.js';
import { type Written, assessed, configOf, written } from './support.js';

const media = vendorOf('v', [row('media', { opens: [{ protocol: 'udp', ports: '3478', application: 'opaque' }], to: ['198.51.100.0/24'] })]);

const COLLECTIONS = 'azurerm_firewall_policy_rule_collection_group';

function making(through: Enforcement, type: string, output: string): Written {
  const site = written(defineSite({ id: 'office', sources: ['10.1.0.0/16'], vendors: { 500: media() }, through: [through] }));
  const made = site.config.resources.find((each) => each.type === type)?.address ?? '';
  return { ...site, config: { ...site.config, outputs: [{ name: output, value: reference(made, 'id') }] } };
}

const said = (site: Written, ...others: readonly TerraformConfig[]): string => assessed([site], Object.fromEntries(others.map((config, index) => [`lab${index}`, config])))['office'] ?? '';

const ssh = (firewall_policy_id: string): TerraformConfig =>
  configOf({
    [COLLECTIONS]: {
      ssh: { name: 'ssh', priority: 900, firewall_policy_id, network_rule_collection: [{ name: 'net', priority: 100, action: 'Allow', rule: [{ name: 'ssh', protocols: ['TCP'], source_addresses: ['10.0.0.0/8'], destination_addresses: ['203.0.113.0/24'], destination_ports: ['22'] }] }] },
    },
  });

describe('a policy', () => {
  const site = making(azureFirewall({ makePolicy: { name: 'egress', resourceGroupName: 'hub', location: 'westeurope' } }), 'azurerm_firewall_policy', 'policy_id');

  test.each([
    '${data.terraform_remote_state.hub.outputs.policy_id}',
    '${data.terraform_remote_state.hub.outputs["policy_id"]}',
    '${data.terraform_remote_state.hub[0].outputs.policy_id}',
    '${data.terraform_remote_state.hub["eu"].outputs.policy_id}',
    '${data.tfe_outputs.hub.values.policy_id}',
    '${data.tfe_outputs.hub.nonsensitive_values.policy_id}',
  ])('may be the one that %s gives', (id) => {
    expect(said(site, ssh(id))).toMatch(/^office: NOT PROVED/);
    expect(said(site, ssh(id))).toMatch(/excess 22\/tcp 203\.0\.113\.\d+ from 10\.1\.0\.0\n {4}azure-firewall may permit it: lab0: azurerm_firewall_policy_rule_collection_group\.ssh net\/ssh; not read: whether it stands in this firewall/);
  });

  test.each(['${data.terraform_remote_state.hub.outputs.other_id}', '${data.azurerm_firewall_policy.hub.id}', '${var.policy_id}'])('is not what %s gives', (id) => expect(said(site, ssh(id))).toMatch(/^office: proved\n/));

  test('has nothing to do with one of another stack that gives an output of that name', () => {
    const { resources } = ssh('${azurerm_firewall_policy.lab.id}');
    const lab = { azurerm_firewall_policy: { lab: { name: 'lab', resource_group_name: 'lab', location: 'westeurope' } } };
    const config: TerraformConfig = { resources: [...configOf(lab).resources, ...resources.map((each) => ({ ...each, values: { ...each.values, firewall_policy_id: reference('azurerm_firewall_policy.lab', 'id') } }))], outputs: [{ name: 'policy_id', value: reference('azurerm_firewall_policy.lab', 'id') }] };
    expect(said(site, config)).toMatch(/^office: proved\n/);
    expect(said(site, config)).not.toContain('rules of others');
  });
});

test('a security group may be the one that an output gives', () => {
  const site = making(awsSecurityGroup({ vpcId: 'vpc-0123456789abcdef0' }), 'aws_security_group', 'clients');
  const rule = (name: string): TerraformConfig => configOf({ aws_vpc_security_group_egress_rule: { ssh: { security_group_id: `\${data.terraform_remote_state.net.outputs.${name}}`, ip_protocol: 'tcp', from_port: 22, to_port: 22, cidr_ipv4: '203.0.113.0/24' } } });
  expect(said(site, rule('clients'))).toMatch(/excess 22\/tcp /);
  expect(said(site, rule('servers'))).toMatch(/^office: proved/);
});

describe('outputs are read', () => {
  const values = { type: 'aws_security_group', values: { name: 'g' } };

  test('of a configuration', () => {
    const json = { resource: { aws_security_group: { g: { name: 'g' } } }, output: { g: { value: '${aws_security_group.g.id}' }, port: { value: '${1 + 1}' } } } as unknown as Readonly<Record<string, Json>>;
    expect(orThrow(readConfiguration([{ name: 'main.tf.json', json }])).outputs).toEqual([{ name: 'g', value: reference('aws_security_group.g', 'id') }, { name: 'port', value: 2 }]);
  });

  test('of a plan, through its modules', () => {
    const inner = { resources: [], outputs: { id: { expression: { references: ['aws_security_group.g.id', 'aws_security_group.g'] } } } };
    const configuration = { root_module: { outputs: { g: { expression: { references: ['module.net.id', 'module.net'] } }, port: { expression: { constant_value: 443 } } }, module_calls: { net: { module: inner } } } };
    const plan = { format_version: '1.2', planned_values: { root_module: { child_modules: [{ resources: [{ address: 'module.net.aws_security_group.g', ...values }] }] } }, configuration } as unknown as JsonMap;
    expect(orThrow(readPlan(plan, 'plan.json')).outputs).toEqual([{ name: 'g', value: reference('module.net.aws_security_group.g', 'id') }]);
  });
});
