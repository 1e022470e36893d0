/** What our own kinds write for every vendor is what the clouds take, and within every quota that a deployment has to keep. */
import { lint } from '../../src/check/lint.js';
import { measure, overLimits } from '../../src/check/quotas.js';
import type { FirewallKind } from '../../src/firewalls/firewall.js';
import { formatProblem, orThrow } from '../../src/model/diagnostic.js';
import { readOptions } from '../../src/model/read-options.js';
import type { TerraformConfig } from '../../src/terraform/config.js';
import { readTerraform } from '../../src/terraform/read-terraform.js';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../../stacks/main.js';
import { findKind, findVendor, kindFolders, vendorFolders } from '../conformance/support/find.js';
import { optionsOf, position, positions, resourcesOf, unitOf, usagesOf } from '../conformance/support/use.js';
import { configOf } from './support.js';

/** Where rules stand, held against the options they were written from. */
const placed = (kind: FirewallKind, options: Readonly<Record<string, unknown>>, config: TerraformConfig) => kind.attached?.(config, options, () => true);

jest.setTimeout(120_000);

const kinds = kindFolders.map(findKind);
const cases = kinds.flatMap((found) => positions(found.kind).flatMap((behind) => vendorFolders.map((vendor) => [found.folder, vendor, position(behind), behind] as const)));

test.each(cases)('%s for %s, %s', (folder, vendorFolder, _where, behind) => {
  const found = findKind(folder);
  const vendor = findVendor(vendorFolder);
  const options = optionsOf(found);
  for (const flows of usagesOf(vendor)) {
    const unit = unitOf(found.kind, options, vendor.document, flows, behind);
    const config = configOf(resourcesOf(found.kind, options, [{ site: 'office-golden', units: [unit] }]).resources);
    expect(lint([found.kind], config).map(formatProblem)).toEqual([]);
    expect(placed(found.kind, options, config)).toEqual({ misplaced: [], notes: [] });
    const over = overLimits(measure([found.kind], [{ site: 'office-golden', config }])).map(formatProblem);
    // A security group of 60 rules is small; that it is too small is what the quota is for, and it names the vendor.
    expect(folder === 'aws-security-group' ? over.filter((each) => !each.includes(`${vendor.document.id} `)) : over).toEqual([]);
  }
});

const place = { resourceGroupName: 'hub', location: 'westeurope' };
const HUB = '/subscriptions/0/resourceGroups/hub/providers/Microsoft.Network';
const tlsCertificate = { name: 'ca', keyVaultSecretId: 'https://hub.vault.azure.net/secrets/ca', identityId: '/subscriptions/0/resourceGroups/hub/providers/Microsoft.ManagedIdentity/userAssignedIdentities/fw' };

/** What makes other resources than the example of a kind does. */
const OTHER_WAYS: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ['aws-network-firewall', { mode: 'domain-list' }],
  ['aws-network-firewall', { defaultAction: 'aws:drop_strict' }],
  ['aws-network-firewall', { existingPolicyArn: 'arn:aws:network-firewall:eu-central-1:123456789012:firewall-policy/hub' }],
  ['aws-network-firewall', { firewall: { vpcId: 'vpc-00000000000000000', subnetIds: ['subnet-00000000000000000', 'subnet-00000000000000001'], name: 'edge' }, logging: { s3Bucket: 'acme-logs' } }],
  ['aws-security-group', { securityGroupId: 'sg-00000000000000000', prefixListThreshold: 1 }],
  ['azure-firewall', { sku: 'Premium', dnsProxy: true, tlsInspection: true, makeIpGroup: place, makePolicy: { ...place, name: 'hub', tlsCertificate } }],
  ['azure-network-security-group', { resourceGroupName: 'hub', networkSecurityGroupName: 'office', internalNetworks: ['10.0.0.0/8'] }],
  ['azure-network-security-group', { ...place, subnetIds: [`${HUB}/virtualNetworks/v/subnets/s`], networkInterfaceIds: [`${HUB}/networkInterfaces/i`] }],
];

const otherCases = OTHER_WAYS.flatMap(([folder, given]) => vendorFolders.map((vendor) => [folder, JSON.stringify(given).slice(0, 60), vendor, given] as const));

test.each(otherCases)('%s with %s for %s', (folder, _what, vendorFolder, given) => {
  const { kind } = findKind(folder);
  const vendor = findVendor(vendorFolder);
  const options = orThrow(readOptions(kind.options, given, folder));
  for (const flows of usagesOf(vendor)) {
    const unit = unitOf(kind, options, vendor.document, flows, !kind.seesNames);
    const config = configOf(resourcesOf(kind, options, [{ site: 'office-golden', units: [unit] }]).resources);
    expect(lint([kind], config).map(formatProblem)).toEqual([]);
    expect(placed(kind, options, config)).toEqual({ misplaced: [], notes: [] });
    expect(overLimits(measure([kind], [{ site: 'office-golden', config }])).filter(({ where }) => kind.id !== 'aws-security-group' || !where.includes('IPv')).map(formatProblem)).toEqual([]);
  }
});

test('the example stacks', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'vendor-egress-quotas-'));
  buildApp(outdir).synth();
  const read = readTerraform(outdir);
  if (!read.ok) throw new Error(read.problems.map(formatProblem).join('\n'));
  const every = kinds.map(({ kind }) => kind);
  expect(read.value.length).toBeGreaterThan(4);
  expect(read.value.flatMap((config) => lint(every, config).map(formatProblem))).toEqual([]);
  const meters = measure(every, read.value.map((config) => ({ site: config.name ?? '', config })));
  expect(overLimits(meters).map(formatProblem)).toEqual([]);
  // The three offices share the policy of the hub, and each brings two vendors.
  expect(meters.filter(({ name, used }) => name === 'groupsPerPolicy' && used === 6).map(({ sites }) => sites)).toEqual([['office-berlin', 'office-hamburg', 'office-munich-azure']]);
});
