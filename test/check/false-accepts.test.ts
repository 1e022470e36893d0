/**
 * What `terraform validate` and `plan` accept (terraform 1.11.4, aws 5.100.0, azurerm; measured 2026-11) and a cloud
 * refuses. Each has to be an error here, in one sentence that names the place.
 */
import { lint } from '../../src/check/lint.js';
import { measure, overLimits } from '../../src/check/quotas.js';
import type { FirewallKind } from '../../src/firewalls/firewall.js';
import { awsNetworkFirewall } from '../../src/firewalls/aws-network-firewall/index.js';
import { awsSecurityGroup } from '../../src/firewalls/aws-security-group/index.js';
import { azureFirewall } from '../../src/firewalls/azure-firewall/index.js';
import { azureNetworkSecurityGroup } from '../../src/firewalls/azure-network-security-group/index.js';
import { formatProblem } from '../../src/model/diagnostic.js';
import { configOf } from './support.js';

const KINDS = [awsNetworkFirewall.kind, awsSecurityGroup.kind, azureFirewall.kind, azureNetworkSecurityGroup.kind] as unknown as readonly FirewallKind[];

function errorsIn(resource: unknown): readonly string[] {
  const config = configOf(resource);
  return [...lint(KINDS, config), ...overLimits(measure(KINDS, [{ site: 'vpc', config }]))].map(formatProblem);
}

const group = (rulesSource: unknown, capacity = 100): unknown => ({
  aws_networkfirewall_rule_group: {
    g: { name: 'g', type: 'STATEFUL', capacity, rule_group: { rules_source: rulesSource, stateful_rule_options: { rule_order: 'STRICT_ORDER' } } },
  },
});

const list = (...targets: string[]): unknown => ({ rules_source_list: { generated_rules_type: 'ALLOWLIST', target_types: ['TLS_SNI', 'HTTP_HOST'], targets } });

const RULE = 'pass tls $HOME_NET any -> any 443 (tls.sni; content:"a.example"; startswith; nocase; endswith; msg:"a"; flow:to_server; sid:1; rev:1;)';

test('what is right is accepted', () => {
  expect(errorsIn(group(list('a.example', '.b.example')))).toEqual([]);
  expect(errorsIn(group({ rules_string: `# why\n\n${RULE}\n${RULE.replace('sid:1', 'sid:2')}` }))).toEqual([]);
});

test('*.tokbox.com in a domain list', () => {
  expect(errorsIn(group(list('*.tokbox.com')))).toEqual([
    'aws_networkfirewall_rule_group.g.rules_source_list.targets[0]: expected a name such as api.example.com, or .example.com for it and every name below, got "*.tokbox.com" (did you mean .tokbox.com?)',
  ]);
});

test('not a domain', () => {
  expect(errorsIn(group(list('not a domain')))).toEqual([
    'aws_networkfirewall_rule_group.g.rules_source_list.targets[0]: expected a name such as api.example.com, or .example.com for it and every name below, got "not a domain"',
  ]);
});

test('duplicates that differ in capitals or in the dot', () => {
  expect(errorsIn(group(list('api.example.com', 'API.example.com', '.api.example.com')))).toEqual([
    'aws_networkfirewall_rule_group.g.rules_source_list.targets[1]: expected each name once, in small letters; .api.example.com also means api.example.com, got "API.example.com" beside "api.example.com"',
    'aws_networkfirewall_rule_group.g.rules_source_list.targets[2]: expected each name once, in small letters; .api.example.com also means api.example.com, got ".api.example.com" beside "api.example.com"',
  ]);
});

test('two Suricata rules with one SID', () => {
  expect(errorsIn(group({ rules_string: `${RULE}\n${RULE.replace('a.example', 'b.example')}` }))).toEqual([
    'aws_networkfirewall_rule_group.g rule 2 (sid 1): expected a sid of its own, not 1, got that of aws_networkfirewall_rule_group.g rule 1 (sid 1)',
  ]);
});

test('capacity 1 with 5 targets: 5 names for both types take 5*2+2+1', () => {
  expect(errorsIn(group(list('a.example', 'b.example', 'c.example', 'd.example', 'e.example'), 1))).toEqual([
    'aws_networkfirewall_rule_group.g: expected at most 1 capacity, as the group reserves it (aws_networkfirewall_rule_group.g.capacity, read in the configuration), got 13: 5 names for 2 target types 13',
  ]);
});

test('garbage in a rules string', () => {
  expect(errorsIn(group({ rules_string: `${RULE}\nlet everything in` }))).toEqual([
    'aws_networkfirewall_rule_group.g rule 2: expected a Suricata rule on one line: a rule has its options in brackets, got "let everything in"',
  ]);
});

test('200 rules in a security group, inline and apart', () => {
  const egress = Array.from({ length: 200 }, (_, index) => ({ protocol: 'tcp', from_port: 443, to_port: 443, cidr_blocks: [`203.0.113.${index}/32`], description: index < 150 ? 'flexperto/streaming' : 'alleo/media' }));
  const inline = errorsIn({ aws_security_group: { web: { name: 'web', egress } } });
  expect(inline).toEqual([
    'aws_security_group.web egress IPv4: expected at most 60 rules of one security group in one direction and one address family, a prefix list counting as its max_entries (docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html of 2026-09, read 2026-11-20; where the cloud raised it, say so in limits.rulesPerGroup of aws-security-group), got 200: flexperto 150, alleo 50',
  ]);
  const rules = Object.fromEntries(egress.map(({ cidr_blocks: [cidr], description }, index) => [`r${index}`, { security_group_id: 'sg-0123456789abcdef0', ip_protocol: 'tcp', from_port: 443, to_port: 443, cidr_ipv4: cidr, description }]));
  expect(errorsIn({ aws_vpc_security_group_egress_rule: rules })).toEqual([inline[0]?.replace('aws_security_group.web egress', 'sg-0123456789abcdef0 egress')]);
});

test('a wildcard among the addresses of an Azure network rule', () => {
  const rule = { name: 'r', protocols: ['UDP'], source_addresses: ['10.0.0.0/8'], destination_ports: ['3478'], destination_addresses: ['*.tokbox.com'] };
  const resource = { azurerm_firewall_policy_rule_collection_group: { g: { name: 'office', priority: 500, firewall_policy_id: '/subscriptions/0/p', network_rule_collection: [{ name: 'net', priority: 100, action: 'Allow', rule: [rule] }] } } };
  expect(errorsIn(resource)).toEqual(['azurerm_firewall_policy_rule_collection_group.g net/r.destination_addresses: expected addresses or service tags; names belong in destination_fqdns, got "*.tokbox.com"']);
});

test('200 rules that one resource makes by count, or one block by for_each', () => {
  const group = { aws_security_group: { web: { name: 'web', vpc_id: 'vpc-1' } } };
  const counted = { count: 200, type: 'egress', security_group_id: '${aws_security_group.web.id}', protocol: 'tcp', from_port: '${count.index + 1}', to_port: '${count.index + 1}', cidr_blocks: ['203.0.113.0/24'] };
  const block = { for_each: '${range(1, 201)}', content: { protocol: 'tcp', from_port: '${egress.value}', to_port: '${egress.value}', cidr_blocks: ['203.0.113.0/24'] } };
  expect(errorsIn({ ...group, aws_security_group_rule: { r: counted } })[0]).toMatch(/^aws_security_group\.web egress IPv4: expected at most 60 .*, got 200: /);
  expect(errorsIn({ aws_security_group: { web: { ...group.aws_security_group.web, dynamic: { egress: block } } } })[0]).toMatch(/^aws_security_group\.web egress IPv4: expected at most 60 .*, got 200: /);
});

test('a wildcard in an Azure network rule', () => {
  const rule = { name: 'r', protocols: ['UDP'], source_addresses: ['10.0.0.0/8'], destination_ports: ['3478'], destination_fqdns: ['*.tokbox.com'] };
  const resource = { azurerm_firewall_policy_rule_collection_group: { g: { name: 'office', priority: 500, firewall_policy_id: '/subscriptions/0/p', network_rule_collection: [{ name: 'net', priority: 100, action: 'Allow', rule: [rule] }] } } };
  expect(errorsIn(resource)).toEqual([
    'azurerm_firewall_policy_rule_collection_group.g net/r.destination_fqdns: expected an exact name: a network rule resolves it, and a star has no address; a wildcard needs an application rule, got "*.tokbox.com"',
  ]);
});
