import { lint } from '../../../src/firewalls/azure-network-security-group/lint.js';
import { formatProblem } from '../../../src/model/diagnostic.js';
import { configOf } from '../../check/support.js';

const said = (resource: unknown): readonly string[] => lint(configOf(resource)).map((each) => formatProblem(each).replaceAll('azurerm_network_security_', ''));

const rule = (more: object): object => ({
  name: 'out', priority: 1000, direction: 'Outbound', access: 'Allow', protocol: 'Tcp',
  source_port_range: '*', destination_port_range: '443', source_address_prefix: '10.0.0.0/8', destination_address_prefix: '203.0.113.0/24', ...more,
});

const inline = (...rules: readonly object[]): readonly string[] => said({ azurerm_network_security_group: { g: { name: 'g', resource_group_name: 'rg', security_rule: rules } } });

test('rules that are right', () => {
  expect(inline(rule({}), rule({ name: 'in', direction: 'Inbound' }), rule({ name: 'tag', priority: 1001, destination_address_prefix: 'Storage.WestEurope' }), rule({ name: 'many', priority: 1002, destination_address_prefix: null, destination_address_prefixes: ['203.0.113.0/24', '198.51.100.7'], destination_port_range: null, destination_port_ranges: ['80', '443-444'] }))).toEqual([]);
});

test('one priority twice in a direction, one name twice', () => {
  expect(inline(rule({}), rule({ name: 'other' }))).toEqual(['group.g other: expected a priority of its own in its direction, got outbound 1000, which group.g out has']);
  expect(inline(rule({}), rule({ priority: 1001 }))).toEqual(['group.g out: expected a name of its own in the group, got out, which group.g out has']);
});

test('rules of their own, in a group that is here or elsewhere, are held to the same', () => {
  const apart = rule({ resource_group_name: 'rg', network_security_group_name: 'elsewhere' });
  expect(said({ azurerm_network_security_rule: { a: apart, b: { ...apart, name: 'b' } } })).toEqual(['rule.b: expected a priority of its own in its direction, got outbound 1000, which rule.a has']);
});

test('inline rules beside rules of their own undo each other', () => {
  const group = { name: 'g', resource_group_name: 'rg', security_rule: [rule({})] };
  const apart = rule({ name: 'apart', priority: 1001, resource_group_name: 'rg', network_security_group_name: '${azurerm_network_security_group.g.name}' });
  expect(said({ azurerm_network_security_group: { g: group }, azurerm_network_security_rule: { a: apart } })).toEqual([
    'group.g.security_rule: expected rules either inline or as resources of their own: together each apply undoes the other, got 1 inline beside rule.a',
  ]);
});

test('names and wildcards where addresses belong, tags in the field for several, no side at all, both fields', () => {
  expect(inline(rule({ destination_address_prefix: 'api.example.com' }))).toEqual(['group.g out.destination_address_prefix: expected an address, a network, a service tag or *: a network security group knows no names, got "api.example.com"']);
  expect(inline(rule({ destination_address_prefix: null, destination_address_prefixes: ['Storage'] }))).toEqual(['group.g out.destination_address_prefixes: expected addresses and networks; * and service tags stand in destination_address_prefix, got "Storage"']);
  expect(inline(rule({ destination_address_prefix: null, destination_address_prefixes: [] }))).toEqual(['group.g out.destination_address_prefix: expected one of destination_address_prefix, destination_address_prefixes, destination_application_security_group_ids, got none']);
  expect(inline(rule({ destination_address_prefixes: ['198.51.100.0/24'] }))).toEqual(['group.g out: expected one of destination_address_prefix, destination_address_prefixes, destination_application_security_group_ids, got destination_address_prefix and destination_address_prefixes']);
});

test('priorities, ports, names and descriptions out of their range', () => {
  expect(inline(rule({ priority: 99 }))).toEqual(['group.g out.priority: expected a number from 100 to 4096, got 99']);
  expect(inline(rule({ destination_port_range: '80,443' }))).toEqual(['group.g out.destination_port_range: expected a port from 0 to 65535 or a range from low to high, got "80,443"']);
  expect(inline(rule({ destination_port_range: '500-400' }))).toHaveLength(1);
  expect(inline(rule({ name: 'a/b' }))).toHaveLength(1);
  expect(inline(rule({ description: 'x'.repeat(141) }))).toEqual(['group.g out.description: expected at most 140 characters, got 141']);
});

test('both address families in one rule, on one side or on two', () => {
  expect(inline(rule({ destination_address_prefix: '2001:db8::/48' }))).toEqual(['group.g out: expected addresses of one family, got 10.0.0.0/8 and 2001:db8::/48']);
  expect(inline(rule({ source_address_prefix: null, source_address_prefixes: ['2001:db8:1::/48', '10.0.0.0/8'], destination_address_prefix: '*' }))).toEqual(['group.g out: expected addresses of one family, got 10.0.0.0/8 and 2001:db8:1::/48']);
  expect(inline(rule({ source_address_prefix: '2001:db8:1::/48', destination_address_prefix: '2001:db8:2::/48' }))).toEqual([]);
});

test('networks of one list that overlap, of which Terraform knows nothing', () => {
  const to = (...destinations: readonly string[]): readonly string[] => inline(rule({ destination_address_prefix: null, destination_address_prefixes: destinations }));
  expect(to('203.0.113.0/25', '203.0.113.128/25', '198.51.100.7')).toEqual([]);
  expect(to('198.51.100.7', '198.51.100.7')).toEqual([]); // a set
  expect(to('1.1.0.22/32', '9.9.9.0/24', '1.1.0.0/24')).toEqual(['group.g out.destination_address_prefixes: expected networks that do not overlap, got 1.1.0.0/24 and 1.1.0.22/32']);
  expect(inline(rule({ source_address_prefix: null, source_address_prefixes: ['10.0.0.0/8', '10.0.0.0/16'] }))).toEqual(['group.g out.source_address_prefixes: expected networks that do not overlap, got 10.0.0.0/8 and 10.0.0.0/16']);
});
