import { rmSync } from 'node:fs';
import { TerraformStack, Testing } from 'cdktf';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider/index.js';
import { AzureFirewallEgress } from '../../../src/firewalls/azure-firewall/index.js';
import { row, vendorOf } from '../../support/documents.js';
import { missingTerraform } from '../../terraform/support/needs.js';
import { describeWith } from '../../terraform/support/skip.js';
import { type StandIn, startStandIn } from '../../terraform/support/stand-in/stand-in.js';
import { changeLines, changesOf } from '../../terraform/support/terraform-json.js';
import { type Terraform, withTerraform, workFolder, writeConfiguration } from '../../terraform/support/terraform.js';

// Real Terraform over a stand-in provider: the shape of the resources, text that looks like a template, and diffs.

const place = { resourceGroupName: 'hub', location: 'westeurope' };

const rows = [
  row('web', { to: ['api.x.com', '*.y.com'] }),
  row('libs', { to: ['ajax.x.com/${libs}/%{a}/*'] }),
  row('media', { to: ['198.51.100.0/24'], opens: [{ protocol: 'udp', ports: '3478', application: 'opaque' }] }),
  row('stun', { to: ['stun.x.com'], opens: [{ protocol: 'udp', ports: '3478', application: 'opaque' }] }),
];

function configuration(added: readonly ReturnType<typeof row>[], grouped: boolean): unknown {
  const stack = new TerraformStack(Testing.app(), 'stack');
  new AzurermProvider(stack, 'azurerm', { features: [{}] });
  new AzureFirewallEgress(stack, 'Office', {
    sources: ['10.20.0.0/16'],
    vendors: { 500: vendorOf('acme', [...rows, ...added])() },
    sku: 'Premium',
    dnsProxy: true,
    tlsInspection: true,
    ...(grouped ? { makeIpGroup: place } : {}),
    makePolicy: {
      ...place,
      name: 'egress',
      tlsCertificate: {
        name: 'ca',
        keyVaultSecretId: 'https://hub.vault.azure.net/secrets/ca',
        identityId: '/subscriptions/0/resourceGroups/hub/providers/Microsoft.ManagedIdentity/userAssignedIdentities/firewall',
      },
    },
  });
  return JSON.parse(Testing.synth(stack)) as unknown;
}

describeWith(missingTerraform(), 'Azure Firewall in Terraform', () => {
  let standIn: StandIn;
  let folder: string;
  let terraform: Terraform;

  beforeAll(async () => {
    standIn = await startStandIn({ provider: 'azurerm', resources: ['azurerm_firewall_policy', 'azurerm_firewall_policy_rule_collection_group', 'azurerm_ip_group'] });
    folder = workFolder({});
    terraform = (await withTerraform(folder, { providers: [standIn] })) as Terraform;
  });
  afterAll(async () => {
    await terraform.close();
    await standIn.stop();
    rmSync(folder, { recursive: true });
  });

  test('is valid, is applied, and has nothing more to change', async () => {
    writeConfiguration(folder, configuration([], true));
    await terraform.init();
    expect(await terraform.validate()).toMatchObject({ valid: true, error_count: 0, warning_count: 0 });
    const plan = await terraform.plan();
    expect(changeLines(plan).map((each) => each.replace(/\..*/, ''))).toEqual(['create azurerm_firewall_policy', 'create azurerm_firewall_policy_rule_collection_group', 'create azurerm_ip_group']);
    expect(JSON.stringify(changesOf(plan))).toContain('"ajax.x.com/${libs}/%{a}/*"');
    await terraform.applyPlan();
    expect(changeLines(await terraform.plan())).toEqual([]);
  });

  test('an added row changes the group of its vendor in place, and nothing else', async () => {
    writeConfiguration(folder, configuration([row('help', { to: ['help.x.com'] })], true));
    const changes = changesOf(await terraform.plan());
    expect(changes.map(({ type, change }) => [type, change.actions])).toEqual([['azurerm_firewall_policy_rule_collection_group', ['update']]]);
    await terraform.applyPlan();
  });

  test('an IP Group that goes is let go of first', async () => {
    writeConfiguration(folder, configuration([], false));
    expect(changeLines(await terraform.plan()).map((each) => each.replace(/\..*/, ''))).toEqual(['delete azurerm_ip_group', 'update azurerm_firewall_policy_rule_collection_group']);
    const { stdout } = await terraform.applyPlan();
    const steps = [...stdout.matchAll(/^(azurerm_\w+)\.\S+: (Destroying|Modifications complete)/gm)].map(([, type, step]) => `${type ?? ''}: ${step ?? ''}`);
    expect(steps).toEqual(['azurerm_firewall_policy_rule_collection_group: Modifications complete', 'azurerm_ip_group: Destroying']);
    expect(changeLines(await terraform.plan())).toEqual([]);
  });
});
