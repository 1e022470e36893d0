import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider/index.js';
import { NetworkSecurityGroup } from '@cdktf/provider-azurerm/lib/network-security-group/index.js';
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group/index.js';
import { App, TerraformStack } from 'cdktf';
import { AzureFirewallEgress, AzureNetworkSecurityGroupEgress } from '../../src/index.js';
import { row, vendorOf } from '../support/documents.js';

const outdir = mkdtempSync(join(tmpdir(), 'vendor-egress-tokens-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

const inward = row('in', { direction: 'ingress', to: ['10.0.1.10'], from: () => ['10.9.0.0/24'] });
const vendors = { 500: vendorOf('v', [row('net', { to: ['198.51.100.0/24'] }), inward])() };
const sources = ['10.0.0.0/16'];

/** An app that makes its resource group beside the site. */
function proved(name: string, build: (stack: TerraformStack, group: ResourceGroup) => void): boolean {
  const app = new App({ outdir: join(outdir, name) });
  const stack = new TerraformStack(app, 'stack');
  new AzurermProvider(stack, 'azurerm', { features: [{}] });
  build(stack, new ResourceGroup(stack, 'rg', { name: 'rg', location: 'westeurope' }));
  app.synth();
  return existsSync(join(outdir, name, 'stacks/stack/cdk.tf.json'));
}

test('a network security group in a resource group of the same app', () => {
  const build = (stack: TerraformStack, { name, location }: ResourceGroup): unknown =>
    new AzureNetworkSecurityGroupEgress(stack, 'egress', { sources, vendors, resourceGroupName: name, location });
  expect(proved('made', build)).toBe(true);
});

test('rules in a network security group of the same app', () => {
  const build = (stack: TerraformStack, { name, location }: ResourceGroup): unknown => {
    const group = new NetworkSecurityGroup(stack, 'nsg', { name: 'nsg', resourceGroupName: name, location });
    return new AzureNetworkSecurityGroupEgress(stack, 'egress', { sources, vendors, resourceGroupName: name, networkSecurityGroupName: group.name });
  };
  expect(proved('existing', build)).toBe(true);
});

test('a policy and IP Groups in a resource group of the same app', () => {
  const build = (stack: TerraformStack, { name, location }: ResourceGroup): unknown =>
    new AzureFirewallEgress(stack, 'egress', {
      sources,
      vendors,
      makePolicy: { name: 'hub', resourceGroupName: name, location },
      makeIpGroup: { resourceGroupName: name, location },
    });
  expect(proved('policy', build)).toBe(true);
});
