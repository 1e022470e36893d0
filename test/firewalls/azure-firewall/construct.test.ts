import { TerraformStack, Testing } from 'cdktf';
import { AzureFirewallEgress } from '../../../src/firewalls/azure-firewall/index.js';
import { vendorOf, row } from '../../support/documents.js';
import { POLICY } from './support.js';

const acme = vendorOf('acme', [
  row('web', { to: ['api.x.com', '*.y.com'] }),
  row('jquery', { to: ['ajax.x.com/${libs}/*'] }),
  row('media', { to: ['198.51.100.0/24', '203.0.113.7'], opens: [{ protocol: 'udp', ports: '3478, 40000-49999', application: 'opaque' }] }),
  row('stun', { to: ['stun.x.com'], opens: [{ protocol: 'udp', ports: '3478', application: 'opaque' }] }),
]);

const place = { resourceGroupName: 'hub', location: 'westeurope' };
const premium = {
  sku: 'Premium',
  dnsProxy: true,
  tlsInspection: true,
  makeIpGroup: place,
  makePolicy: {
    ...place,
    name: 'egress',
    tlsCertificate: {
      name: 'ca',
      keyVaultSecretId: 'https://hub.vault.azure.net/secrets/ca',
      identityId: '/subscriptions/0/resourceGroups/hub/providers/Microsoft.ManagedIdentity/userAssignedIdentities/firewall',
    },
  },
} as const;

type Options = Omit<ConstructorParameters<typeof AzureFirewallEgress>[2], 'sources' | 'vendors'>;
type Resources = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

function synth(options: Options): Resources {
  const stack = new TerraformStack(Testing.app(), 'stack');
  new AzureFirewallEgress(stack, 'Office', { sources: ['10.20.0.0/16'], vendors: { 500: acme() }, ...options });
  return (JSON.parse(Testing.synth(stack)) as { resource: Resources }).resource;
}

const one = (resources: Resources, type: string): Readonly<Record<string, unknown>> => {
  const [only, ...others] = Object.values(resources[type] ?? {});
  if (only === undefined || others.length > 0) throw new Error(`expected one ${type}, got ${Object.keys(resources[type] ?? {}).length}`);
  return only;
};

test('an existing policy gets one rule collection group, and nothing else is made', () => {
  const resources = synth({ firewallPolicyId: POLICY, dnsProxy: true, accept: { 'acme/jquery': 'test' } });
  expect(Object.keys(resources)).toEqual(['azurerm_firewall_policy_rule_collection_group']);
  expect(one(resources, 'azurerm_firewall_policy_rule_collection_group')).toEqual({
    name: 'office-acme',
    firewall_policy_id: POLICY,
    priority: 500,
    timeouts: { create: '3h', update: '3h', delete: '3h' },
    network_rule_collection: [
      {
        name: 'acme-network',
        priority: 100,
        action: 'Allow',
        rule: [
          {
            name: 'acme-media-udp-3478_40000-49999',
            description: 'acme/media',
            protocols: ['UDP'],
            source_addresses: ['10.20.0.0/16'],
            destination_addresses: ['198.51.100.0/24', '203.0.113.7'],
            destination_ports: ['3478', '40000-49999'],
          },
          { name: 'acme-stun-name-udp-3478', description: 'acme/stun', protocols: ['UDP'], source_addresses: ['10.20.0.0/16'], destination_fqdns: ['stun.x.com'], destination_ports: ['3478'] },
        ],
      },
    ],
    application_rule_collection: [
      {
        name: 'acme-application',
        priority: 200,
        action: 'Allow',
        rule: [
          { name: 'acme-jquery-https-443', description: 'acme/jquery', source_addresses: ['10.20.0.0/16'], destination_fqdns: ['ajax.x.com'], protocols: [{ type: 'Https', port: 443 }] },
          { name: 'acme-web-https-443', description: 'acme/web', source_addresses: ['10.20.0.0/16'], destination_fqdns: ['*.y.com', 'api.x.com'], protocols: [{ type: 'Https', port: 443 }] },
        ],
      },
    ],
  });
});

describe('a made Premium policy that looks into TLS', () => {
  const resources = synth(premium);

  test('has DNS, a certificate and the identity that reads it', () =>
    expect(one(resources, 'azurerm_firewall_policy')).toEqual({
      name: 'egress',
      resource_group_name: 'hub',
      location: 'westeurope',
      sku: 'Premium',
      dns: { proxy_enabled: true },
      identity: { type: 'UserAssigned', identity_ids: [premium.makePolicy.tlsCertificate.identityId] },
      tls_certificate: { name: 'ca', key_vault_secret_id: 'https://hub.vault.azure.net/secrets/ca' },
    }));

  test('lets go of an IP Group before the group is destroyed', () =>
    expect(one(resources, 'azurerm_ip_group')).toMatchObject({ name: 'office-sources', cidrs: ['10.20.0.0/16'], lifecycle: { create_before_destroy: true } }));

  test('rules name groups and policy by reference, and URLs keep their text', () => {
    const group = one(resources, 'azurerm_firewall_policy_rule_collection_group');
    const [address] = Object.keys(resources['azurerm_ip_group'] ?? {});
    expect(group).toMatchObject({ firewall_policy_id: expect.stringMatching(/^\$\{azurerm_firewall_policy\.[\w-]+\.id\}$/) as unknown });
    const [, url] = (group as { application_rule_collection: { rule: object[] }[] }).application_rule_collection[0]?.rule ?? [];
    expect(url).toEqual({
      name: 'acme-jquery-url-https-443',
      description: 'acme/jquery',
      source_ip_groups: [`\${azurerm_ip_group.${address ?? ''}.id}`],
      destination_urls: ['ajax.x.com/$${libs}', 'ajax.x.com/$${libs}/*'],
      terminate_tls: true,
      protocols: [{ type: 'Https', port: 443 }],
    });
  });
});

test('Basic has no DNS settings at all', () => {
  const basic = vendorOf('acme', [row('web', {})]);
  const stack = new TerraformStack(Testing.app(), 'stack');
  new AzureFirewallEgress(stack, 'Office', { sources: ['10.20.0.0/16'], vendors: { 500: basic() }, sku: 'Basic', makePolicy: { ...place, name: 'egress' } });
  const policy = one((JSON.parse(Testing.synth(stack)) as { resource: Resources }).resource, 'azurerm_firewall_policy');
  expect(policy).toEqual({ name: 'egress', resource_group_name: 'hub', location: 'westeurope', sku: 'Basic' });
});

test.each([['policy'], ['constructor']])('a vendor may be named %s', (id) => {
  const stack = new TerraformStack(Testing.app(), 'stack');
  const vendor = vendorOf(id, [row('web', {})]);
  new AzureFirewallEgress(stack, 'Office', { sources: ['10.20.0.0/16'], vendors: { 500: vendor(), 510: acme() }, makePolicy: { ...place, name: 'egress' }, makeIpGroup: place, dnsProxy: true, accept: { 'acme/jquery': 'test' } });
  const { resource } = JSON.parse(Testing.synth(stack)) as { resource: Resources };
  const groups = Object.values(resource['azurerm_firewall_policy_rule_collection_group'] ?? {});
  expect(groups.map(({ name }) => name).sort()).toEqual(['office-acme', `office-${id}`].sort());
});
