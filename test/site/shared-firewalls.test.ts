/** Stacks of one app that put rules into one firewall: none is written that is not proved with the rules of all. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FirewallPolicy } from '@cdktf/provider-azurerm/lib/firewall-policy/index.js';
import { FirewallPolicyRuleCollectionGroup } from '@cdktf/provider-azurerm/lib/firewall-policy-rule-collection-group/index.js';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider/index.js';
import { App, TerraformStack } from 'cdktf';
import { SiteEgress, azureFirewall, defineSite } from '../../src/index.js';
import type { SitePlan } from '../../src/site/plan-site.js';
import { sharersOf } from '../../src/site/sharers.js';
import { synthesize } from '../../src/site/stack.js';
import { row, vendorOf } from '../support/documents.js';

const outdir = mkdtempSync(join(tmpdir(), 'vendor-egress-shared-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

const POLICY = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/hub/providers/Microsoft.Network/firewallPolicies/hub';
const vendor = vendorOf('v', [row('web', { to: ['one.example.com'] })]);

const appIn = (folder: string): App => new App({ outdir: join(outdir, folder) });

const isWritten = (app: App, stack: string): boolean => existsSync(join(app.outdir, 'stacks', stack, 'cdk.tf.json'));

function stackIn(app: App, id: string): TerraformStack {
  const stack = new TerraformStack(app, id);
  new AzurermProvider(stack, 'azurerm', { features: [{}] });
  return stack;
}

const siteOf = (id: string, network: number, firewallPolicyId = POLICY) =>
  defineSite({ id, sources: [`10.${network}.0.0/16`], vendors: { [500 + network]: vendor() }, through: [azureFirewall({ firewallPolicyId })] });

/** A stack of its own for an office. */
function office(app: App, id: string, network: number, firewallPolicyId?: string): { readonly stack: TerraformStack; readonly plan: SitePlan } {
  const stack = stackIn(app, id);
  return { stack, plan: new SiteEgress(stack, 'egress', { site: siteOf(id, network, firewallPolicyId) }).plan };
}

/** A rule that someone adds to a stack by hand. */
const open = (stack: TerraformStack, sources: string, firewallPolicyId = POLICY): unknown =>
  new FirewallPolicyRuleCollectionGroup(stack, 'open', {
    name: 'open',
    firewallPolicyId,
    priority: 900,
    networkRuleCollection: [{ name: 'net', priority: 100, action: 'Allow', rule: [{ name: 'open', protocols: ['TCP'], sourceAddresses: [sources], destinationAddresses: ['203.0.113.0/24'], destinationPorts: ['443'] }] }],
  });

const BLAME = /first: NOT PROVED[^]*permits it: second: azurerm_firewall_policy_rule_collection_group\.open net\/open/;

/** How often the text of a stack is made. */
function counting(stack: TerraformStack): () => number {
  const made = jest.spyOn(stack, 'toTerraform');
  return () => made.mock.calls.length;
}

describe('synthesize', () => {
  test('writes what is proved, and makes no text once more for it', () => {
    const app = appIn('proved');
    const offices = [office(app, 'first', 1), office(app, 'second', 2)];
    const made = offices.map(({ stack }) => counting(stack));
    synthesize(app, offices.map(({ plan }) => plan));
    expect(['first', 'second'].map((id) => isWritten(app, id))).toEqual([true, true]);
    expect(made.map((count) => count())).toEqual([2, 2]); // for quotas and the proof over all; for the proof of its own and the file
  });

  test.each(['first', 'third'])('writes nothing where a stack opens a shared policy to another office, be that %s or not the first', (id) => {
    const app = appIn(`open-${id}`);
    const offices = [['first', 1], ['second', 2], ['third', 3]].map(([name, network]) => office(app, String(name), Number(network)));
    open(offices[1]?.stack as TerraformStack, id === 'first' ? '10.1.0.0/24' : '10.3.0.0/24');
    expect(() => synthesize(app, offices.map(({ plan }) => plan))).toThrow(new RegExp(BLAME.source.replace('first', id)));
    expect(['first', 'second', 'third'].filter((each) => isWritten(app, each))).toEqual([]);
  });

  test('holds no site to it that may go unproved', () => {
    const app = appIn('unproved');
    const stack = stackIn(app, 'first');
    const { plan } = new SiteEgress(stack, 'egress', { site: { ...siteOf('first', 1), unproved: 'a try' } });
    const second = office(app, 'second', 2);
    open(second.stack, '10.1.0.0/24');
    synthesize(app, [plan, second.plan]);
    expect(isWritten(app, 'first')).toBe(true);
  });
});

describe('an app that is synthesized by itself', () => {
  test('writes no stack whose firewall another one opens', () => {
    const app = appIn('plain');
    office(app, 'first', 1);
    open(office(app, 'second', 2).stack, '10.1.0.0/24');
    expect(() => app.synth()).toThrow(BLAME);
    expect(isWritten(app, 'first')).toBe(false);
  });

  test('or a stack of no site', () => {
    const app = appIn('stranger');
    office(app, 'first', 1);
    open(stackIn(app, 'second'), '10.1.0.0/24');
    expect(() => app.synth()).toThrow(BLAME);
  });

  test('or one whose policy is made in the app, by reference', () => {
    const app = appIn('reference');
    const policy = new FirewallPolicy(stackIn(app, 'hub'), 'policy', { name: 'hub', resourceGroupName: 'hub', location: 'westeurope' });
    office(app, 'first', 1, policy.id);
    open(office(app, 'second', 2, policy.id).stack, '10.1.0.0/24', policy.id); // each time another token
    expect(() => app.synth()).toThrow(/first: NOT PROVED[^]*may permit it: second: azurerm_firewall_policy_rule_collection_group\.open net\/open/);
  });

  test('each time it is synthesized', () => {
    const app = appIn('again');
    office(app, 'first', 1);
    const { stack } = office(app, 'second', 2);
    app.synth();
    open(stack, '10.1.0.0/24');
    expect(() => app.synth()).toThrow(BLAME);
  });

  test('and what shares nothing is made into text once', () => {
    const app = appIn('alone');
    const [alone, first, second] = [office(app, 'alone', 3, `${POLICY}-2`), office(app, 'first', 1), office(app, 'second', 2)].map(({ stack }) => counting(stack));
    app.synth();
    expect([alone?.(), first?.(), second?.()]).toEqual([1, 2, 2]);
  });
});

test('sites that share a firewall are found by their options, others are not looked at', () => {
  const all = [siteOf('a', 1), siteOf('b', 2, POLICY.toUpperCase().replace('/SUBSCRIPTIONS', '/subscriptions')), siteOf('c', 3, `${POLICY}-2`), { ...siteOf('d', 4), through: [] }];
  const making = defineSite({ ...siteOf('e', 5), through: [azureFirewall({ makePolicy: { name: 'hub', resourceGroupName: 'hub', location: 'westeurope' } })] });
  const sharers = (id: string) => sharersOf([...all, making].filter((site) => site.id === id), [...all, making]).map((site) => site.id);
  expect(sharers('a')).toEqual(['a', 'b', 'e']);
  expect(sharers('c')).toEqual(['c']);
  expect(sharers('d')).toEqual(['d']);
});
