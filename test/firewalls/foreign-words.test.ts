import { read as readNetworkFirewall } from '../../src/firewalls/aws-network-firewall/read.js';
import { read as readSecurityGroup } from '../../src/firewalls/aws-security-group/read.js';
import { read as readFirewall } from '../../src/firewalls/azure-firewall/read.js';
import { read as readNsg } from '../../src/firewalls/azure-network-security-group/read.js';
import type { Filter } from '../../src/model/filter.js';
import { orThrow } from '../../src/model/diagnostic.js';
import { readConfiguration } from '../../src/terraform/read-configuration.js';
import type { JsonMap } from '../../src/terraform/json.js';
import type { TerraformConfig } from '../../src/terraform/config.js';

// Words that every object of JavaScript knows and no cloud does: what they stand for is not known, and nothing is surely permitted.
const WORDS = ['constructor', 'toString', '__proto__', 'hasOwnProperty'];

const configured = (resource: unknown): TerraformConfig => orThrow(readConfiguration([{ name: 'main.tf.json', json: { resource } as unknown as JsonMap }]));

function expectNothingSure(filters: readonly Filter[]): void {
  const permits = filters.flatMap(({ lines }) => lines).filter(({ action }) => action === 'permit');
  expect(filters).toHaveLength(1);
  expect(permits.length).toBeGreaterThan(0);
  expect(permits.flatMap(({ least }) => least)).toEqual([]);
  expect(permits.every(({ unread }) => unread !== undefined)).toBe(true);
}

const rulesString = (rules: string): unknown => ({
  aws_networkfirewall_rule_group: { g: { name: 'g', type: 'STATEFUL', capacity: 9, rule_group: { rules_source: { rules_string: rules }, stateful_rule_options: { rule_order: 'STRICT_ORDER' } } } },
});

test.each(WORDS)('%s as a protocol or a keyword of a Suricata rule', (word) => {
  expectNothingSure(readNetworkFirewall(configured(rulesString(`pass ${word} any any -> any any (sid:1;)`))));
  expectNothingSure(readNetworkFirewall(configured(rulesString(`pass tcp any any -> any any (${word}; sid:1;)`))));
});

test.each(WORDS)('%s as a kind of domain list', (word) => {
  const list = (type: string, target: string): unknown => ({
    aws_networkfirewall_rule_group: { g: { name: 'g', type: 'STATEFUL', capacity: 9, rule_group: { rules_source: { rules_source_list: { generated_rules_type: type, target_types: [target], targets: ['x.test'] } } } } },
  });
  expectNothingSure(readNetworkFirewall(configured(list(word, 'TLS_SNI'))));
  expectNothingSure(readNetworkFirewall(configured(list('ALLOWLIST', word))));
});

test.each(WORDS)('%s as a protocol of a security group', (word) => {
  const rule = { security_group_id: 'sg-1', ip_protocol: word, from_port: 443, to_port: 443, cidr_ipv4: '198.51.100.0/24' };
  expectNothingSure(readSecurityGroup(configured({ aws_vpc_security_group_egress_rule: { r: rule } })));
});

test.each(WORDS)('%s as a protocol of an NSG', (word) => {
  const rule = { name: 'r', priority: 100, direction: 'Outbound', access: 'Allow', protocol: word, source_port_range: '*', destination_port_range: '443', source_address_prefix: '10.0.0.0/24', destination_address_prefix: '198.51.100.0/24' };
  const [filter] = readNsg(configured({ azurerm_network_security_group: { g: { name: 'g', security_rule: [rule] } } }));
  const line = filter?.lines.find(({ rule: name }) => name.endsWith(' r'));
  expect(line?.least).toEqual([]);
  expect(line?.unread).toContain(word);
});

test.each(WORDS)('%s as a protocol of Azure Firewall', (word) => {
  const group = (section: string, rule: unknown): unknown => ({
    azurerm_firewall_policy_rule_collection_group: { g: { name: 'g', firewall_policy_id: '/p', priority: 100, [`${section}_rule_collection`]: [{ name: 'c', priority: 100, action: 'Allow', rule: [rule] }] } },
  });
  expectNothingSure(readFirewall(configured(group('network', { name: 'r', protocols: [word], source_addresses: ['10.0.0.0/24'], destination_addresses: ['198.51.100.7'], destination_ports: ['443'] }))));
  expectNothingSure(readFirewall(configured(group('application', { name: 'r', protocols: [{ type: word, port: 443 }], source_addresses: ['10.0.0.0/24'], destination_fqdns: ['x.test'] }))));
});
