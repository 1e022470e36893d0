import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider/index.js';
import { App, TerraformStack } from 'cdktf';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkSite, isProved } from '../../../src/check/check-site.js';
import { SiteEgress, azureFirewall, defineSite } from '../../../src/index.js';
import { orThrow } from '../../../src/model/diagnostic.js';
import { planSite } from '../../../src/site/plan-site.js';
import { readTerraform } from '../../../src/terraform/read-terraform.js';
import type { TerraformConfig } from '../../../src/terraform/config.js';
import { row, vendorOf } from '../../support/documents.js';
import { POLICY } from './support.js';

const outdir = mkdtempSync(join(tmpdir(), 'vendor-egress-assumes-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

const GROUPS = ['office', 'guests'].map((name) => `/subscriptions/0/resourceGroups/hub/providers/Microsoft.Network/ipGroups/${name}`);
const web = vendorOf('v', [row('web', { to: ['api.example.com'] })]);
const site = defineSite({ id: 'office', sources: ['10.20.0.0/16'], vendors: { 500: web() }, through: [azureFirewall({ firewallPolicyId: POLICY, sourceIpGroupIds: GROUPS })] });

function written(): TerraformConfig {
  const app = new App({ outdir });
  const stack = new TerraformStack(app, 'office');
  new AzurermProvider(stack, 'azurerm', { features: [{}] });
  new SiteEgress(stack, 'egress', { site });
  app.synth();
  const [config] = orThrow(readTerraform(outdir));
  if (config === undefined) throw new Error('nothing was written');
  return config;
}

const prove = (config: TerraformConfig): boolean => isProved(checkSite(orThrow(planSite(site)), config));

test('a site whose sources stand in existing IP Groups is proved, and written', () => {
  expect(prove(written())).toBe(true);
});

test('other groups, and groups that are written in the configuration, are read and not assumed', () => {
  const config = written();
  const holding = (cidrs: readonly string[]): TerraformConfig => ({ ...config, resources: [...config.resources, ...GROUPS.map((id, index) => ({ address: `azurerm_ip_group.g${index}`, type: 'azurerm_ip_group', values: { id, cidrs } }))] });
  expect(prove(holding(['10.20.0.0/16']))).toBe(true);
  expect(prove(holding(['10.20.0.0/17']))).toBe(false);
  const elsewhere = JSON.parse(JSON.stringify(config).replaceAll('ipGroups/guests', 'ipGroups/others')) as TerraformConfig;
  expect(prove(elsewhere)).toBe(false);
});
