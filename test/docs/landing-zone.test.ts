import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runApp } from '../../src/index.js';
import { buildApp } from '../../docs/examples/landing-zone/main.js';
import { captured, run } from '../cli/run.js';

// What the README says to write, written: a project that has this package in node_modules.

const root = resolve(__dirname, '../..');
const zone = join(root, 'docs/examples/landing-zone');
const out = mkdtempSync(join(tmpdir(), 'vendor-egress-zone-'));
afterAll(() => rmSync(out, { recursive: true, force: true }));

const withoutHead = (file: string): string => readFileSync(join(zone, file), 'utf8').replace(/^\/\/.*\n/, '');

test.each(['office-berlin.ts', 'main.ts'])('the README prints %s as it is', (file) => {
  expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain(`\`\`\`ts\n${withoutHead(file)}\`\`\``);
});

test('its site is synthesized and proved by the commands', async () => {
  expect(await run('synth', '--stacks', zone, '--out', out)).toMatchObject({ code: 0, err: '' });
  expect(existsSync(join(out, 'stacks/office-berlin/cdk.tf.json'))).toBe(true);
  expect((await run('check', '--stacks', zone)).out).toMatch(/^office-berlin: proved$/m);
});

describe('the app as cdktf synth runs it', () => {
  const before = process.env.CDKTF_OUTDIR;
  afterEach(() => {
    process.exitCode = 0;
    if (before === undefined) delete process.env.CDKTF_OUTDIR;
    else process.env.CDKTF_OUTDIR = before;
  });

  const exitCodeOf = (folder: string, build: Parameters<typeof runApp>[1]): Promise<number> => {
    process.env.CDKTF_OUTDIR = join(out, 'by-cdktf');
    runApp(folder, build);
    return Promise.resolve(Number(process.exitCode ?? 0));
  };

  test('writes where cdktf says', async () => {
    expect(await captured(() => exitCodeOf(zone, buildApp))).toEqual({ code: 0, out: '', err: '' });
    expect(existsSync(join(out, 'by-cdktf/stacks/office-berlin/cdk.tf.json'))).toBe(true);
  });

  test('says what is wrong with a site in a line, without a stack trace', async () => {
    const { code, err } = await captured(() => exitCodeOf(join(out, 'nowhere'), buildApp));
    expect(code).toBe(2);
    expect(err).toBe(`${join(out, 'nowhere')}: expected a folder that can be read, got nothing\n`);
  });

  test('ends with 1 where a stack is not proved', async () => {
    const { code, err } = await captured(() =>
      exitCodeOf(zone, (outdir, plans) => {
        const app = buildApp(outdir, plans);
        const rule = app.node.findAll().find((each) => (each as { terraformResourceType?: string }).terraformResourceType === 'azurerm_firewall_policy_rule_collection_group');
        (rule as unknown as { addOverride: (path: string, value: unknown) => void }).addOverride('application_rule_collection.0.rule.0.destination_fqdns', ['*.example.com']);
        return app;
      }),
    );
    expect(code).toBe(1);
    expect(err).toMatch(/^office-berlin: NOT PROVED: /);
  });

  test('leaves what is nobody\'s fault but the program\'s as it is', () => {
    expect(() => runApp(zone, () => { throw new TypeError('a fault'); })).toThrow(TypeError);
  });
});
