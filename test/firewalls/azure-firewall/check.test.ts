import { check, comparedBy } from '../../../src/firewalls/azure-firewall/check.js';
import { azureFirewall } from '../../../src/firewalls/azure-firewall/index.js';
import type { AzureFirewallOptions } from '../../../src/firewalls/azure-firewall/options.js';
import type { Use } from '../../../src/firewalls/firewall.js';
import { formatProblem } from '../../../src/model/diagnostic.js';
import { readOptions } from '../../../src/model/read-options.js';
import { planSites } from '../../../src/site/plan-sites.js';
import { defineSite } from '../../../src/site/site.js';
import { fernsprech } from '../../../docs/examples/new-vendor/index.js';
import { POLICY, optionsOf } from './support.js';

const made = { name: 'egress', resourceGroupName: 'hub', location: 'westeurope' };
const certificate = {
  name: 'ca',
  keyVaultSecretId: 'https://hub.vault.azure.net/secrets/ca',
  identityId: '/subscriptions/0/resourceGroups/hub/providers/Microsoft.ManagedIdentity/userAssignedIdentities/firewall',
};

const use = (site: string, options: AzureFirewallOptions, vendors: Readonly<Record<number, string>> = { 500: 'acme' }): Use<AzureFirewallOptions> => ({
  site,
  options,
  vendors: Object.entries(vendors).map(([priority, id]) => ({ id, priority: Number(priority) })),
});

const said = (...uses: readonly Use<AzureFirewallOptions>[]): readonly string[] => check(uses).map(formatProblem);

test.each([
  ['neither policy', { firewallPolicyId: undefined }, ['sites.a.azure-firewall: expected firewallPolicyId or makePolicy, got neither']],
  ['both policies', { makePolicy: made }, ['sites.a.azure-firewall: expected firewallPolicyId or makePolicy, got both']],
  ['DNS proxy with Basic', { sku: 'Basic', dnsProxy: true }, ['sites.a.azure-firewall.dnsProxy: expected false with sku Basic, which has no DNS proxy, got true']],
  ['TLS inspection with Standard', { tlsInspection: true }, ['sites.a.azure-firewall.tlsInspection: expected false with sku Standard, because only Premium looks into TLS, got true']],
  [
    'TLS inspection on a made policy without a certificate',
    { firewallPolicyId: undefined, makePolicy: made, sku: 'Premium', tlsInspection: true },
    ['sites.a.azure-firewall.makePolicy.tlsCertificate: expected the certificate that TLS inspection signs with, got nothing'],
  ],
  ['all of it', { firewallPolicyId: undefined, makePolicy: { ...made, tlsCertificate: certificate }, sku: 'Premium', tlsInspection: true, dnsProxy: true }, []],
])('%s', (_, options, problems) => expect(said(use('a', optionsOf(options)))).toEqual(problems));

test('two sites of one policy must not share a priority, whatever the capitals of the id', () => {
  const others = optionsOf({ firewallPolicyId: POLICY.replace('resourceGroups', 'RESOURCEGROUPS') });
  expect(said(use('a', optionsOf(), { 500: 'acme', 510: 'brio' }), use('b', others, { 500: 'acme', 520: 'brio' }))).toEqual([
    'sites.b.azure-firewall.500.acme: expected a priority of its own in the policy, not 500, got that of acme of a',
  ]);
});

test('nor a rule collection group name, which joins site and vendor', () => {
  expect(said(use('a', optionsOf(), { 500: 'b-c' }), use('a-b', optionsOf(), { 510: 'c' }))).toEqual([
    'sites.a-b.azure-firewall.510.c: expected a rule collection group name of its own in the policy, not a-b-c, got that of b-c of a',
  ]);
});

test('other policies are other worlds', () => expect(said(use('a', optionsOf()), use('b', optionsOf({ firewallPolicyId: `${POLICY}2` })))).toEqual([]));

test('a policy that one site makes is that of an id which ends as its own', () => {
  const making = optionsOf({ firewallPolicyId: undefined, makePolicy: { ...made, name: 'EGRESS', resourceGroupName: 'Hub' } });
  const naming = (subscription: number): AzureFirewallOptions => optionsOf({ firewallPolicyId: `/subscriptions/${subscription}/resourceGroups/hub/providers/Microsoft.Network/firewallPolicies/egress` });
  const SAME = 'expected a priority of its own in the policy, not 500, got that of acme of a';
  expect(said(use('a', making), use('b', naming(1)))).toEqual([`sites.b.azure-firewall.500.acme: ${SAME}`]);
  expect(said(use('a', making), use('b', optionsOf({ firewallPolicyId: `${POLICY}2` })))).toEqual([]);
  expect(said(use('a', naming(1)), use('b', naming(2)))).toEqual([]);
  expect(said(use('a', making), use('b', naming(1), { 510: 'acme' }), use('c', naming(2), { 510: 'acme' }))).toEqual([]);
  expect(comparedBy(making)).toEqual(comparedBy(naming(1)));
});

test('a policy is made once and has one SKU', () => {
  const making = (sku: string): AzureFirewallOptions => optionsOf({ firewallPolicyId: undefined, makePolicy: made, sku });
  expect(said(use('a', making('Standard')), use('b', making('Premium'), { 510: 'acme' }))).toEqual([
    'sites.b.azure-firewall.makePolicy: expected firewallPolicyId of the policy that a makes, got egress made again',
    'sites.b.azure-firewall.sku: expected Standard as a says of the same policy, got Premium',
  ]);
});

test('sites find it: planned together they are refused together', () => {
  const site = (id: string) => defineSite({ id, sources: ['10.20.0.0/16'], vendors: { 500: fernsprech({ tenant: 'acme' }) }, through: [azureFirewall({ firewallPolicyId: POLICY })] });
  const planned = planSites([site('a'), site('b')]);
  expect(planned.ok ? [] : planned.problems.map(formatProblem)).toEqual(['sites.b.azure-firewall.500.fernsprech: expected a priority of its own in the policy, not 500, got that of fernsprech of a']);
});

describe('options', () => {
  const refused = (given: object): readonly string[] => {
    const read = readOptions(azureFirewall.kind.options, given, 'azure-firewall');
    return read.ok ? [] : read.problems.map(formatProblem);
  };

  test.each([
    ['an id of another resource', { firewallPolicyId: POLICY.replace('firewallPolicies', 'azureFirewalls') }, /^azure-firewall\.firewallPolicyId: expected an id such as \/subscriptions\/<id>\/resourceGroups\/<name>\/providers\/Microsoft\.Network\/firewallPolicies\/<name>, got "/],
    ['an unknown SKU', { sku: 'premium' }, /^azure-firewall\.sku: expected one of Basic, Premium, Standard, got "premium" \(did you mean Premium\?\)$/],
    ['no IP Group', { sourceIpGroupIds: [] }, /^azure-firewall\.sourceIpGroupIds: expected a list of at least 1: .* got an empty list$/],
    ['a region in words', { makeIpGroup: { resourceGroupName: 'hub', location: 'West Europe' } }, /^azure-firewall\.makeIpGroup\.location: expected a region such as westeurope, got "West Europe"$/],
    ['a policy name that ends in a hyphen', { makePolicy: { ...made, name: 'egress-' } }, /^azure-firewall\.makePolicy\.name: expected /],
  ])('%s', (_, given, problem) => expect(refused(given)).toEqual([expect.stringMatching(problem)]));

  test('a token of cdktf is taken as it is', () => expect(refused({ firewallPolicyId: '${azurerm_firewall_policy.hub.id}' })).toEqual([]));
});
