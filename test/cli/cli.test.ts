import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { run } from './run.js';

const stacks = resolve(__dirname, '../../stacks');
const folder = mkdtempSync(join(tmpdir(), 'vendor-egress-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A folder of stacks with one file in it. */
function project(name: string, text: string): string {
  const made = mkdtempSync(join(folder, 'project-'));
  writeFileSync(join(made, name), text);
  return made;
}

describe('list', () => {
  test('every vendor with its options', async () => {
    const { code, out } = await run('list');
    expect(code).toBe(0);
    expect(out).toMatch(/^alleo: Alleo, \d+ rows, \d+ notes$/m);
    expect(out).toMatch(/liveAv +(= true) +live audio/);
    expect(out).toMatch(/tenant +needed/);
    expect(out).toMatch(/^options of every vendor$/m);
  });

  test('one vendor with its rows, as JSON too', async () => {
    expect((await run('list', 'alleo')).out).toMatch(/live-av-stun +recommended/);
    const { vendors } = JSON.parse((await run('list', 'alleo', '--json')).out) as { vendors: { id: string; rows: { id: string; quote: string }[] }[] };
    expect(vendors.map(({ id }) => id)).toEqual(['alleo']);
    expect(vendors[0]?.rows.find(({ id }) => id === 'live-av-stun')?.quote).toContain('better WebRtc experience');
  });

  test('an unknown vendor is refused with the nearest name', async () => {
    expect(await run('list', 'aleo')).toEqual({ code: 2, out: '', err: expect.stringContaining('vendor: expected one of alleo, cisco-ccp, flexperto, glartek, imaginate, got "aleo" (did you mean alleo?)') });
  });
});

describe('flows', () => {
  test('rows with what they open, the words of the page, and what was left out', async () => {
    const { code, out } = await run('flows', 'office-berlin', '--stacks', stacks);
    expect(code).toBe(0);
    expect(out).toContain('alleo/api  exact  ');
    expect(out).toContain('  out 443/tcp tls to api.withalleo.com\n  "443 | HTTPS/WSS | api.withalleo.com" Alleo Network Requirements, lines 13-18, read 2026-11-20');
    expect(out).toMatch(/alleo\/live-av-stun +recommended, not included/);
  });

  test('as JSON', async () => {
    const { out } = await run('flows', 'office-berlin', '--stacks', stacks, '--json');
    const report = JSON.parse(out) as { site: string; vendors: { vendor: string; rows: { row: string; opens: unknown[] }[] }[] };
    expect(report.site).toBe('office-berlin');
    expect(report.vendors[0]?.rows[0]).toMatchObject({
      row: 'alleo/api',
      verdict: 'exact',
      opens: [{ direction: 'egress', protocol: 'tcp', ports: '443', application: 'tls', destination: 'api.withalleo.com', sources: ['10.20.0.0/16'] }],
    });
  });

  test('an unknown site is refused with the nearest name', async () => {
    const { code, err } = await run('flows', 'office-berln', '--stacks', stacks);
    expect(code).toBe(2);
    expect(err).toContain('got "office-berln" (did you mean office-berlin?)');
  });
});

describe('synth', () => {
  test('writes what cdktf writes, and says what opens', async () => {
    const out = join(folder, 'a folder/not there/yet');
    const { code, out: said } = await run('synth', '--stacks', stacks, '--out', out);
    expect(code).toBe(0);
    expect(readdirSync(join(out, 'stacks')).sort()).toEqual(['office-berlin', 'office-hamburg', 'office-munich-aws', 'office-munich-azure', 'vnet-contact-center', 'vpc-meetings']);
    expect(said).toMatch(/^office-berlin: 10\.20\.0\.0\/16 through azure-firewall; \d+ openings for 2 vendors$/m);
    expect(said).toContain('wrote 6 stacks');
  });

  test('the same bytes twice, and no path of this machine in them', async () => {
    const [one, two] = [join(folder, 'one'), join(folder, 'two')];
    await run('synth', '--stacks', stacks, '--out', one);
    await run('synth', '--stacks', stacks, '--out', two);
    for (const site of readdirSync(join(one, 'stacks'))) {
      const text = readFileSync(join(one, 'stacks', site, 'cdk.tf.json'), 'utf8');
      expect(readFileSync(join(two, 'stacks', site, 'cdk.tf.json'), 'utf8')).toBe(text);
      expect(text).not.toContain(process.cwd());
      expect(text).not.toContain(tmpdir());
    }
  });

  test('writes nothing when any site has a problem, and names the problems of all', async () => {
    const broken = project('offices.js', `
      exports.one = { id: 'one', sources: [], vendors: {}, through: [] };
      exports.two = { id: 'tWo', sources: ['10.0.0.0/8'], vendors: {}, through: [] };`);
    const out = join(folder, 'never');
    const { code, err, out: said } = await run('synth', '--stacks', broken, '--out', out);
    expect([code, said, existsSync(out)]).toEqual([2, '', false]);
    expect(err.trim().split('\n')).toEqual([
      "error: sites.one.sources: expected at least one CIDR of the site's own, got an empty list",
      'error: sites.one.vendors: expected at least one vendor, got nothing',
      'error: sites.one.through: expected at least one firewall, got an empty list',
      'error: sites.tWo: expected an id of lower-case letters, digits and single hyphens, a letter first, at most 40 characters, got "tWo"',
      'error: sites.tWo.vendors: expected at least one vendor, got nothing',
      'error: sites.tWo.through: expected at least one firewall, got an empty list',
      '6 problems; nothing was written',
    ]);
  });
});

test('a site that lacks something is refused, not passed over', async () => {
  const lacking = project('offices.js', "exports.one = { id: 'one', vendors: {}, through: [] };");
  const { code, err } = await run('synth', '--stacks', lacking, '--out', join(folder, 'lacking'));
  expect(code).toBe(2);
  expect(err).toContain("sites.one.sources: expected at least one CIDR of the site's own, got nothing");
});

test('what is over a limit is not written, and what filled it is named', async () => {
  const root = resolve(__dirname, '../..');
  const vast = project(
    'office.ts',
    `import { azureNetworkSecurityGroup, defineSite, defineVendor } from '${root}/src/index.ts';
     const to = Array.from({ length: 4100 }, (_, index) => '198.' + (18 + (index >> 13)) + '.' + ((index >> 5) & 255) + '.' + ((index & 31) * 4)).map((address) => address.replace('198.18', '193.18'));
     const vast = defineVendor({ id: 'vast', name: 'Vast', sources: { page: { title: 'page', url: 'https://example.com', read: '2026-11-20' } }, options: {}, notes: [],
       requirements: [{ id: 'media', about: 'media', source: 'page', lines: ['1'], quote: 'media', necessity: 'required', opens: [{ protocol: 'udp', ports: '3478', application: 'opaque' }], to }] });
     export const office = defineSite({ id: 'office', sources: ['10.0.0.0/8'], vendors: { 500: vast() }, through: [azureNetworkSecurityGroup({ resourceGroupName: 'rg', location: 'westeurope' })] });`,
  );
  writeFileSync(join(vast, 'main.ts'), `export { buildApp } from '${join(stacks, 'main.ts')}';`);
  const out = join(folder, 'vast');
  const { code, err } = await run('synth', '--stacks', vast, '--out', out);
  expect(code).toBe(2);
  expect(err).toMatch(/expected at most 4000 .*got 410\d.*vast 4100/);
  expect(existsSync(out)).toBe(false);
});

describe('bad input ends with 2 and a sentence', () => {
  test.each<[string, readonly string[], string]>([
    ['no folder', ['flows', 'x', '--stacks', 'no/such/folder'], 'no/such/folder: expected a folder of compiled stacks'],
    ['a file in place of a folder', ['flows', 'x', '--stacks', __filename], `${__filename}: expected a folder of compiled stacks (npm run build makes it; --stacks names another), got a file`],
    ['an empty name of a folder', ['synth', '--out', ' '], "option '--out <folder>' argument ' ' is invalid. Expected a folder, got nothing."],
    ...(existsSync('/proc/self') ? [['a place where the system lets nobody write', ['synth', '--stacks', stacks, '--out', '/proc/nobody/here'], '/proc/nobody'] as [string, readonly string[], string]] : []),
    ['no command of that name', ['flow'], "unknown command 'flow'"],
    ['one thing wrong twice', ['who-opens', ',/tcp'], 'error: packets: expected a port from 1 to 65535 or a range such as 4700-5000, got nothing\n1 problem\n'],
    ['no site', ['flows'], "missing required argument 'site'"],
    ['an option that is not there', ['list', '--jsno'], "unknown option '--jsno'"],
  ])('%s', async (_, argv, sentence) => {
    const { code, out, err } = await run(...argv);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(sentence);
    expect(err).not.toMatch(/^ +at /m);
  });

  test('a file that does not load', async () => {
    const { code, err } = await run('flows', 'x', '--stacks', project('office.js', 'throw new Error("no such vendor")'));
    expect(code).toBe(2);
    expect(err).toMatch(/office\.js: expected a file that loads, got no such vendor\n1 problem\n$/);
  });

  test('every file that does not load, with the problems of what it defines', async () => {
    const root = resolve(__dirname, '../..');
    const broken = project('office.ts', `import { defineSite } from '${root}/src/index.ts'; export const office = defineSite(undefined as never);`);
    writeFileSync(join(broken, 'other.js'), 'throw 5');
    const { code, err } = await run('flows', 'x', '--stacks', broken);
    expect(code).toBe(2);
    expect(err.replaceAll(`${broken}/`, '')).toBe(
      'error: office.ts: defineSite: expected an object with id, sources, vendors and through, got nothing\nerror: other.js: expected a file that loads, got 5\n2 problems\n',
    );
  });

  test('a site that is looked for beside one without an id', async () => {
    const lacking = project('offices.js', "exports.one = { vendors: {} }; exports.two = { id: 'two', vendors: {} };");
    expect((await run('flows', 'tow', '--stacks', lacking)).err).toContain('site: expected one of two, got "tow" (did you mean two?)');
  });

  test('only what would have written says that it has not', async () => {
    expect((await run('explain', 'office-berlin', '443', '--stacks', stacks)).err).toMatch(/\n1 problem\n$/);
    expect((await run('synth', '--stacks', 'no/such/folder')).err).toMatch(/\n1 problem; nothing was written\n$/);
  });

  const OFFICE = `import { awsSecurityGroup } from '${resolve(__dirname, '../..')}/src/index.ts';
    import { ciscoCcp } from '${resolve(__dirname, '../..')}/vendors/cisco-ccp/index.ts';
    export const office = { id: 'office', sources: ['10.1.2.3'], vendors: { 500: ciscoCcp({ solution: 'CCX', server: '10.1.2.3', uiClients: ['10.20.0.0/16'] }) }, through: [awsSecurityGroup({ vpcId: 'vpc-0123456789abcdef0' })] };`;
  const OTHER = "import { App, TerraformStack } from 'cdktf'; export const buildApp = (outdir: string): App => { const app = new App({ outdir }); new TerraformStack(app, 'other'); return app; };";

  test.each<[string, string, string]>([
    ['no app', 'export const buildApp = (): unknown => Promise.resolve(5);', 'main.ts: expected buildApp to give back an app, got a Promise'],
    ['an app without a stack for a site, which would seem to open nothing', OTHER, 'main.ts: expected buildApp to make a stack named office, got other'],
    ['a main that does not load', 'throw new Error("boom")', 'main.ts: expected a file that loads, got boom'],
  ])('%s', async (_, main, sentence) => {
    const made = project('office.ts', OFFICE);
    writeFileSync(join(made, 'main.ts'), main.replace("'cdktf'", `'${resolve(__dirname, '../../node_modules/cdktf')}'`));
    for (const argv of [['synth', '--out', join(folder, 'no-app')], ['check'], ['who-opens', '443/tcp'], ['explain', 'office', '443/tcp']]) {
      const { code, err, out } = await run(...argv, '--stacks', made);
      expect([code, out]).toEqual([2, '']);
      expect(err).toContain(sentence);
    }
    expect(existsSync(join(folder, 'no-app/stacks/other/cdk.tf.json'))).toBe(false);
  });

  test('a folder without sites', async () => {
    const { code, err } = await run('flows', 'x', '--stacks', project('notes.txt', ''));
    expect(code).toBe(2);
    expect(err).toContain('expected a file that exports a site, got no file to look into');
    expect((await run('flows', 'x', '--stacks', project('offices.ts', 'export const five = 5'))).err).toContain('expected a file that exports a site, got none in offices.ts');
  });

  test('two files with one id are both named, and nothing else is said of it', async () => {
    const made = project('berlin.ts', OFFICE);
    writeFileSync(join(made, 'copy-of-berlin.ts'), OFFICE);
    const { code, err } = await run('flows', 'office', '--stacks', made);
    expect(code).toBe(2);
    expect(err).toBe(`error: sites.office: expected an id used by one site, got 2 sites in ${made}/berlin.ts, ${made}/copy-of-berlin.ts\n1 problem\n`);
  });
});

test('the version is that of the package', async () => {
  const { version } = JSON.parse(readFileSync(resolve(__dirname, '../../package.json'), 'utf8')) as { version: string };
  expect(await run('--version')).toMatchObject({ code: 0, out: `${version}\n` });
});

test('help names the exit codes', async () => {
  const { code, out } = await run('--help');
  expect(code).toBe(0);
  expect(out).toContain('Exit codes: 0 done, 1 not proved, 2 bad input');
});
