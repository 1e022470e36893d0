import { rmSync } from 'node:fs';
import { TerraformStack, Testing } from 'cdktf';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider/index.js';
import { azureNetworkSecurityGroup } from '../../../src/firewalls/azure-network-security-group/index.js';
import { missingTerraform } from '../../terraform/support/needs.js';
import { describeWith } from '../../terraform/support/skip.js';
import { type StandIn, startStandIn } from '../../terraform/support/stand-in/stand-in.js';
import { changeLines } from '../../terraform/support/terraform-json.js';
import { withTerraform, workFolder, writeConfiguration } from '../../terraform/support/terraform.js';
import { EXISTING, MADE, lowerTexts, optionsOf } from './support.js';

const texts = [
  'egress tcp 443 tls 198.51.100.0/24 from 10.1.0.0/16 for alpha/web',
  'egress udp 3478,50000-59999 opaque 198.51.100.0/24 from 10.1.0.0/16 for alpha/media',
  'ingress tcp 443 tls 10.1.0.10 from 10.20.0.0/16,10.30.0.0/16 for ccp/ui',
];

function configurationOf(given: Parameters<typeof optionsOf>[0], flows: readonly string[]): unknown {
  const stack = new TerraformStack(Testing.app(), 'test');
  new AzurermProvider(stack, 'azurerm', { features: [{}], subscriptionId: '00000000-0000-0000-0000-000000000000' });
  const options = optionsOf(given);
  azureNetworkSecurityGroup.kind.build(stack, 'group', { site: 'office', sources: [], options, units: [{ vendor: '', rules: lowerTexts(flows, { options }).rules }] });
  return JSON.parse(Testing.synth(stack)) as unknown;
}

describeWith(missingTerraform(), 'real Terraform takes it', () => {
  let standIn: StandIn;
  beforeAll(async () => {
    const resources = ['azurerm_network_security_group', 'azurerm_network_security_rule', 'azurerm_subnet_network_security_group_association'];
    standIn = await startStandIn({ provider: 'azurerm', resources });
  });
  afterAll(() => standIn.stop());

  const subnet = '/subscriptions/0/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub/subnets/clients';

  test.each([
    ['a group made here', { ...MADE, subnetIds: [subnet] }, 'update azurerm_network_security_group'],
    ['an existing group', EXISTING, 'update azurerm_network_security_rule'],
  ])('%s: planned, applied, planned empty; one network more is one update', async (_, given, update) => {
    const folder = workFolder(configurationOf(given, texts));
    const tf = await withTerraform(folder, { providers: [standIn] });
    if (tf === undefined) throw new Error('terraform went away');
    await tf.init();
    expect(await tf.validate()).toMatchObject({ valid: true, error_count: 0, warning_count: 0 });
    await tf.apply();
    expect(changeLines(await tf.plan())).toEqual([]);
    writeConfiguration(folder, configurationOf(given, [...texts, 'egress tcp 443 tls 203.0.113.0/24 from 10.1.0.0/16 for alpha/files']));
    expect(changeLines(await tf.plan()).map((line) => line.split('.')[0])).toEqual([update]);
    await tf.close();
    rmSync(folder, { recursive: true });
  });
});
