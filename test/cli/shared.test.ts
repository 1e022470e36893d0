/** Two offices behind one policy, on the command line: what one stack says is seen at the other. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { run } from './run.js';

const stacks = resolve(__dirname, '../../stacks');
const folder = mkdtempSync(join(tmpdir(), 'vendor-egress-shared-cli-'));
const out = join(folder, 'out');
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeAll(async () => {
  expect((await run('synth', '--stacks', stacks, '--out', out)).code).toBe(0);
});

const POLICY = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/HUB/providers/Microsoft.Network/firewallPolicies/hub';

/** A rule that lets Berlin, 10.20.0.0/16, reach any port of a network of nobody. */
const OPEN = {
  name: 'open',
  priority: 9000,
  firewall_policy_id: POLICY,
  network_rule_collection: [{ name: 'net', priority: 100, action: 'Allow', rule: [{ name: 'open', protocols: ['TCP'], source_addresses: ['10.20.9.0/24'], destination_addresses: ['192.0.2.0/24'], destination_ports: ['*'] }] }],
};

interface Stack {
  readonly resource: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** A copy of what was written, with that rule in the stack of Hamburg. */
function openedByHamburg(): string {
  const copy = mkdtempSync(join(folder, 'hamburg-'));
  cpSync(out, copy, { recursive: true });
  const file = join(copy, 'stacks/office-hamburg/cdk.tf.json');
  const stack = JSON.parse(readFileSync(file, 'utf8')) as Stack;
  const groups = { ...stack.resource['azurerm_firewall_policy_rule_collection_group'], open: OPEN };
  writeFileSync(file, JSON.stringify({ ...stack, resource: { ...stack.resource, azurerm_firewall_policy_rule_collection_group: groups } }));
  return copy;
}

/** A copy with a stack of no site beside, in which that rule stands. */
function openedByNetwork(): string {
  const copy = mkdtempSync(join(folder, 'network-'));
  cpSync(out, copy, { recursive: true });
  mkdirSync(join(copy, 'stacks/network'));
  writeFileSync(join(copy, 'stacks/network/main.tf.json'), JSON.stringify({ resource: { azurerm_firewall_policy_rule_collection_group: { open: OPEN } } }));
  const manifest = JSON.parse(readFileSync(join(copy, 'manifest.json'), 'utf8')) as { readonly stacks: object };
  writeFileSync(join(copy, 'manifest.json'), JSON.stringify({ ...manifest, stacks: { ...manifest.stacks, network: {} } }));
  return copy;
}

const RULE = 'azurerm_firewall_policy_rule_collection_group.open net/open';
const FOUND = `excess 443/tcp 192.0.2.0 from 10.20.9.0\n    azure-firewall permits it: office-hamburg: ${RULE}`;

const check = (...argv: readonly string[]): ReturnType<typeof run> => run('check', '--stacks', stacks, ...argv);

describe('check', () => {
  test('of all sites: Berlin is open, Hamburg is as it asks', async () => {
    const { code, out: said } = await check('--from', openedByHamburg());
    expect(code).toBe(1);
    expect(said).toContain(FOUND);
    expect(said).toMatch(/^office-berlin: NOT PROVED: \d+ permitted and not asked for$/m);
    expect(said.match(/^[a-z-]+: proved$/gm)).toHaveLength(5);
  });

  test('of Berlin alone sees what stands in the stack of Hamburg', async () => {
    const { code, out: said } = await check('office-berlin', '--from', openedByHamburg());
    expect([code, said.includes(FOUND), said.includes('office-hamburg: NOT')]).toEqual([1, true, false]);
    expect((await check('office-hamburg', '--from', openedByHamburg())).code).toBe(0);
  });

  test('of Berlin alone, as it would be written now, says whose rules were counted', async () => {
    const { code, out: said } = await check('office-berlin');
    expect(code).toBe(0);
    expect(said).toContain('note: rules of others in the same firewalls are counted: those of office-hamburg, office-munich-azure');
    expect(said).not.toContain('office-hamburg: proved');
    expect((await check('vpc-meetings')).out).not.toContain('rules of others in the same firewalls');
  });

  test('of one file says whose rules are not known', async () => {
    const { code, out: said } = await check('office-berlin', '--from', join(openedByHamburg(), 'stacks/office-berlin/cdk.tf.json'));
    expect(code).toBe(0);
    expect(said).toContain('note: rules of others in the same firewalls are not known: those of office-hamburg');
  });

  test('a stack of no site counts where it names the policy', async () => {
    const { code, out: said } = await check('office-berlin', 'vpc-meetings', '--from', openedByNetwork());
    expect(code).toBe(1);
    expect(said).toContain(FOUND.replace('office-hamburg', 'network'));
    expect(said).toContain('note: rules of others in the same firewalls are counted: those of network, office-hamburg');
    expect(said).toMatch(/^vpc-meetings: proved$/m);
  });

  test('as JSON', async () => {
    const { out: said } = await check('office-berlin', '--json', '--from', openedByHamburg());
    const { sites } = JSON.parse(said) as { readonly sites: readonly { readonly site: string; readonly proved: boolean; readonly excess: readonly { readonly reasons: readonly { readonly rule: string }[] }[] }[] };
    expect(sites.map(({ site, proved }) => [site, proved])).toEqual([['office-berlin', false]]);
    expect(new Set(sites[0]?.excess.flatMap(({ reasons }) => reasons.map(({ rule }) => rule)))).toEqual(new Set([`office-hamburg: ${RULE}`]));
  });
});

describe('explain names the rule in the other stack', () => {
  const explain = (...argv: readonly string[]): ReturnType<typeof run> => run('explain', 'office-berlin', '22/tcp 192.0.2.1', '--from', '10.20.9.1', '--stacks', stacks, ...argv);

  test('in what someone else wrote', async () => {
    const { out: said } = await explain('--config', openedByHamburg());
    expect(said).toContain(`22/tcp 192.0.2.1 from 10.20.9.1: permitted\n  azure-firewall permits it: office-hamburg: ${RULE}`);
    expect(said).toContain('note: rules of others in the same firewalls are counted: those of office-hamburg');
  });

  test('in what was written before, with the stacks of no site', async () => {
    expect((await explain('--out', openedByHamburg())).out).toContain(`permits it: office-hamburg: ${RULE}`);
    expect((await explain('--out', openedByNetwork())).out).toContain(`permits it: network: ${RULE}`);
    expect((await explain('--out', out)).out).toContain('22/tcp 192.0.2.1 from 10.20.9.1: denied');
  });
});

test('who-opens lists it for Berlin, whom it opens', async () => {
  const { out: said } = await run('who-opens', '22/tcp 192.0.2.1', '--stacks', stacks, '--out', openedByHamburg());
  expect(said).toBe(`office-berlin\n  azure-firewall: office-hamburg: ${RULE}\n`);
});
