import { awsNetworkFirewall } from '../../../src/firewalls/aws-network-firewall/index.js';
import { awsSecurityGroup } from '../../../src/firewalls/aws-security-group/index.js';
import { azureFirewall } from '../../../src/firewalls/azure-firewall/index.js';
import { azureNetworkSecurityGroup } from '../../../src/firewalls/azure-network-security-group/index.js';
import { type Site, defineSite } from '../../../src/site/site.js';
import type { Requirement } from '../../../src/vendor/vendor-document.js';
import type { CommonOptions } from '../../../src/vendor/common-options.js';
import { fernsprech } from '../../../docs/examples/new-vendor/index.js';
import { vendorOf } from '../../support/documents.js';
import { desk, deskNetworks, few, inward, inwardSix, many, names, networks, paths, relays, six } from './meridian.js';

// Sites that between them make every kind write all it can write. None accepts more than it has to.

const FOUR = ['10.20.0.0/16'];
const BOTH = ['10.20.0.0/16', '2001:db8:20::/48'];
/** More than the header of one Suricata rule takes. */
const SCATTERED = Array.from({ length: 400 }, (_, index) => `10.21.${index >> 6}.${(index & 63) * 4}`);

const hub = { resourceGroupName: 'hub', location: 'westeurope' };
const HUB = '/subscriptions/0/resourceGroups/hub/providers/Microsoft';
const certificate = { name: 'ca', keyVaultSecretId: 'https://vault.vault.azure.net/secrets/ca/1', identityId: `${HUB}.ManagedIdentity/userAssignedIdentities/fw` };
const shared = azureFirewall({ firewallPolicyId: `${HUB}.Network/firewallPolicies/egress` });
const premium = azureFirewall({ makePolicy: { name: 'egress', ...hub, tlsCertificate: certificate }, sku: 'Premium', tlsInspection: true, dnsProxy: true, makeIpGroup: hub });
const vpcId = 'vpc-0123456789abcdef0';
const edge = { vpcId, subnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'], name: 'edge' };

function site(id: string, through: Site['through'], rows: readonly Requirement[], rest: Partial<Site> & { readonly options?: CommonOptions } = {}): Site {
  const { options, ...more } = rest;
  return defineSite({ id, sources: FOUR, vendors: { 500: vendorOf('meridian', rows)(options) }, through, ...more });
}

const accepted = (...rows: readonly string[]): NonNullable<Site['accept']> => Object.fromEntries(rows.map((row) => [`meridian/${row}`, 'a test']));

const pinned: CommonOptions = { media: { mode: 'published-cidrs', cidrs: ['198.51.100.0/28', '2001:db8:500::/48'], source: 'a page', asOf: '2026-11-20' } };
const anywhere: CommonOptions = { media: { mode: 'any-destination', acknowledge: ['meridian:udp:3478', 'meridian:tcp:3478'] } };

/** A row that asks for names with and without TLS, and for what shows no name. */
const mixed: Requirement = { ...(relays[0] as Requirement), id: 'mixed', opens: [...relays.flatMap(({ opens }) => opens as readonly never[])] };

const azureSites: readonly Site[] = [
  site('azure-shared', [shared], [...names, ...networks, ...desk, ...inward]),
  site('azure-premium', [premium], [...names, ...desk, ...paths, ...relays, ...many], { accept: accepted('sealed') }),
  site('azure-basic', [azureFirewall({ makePolicy: { name: 'egress', ...hub }, sku: 'Basic' })], [...names, ...networks], {
    vendors: { 500: vendorOf('meridian', [...names, ...networks])(), 510: fernsprech({ tenant: 'acme' }) },
  }),
  site('azure-office-with-as-long-a-name-as-most', [shared], [], { vendors: { 500: vendorOf('meridian-telephony-and-conferencing-international', networks)() } }),
  site('azure-given-groups', [azureFirewall({ firewallPolicyId: `${HUB}.Network/firewallPolicies/egress`, sourceIpGroupIds: [`${HUB}.Network/ipGroups/a`, `${HUB}.Network/ipGroups/b`] })], [...names, ...networks, ...desk]),
  site('azure-pinned', [shared], [mixed], { options: pinned, denies: ['3478/udp 198.51.100.16'] }),
  site('azure-omitted', [shared], [{ ...mixed, necessity: 'recommended' }], { options: { include: ['recommended'] } }),
  site('azure-anywhere', [shared], [mixed], { options: anywhere, denies: ['3479/udp 0.0.0.0/0'] }),
];

const networkFirewallSites: readonly Site[] = [
  site('aws-names', [awsNetworkFirewall()], [...names, ...networks, ...desk, ...inward]),
  site('aws-both', [awsNetworkFirewall({ firewall: edge, logging: { cloudWatchLogGroup: '/nfw/meridian' } })], [...names, ...networks, ...six, ...inward, ...inwardSix], { sources: BOTH }),
  site('aws-lists', [awsNetworkFirewall({ mode: 'domain-list' })], [...names, ...networks, ...desk], {
    sources: BOTH,
    accept: accepted(...names.map(({ id }) => id)),
    denies: ['23/tcp tls www.example.org'],
  }),
  site('aws-strict', [awsNetworkFirewall({ defaultAction: 'aws:drop_strict', firewall: edge, logging: { s3Bucket: 'meridian-logs' } })], [...names, ...networks]),
  site('aws-app-layer', [awsNetworkFirewall({ defaultAction: 'aws:drop_established_app_layer' })], [...names, ...networks]),
  site('aws-policy', [awsNetworkFirewall({ existingPolicyArn: 'arn:aws:network-firewall:eu-central-1:123456789012:firewall-policy/hub' })], [...names, ...networks]),
  site('aws-scattered', [awsNetworkFirewall({ mode: 'domain-list' })], names.slice(0, 2), { sources: SCATTERED }),
  site('aws-anywhere', [awsNetworkFirewall()], [mixed], { sources: ['10.22.0.0/16', ...BOTH], options: anywhere, denies: ['3479/udp 0.0.0.0/0'] }),
  site('aws-pinned', [awsNetworkFirewall()], [mixed], { sources: BOTH, options: pinned }),
];

const securityGroupSites: readonly Site[] = [
  site('group-made', [awsSecurityGroup({ vpcId })], [...networks, ...few, ...inward], { accept: accepted('callbacks', 'streams') }),
  site('group-six', [awsSecurityGroup({ vpcId })], [...six, ...inwardSix], { sources: ['2001:db8:20::/48'], accept: accepted('callbacks-six') }),
  site('group-existing', [awsSecurityGroup({ securityGroupId: 'sg-0123456789abcdef0' })], [...networks, ...deskNetworks], { accept: accepted('console', 'console-sip') }),
  site('group-lists', [awsSecurityGroup({ vpcId, prefixListThreshold: 0, limits: { rulesPerGroup: 400, groupsPerInterface: 1 } })], [...networks, ...few, ...many]),
  site('group-series', [awsSecurityGroup({ vpcId }), awsNetworkFirewall()], [...names, ...networks, ...six], { sources: BOTH }),
  // What is open of the other row is accepted with these: they share their names.
  site('group-lists-series', [awsSecurityGroup({ vpcId }), awsNetworkFirewall({ mode: 'domain-list' })], [...names, ...networks], { accept: accepted('web', 'tenants', 'cdn', 'revocation', 'updates') }),
];

const internal = { resourceGroupName: 'net', location: 'westeurope', internalNetworks: ['10.0.0.0/8', '2001:db8:ffff::/48'] };

const networkGroupSites: readonly Site[] = [
  site('nsg-made', [azureNetworkSecurityGroup(internal)], [...networks, ...deskNetworks, ...six, ...inward, ...inwardSix], { sources: BOTH }),
  site('nsg-plain', [azureNetworkSecurityGroup({ resourceGroupName: 'net', location: 'westeurope', subnetIds: [`${HUB}.Network/virtualNetworks/v/subnets/s`], networkInterfaceIds: [`${HUB}.Network/networkInterfaces/i`] })], [...networks, ...few, ...many], { denies: ['443/tcp 10.0.0.0/8', '443/tcp 10.20.0.0/16 in from 10.9.0.0/16'] }),
  site('nsg-existing', [azureNetworkSecurityGroup({ resourceGroupName: 'net', networkSecurityGroupName: 'nsg-clients' })], [...networks, ...inward]),
  site('nsg-series', [azureNetworkSecurityGroup(internal), shared], [...names, ...networks], { denies: ['443/tcp tls www.example.org'] }),
];

/** By the kind that they are for. */
export const sites: Readonly<Record<string, readonly Site[]>> = {
  'azure-firewall': [...azureSites, ...networkGroupSites.slice(-1)],
  'aws-network-firewall': [...networkFirewallSites, ...securityGroupSites.slice(-2)],
  'aws-security-group': securityGroupSites,
  'azure-network-security-group': networkGroupSites,
};

/** The ways out that every vendor is tried on. */
export const THROUGH: Readonly<Record<string, Site['through']>> = {
  azure: [shared],
  aws: [awsNetworkFirewall()],
  lists: [awsNetworkFirewall({ mode: 'domain-list' })],
  vpc: [awsSecurityGroup({ vpcId }), awsNetworkFirewall()],
  vnet: [azureNetworkSecurityGroup(internal), shared],
  group: [awsSecurityGroup({ vpcId })],
  subnet: [azureNetworkSecurityGroup(internal)],
};
