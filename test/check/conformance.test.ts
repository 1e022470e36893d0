/** What our own kinds write for every vendor is what the clouds take, and within every quota that a deployment has to keep. */
import { lint } from '../../src/check/lint.js';
import { measure, overLimits } from '../../src/check/quotas.js';
import { formatProblem } from '../../src/model/diagnostic.js';
import { readTerraform } from '../../src/terraform/read-terraform.js';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../../stacks/main.js';
import { findKind, findVendor, kindFolders, vendorFolders } from '../conformance/support/find.js';
import { optionsOf, position, positions, resourcesOf, unitOf, usagesOf } from '../conformance/support/use.js';
import { configOf } from './support.js';

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
    const over = overLimits(measure([found.kind], [{ site: 'office-golden', config }])).map(formatProblem);
    // A security group of 60 rules is small; that it is too small is what the quota is for, and it names the vendor.
    expect(folder === 'aws-security-group' ? over.filter((each) => !each.includes(`${vendor.document.id} `)) : over).toEqual([]);
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
