import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { Vpc } from '@cdktf/provider-aws/lib/vpc/index.js';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider/index.js';
import { FirewallPolicy } from '@cdktf/provider-azurerm/lib/firewall-policy/index.js';
import { FirewallPolicyRuleCollectionGroup } from '@cdktf/provider-azurerm/lib/firewall-policy-rule-collection-group/index.js';
import { App, type TerraformResource, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { AwsNetworkFirewallEgress, SiteEgress, awsNetworkFirewall, awsSecurityGroup, azureFirewall, defineSite } from '../../src/index.js';
import { vendorConstruct } from '../../src/vendor/construct.js';
import { row, vendorOf } from '../support/documents.js';

const outdir = mkdtempSync(join(tmpdir(), 'vendor-egress-several-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

const firewallPolicyId = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/hub/providers/Microsoft.Network/firewallPolicies/hub';
const one = vendorOf('one', [row('web', { to: ['one.example.com'] })]);
const two = vendorOf('two', [row('web', { to: ['two.example.com'] })]);
const One = vendorConstruct(one);
const Two = vendorConstruct(two);
const sources = ['10.0.0.0/16'];

function stackIn(name: string): { readonly app: App; readonly stack: TerraformStack; readonly written: () => boolean } {
  const app = new App({ outdir: join(outdir, name) });
  const stack = new TerraformStack(app, 'stack');
  new AwsProvider(stack, 'aws', { region: 'eu-central-1' });
  new AzurermProvider(stack, 'azurerm', { features: [{}] });
  return { app, stack, written: () => existsSync(join(outdir, name, 'stacks/stack/cdk.tf.json')) };
}

test('two sites of one stack behind one policy are each proved beside the other', () => {
  const { app, stack, written } = stackIn('two-sites');
  const through = [azureFirewall({ firewallPolicyId })];
  new SiteEgress(stack, 'a', { site: defineSite({ id: 'a', sources, vendors: { 500: one() }, through }) });
  new SiteEgress(stack, 'b', { site: defineSite({ id: 'b', sources: ['10.1.0.0/16'], vendors: { 600: two() }, through }) });
  app.synth();
  expect(written()).toBe(true);
});

test('two vendors of one place as constructs of their own, behind one policy', () => {
  const { app, stack, written } = stackIn('two-vendors');
  const through = [azureFirewall({ firewallPolicyId })];
  new One(stack, 'one', { sources, through });
  new Two(stack, 'two', { sources, through, priority: 510 });
  app.synth();
  expect(written()).toBe(true);
});

test('what a stranger adds to a policy that two sites share is still nobody\'s', () => {
  const { app, stack, written } = stackIn('stranger');
  const through = [azureFirewall({ firewallPolicyId })];
  new One(stack, 'one', { sources, through });
  new Two(stack, 'two', { sources: ['10.1.0.0/16'], through, priority: 510 });
  new FirewallPolicyRuleCollectionGroup(stack, 'stranger', {
    name: 'stranger',
    firewallPolicyId,
    priority: 200,
    applicationRuleCollection: [{ name: 'web', priority: 100, action: 'Allow', rule: [{ name: 'any', sourceAddresses: ['10.1.0.0/16'], destinationFqdns: ['three.example.com'], protocols: [{ type: 'Https', port: 443 }] }] }],
  });
  expect(() => app.synth()).toThrow(/two: NOT PROVED[^]*three\.example\.com/);
  expect(written()).toBe(false);
});

test('rules of another site in a firewall of its own excuse nothing', () => {
  const { app, stack } = stackIn('own-firewalls');
  new One(stack, 'one', { sources, through: [awsNetworkFirewall()] });
  const { plan } = new Two(stack, 'two', { sources, through: [azureFirewall({ firewallPolicyId })] });
  expect(plan.id).toBe('two');
  new FirewallPolicyRuleCollectionGroup(stack, 'stranger', {
    name: 'stranger',
    firewallPolicyId,
    priority: 200,
    applicationRuleCollection: [{ name: 'web', priority: 100, action: 'Allow', rule: [{ name: 'any', sourceAddresses: sources, destinationFqdns: ['one.example.com'], protocols: [{ type: 'Https', port: 443 }] }] }],
  });
  expect(() => app.synth()).toThrow(/two: NOT PROVED[^]*one\.example\.com/);
});

describe('sites of one stack, each in a VPC of its own', () => {
  const [vpcA, vpcB] = ['vpc-0123456789abcdef0', 'vpc-0123456789abcdef1'];
  const through = (vpcId: string) => [awsSecurityGroup({ vpcId }), awsNetworkFirewall({ firewall: { vpcId, subnetIds: [vpcId.replace('vpc', 'subnet')] } })];

  function two(name: string) {
    const made = stackIn(name);
    const a = new One(made.stack, 'a', { sources, through: through(vpcA) });
    new Two(made.stack, 'b', { sources: ['10.1.0.0/16'], through: through(vpcB) });
    return { ...made, a };
  }

  const resource = <T extends TerraformResource>(scope: Construct, type: string): T => scope.node.findAll().find((each) => (each as Partial<T>).terraformResourceType === type) as T;

  test('are each where they say', () => {
    const { app, written } = two('two-vpcs');
    app.synth();
    expect(written()).toBe(true);
  });

  test('one whose firewall stands in the VPC of the other is not written, and the other is not blamed', () => {
    const { app, a, written } = two('swapped');
    resource(a, 'aws_networkfirewall_firewall').addOverride('vpc_id', vpcB);
    expect(() => app.synth()).toThrow(new RegExp(`^a: NOT PROVED: 1 in the wrong place\\n {2}in the wrong place: aws_networkfirewall_firewall\\.a_\\S+\\.vpc_id: expected ${vpcA}, got ${vpcB}(?![^]*b: NOT PROVED)`));
    expect(written()).toBe(false);
  });

  test('one whose firewall has the policy of the other is not written', () => {
    const { app, stack, a } = two('policies');
    const other = stack.node.findAll().filter((each) => (each as Partial<TerraformResource>).terraformResourceType === 'aws_networkfirewall_firewall_policy').find((each) => !each.node.path.startsWith(a.node.path)) as TerraformResource;
    resource(a, 'aws_networkfirewall_firewall').addOverride('firewall_policy_arn', `\${${other.terraformResourceType}.${other.friendlyUniqueId}.arn}`);
    expect(() => app.synth()).toThrow(/^a: NOT PROVED: 1 in the wrong place\n.*firewall_policy_arn: expected aws_networkfirewall_firewall_policy\.a_\S+, got \$\{aws_networkfirewall_firewall_policy\.b_/);
  });
});

test('what another resource of the stack makes is taken for what the site names, and the site is written', () => {
  const { app, stack, written } = stackIn('made-beside');
  const vpc = new Vpc(stack, 'vpc', { cidrBlock: sources[0] ?? '' });
  const policy = new FirewallPolicy(stack, 'policy', { name: 'hub', resourceGroupName: 'hub', location: 'westeurope' });
  new One(stack, 'one', { sources, through: [awsSecurityGroup({ vpcId: vpc.id }), awsNetworkFirewall()] });
  new Two(stack, 'two', { sources, through: [azureFirewall({ firewallPolicyId: policy.id })] });
  app.synth();
  expect(written()).toBe(true);
});

test('constructs of one app that want the same priority of one policy are refused', () => {
  const { stack } = stackIn('priority');
  const through = [azureFirewall({ firewallPolicyId })];
  new One(stack, 'one', { sources, through });
  expect(() => new Two(stack, 'two', { sources, through })).toThrow('sites.two.azure-firewall.500.two: expected a priority of its own in the policy, not 500, got that of one of one');
});

test('constructs of one app that want the same security group are refused', () => {
  const { stack } = stackIn('group');
  const through = [awsSecurityGroup({ securityGroupId: 'sg-0123456789abcdef0' }), awsNetworkFirewall()];
  new One(stack, 'one', { sources, through });
  expect(() => new Two(stack, 'two', { sources, through })).toThrow('sites.two.aws-security-group.securityGroupId: expected a group of its own');
});

test('two ids of constructs that become one site are refused in one stack, and are two accounts in two', () => {
  const { app, stack } = stackIn('ids');
  const through = [awsNetworkFirewall()];
  new One(stack, 'Office_B', { sources, through });
  expect(() => new Two(stack, 'office-b', { sources, through })).toThrow('stack/office-b: expected a site of its own in the stack, got office-b, as stack/Office_B has');
  expect(new Two(new TerraformStack(app, 'other'), 'office-b', { sources, through }).plan.id).toBe('office-b');
});

test('the id of a construct makes an id of a site: no hyphen at its ends', () => {
  const { stack } = stackIn('hyphens');
  expect(new One(stack, '_Office B!', { sources, through: [awsNetworkFirewall()] }).plan.id).toBe('office-b');
});

test('a vendor alone and a firewall alone take what a site takes: what must pass, what must not, and why it may go unproved', () => {
  const { app, stack } = stackIn('expectations');
  const told = { sources, permits: ['443/tcp one.example.com'], denies: ['22/tcp 0.0.0.0/0'], unproved: 'a try' };
  const vendor = new One(stack, 'vendor', { ...told, through: [awsNetworkFirewall()] });
  const firewall = new AwsNetworkFirewallEgress(stack, 'firewall', { ...told, vendors: { 500: one() } });
  const kept = [['permit', '443/tcp one.example.com'], ['deny', '22/tcp 0.0.0.0/0']];
  for (const { plan } of [vendor, firewall]) {
    expect(plan.expectations.map(({ expect: what, text }) => [what, text])).toEqual(kept);
    expect(plan.unproved).toBe('a try');
  }
  const broken = new AwsNetworkFirewallEgress(stack, 'broken', { sources, vendors: { 500: one() }, denies: ['443/tcp one.example.com'] });
  expect(broken.plan.unproved).toBeUndefined();
  expect(() => app.synth()).toThrow(/broken: NOT PROVED/);
});
