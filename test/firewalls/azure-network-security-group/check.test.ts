import { check } from '../../../src/firewalls/azure-network-security-group/check.js';
import { type AzureNetworkSecurityGroupOptions, azureNetworkSecurityGroupOptions } from '../../../src/firewalls/azure-network-security-group/options.js';
import type { Use } from '../../../src/firewalls/firewall.js';
import { formatProblem } from '../../../src/model/diagnostic.js';
import type { OptionsInput } from '../../../src/model/option.js';
import { readOptions } from '../../../src/model/read-options.js';
import { EXISTING, MADE, optionsOf } from './support.js';

type GroupUse = Use<AzureNetworkSecurityGroupOptions>;

const NETWORK = '/subscriptions/0/resourceGroups/network/providers/Microsoft.Network';
const SUBNET = `${NETWORK}/virtualNetworks/hub/subnets/clients`;
const INTERFACE = `${NETWORK}/networkInterfaces/server`;

const use = (site: string, given: OptionsInput<typeof azureNetworkSecurityGroupOptions>): GroupUse => ({ site, options: optionsOf(given), vendors: [] });

const said = (...uses: readonly GroupUse[]): readonly string[] => check(uses).map(formatProblem);

const A = 'sites.a.azure-network-security-group';

test('a group is made or exists', () => {
  expect(said(use('a', { ...MADE, subnetIds: [SUBNET], networkInterfaceIds: [INTERFACE] }), use('b', EXISTING))).toEqual([]);
  expect(said(use('a', { resourceGroupName: 'network' }))).toEqual([`${A}: expected location to make a group in, or networkSecurityGroupName of an existing one, got neither`]);
  expect(said(use('a', { ...MADE, ...EXISTING }))).toEqual([`${A}: expected location to make a group in, or networkSecurityGroupName of an existing one, got both`]);
});

test('an existing group is attached by its owner', () => {
  expect(said(use('a', { ...EXISTING, subnetIds: [SUBNET], networkInterfaceIds: [INTERFACE] }))).toEqual([
    `${A}.subnetIds: expected nothing beside networkSecurityGroupName: whoever owns the group attaches it, got a list`,
    `${A}.networkInterfaceIds: expected nothing beside networkSecurityGroupName: whoever owns the group attaches it, got a list`,
  ]);
});

test('a group made here denies the rest', () => {
  expect(said(use('a', { ...MADE, denyOthers: false }))).toEqual([`${A}.denyOthers: expected true for a group that is made here: Azure's default rules would permit everything, got false`]);
  expect(said(use('a', { ...EXISTING, denyOthers: false }))).toEqual([]);
  expect(said(use('a', { ...EXISTING, denyOthers: false, internalNetworks: ['10.0.0.0/8'] }))).toEqual([
    `${A}.internalNetworks: expected nothing where denyOthers is off and nothing is denied, got a list`,
  ]);
});

test('two sites never share a group, and Azure does not tell capitals apart', () => {
  expect(said(use('a', EXISTING), use('b', { ...EXISTING, resourceGroupName: 'other' }), use('c', { resourceGroupName: 'Network', networkSecurityGroupName: 'NSG-clients' }))).toEqual([
    'sites.c.azure-network-security-group.networkSecurityGroupName: expected a group of its own: rules of two sites in one group add up, their priorities may collide, and each would end in a deny of its own, got network/nsg-clients, which a uses',
  ]);
});

test('a subnet takes one group', () => {
  expect(said(use('a', { ...MADE, subnetIds: [SUBNET] }), use('b', { ...MADE, subnetIds: [SUBNET.toUpperCase()] }))).toEqual([
    `sites.b.azure-network-security-group.subnetIds: expected each subnet and interface once, because it takes one group, got ${SUBNET}, which a names`,
  ]);
  expect(said(use('a', { ...MADE, networkInterfaceIds: [INTERFACE, INTERFACE] }))).toHaveLength(1);
});

const refused = (given: unknown): readonly string[] => {
  const read = readOptions(azureNetworkSecurityGroupOptions, given, 'nsg');
  return read.ok ? [] : read.problems.map(formatProblem);
};

test.each([
  [{ location: 'westeurope' }, 'nsg.resourceGroupName: expected the name of a resource group, got nothing'],
  [{ ...MADE, location: 'West Europe' }, 'nsg.location: expected a region such as westeurope, got "West Europe"'],
  [{ ...MADE, subnetIds: [] }, 'nsg.subnetIds: expected a list of at least 1: an id such as /subscriptions/<id>/resourceGroups/<name>/providers/Microsoft.Network/virtualNetworks/<name>/subnets/<name>, got an empty list'],
  [{ ...MADE, internalNetworks: ['10.0.0.1/8'] }, 'nsg.internalNetworks[0]: expected a CIDR without host bits, got "10.0.0.1/8" (did you mean 10.0.0.0/8?)'],
  [{ ...MADE, internalNetworks: ['0.0.0.0/0'] }, 'nsg.internalNetworks[0]: expected an address or CIDR of your own, got 0.0.0.0/0 (every address)'],
  [{ ...EXISTING, networkSecurityGroupName: 'a/b' }, 'nsg.networkSecurityGroupName: expected at most 80 letters, digits, underscores, periods and hyphens, got "a/b"'],
])('options: %j', (given, problem) => {
  expect(refused(given)).toEqual([problem]);
});
