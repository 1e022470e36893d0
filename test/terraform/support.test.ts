/** The small parts of the test support hold: version ranges, the mirror, the tether, the choice of providers. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chooseProviders, describeChoice } from './support/choose-providers.js';
import { mirroredVersions } from './support/mirror.js';
import { missingMirror } from './support/needs.js';
import { describeWith } from './support/skip.js';
import { HOLD, startTethered } from './support/tethered-program.js';
import { withTerraform, workFolder } from './support/terraform.js';
import { admits } from './support/version-constraint.js';

test.each([
  ['>= 5.100.0, < 7.0.0', '5.100.0', true],
  ['>= 5.100.0, < 7.0.0', '6.25.0', true],
  ['>= 5.100.0, < 7.0.0', '5.99.9', false],
  ['>= 5.100.0, < 7.0.0', '7.0.0', false],
  ['~> 5.1', '5.100.0', true],
  ['~> 5.1', '6.0.0', false],
  ['~> 5.1.2', '5.2.0', false],
  ['6.25.0', '6.25.0', true],
  ['!= 6.25.0', '6.25.0', false],
  ['> 5.0', '5.0.0', false],
  ['<= 5', '5.0.0', true],
  ['', '1.0.0', true],
])('"%s" and %s: %s', (constraint, version, expected) => {
  expect(admits(constraint, version)).toBe(expected);
});

test('a constraint that cannot be read is an error, not a yes', () => {
  expect(() => admits('latest', '1.0.0')).toThrow('cannot read "latest"');
});

describe('the mirror', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vendor-egress-mirror-'));
  const provider = join(folder, 'registry.terraform.io', 'acme', 'thing');
  const platform = `${process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`;

  beforeAll(() => {
    mkdirSync(join(provider, '1.2.3', platform), { recursive: true });
    mkdirSync(join(provider, '1.2.4', 'plan9_mips'), { recursive: true });
    writeFileSync(join(provider, `terraform-provider-thing_2.0.0_${platform}.zip`), '');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([folder, join(folder, 'registry.terraform.io')])('is taken from the environment, as %s', async (named) => {
    const before = process.env['VENDOR_EGRESS_TF_MIRROR'];
    process.env['VENDOR_EGRESS_TF_MIRROR'] = named;
    let versions: readonly string[] = [];
    jest.isolateModules(() => {
      const fresh = jest.requireActual<{ mirroredVersions: typeof mirroredVersions }>('./support/mirror.js');
      versions = fresh.mirroredVersions('acme/thing').map((one) => one.version);
    });
    if (before === undefined) delete process.env['VENDOR_EGRESS_TF_MIRROR'];
    else process.env['VENDOR_EGRESS_TF_MIRROR'] = before;
    expect(versions).toEqual(['1.2.3', '2.0.0']);
  });
});

describe('a tethered program', () => {
  const env = { PATH: process.env['PATH'] ?? '' };
  const script = 'echo "pid $$"; exec sleep 60';

  test('says when it is ready, and stops', async () => {
    const running = await startTethered('/bin/sh', ['-c', script], { cwd: tmpdir(), env, ready: /pid (\d+)/ });
    expect(isAlive(Number(running.said))).toBe(true);
    await running.stop();
    expect(isAlive(Number(running.said))).toBe(false);
  });

  test('that is never ready is stopped, and its output is in the error', async () => {
    const start = startTethered('/bin/sh', ['-c', script], { cwd: tmpdir(), env, ready: /never/, timeout: 200 });
    await expect(start).rejects.toThrow(/was not ready after 200 ms:\npid \d+/);
  });

  test('ends when the process that holds it is killed', async () => {
    const hold = JSON.stringify(['-c', HOLD, 'sh', '/bin/sh', '-c', script]);
    const holder = spawn(process.execPath, ['-e', `require('child_process').spawn('/bin/sh', ${hold}, { stdio: ['pipe', 'inherit', 'inherit'] })`], { stdio: ['ignore', 'pipe', 'inherit'] });
    const said = await new Promise<string>((resolve) => holder.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString('utf8'))));
    const pid = Number(/pid (\d+)/.exec(said)?.[1]);
    expect(isAlive(pid)).toBe(true);
    holder.kill('SIGKILL');
    // The pipe from the program closes when it is gone, and not before.
    await new Promise((resolve) => holder.stdout.once('close', resolve));
    expect(isAlive(pid)).toBe(false);
  });

  function isAlive(pid: number): boolean {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  }
});

describe('the choice of providers', () => {
  const folder = workFolder({
    terraform: { required_providers: { aws: { source: 'aws', version: '>= 900.0.0' }, azurerm: { source: 'hashicorp/azurerm', version: '~> 4.0' } } },
    resource: { azurerm_ip_group: { g: { name: 'g', location: 'l', resource_group_name: 'r' } } },
    data: { aws_vpc: { v: { default: true } } },
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('falls back to stand-ins for the types in the JSON, and says why', async () => {
    const chosen = await chooseProviders(folder);
    try {
      expect(chosen.choices).toMatchObject([
        { source: 'hashicorp/aws', kind: 'stand-in', types: ['aws_vpc'], reason: expect.stringMatching(/no mirror holds it|does not admit the mirror's/) as string },
        { source: 'hashicorp/azurerm', kind: 'stand-in', types: ['azurerm_ip_group'] },
      ]);
      expect(chosen.choices.map(describeChoice)[1]).toMatch(/^hashicorp\/azurerm ~> 4\.0: stand-in 4\.\d+\.\d+ \(no mirror holds it\) checks azurerm_ip_group$/);
      const tf = await withTerraform(folder, { providers: chosen.attached });
      if (tf === undefined) return;
      await tf.init();
      expect(await tf.validate()).toMatchObject({ valid: true });
      await tf.close();
    } finally {
      await chosen.stop();
    }
  });
});

describeWith(missingMirror(), 'the choice of the real provider', () => {
  const [mirrored] = mirroredVersions('hashicorp/aws');
  const folder = workFolder({
    terraform: { required_providers: { aws: { source: 'aws', version: `~> ${mirrored?.version ?? ''}` } } },
    resource: { aws_security_group: { g: { vpc_id: 'vpc-1' } } },
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('is made where the range admits it, and not where a stand-in is asked for', async () => {
    const [real, standIn] = [await chooseProviders(folder), await chooseProviders(folder, { onlyStandIns: true })];
    await Promise.all([real.stop(), standIn.stop()]);
    expect(real.choices).toMatchObject([{ kind: 'real', version: mirrored?.version, reason: 'from the mirror', types: ['aws_security_group'] }]);
    expect(standIn.choices).toMatchObject([{ kind: 'stand-in', reason: 'asked for' }]);
  }, 30_000);
});
