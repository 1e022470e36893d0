import { measure } from '../../../src/firewalls/azure-network-security-group/measure.js';
import { configOf, deployed, readings } from '../../check/support.js';

const rule = (more: object): object => ({
  name: 'out', priority: 1000, direction: 'Outbound', access: 'Allow', protocol: 'Tcp', source_port_range: '*', destination_port_range: '443',
  source_address_prefix: '10.0.0.0/8', destination_address_prefixes: ['203.0.113.0/24', '198.51.100.0/24'], description: 'alleo/media', ...more,
});

const group = (more: object = {}): object => ({ name: 'g', resource_group_name: 'rg', ...more });

test('rules of both directions, and addresses of each side', () => {
  const config = configOf({ azurerm_network_security_group: { g: group({ security_rule: [rule({}), rule({ name: 'in', direction: 'Inbound', description: 'cisco-ccp/web', source_address_prefixes: ['10.1.0.0/16', '10.2.0.0/16'] })] }) } });
  expect(readings(measure([deployed('vnet', config)]))).toEqual({
    'azurerm_network_security_group.g': ['rulesPerGroup 2/1000: alleo 1, cisco-ccp 1', 'sourcesPerGroup 4/4000: cisco-ccp 3, alleo 1', 'destinationsPerGroup 4/4000: alleo 2, cisco-ccp 2'],
    'azure subscription': ['groupsPerRegion 1/5000: vnet 1 (advice)'],
  });
});

test('rules of their own count in the group that is here, and over sites in one that is not', () => {
  const apart = (more: object): object => rule({ resource_group_name: 'RG', network_security_group_name: 'shared', ...more });
  const [first, second] = [configOf({ azurerm_network_security_rule: { a: apart({}) } }), configOf({ azurerm_network_security_rule: { a: apart({ resource_group_name: 'rg' }) } })];
  const shared = measure([deployed('a', first), deployed('b', second)]).filter(({ name }) => name === 'rulesPerGroup');
  expect(shared.map(({ point, sites, used }) => [point, sites, used])).toEqual([['rg/shared', ['a', 'b'], 2]]);
  const here = configOf({ azurerm_network_security_group: { g: group() }, azurerm_network_security_rule: { a: apart({ resource_group_name: 'rg', network_security_group_name: '${azurerm_network_security_group.g.name}' }) } });
  expect(readings(measure([deployed('a', here)]))['azurerm_network_security_group.g']?.[0]).toBe('rulesPerGroup 1/1000: alleo 1');
});

test('application security groups: in the group, and on one side of one rule', () => {
  const ids = (...names: string[]): object => ({ destination_address_prefixes: null, destination_application_security_group_ids: names.map((name) => `/asg/${name}`) });
  const config = configOf({ azurerm_network_security_group: { g: group({ security_rule: [rule(ids('a', 'b')), rule({ name: 'o', ...ids('b', 'c', 'd') })] }) } });
  expect(readings(measure([deployed('vnet', config)]))['azurerm_network_security_group.g']?.slice(3)).toEqual(['applicationGroups 4/100: alleo destination 4', 'applicationGroupsPerSide 3/10: alleo destination 3']);
});

test('what the cloud raised counts', () => {
  const config = configOf({ azurerm_network_security_group: { g: group({ security_rule: [rule({})] }) } });
  expect(readings(measure([deployed('vnet', config, [{ rulesPerGroup: 2000 }])]))['azurerm_network_security_group.g']?.[0]).toBe('rulesPerGroup 1/2000: alleo 1');
});

test('a rule that a plan repeats inline is one', () => {
  const apart = rule({ resource_group_name: 'rg', network_security_group_name: 'g' });
  const config = configOf({ azurerm_network_security_group: { g: group({ security_rule: [rule({}), rule({ name: 'theirs' })] }) }, azurerm_network_security_rule: { a: apart } });
  expect(readings(measure([deployed('a', config)]))['azurerm_network_security_group.g']?.[0]).toBe('rulesPerGroup 2/1000: alleo 2');
});
