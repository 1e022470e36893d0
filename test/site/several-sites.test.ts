import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider/index.js';
import { FirewallPolicyRuleCollectionGroup } from '@cdktf/provider-azurerm/lib/firewall-policy-rule-collection-group/index.js';
import { App, TerraformStack } from 'cdktf';
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
