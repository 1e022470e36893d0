/**
 * Real Terraform on everything we write: every example stack, and every vendor, under every set of options its probes
 * give, on every firewall kind; with the real provider where a mirror has it. What is planned is what was written.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256 } from '../../src/model/content-name.js';
import { buildApp } from '../../stacks/main.js';
import { kindFolders } from '../conformance/support/find.js';
import { loopbackProvider } from './support/aws-provider.js';
import { chooseProviders, describeChoice, type ChosenProviders } from './support/choose-providers.js';
import { everyUsage, POSITIONS, type Placed } from './support/every-usage.js';
import { mirroredVersions } from './support/mirror.js';
import { missingTerraform } from './support/needs.js';
import { writeSites } from './support/sites.js';
import { describeWith, sayOnce } from './support/skip.js';
import { changesOf } from './support/terraform-json.js';
import { withTerraform, workFolder, writeOverride, type Terraform } from './support/terraform.js';
import { departures } from './support/written.js';

jest.setTimeout(300_000);

type Options = Readonly<Record<string, unknown>>;

const place = { resourceGroupName: 'hub', location: 'westeurope' };
const tlsCertificate = {
  name: 'ca',
  keyVaultSecretId: 'https://hub.vault.azure.net/secrets/ca',
  identityId: '/subscriptions/0/resourceGroups/hub/providers/Microsoft.ManagedIdentity/userAssignedIdentities/firewall',
};

/** Each usage once more with these, beside the options of a kind's own example: they make other resources. Undefined takes one away. */
const OTHERWISE: Readonly<Record<string, (site: string) => Options>> = {
  'aws-network-firewall': () => ({ mode: 'domain-list', logging: { s3Bucket: 'acme-firewall-logs' } }),
  // A group that exists, and prefix lists from two networks on.
  'aws-security-group': (site) => ({ vpcId: undefined, securityGroupId: `sg-${sha256(site).slice(0, 17)}`, prefixListThreshold: 1 }),
  'azure-firewall': (site) => ({
    firewallPolicyId: undefined, sku: 'Premium', dnsProxy: true, tlsInspection: true, makeIpGroup: place, makePolicy: { ...place, name: site, tlsCertificate },
  }),
  'azure-network-security-group': (site) => ({ location: undefined, networkSecurityGroupName: site }),
};

interface Case {
  readonly name: string;
  readonly folder: string;
}

const outdir = mkdtempSync(join(tmpdir(), 'vendor-egress-plans-'));

function examples(): readonly Case[] {
  buildApp(outdir).synth();
  return readdirSync(join(outdir, 'stacks')).sort().map((name) => ({ name, folder: join(outdir, 'stacks', name) }));
}

const uses = kindFolders.map((name) => {
  const otherwise = OTHERWISE[name];
  return { name, usual: everyUsage(name), other: otherwise === undefined ? [] : everyUsage(name, otherwise, { suffix: '-b', priority: 600 }), folder: workFolder({}) };
});

afterAll(() => [outdir, ...uses.map(({ folder }) => folder)].forEach((folder) => rmSync(folder, { recursive: true })));

describeWith(missingTerraform(), 'Terraform plans what was written:', () => {
  const cases: readonly Case[] = [...examples(), ...uses];
  const planned = new Map<string, number>();
  let providers: ChosenProviders;

  beforeAll(async () => {
    uses.forEach(({ folder, usual, other }) => writeSites(folder, [...usual, ...other].map(({ site }) => site)));
    cases.forEach(({ folder }) => keepAway(folder));
    providers = await chooseProviders(cases.map(({ folder }) => folder));
  });
  afterAll(async () => {
    await providers?.stop();
    process.stderr.write(report(providers, planned, cases.length - uses.length));
  });

  test.each(cases)('$name', async ({ folder }) => {
    const tf = (await withTerraform(folder, { providers: providers.attached })) as Terraform;
    await tf.init();
    expect(await tf.validate()).toMatchObject({ valid: true, error_count: 0, warning_count: 0 });
    const plan = await tf.plan();
    expect(departures(folder, plan)).toEqual([]);
    for (const { type } of changesOf(plan)) planned.set(type, (planned.get(type) ?? 0) + 1);
    await tf.close();
  });

  test('the ranges we write admit the providers that the mirror holds, and init finds them there', async () => {
    for (const { source, range, kind, types } of providers.choices) {
      const held = mirroredVersions(source).map(({ version }) => version);
      if (held.length > 0 && kind === 'stand-in') sayOnce(`${source} ${held.join(', ')} is in the mirror, but ${range} was checked with a stand-in: ${types.join(', ')}`);
      if (kind === 'real') expect(await initFrom(source, range)).toMatch(new RegExp(`Installed ${source} v(${held.join('|').replaceAll('.', '\\.')})`));
    }
  });
});

/** By hand: a security group tells no names apart, so only pages that ask for addresses alone stand on one alone. */
test.each(uses)('$name stands alone where it can', ({ name, usual }) => {
  const ids = (some: readonly Placed[]): readonly string[] => some.map(({ site }) => site.id);
  const addresses = ['cisco-ccp-0', 'cisco-ccp-1', 'cisco-ccp-2', 'cisco-ccp-3', 'cisco-ccp-4', 'cisco-ccp-5', 'cisco-ccp-6', 'cisco-ccp-7', 'imaginate-2'];
  const expected = name.endsWith('security-group') ? addresses : ids(usual).filter((id) => id !== 'imaginate-4'); // it asks for raw TCP and UDP to a name
  expect(ids(usual.filter(({ position }) => position === POSITIONS[0]))).toEqual(expected);
});

/** Nothing here may reach AWS, or write state beside the project. */
function keepAway(folder: string): void {
  const written = readdirSync(folder).filter((name) => name.endsWith('.tf.json')).map((name) => readFileSync(join(folder, name), 'utf8')).join('');
  writeOverride(folder, {
    terraform: { backend: { local: {} } },
    ...(written.includes('"aws"') ? { provider: { aws: loopbackProvider('eu-central-1') } } : {}),
  });
}

/** Terraform alone with the mirror, nothing attached. */
async function initFrom(source: string, version: string): Promise<string> {
  const folder = workFolder({ terraform: { required_providers: { it: { source, version } } } });
  const tf = (await withTerraform(folder)) as Terraform;
  const { stdout } = await tf.init();
  await tf.close();
  rmSync(folder, { recursive: true });
  return stdout;
}

function report({ choices }: ChosenProviders, planned: ReadonlyMap<string, number>, exampleCount: number): string {
  const count = (types: readonly string[]): number => types.reduce((sum, type) => sum + (planned.get(type) ?? 0), 0);
  const sites = uses.reduce((sum, { usual, other }) => sum + usual.length + other.length, 0);
  const head = `planned: ${exampleCount} example stacks, ${uses.length} stacks of ${sites} sites (vendor options on firewall kinds)`;
  return `\n${[head, ...choices.map((choice) => `  ${count(choice.types)} resources: ${describeChoice(choice)}`)].join('\n')}\n`;
}
