import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider/index.js';
import { App, TerraformStack } from 'cdktf';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assumes } from '../../../src/firewalls/azure-firewall/assumes.js';
import { checkSite, isProved } from '../../../src/check/check-site.js';
import { SiteEgress, azureFirewall, defineSite } from '../../../src/index.js';
import { orThrow } from '../../../src/model/diagnostic.js';
import { planSite } from '../../../src/site/plan-site.js';
import { readTerraform } from '../../../src/terraform/read-terraform.js';
import type { TerraformConfig, Value, ValueMap } from '../../../src/terraform/config.js';
import { isList, isMap } from '../../../src/terraform/values.js';
import { row, vendorOf } from '../../support/documents.js';
import { POLICY, cidr, optionsOf } from './support.js';

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

/** What was written, with the lists of source IP Groups changed; each list makes a rule of its own. */
function naming(...lists: readonly (readonly string[])[]): TerraformConfig {
  const config = written();
  const change = (value: Value | undefined): Value => {
    if (isList(value)) return value.flatMap((each) => (isMap(each) && 'source_ip_groups' in each ? lists.map((source_ip_groups) => ({ ...each, source_ip_groups })) : [change(each)]));
    return isMap(value) ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, change(each)])) : (value ?? null);
  };
  return { ...config, resources: config.resources.map((resource) => ({ ...resource, values: change(resource.values) as ValueMap })) };
}

test('a rule for some of the groups is short of what the others hold; two rules may share them out', () => {
  const [office, guests] = GROUPS;
  if (office === undefined || guests === undefined) throw new Error('two groups');
  expect(prove(naming([guests, office]))).toBe(true);
  expect(prove(naming([office], [guests]))).toBe(true);
  expect(prove(naming([office]))).toBe(false);
  expect(prove(naming([guests]))).toBe(false);
});

const sharesOf = (sources: readonly string[], count: number): readonly unknown[] =>
  assumes({ ...optionsOf(), sourceIpGroupIds: Array.from({ length: count }, (_, index) => `${GROUPS[0] ?? ''}${index}`) }, sources.map(cidr)).map(({ values }) => values['cidrs']);

test('the groups share the sources, each a part of its own; one holds all', () => {
  expect(sharesOf(['10.20.0.0/16'], 1)).toEqual([['10.20.0.0/16']]);
  expect(sharesOf(['10.20.0.0/16'], 2)).toEqual([['10.20.0.0/17'], ['10.20.128.0/17']]);
  expect(sharesOf(['10.20.0.0/16', '10.30.0.0/24', '10.40.0.0/24'], 2)).toEqual([['10.20.0.0/16', '10.40.0.0/24'], ['10.30.0.0/24']]);
  expect(sharesOf(['10.20.0.0/16'], 3)).toEqual([['10.20.128.0/17'], ['10.20.0.0/18'], ['10.20.64.0/18']]);
});

test('fewer addresses than groups: each may hold any', () => {
  expect(sharesOf(['10.20.0.1/32'], 2)).toEqual([['10.20.0.1/32'], ['10.20.0.1/32']]);
});
