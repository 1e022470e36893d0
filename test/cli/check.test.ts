import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { run } from './run.js';

const stacks = resolve(__dirname, '../../stacks');
const source = resolve(__dirname, '../../src/index.ts');
const folder = mkdtempSync(join(tmpdir(), 'vendor-egress-check-'));
const out = join(folder, 'out');
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeAll(async () => {
  expect((await run('synth', '--stacks', stacks, '--out', out)).code).toBe(0);
});

/** A copy of what was written, with one text changed in one stack. */
function tampered(site: string, from: string | RegExp, to: string): string {
  const copy = mkdtempSync(join(folder, 'tampered-'));
  cpSync(out, copy, { recursive: true });
  const file = join(copy, 'stacks', site, 'cdk.tf.json');
  const text = readFileSync(file, 'utf8');
  const changed = text.replace(from, to);
  expect(changed).not.toBe(text);
  writeFileSync(file, changed);
  return copy;
}

const check = (...argv: readonly string[]): ReturnType<typeof run> => run('check', '--stacks', stacks, ...argv);

describe('check', () => {
  test('every example site is proved, row by row', async () => {
    const { code, out: said } = await check();
    expect(code).toBe(0);
    expect(said.match(/^[a-z-]+: proved$/gm)).toHaveLength(6);
    expect(said).toMatch(/^ +exact +alleo\/api$/m);
    expect(said).toMatch(/^ +widened +flexperto\/recaptcha +widened by azure-firewall \(path: .*accepted: paths are not visible/m);
    expect(said).toMatch(/^ +omitted +glartek\/web-rtc-udp /m);
    expect(said).toMatch(/^ +left out +alleo\/live-av-stun +recommended, not included$/m);
    expect(said).toMatch(/\n6 of 6 sites proved\n$/);
  });

  test('the last line tells a site that is not proved from one that its cloud would refuse', async () => {
    expect((await check('office-berlin', '--from', tampered('office-berlin', '"api.withalleo.com"', '"apu.withalleo.com"'))).out).toMatch(/\n0 of 1 site proved; not proved: office-berlin\n$/);
    const refused = await check('office-berlin', '--from', tampered('office-berlin', /"priority": 500,(?=\s*"timeouts")/, '"priority": 90,'));
    expect([refused.code, refused.out]).toEqual([1, expect.stringMatching(/priority: expected a whole number from 100 to 65000, got 90\n1 of 1 site proved; 1 error: what a cloud would refuse, or a limit that is exceeded\n$/)]);
  });

  test('what was written before is read as well', async () => {
    expect((await check('--from', out)).code).toBe(0);
    expect((await check('office-berlin', '--from', join(out, 'stacks/office-berlin/cdk.tf.json'))).code).toBe(0);
  });

  test.each([
    ['a name that is gone', 'office-berlin', '"api.withalleo.com"', '"apu.withalleo.com"', 'missing 443/tcp tls api.withalleo.com at 203.0.113.7 from 10.20.0.0, asked for by alleo/api'],
    ['a name that was added', 'office-berlin', '"*.tokbox.com"', '"*.tokbox.com", "tokbox.com"', 'excess 443/tcp tls tokbox.com at 203.0.113.7 from 10.20.0.0'],
    ['a star that loses its dot', 'office-berlin', '"*.tokbox.com"', '"*tokbox.com"', 'excess 443/tcp tls'],
    ['one port more', 'vnet-contact-center', '"destination_port_range": "38001"', '"destination_port_range": "38001-38002"', 'excess 38002/tcp 10.40.1.10 in from 10.40.2.20'],
    ['a wider network', 'vnet-contact-center', '"10.40.2.20"', '"10.40.2.0/24"', 'excess 38001/tcp 10.40.1.10 in from 10.40.2.0'],
    ['a rule that is gone', 'office-munich-aws', /pass udp \$HOME_NET any -> 52\.172\.48\.238 80[^\n]*?\\n/, '', 'asked for by imaginate/turn-80'],
  ])('%s is found, as a packet and with the rule', async (_, site, from, to, said) => {
    const { code, out: text } = await check(site, '--from', tampered(site, from, to));
    expect(text).toContain(said);
    expect(text).toContain(`${site}: NOT PROVED`);
    expect(code).toBe(1);
  });

  test.each([
    ['a policy', 'office-berlin', /firewallPolicies\/hub/g, 'firewallPolicies/spoke', /1 in/, 'azurerm_firewall_policy_rule_collection_group.'],
    ['a VPC', 'vpc-meetings', /vpc-0{17}/g, 'vpc-00000000000000001', /2 in/, 'aws_security_group.'],
    ['a subnet', 'vpc-meetings', 'subnet-00000000000000000', 'subnet-00000000000000001', /1 in/, '.subnet_mapping: expected subnet-00000000000000000, got subnet-00000000000000001'],
    ['a resource group', 'vnet-contact-center', '"resource_group_name": "contact-center"', '"resource_group_name": "lab"', /1 in/, '.resource_group_name: expected contact-center, got lab'],
  ])('%s that is another than the site says is found', async (_, site, from, to, count, said) => {
    const { code, out: text } = await check(site, '--from', tampered(site, from, to));
    expect(text).toMatch(new RegExp(`^${site}: NOT PROVED: (${count.source}) the wrong place$`, 'm'));
    expect(text).toMatch(/^ {2}in the wrong place: \S/m);
    expect(text).toContain(said);
    expect(code).toBe(1);
  });

  test('one port more in a security group is nothing that the firewall behind it would let pass', async () => {
    expect((await check('vpc-meetings', '--from', tampered('vpc-meetings', '"to_port": 3478', '"to_port": 3479'))).code).toBe(0);
  });

  test('but the security group alone is said to be wider, for what never crosses the firewall behind it', async () => {
    const { code, out: text } = await check('vpc-meetings', '--from', tampered('vpc-meetings', '"to_port": 3478', '"to_port": 3479'));
    expect(code).toBe(0);
    expect(text).toMatch(/note: aws-security-group alone permits what nobody asked of it, such as 3479\/tcp/);
    expect((await check('vpc-meetings')).out).not.toContain('alone permits');
  });

  test('what stands beside and cannot be read leaves a site unproved', async () => {
    const copy = tampered('office-berlin', '"alleo/api"', '"alleo/api "');
    writeFileSync(join(copy, 'stacks/office-berlin/more.tf'), 'resource "azurerm_firewall_policy_rule_collection_group" "more" {}');
    const { code, out: text } = await check('office-berlin', '--from', copy);
    expect(code).toBe(1);
    expect(text).toContain('not read: more.tf: HCL is not read, only JSON');
  });

  test('as JSON', async () => {
    const { code, out: text } = await check('office-berlin', '--json', '--from', tampered('office-berlin', '"api.withalleo.com"', '"apu.withalleo.com"'));
    expect(code).toBe(1);
    expect(JSON.parse(text)).toMatchObject({ sites: [{ site: 'office-berlin', proved: false, missing: [{ rows: ['alleo/api'], packet: { name: 'api.withalleo.com', port: 443 } }] }] });
  });

  test('where rules stand, as JSON', async () => {
    const { out: text } = await check('vpc-meetings', '--json', '--from', tampered('vpc-meetings', 'subnet-00000000000000000', 'subnet-00000000000000001'));
    expect(JSON.parse(text)).toMatchObject({ sites: [{ proved: false, missing: [], excess: [], misplaced: [{ where: expect.stringMatching(/^aws_networkfirewall_firewall\.\S+\.subnet_mapping$/), expected: 'subnet-00000000000000000', got: 'subnet-00000000000000001' }] }] });
  });

  test.each([
    ['nothing there', ['--from', 'no/such/path'], 'no/such/path: expected Terraform JSON'],
    ['a site that is not written there', ['office-berlin', '--from', stacks], 'expected Terraform JSON'],
    ['one configuration for all sites', ['--from', join(out, 'stacks/office-berlin/cdk.tf.json')], 'cdk.tf.json: expected one site named beside it, as it holds one configuration, got 6 sites\n1 problem'],
    ['an empty path', ['--from', ''], 'Expected a file or folder, got nothing.'],
    ['an unknown site', ['office-berln'], 'did you mean office-berlin?'],
  ])('%s ends with 2', async (_, argv, sentence) => {
    const { code, err } = await check(...argv);
    expect(code).toBe(2);
    expect(err).toContain(sentence);
  });
});

describe('a site with tests of its own', () => {
  /** A project whose one site permits Alleo through a security group of addresses. */
  function project(rest: string): string {
    const made = mkdtempSync(join(folder, 'project-'));
    writeFileSync(
      join(made, 'office.ts'),
      `import { awsNetworkFirewall, defineSite } from '${source}';
       import { alleo } from '${resolve(stacks, '../vendors/alleo/index.ts')}';
       export const office = defineSite({ id: 'office', sources: ['10.1.0.0/16'], vendors: { 500: alleo() }, through: [awsNetworkFirewall()], ${rest} });`,
    );
    writeFileSync(join(made, 'main.ts'), `export { buildApp } from '${join(stacks, 'main.ts')}';`);
    return made;
  }

  test('holds them', async () => {
    const made = project("permits: ['443/tcp api.withalleo.com'], denies: ['22/tcp 0.0.0.0/0', '443/tcp withalleo.com', '80/tcp api.withalleo.com']");
    expect(await run('check', '--stacks', made)).toMatchObject({ code: 0 });
  });

  test('says which fail, and why', async () => {
    const made = project("permits: ['3478/udp foo.opentok.com'], denies: ['443/tcp *.withalleo.com']");
    const { code, out: said } = await run('check', '--stacks', made);
    expect(code).toBe(1);
    expect(said).toContain('office: NOT PROVED: 2 expectations not met');
    expect(said).toContain('expected to permit 3478/udp foo.opentok.com, but 3478/udp foo.opentok.com at');
    expect(said).toMatch(/expected to deny 443\/tcp \*\.withalleo\.com, but 443\/tcp tls \w+\.withalleo\.com at .* asked for by alleo\//);
  });

  test('is not written while they fail, unless it says in words why', async () => {
    const denied = "denies: ['443/tcp api.withalleo.com']";
    const refused = await run('synth', '--stacks', project(denied), '--out', join(folder, 'refused'));
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('office: NOT PROVED: 1 expectation not met');
    const told = await run('synth', '--stacks', project(`${denied}, unproved: 'the office moves out on Friday'`), '--out', join(folder, 'told'));
    expect(told.code).toBe(0);
  });

  test('that cannot be read are refused with the site', async () => {
    const { code, err } = await run('check', '--stacks', project("permits: ['443 api.withalleo.com'], denies: ['70000/tcp'], unproved: ''"));
    expect(code).toBe(2);
    expect(err).toContain('sites.office.permits[0]: expected packets such as 443/tcp tls api.example.com');
    expect(err).toContain('sites.office.denies[0]: expected a port from 1 to 65535');
    expect(err).toContain('sites.office.unproved: expected a reason in words, on one line, got nothing');
  });
});

describe('explain', () => {
  const explain = async (site: string, packet: string, ...rest: readonly string[]): Promise<string> => (await run('explain', site, packet, '--stacks', stacks, '--out', out, ...rest)).out;

  test('names the rule, the row and its words', async () => {
    const said = await explain('office-berlin', '443/tcp api.withalleo.com');
    expect(said).toMatch(/^443\/tcp tls api\.withalleo\.com at \S+ from 10\.20\.0\.0: permitted$/m);
    expect(said).toMatch(/azure-firewall permits it: azurerm_firewall_policy_rule_collection_group\.\S+ alleo-application\/alleo-api-https-443 \(alleo\/api\)/);
    expect(said).toContain('asked for by alleo/api (required)\n    "443 | HTTPS/WSS | api.withalleo.com" Alleo Network Requirements, lines 13-18');
  });

  test('follows a packet through all firewalls in series', async () => {
    const said = await explain('vpc-meetings', '443/tcp evil.example.com');
    expect(said).toContain(': denied');
    expect(said).toContain('aws-security-group permits it');
    expect(said).toContain('aws-network-firewall denies it');
  });

  test('denied: the nearest rule, and the row that would ask for it', async () => {
    const said = await explain('office-berlin', '3478/udp foo.opentok.com');
    expect(said).toContain(': denied');
    expect(said).toMatch(/nearest: .*flexperto-stun-turn-3478.*which differs in destination address/);
    expect(said).toContain('alleo/live-av-stun would ask for it, and is left out: recommended, not included');
  });

  test('what was written of the site as it was is not what is asked about, and that is said', async () => {
    const older = tampered('office-hamburg', /"office-hamburg": "[0-9a-f]{16}"/, '"office-hamburg": "0123456789abcdef"');
    const asked = (folder: string): ReturnType<typeof run> => run('explain', 'office-berlin', '443/tcp api.withalleo.com', '--stacks', stacks, '--out', folder);
    expect(await asked(older)).toEqual({ ...(await asked(out)), err: `note: ${older} has older stacks of office-hamburg: what synth would write now is read in their place\n` });
    expect((await asked(join(folder, 'nowhere'))).err).toBe('');
  });

  test('ingress, from an address', async () => {
    const asked = await explain('vnet-contact-center', '443/tcp 10.40.1.10', '--in', '--from', '10.20.3.4');
    expect(asked).toContain('443/tcp 10.40.1.10 in from 10.20.3.4: permitted');
    expect(await explain('vnet-contact-center', '443/tcp 10.40.1.10', '--in', '--from', '192.0.2.1')).toContain(': denied');
  });

  test('ingress from anyone, where no address is given; both ends of one family', async () => {
    expect(await explain('vnet-contact-center', '443/tcp 10.40.1.10', '--in')).toContain('443/tcp 10.40.1.10 in from 203.0.113.7: denied');
    expect(await explain('vpc-meetings', '443/tcp tls api.withalleo.com', '--from', '10.50.0.9')).toContain('at 203.0.113.7 from 10.50.0.9: permitted');
  });

  test('a name on a port of its own speaks what the row for it says', async () => {
    const gateway = await explain('office-munich-aws', '4709/tcp 203-0-113-7.edge.agora.io');
    expect(gateway).toMatch(/^4709\/tcp tls 203-0-113-7\.edge\.agora\.io at \S+ from 10\.60\.0\.0: permitted$/m);
    expect(gateway).toContain('asked for by glartek/web-rtc-gateway');
    expect(await explain('office-munich-aws', '4709/tcp opaque 203-0-113-7.edge.agora.io')).toContain('no row of any vendor of this site asks for it');
    expect(await explain('office-berlin', '8443/tcp api.withalleo.com')).toMatch(/^8443\/tcp api\.withalleo\.com at \S+ from 10\.20\.0\.0: denied$/m);
  });

  test('one of many packets is said to be one', async () => {
    const note = '  note: these are many packets, of which this is one';
    for (const many of ['443/tcp *.opentok.com', '80,443/tcp api.withalleo.com', '*/tcp api.withalleo.com', '443/tcp', '3478/udp 18.157.71.112/28']) expect(await explain('office-berlin', many)).toContain(note);
    for (const one of ['443/tcp api.withalleo.com', '443/tcp tls api.withalleo.com at 203.0.113.9', '3478/udp 18.157.71.113']) expect(await explain('office-berlin', one)).not.toContain(note);
  });

  test('a packet that no one can read ends with 2', async () => {
    const { code, err } = await run('explain', 'office-berlin', 'https://api.withalleo.com', '--stacks', stacks);
    expect(code).toBe(2);
    expect(err).toContain('packet: expected packets such as 443/tcp tls api.example.com');
  });

  test('a source that is none is told by its option', async () => {
    const { code, err } = await run('explain', 'office-berlin', '443/tcp api.withalleo.com', '--from', 'berlin', '--stacks', stacks);
    expect([code, err]).toEqual([2, expect.stringContaining('--from: expected an IPv4 or IPv6 address or CIDR, got "berlin"')]);
  });
});

describe('who-opens', () => {
  test('what comes in as well, and alone where it says so', async () => {
    const opened = await run('who-opens', '38001/tcp', '--stacks', stacks, '--out', out);
    expect(opened.out).toMatch(/^vnet-contact-center\n {2}cisco-ccp\/media-routing\n {4}in 38001\/tcp from 10\.40\.2\.20\/32 to 10\.40\.1\.10\/32\n/);
    expect((await run('who-opens', '38001/tcp in', '--stacks', stacks, '--out', out)).out).toBe(opened.out);
    expect((await run('who-opens', '3478/udp in', '--stacks', stacks, '--out', out)).out).not.toContain('flexperto/stun-turn-3478\n');
  });

  test('sites, rows and rules', async () => {
    const { code, out: said } = await run('who-opens', '3478/udp', '--stacks', stacks, '--out', out);
    expect(code).toBe(0);
    expect(said).toMatch(/^office-berlin$/m);
    expect(said).toContain('flexperto/stun-turn-3478');
    expect(said).toMatch(/aws-network-firewall: aws_networkfirewall_rule_group\.\S+ sid \d+ \(flexperto\/stun-turn-3478\)/);
    expect(said).not.toContain('vnet-contact-center'); // its default rules stand behind a deny
  });

  test('what one firewall of a series denies is open nowhere', async () => {
    const { out: said } = await run('who-opens', '443/tcp tls evil.example.com at 203.0.113.7', '--stacks', stacks, '--out', out);
    expect(said).toBe('no site opens 443/tcp tls evil.example.com at 203.0.113.7\n'); // the security group of vpc-meetings permits it
  });

  test('the way out of others to a name is no way in', async () => {
    const { out: said } = await run('who-opens', '443/tcp in', '--stacks', stacks, '--out', out);
    expect(said).not.toContain('office-berlin: ');
    expect(said).toContain('cisco-ccp/https-ui');
  });

  test('nobody', async () => {
    expect((await run('who-opens', '22/tcp', '--stacks', stacks, '--out', out)).out).toBe('no site opens 22/tcp\n');
  });
});
