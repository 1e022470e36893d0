/** What the readers find in a configuration they find in Terraform's own plan of it, where references wait for apply. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { permittedSpace } from '../../src/check/evaluate.js';
import { orThrow } from '../../src/model/diagnostic.js';
import type { Filter } from '../../src/model/filter.js';
import { subtract } from '../../src/model/space.js';
import type { TerraformConfig } from '../../src/terraform/config.js';
import type { JsonMap } from '../../src/terraform/json.js';
import { readPlan } from '../../src/terraform/read-plan.js';
import { readTerraform } from '../../src/terraform/read-terraform.js';
import { buildApp } from '../../stacks/main.js';
import { findKind, kindFolders } from '../conformance/support/find.js';
import { loopbackProvider } from './support/aws-provider.js';
import { type ChosenProviders, chooseProviders } from './support/choose-providers.js';
import { missingTerraform } from './support/needs.js';
import { describeWith } from './support/skip.js';
import { type Terraform, withTerraform, writeOverride } from './support/terraform.js';

jest.setTimeout(300_000);

const outdir = mkdtempSync(join(tmpdir(), 'vendor-egress-plan-reading-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

describeWith(missingTerraform(), 'a plan reads as what was written:', () => {
  buildApp(outdir).synth();
  const folders = readdirSync(join(outdir, 'stacks')).sort().map((name) => join(outdir, 'stacks', name));
  let providers: ChosenProviders;

  beforeAll(async () => {
    folders.forEach(keepAway);
    providers = await chooseProviders(folders);
  });
  afterAll(async () => providers?.stop());

  test.each(folders.map((folder) => [folder.split('/').pop() ?? '', folder] as const))('%s', async (_, folder) => {
    const planned = await planOf(folder, providers);
    const [written] = orThrow(readTerraform(join(folder, 'cdk.tf.json')));
    const found = kindFolders.flatMap((kind) => (written === undefined ? [] : pairs(kind, written, planned)));
    expect(found.length).toBeGreaterThan(0);
    for (const { before, after } of found) {
      const [config, plan] = [permittedSpace(before), permittedSpace(after)];
      expect([subtract(config.least, plan.least), subtract(plan.least, config.least), subtract(config.most, plan.most), subtract(plan.most, config.most)]).toEqual([[], [], [], []]);
    }
  });
});

/** Hand-written configurations of the readers' own tests, and what they leave to whoever uses them. */
const FOREIGN: readonly (readonly [file: string, given: JsonMap])[] = [
  ['aws-security-group/foreign/keyed-rules.tf.json', { vpc_id: 'vpc-0123456789abcdef0' }],
  ['aws-security-group/foreign/inline-blocks.tf.json', { monitors: ['192.0.2.0/24'] }],
  ['azure-network-security-group/foreign/inline.tf.json', {}],
  ['azure-network-security-group/foreign/unknowns.tf.json', { number: 300, verdict: 'Deny', extra: [], strict: true }],
  ['azure-firewall/foreign/hub-policy.tf.json', {}],
  ['azure-firewall/foreign/classic.tf.json', {}],
];

const PROVIDERS: Readonly<Record<string, JsonMap>> = {
  aws: { terraform: { required_providers: { aws: { source: 'hashicorp/aws', version: '>= 5.100.0, < 7.0.0' } } }, provider: { aws: { ...loopbackProvider('eu-central-1') } as JsonMap } },
  azure: { terraform: { required_providers: { azurerm: { source: 'hashicorp/azurerm', version: '>= 4.38.0, < 5.0.0' } } }, provider: { azurerm: { features: {} } } },
};

describeWith(missingTerraform(), 'a plan of a configuration by others says no less and no more than it:', () => {
  const cases = FOREIGN.map(([file, given]) => ({ file, kind: file.split('/')[0] ?? '', folder: foreignFolder(file, given) }));
  let providers: ChosenProviders;

  beforeAll(async () => void (providers = await chooseProviders(cases.map(({ folder }) => folder))));
  afterAll(async () => providers?.stop());

  test.each(cases)('$file', async ({ kind, folder }) => {
    const planned = await planOf(folder, providers);
    const [written] = orThrow(readTerraform(join(folder, 'main.tf.json')));
    const found = written === undefined ? [] : pairs(kind, written, planned);
    expect(found.length).toBeGreaterThan(0);
    for (const { before, after } of found) {
      const [config, plan] = [permittedSpace(before), permittedSpace(after)];
      expect([before.point, subtract(config.least, plan.least), subtract(plan.most, config.most)]).toEqual([before.point, [], []]);
    }
  });
});

function foreignFolder(file: string, given: JsonMap): string {
  const folder = mkdtempSync(join(outdir, 'foreign-'));
  cpSync(join(__dirname, '../firewalls', file), join(folder, 'main.tf.json'));
  writeFileSync(join(folder, 'providers.tf.json'), JSON.stringify(PROVIDERS[file.split('-')[0] ?? '']));
  writeFileSync(join(folder, 'terraform.tfvars.json'), JSON.stringify(given));
  return folder;
}

async function planOf(folder: string, providers: ChosenProviders): Promise<TerraformConfig> {
  const tf = (await withTerraform(folder, { providers: providers.attached })) as Terraform;
  await tf.init();
  const plan = await tf.plan();
  await tf.close();
  return orThrow(readPlan(JSON.parse(JSON.stringify(plan)) as JsonMap, 'plan.json'));
}

function pairs(kind: string, written: TerraformConfig, planned: TerraformConfig): readonly { readonly before: Filter; readonly after: Filter }[] {
  const [before, after] = [written, planned].map((config) => findKind(kind).kind.read(config));
  expect(after?.map(({ point }) => point).sort()).toEqual(before?.map(({ point }) => point).sort());
  return (before ?? []).flatMap((filter) => (after ?? []).filter(({ point }) => point === filter.point).map((other) => ({ before: filter, after: other })));
}

/** Nothing here may reach AWS, or write state beside the project. */
function keepAway(folder: string): void {
  const written = readdirSync(folder).filter((name) => name.endsWith('.tf.json')).map((name) => readFileSync(join(folder, name), 'utf8')).join('');
  writeOverride(folder, { terraform: { backend: { local: {} } }, ...(written.includes('"aws"') ? { provider: { aws: loopbackProvider('eu-central-1') } } : {}) });
}
