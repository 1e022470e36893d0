/** What only apply knows is no error of its own, and is said beside the numbers it may change. */
import { lint } from '../../src/check/lint.js';
import { measure, overLimits } from '../../src/check/quotas.js';
import { findKind, kindFolders } from '../conformance/support/find.js';
import { configOf } from './support.js';

const X = '${var.x}';

const OPEN = configOf({
  aws_networkfirewall_rule_group: {
    list: { name: X, type: 'STATEFUL', capacity: X, rule_group: { rules_source: { rules_source_list: { generated_rules_type: X, target_types: X, targets: X } }, stateful_rule_options: { rule_order: X } } },
    text: { name: X, type: 'STATEFUL', capacity: 100, rule_group: { rules_source: { rules_string: X }, rule_variables: { ip_sets: [{ key: X, ip_set: { definition: X } }] } } },
    all: { name: X, type: 'STATEFUL', capacity: 100, rule_group: X },
  },
  aws_networkfirewall_firewall_policy: { p: { name: X, firewall_policy: { stateful_default_actions: X, stateful_engine_options: X, stateful_rule_group_reference: X, policy_variables: X } }, q: { name: X, firewall_policy: X } },
  aws_security_group: { web: { name: X, egress: X } },
  aws_vpc_security_group_egress_rule: { a: { security_group_id: X, ip_protocol: X, cidr_ipv4: X, description: X }, b: { for_each: X, security_group_id: X, cidr_ipv4: X } },
  aws_ec2_managed_prefix_list: { l: { name: X, address_family: X, max_entries: X, entry: X } },
  azurerm_firewall_policy_rule_collection_group: {
    g: { name: X, priority: X, firewall_policy_id: X, network_rule_collection: X, application_rule_collection: [{ name: X, priority: X, action: X, rule: X }] },
    h: { name: X, priority: X, firewall_policy_id: X, application_rule_collection: [{ name: X, priority: X, action: X, rule: [{ name: X, source_addresses: X, destination_fqdns: X, protocols: X }] }], network_rule_collection: [{ name: X, priority: X, action: X, rule: [{ name: X, source_addresses: X, destination_fqdns: X, protocols: X, destination_ports: X }] }] },
  },
  azurerm_ip_group: { g: { name: X, cidrs: X } },
  azurerm_network_security_group: { g: { name: X, resource_group_name: X, security_rule: X }, h: { name: 'h', resource_group_name: 'h', security_rule: [{ name: X, priority: X, direction: X, access: X, protocol: X, source_port_range: X, destination_port_range: X, source_address_prefix: X, destination_address_prefix: X }] } },
  azurerm_network_security_rule: { r: { name: X, priority: X, network_security_group_name: X, resource_group_name: X, source_port_range: X, destination_port_range: X, source_address_prefixes: X, destination_address_prefixes: X } },
});

const kinds = kindFolders.map((folder) => findKind(folder).kind);

test('no problem is made of it', () => {
  expect(lint(kinds, OPEN)).toEqual([]);
  expect(overLimits(measure(kinds, [{ site: 'a', config: OPEN }]))).toEqual([]);
});

test('what it may change says so', () => {
  const open = measure(kinds, [{ site: 'a', config: OPEN }]).filter(({ unread }) => unread !== undefined).map(({ point, name }) => `${point} ${name}`);
  expect(open).toEqual(expect.arrayContaining([
    'aws_networkfirewall_rule_group.text capacity',
    'aws_networkfirewall_rule_group.all capacity',
    'aws_networkfirewall_firewall_policy.p groupsPerPolicy',
    'aws_networkfirewall_firewall_policy.q groupsPerPolicy',
    'aws_security_group.web egress IPv4 rulesPerGroup',
    'aws_ec2_managed_prefix_list.l entriesPerCall',
    '${var.x} pairsPerFirewall',
    'azurerm_ip_group.g addressesPerIpGroup',
    'azurerm_network_security_group.g rulesPerGroup',
  ]));
});

test('an empty configuration has no meters', () => {
  expect(measure(kinds, [{ site: 'a', config: configOf({}) }])).toEqual([]);
});
