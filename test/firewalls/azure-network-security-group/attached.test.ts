/** Network security groups with another name, in another place or on another subnet than the site says. */
import { azureNetworkSecurityGroup } from '../../../src/firewalls/azure-network-security-group/index.js';
import { RIGHT, placed, placedIn, planOf } from '../support/placement.js';
import { EXISTING, MADE } from './support.js';

const ID = '/subscriptions/0/resourceGroups/network/providers/Microsoft.Network';
const SUBNET = `${ID}/virtualNetworks/hub/subnets/clients`;
const INTERFACE = `${ID}/networkInterfaces/server`;
const HERE = '${azurerm_network_security_group.g.id}';

const group = (values: object = {}): { readonly azurerm_network_security_group: object } => ({
  azurerm_network_security_group: { g: { name: 'nsg', resource_group_name: 'network', location: 'westeurope', security_rule: [{ name: 'a' }], ...values } },
});
const rule = (values: object = {}): object => ({ azurerm_network_security_rule: { r: { name: 'a', resource_group_name: 'network', network_security_group_name: 'nsg-clients', ...values } } });
const onSubnet = (subnet_id: string, network_security_group_id = HERE): object => ({ azurerm_subnet_network_security_group_association: { s: { subnet_id, network_security_group_id } } });

describe('an existing group', () => {
  const said = (resource: unknown, own?: string) => placed(azureNetworkSecurityGroup, EXISTING, resource, own);

  test('that has the rules, whatever the capitals', () => {
    expect(said(rule())).toEqual(RIGHT);
    expect(said(rule({ network_security_group_name: 'NSG-Clients', resource_group_name: 'Network' }))).toEqual(RIGHT);
    expect(said(group({ name: 'nsg-clients' }))).toEqual(RIGHT);
  });

  test('another has them, in this or in another resource group', () => {
    expect(said(rule({ network_security_group_name: 'nsg-servers' })).misplaced).toEqual(['azurerm_network_security_rule.r.network_security_group_name: expected nsg-clients, got nsg-servers']);
    expect(said(rule({ resource_group_name: 'servers' })).misplaced).toEqual(['azurerm_network_security_rule.r.resource_group_name: expected network, got servers']);
  });

  test('a new one is made for them', () => {
    expect(said(group()).misplaced).toEqual(['azurerm_network_security_group.g.name: expected nsg-clients, got nsg']);
    expect(said({ ...group({ security_rule: [] }), ...rule({ network_security_group_name: '${azurerm_network_security_group.g.name}' }) }).misplaced).toEqual(['azurerm_network_security_rule.r.network_security_group_name: expected nsg-clients, got nsg']);
    expect(said({ ...group({ security_rule: [] }), ...rule() })).toEqual(RIGHT);
  });

  test('what is not known is said', () => {
    expect(said(rule({ network_security_group_name: '${var.nsg}' }))).toEqual({ misplaced: [], notes: ['azurerm_network_security_rule.r.network_security_group_name: whether ${var.nsg} is nsg-clients is not known here'] });
  });

  test('beside others, in other resource groups', () => {
    expect(said({ ...group(), ...rule() }).misplaced).toEqual(['azurerm_network_security_group.g.name: expected nsg-clients, got nsg']);
    expect(said({ ...group({ security_rule: [] }), ...rule() })).toEqual(RIGHT);
    expect(said({ ...group(), ...rule({ resource_group_name: 'servers' }) }).misplaced).toHaveLength(2);
  });

  test('rules of others are theirs', () => {
    const both = { azurerm_network_security_rule: { site_r: { resource_group_name: 'network', network_security_group_name: 'nsg-clients' }, other_r: { resource_group_name: 'x', network_security_group_name: 'y' } } };
    expect(said(both, 'site')).toEqual(RIGHT);
  });

  test('in a plan', () => {
    const plan = (name: string) => planOf({ 'azurerm_network_security_rule.r': { resource_group_name: 'network', network_security_group_name: name } });
    expect(placedIn(azureNetworkSecurityGroup, EXISTING, plan('nsg-clients'))).toEqual(RIGHT);
    expect(placedIn(azureNetworkSecurityGroup, EXISTING, plan('nsg')).misplaced).toHaveLength(1);
    expect(placedIn(azureNetworkSecurityGroup, EXISTING, plan('?')).notes).toHaveLength(1);
  });
});

describe('a group that is made', () => {
  const said = (resource: unknown, own?: string) => placed(azureNetworkSecurityGroup, MADE, resource, own);

  test('where the site says, under whatever name, attached wherever', () => {
    expect(said({ ...group({ name: 'nsg-1', location: 'West Europe', resource_group_name: 'NETWORK' }), ...onSubnet(SUBNET) })).toEqual(RIGHT);
    expect(said({ ...group({ security_rule: [] }), ...rule({ network_security_group_name: '${azurerm_network_security_group.g.name}' }) })).toEqual(RIGHT);
  });

  test('in another resource group or region', () => {
    expect(said(group({ resource_group_name: 'servers' })).misplaced).toEqual(['azurerm_network_security_group.g.resource_group_name: expected network, got servers']);
    expect(said(group({ location: 'northeurope' })).misplaced).toEqual(['azurerm_network_security_group.g.location: expected westeurope, got northeurope']);
    expect(said(group({ location: '${var.location}' }))).toMatchObject({ misplaced: [], notes: [expect.stringContaining('${var.location}')] });
  });

  test('in two regions, of which the site is one', () => {
    expect(said({ azurerm_network_security_group: { a: { resource_group_name: 'network', location: 'westeurope' }, b: { resource_group_name: 'network', location: 'northeurope' } } }).misplaced).toEqual(['azurerm_network_security_group.b.location: expected westeurope, got northeurope']);
    expect(said({ azurerm_network_security_group: { a: { resource_group_name: 'servers', location: 'westeurope' }, b: { resource_group_name: 'network', location: 'northeurope' } } }).misplaced).toHaveLength(2);
  });

  test('and rules in a group that is there already', () => {
    expect(said(rule()).misplaced).toEqual(['azurerm_network_security_rule.r.network_security_group_name: expected a group that is made here, got nsg-clients']);
    expect(said(rule({ network_security_group_name: '${var.nsg}' }))).toMatchObject({ misplaced: [], notes: [expect.stringContaining('${var.nsg}')] });
  });
});

describe('subnets and interfaces', () => {
  const given = { ...MADE, subnetIds: [SUBNET] };
  const said = (resource: object, own?: string) => placed(azureNetworkSecurityGroup, given, { ...group(), ...resource }, own);
  const TYPE = 'azurerm_subnet_network_security_group_association';

  test('as the site lists them, whatever the capitals', () => {
    expect(said(onSubnet(SUBNET))).toEqual(RIGHT);
    expect(said(onSubnet(SUBNET.toUpperCase()))).toEqual(RIGHT);
    expect(said(onSubnet(SUBNET, `${ID}/networkSecurityGroups/NSG`))).toEqual(RIGHT);
  });

  test('none, another, one more, one less', () => {
    expect(said({}).misplaced).toEqual([`${TYPE}: expected ${SUBNET}, got nothing`]);
    expect(said(onSubnet(`${SUBNET}-2`)).misplaced).toEqual([`${TYPE}: expected ${SUBNET}, got ${SUBNET}-2`]);
    const two = { [TYPE]: { a: { subnet_id: SUBNET, network_security_group_id: HERE }, b: { subnet_id: `${SUBNET}-2`, network_security_group_id: HERE } } };
    expect(said(two).misplaced).toEqual([`${TYPE}: expected ${SUBNET}, got ${SUBNET}, ${SUBNET}-2`]);
    expect(placed(azureNetworkSecurityGroup, { ...MADE, subnetIds: [SUBNET, `${SUBNET}-2`] }, { ...group(), ...two })).toEqual(RIGHT);
    expect(placed(azureNetworkSecurityGroup, { ...MADE, subnetIds: [SUBNET, `${SUBNET}-2`] }, { ...group(), ...onSubnet(SUBNET) }).misplaced).toHaveLength(1);
  });

  test('the subnet has another group', () => {
    expect(said(onSubnet(SUBNET, `${ID}/networkSecurityGroups/nsg-2`)).misplaced).toEqual([`${TYPE}: expected ${SUBNET}, got nothing`]);
  });

  test('interfaces for themselves', () => {
    const both = { ...given, networkInterfaceIds: [INTERFACE] };
    const onInterface = (id: string): object => ({ azurerm_network_interface_security_group_association: { i: { network_interface_id: id, network_security_group_id: HERE } } });
    expect(placed(azureNetworkSecurityGroup, both, { ...group(), ...onSubnet(SUBNET), ...onInterface(INTERFACE) })).toEqual(RIGHT);
    expect(placed(azureNetworkSecurityGroup, both, { ...group(), ...onSubnet(SUBNET), ...onInterface(`${INTERFACE}-2`) }).misplaced).toEqual([`azurerm_network_interface_security_group_association: expected ${INTERFACE}, got ${INTERFACE}-2`]);
  });

  test('what is not known is said: the subnet, the group, how often', () => {
    const note = (got: string) => ({ misplaced: [], notes: [`${TYPE}: whether ${got} is ${SUBNET} is not known here`] });
    expect(said(onSubnet('${azurerm_subnet.s.id}'))).toEqual(note('${azurerm_subnet.s.id}'));
    expect(said(onSubnet(SUBNET, '${var.nsg}'))).toEqual(note(`what ${TYPE}.s is for`));
    expect(said({ [TYPE]: { s: { count: '${var.on ? 1 : 0}', subnet_id: SUBNET, network_security_group_id: HERE } } })).toEqual(note(`what ${TYPE}.s is for`));
  });

  test('a subnet may say its group in its network', () => {
    const network = (security_group: string): object => ({ azurerm_virtual_network: { hub: { name: 'hub', subnet: [{ name: 'clients', security_group }] } } });
    expect(said(network(HERE))).toMatchObject({ misplaced: [], notes: [expect.stringContaining('subnet "clients" of azurerm_virtual_network.hub')] });
    expect(said(network(`${ID}/networkSecurityGroups/nsg-2`)).misplaced).toHaveLength(1);
    expect(said({ ...network(HERE), ...onSubnet(SUBNET) }).misplaced).toEqual([]);
  });

  test('a subnet that Terraform names is taken for what is written', () => {
    const token = { ...MADE, subnetIds: [SUBNET, '${TfToken[TOKEN.1]}'] };
    const two = (second: string): object => ({ ...group(), [TYPE]: { a: { subnet_id: SUBNET, network_security_group_id: HERE }, b: { subnet_id: second, network_security_group_id: HERE } } });
    expect(placed(azureNetworkSecurityGroup, token, two('${azurerm_subnet.s.id}'))).toMatchObject({ misplaced: [], notes: [expect.stringContaining('known to Terraform alone')] });
    expect(placed(azureNetworkSecurityGroup, token, { ...group(), ...onSubnet(`${SUBNET}-2`) }).misplaced).toHaveLength(1);
  });

  test('attachments of others are theirs', () => {
    const groups = { azurerm_network_security_group: { site_g: { name: 'nsg', resource_group_name: 'network', location: 'westeurope' }, other_g: { name: 'x', resource_group_name: 'y', location: 'z' } } };
    const associated = (siteTo: string): object => ({
      ...groups,
      [TYPE]: { site_s: { subnet_id: SUBNET, network_security_group_id: siteTo }, other_s: { subnet_id: `${SUBNET}-2`, network_security_group_id: '${azurerm_network_security_group.other_g.id}' } },
    });
    expect(placed(azureNetworkSecurityGroup, given, associated('${azurerm_network_security_group.site_g.id}'), 'site')).toEqual(RIGHT);
    expect(placed(azureNetworkSecurityGroup, given, associated('${azurerm_network_security_group.other_g.id}'), 'site').misplaced).toEqual([`${TYPE}: expected ${SUBNET}, got nothing`]);
  });
});
