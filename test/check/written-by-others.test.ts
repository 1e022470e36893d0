/** Security groups, network security groups and policies as others write them: what has to be proved, and what must not be. */
import { awsSecurityGroup, azureFirewall, azureNetworkSecurityGroup, defineSite } from '../../src/index.js';
import type { Enforcement } from '../../src/firewalls/firewall.js';
import type { Site } from '../../src/site/site.js';
import { row, vendorOf } from '../support/documents.js';
import { judged } from './support.js';

const [VPC, GROUP, OTHER] = ['vpc-0123456789abcdef0', 'sg-0123456789abcdef0', 'sg-0000000000000000f'] as const;
const POLICY = '/subscriptions/0/resourceGroups/hub/providers/Microsoft.Network/firewallPolicies/egress';
const EGRESS = 'aws_vpc_security_group_egress_rule';
const COLLECTIONS = 'azurerm_firewall_policy_rule_collection_group';
const PROVED = /^office: proved/;

const media = row('media', { opens: [{ protocol: 'udp', ports: '3478', application: 'opaque' }], to: ['198.51.100.0/24'] });
const site = (through: Enforcement, rows = [media]): Site => defineSite({ id: 'office', sources: ['10.0.0.0/16'], vendors: { 500: vendorOf('v', rows)() }, through: [through] });

const inVpc = site(awsSecurityGroup({ vpcId: VPC }));
const existing = site(awsSecurityGroup({ securityGroupId: GROUP }));
const inPolicy = site(azureFirewall({ firewallPolicyId: POLICY }));
const making = site(azureFirewall({ makePolicy: { name: 'egress', resourceGroupName: 'hub', location: 'westeurope' } }));
const nsg = site(azureNetworkSecurityGroup({ resourceGroupName: 'net', location: 'westeurope' }));

const block = { protocol: 'udp', from_port: 3478, to_port: 3478, cidr_blocks: ['198.51.100.0/24'] };
const ssh = { protocol: 'tcp', from_port: 22, to_port: 22, cidr_blocks: ['0.0.0.0/0'] };
const rule = (security_group_id: string): object => ({ security_group_id, ip_protocol: 'udp', from_port: 3478, to_port: 3478, cidr_ipv4: '198.51.100.0/24' });
const group = (values: object = {}): object => ({ vpc_id: VPC, name: 'g', egress: [block], ...values });

const networkRule = { name: 'media', protocols: ['UDP'], source_addresses: ['10.0.0.0/16'], destination_addresses: ['198.51.100.0/24'], destination_ports: ['3478'] };
const collections = (firewall_policy_id: string, values: object = {}): object => ({ name: 'media', priority: 500, firewall_policy_id, network_rule_collection: [{ name: 'net', priority: 100, action: 'Allow', rule: [networkRule] }], ...values });
const applicationRule = (firewall_policy_id: string, values: object): object => ({
  name: 'web', priority: 500, firewall_policy_id,
  application_rule_collection: [{ name: 'app', priority: 100, action: 'Allow', rule: [{ name: 'web', source_addresses: ['10.0.0.0/16'], protocols: [{ type: 'Https', port: 443 }], ...values }] }],
});
const policy = (values: object = {}): object => ({ name: 'egress', resource_group_name: 'hub', location: 'westeurope', ...values });

const securityRule = (name: string, direction: string, priority: number, values: object): object => ({
  ...{ name, direction, priority, access: 'Deny', protocol: '*', source_port_range: '*', source_address_prefix: '*', destination_port_range: '*', destination_address_prefix: '*' },
  ...values,
});
const securityRules = [
  securityRule('media', 'Outbound', 100, { access: 'Allow', protocol: 'Udp', source_address_prefix: '10.0.0.0/16', destination_port_range: '3478', destination_address_prefix: '198.51.100.0/24' }),
  securityRule('out', 'Outbound', 4096, {}),
  securityRule('in', 'Inbound', 4096, {}),
];
const networkGroup = (values: object = {}): object => ({ name: 'nsg', resource_group_name: 'net', location: 'westeurope', security_rule: securityRules, ...values });

describe('copies of all rules in a place that is not the site\'s', () => {
  test.each<[string, Site, object, RegExp]>([
    ['another security group', existing, { [EGRESS]: { a: rule(GROUP), b: rule(OTHER) } }, /in the wrong place: aws_vpc_security_group_egress_rule\.b\.security_group_id/],
    ['a group in another VPC', inVpc, { aws_security_group: { g: group(), h: group({ vpc_id: 'vpc-0000000000000000f' }) } }, /in the wrong place: aws_security_group\.h\.vpc_id/],
    ['another policy', inPolicy, { [COLLECTIONS]: { g: collections(POLICY), h: collections(`${POLICY}-2`) } }, new RegExp(`in the wrong place: ${COLLECTIONS}\\.h\\.firewall_policy_id`)],
    ['a group in another resource group', nsg, { azurerm_network_security_group: { g: networkGroup(), h: networkGroup({ resource_group_name: 'lab' }) } }, /in the wrong place: azurerm_network_security_group\.h\.resource_group_name/],
  ])('%s', (_, of, resource, said) => {
    expect(judged(of, resource)).toMatch(/^office: NOT PROVED: 1 in the wrong place\n/);
    expect(judged(of, resource)).toMatch(said);
  });
});

describe('a firewall that may not be made at all', () => {
  const count = '${var.create ? 1 : 0}';
  test.each<[string, Site, object]>([
    ['a security group', inVpc, { aws_security_group: { g: group({ count }) } }],
    ['a network security group', nsg, { azurerm_network_security_group: { g: networkGroup({ count }) } }],
    ['a policy whose rules may not be there either', making, { azurerm_firewall_policy: { p: policy({ count }) }, [COLLECTIONS]: { g: collections('${azurerm_firewall_policy.p[0].id}', { count }) } }],
  ])('%s', (_, of, resource) => {
    expect(judged(of, resource)).toMatch(/^office: NOT PROVED/);
    expect(judged(of, resource)).toContain('not read: how often it is made: count = "${var.create ? 1 : 0}"');
  });

  test('what surely stands in it is only there with it', () => {
    expect(judged(inVpc, { aws_security_group: { g: { vpc_id: VPC, name: 'g', count } }, [EGRESS]: { a: rule('${aws_security_group.g[0].id}') } })).toMatch(PROVED);
    expect(judged(making, { azurerm_firewall_policy: { p: policy({ count }) }, [COLLECTIONS]: { g: collections('${azurerm_firewall_policy.p[0].id}') } })).toMatch(PROVED);
  });
});

describe('others beside the firewall', () => {
  test('that are kept empty say nothing', () => {
    expect(judged(inVpc, { aws_security_group: { g: group() }, aws_default_security_group: { d: { vpc_id: VPC } } })).toMatch(PROVED);
    expect(judged(making, { azurerm_firewall_policy: { p: policy(), q: policy({ name: 'lab' }) }, [COLLECTIONS]: { g: collections('${azurerm_firewall_policy.p.id}') } })).toMatch(PROVED);
  });

  test('the one that permits is to blame for what is permitted', () => {
    expect(judged(inVpc, { aws_security_group: { g: group(), h: group({ egress: [block, ssh] }) } })).toMatch(/excess 22\/tcp .*\n {4}aws-security-group permits it: aws_security_group\.h egress\[1\]$/m);
  });

  test('the one that denies, for what is missing', () => {
    expect(judged(inVpc, { aws_security_group: { g: group(), h: group({ egress: [ssh] }) } })).toMatch(/missing 3478\/udp .*\n {4}aws-security-group denies it: aws_security_group\.h: deny by default\n/);
  });
});

describe('references', () => {
  test.each(['arn', 'vpc_id', 'owner_id'])('to the %s of a group are none to the group', (attribute) => {
    expect(judged(inVpc, { aws_security_group: { g: { name: '${var.name}', vpc_id: VPC } }, [EGRESS]: { a: rule(`\${aws_security_group.g.${attribute}}`) } })).toMatch(/^office: NOT PROVED/);
  });

  test('to the ARN of a prefix list are none to the list', () => {
    const listed = (attribute: string) => judged(existing, {
      aws_ec2_managed_prefix_list: { l: { name: 'l', address_family: 'IPv4', max_entries: 1, entry: [{ cidr: '198.51.100.0/24' }] } },
      [EGRESS]: { a: { ...rule(GROUP), cidr_ipv4: null, prefix_list_id: `\${aws_ec2_managed_prefix_list.l.${attribute}}` } },
    });
    expect(listed('id')).toMatch(PROVED);
    expect(listed('arn')).toMatch(/^office: NOT PROVED/);
  });

  test('a name that another resource makes is the same name wherever it is used', () => {
    const apart = Object.fromEntries(securityRules.map((each, index) => [`r${index}`, { ...each, resource_group_name: 'net', network_security_group_name: '${azurerm_network_security_group.g.name}' }]));
    const named = networkGroup({ name: '${random_pet.nsg.id}', security_rule: undefined });
    expect(judged(nsg, { azurerm_network_security_group: { g: named }, azurerm_network_security_rule: apart })).toMatch(PROVED);
  });
});

describe('aws_vpc_security_group_rules_exclusive', () => {
  const listing = (security_group_id: string, egress_rule_ids: unknown): object => ({ [EGRESS]: { a: rule(GROUP) }, aws_vpc_security_group_rules_exclusive: { only: { security_group_id, egress_rule_ids, ingress_rule_ids: [] } } });

  test('keeps what it lists, and leaves other groups alone', () => {
    expect(judged(existing, listing(GROUP, [`\${${EGRESS}.a.id}`]))).toMatch(PROVED);
    expect(judged(existing, listing(GROUP, [`\${${EGRESS}.a.security_group_rule_id}`]))).toMatch(PROVED);
    expect(judged(existing, listing(OTHER, []))).toMatch(PROVED);
  });

  test.each<[string, string, unknown]>([
    ['nothing is listed', GROUP, []],
    ['another attribute is listed', GROUP, [`\${${EGRESS}.a.arn}`]],
    ['the list is not known', GROUP, '${var.rules}'],
    ['its group is not known', '${var.group}', []],
  ])('removes the rest: %s', (_, of, listed) => {
    expect(judged(existing, listing(of, listed))).toMatch(/missing 3478\/udp .*\n.*aws_vpc_security_group_egress_rule\.a; not read: whether aws_vpc_security_group_rules_exclusive\.only removes it\n/);
  });

  test('removes inline rules, which it cannot list', () => {
    expect(judged(inVpc, { aws_security_group: { g: group() }, aws_vpc_security_group_rules_exclusive: { only: { security_group_id: '${aws_security_group.g.id}', egress_rule_ids: [], ingress_rule_ids: [] } } })).toMatch(/^office: NOT PROVED/);
  });
});

test('a host that is open beyond its paths: the policy that opens it is to blame, not the one that keeps to them', () => {
  const web = site(azureFirewall({ firewallPolicyId: POLICY, sku: 'Premium', tlsInspection: true }), [row('web', { to: ['api.example.com/v1/*'] })]);
  const paths = applicationRule(POLICY, { destination_urls: ['other.example.com/v1/*'], terminate_tls: true });
  const host = applicationRule('${azurerm_firewall_policy.lab.id}', { destination_fqdns: ['api.example.com'] });
  const said = judged(web, { azurerm_firewall_policy: { lab: policy({ name: 'lab' }) }, [COLLECTIONS]: { g: paths, h: host } });
  expect(said).toMatch(/excess 443\/tcp tls api\.example\.com .* on paths other than \/v1\/\*, asked for by v\/web\n {4}azure-firewall permits it: \S+\.h /);
});

describe('a host that is asked for whole', () => {
  const web = site(azureFirewall({ firewallPolicyId: POLICY }), [row('web', { to: ['api.example.com'] })]);
  const urls = (...destination_urls: readonly string[]): string => judged(web, { [COLLECTIONS]: { g: applicationRule(POLICY, { destination_urls, terminate_tls: true }) } });

  test('is not permitted by some of its paths', () => expect(urls('api.example.com/v1/*', 'api.example.com/v2')).toMatch(/missing 443\/tcp tls api\.example\.com .* on the path \/\*, asked for by v\/web\n/));

  test('is by all of them', () => expect(urls('api.example.com/*')).toMatch(PROVED));
});

describe('stacks of nobody with rules in the same firewall', () => {
  const elsewhere = { network_rule_collection: [{ name: 'net', priority: 100, action: 'Allow', rule: [{ ...networkRule, source_addresses: ['10.9.0.0/16'] }] }] };
  const stack = (values: object): object => ({ [COLLECTIONS]: { other: collections(POLICY, { ...elsewhere, ...values }) } });

  test('names and priorities of their own', () => {
    expect(judged(inPolicy, { [COLLECTIONS]: { g: collections(POLICY) } }, { lab: stack({ name: 'lab', priority: 600 }), far: { [COLLECTIONS]: { other: collections(`${POLICY}-2`) } } })).not.toContain('error');
  });

  test.each<[string, Readonly<Record<string, object>>, string]>([
    ['the name of a group', { lab: stack({ name: 'MEDIA', priority: 600 }) }, `lab: ${COLLECTIONS}.other.name: expected a name of its own in the policy, got "MEDIA", which ${COLLECTIONS}.g has`],
    ['the number of a group', { lab: stack({ name: 'lab' }) }, `lab: ${COLLECTIONS}.other.priority: expected a priority of its own in the policy, got 500, which ${COLLECTIONS}.g has`],
    ['of one another', { lab: stack({ name: 'lab', priority: 600 }), pub: stack({ name: 'pub', priority: 600 }) }, `pub: ${COLLECTIONS}.other.priority: expected a priority of its own in the policy, got 600, which lab: ${COLLECTIONS}.other has`],
    ['of one that makes the policy', { hub: { azurerm_firewall_policy: { p: policy() }, [COLLECTIONS]: { other: collections('${azurerm_firewall_policy.p.id}', { ...elsewhere, priority: 600 }) } } }, `hub: ${COLLECTIONS}.other.name: expected a name of its own in the policy, got "media", which ${COLLECTIONS}.g has`],
  ])('%s', (_, strangers, error) => {
    expect(judged(inPolicy, { [COLLECTIONS]: { g: collections(POLICY) } }, strangers)).toContain(`error: ${error}`);
  });

  test('in a network security group', () => {
    const of = site(azureNetworkSecurityGroup({ resourceGroupName: 'net', networkSecurityGroupName: 'nsg' }));
    const apart = (each: object): object => ({ ...each, resource_group_name: 'net', network_security_group_name: 'nsg' });
    const own = { azurerm_network_security_rule: Object.fromEntries(securityRules.map((each, index) => [`r${index}`, apart(each)])) };
    const theirs = (name: string, priority: number) => ({ lab: { azurerm_network_security_rule: { r: apart(securityRule(name, 'Outbound', priority, { source_address_prefix: '10.9.0.0/16' })) } } });
    expect(judged(of, own, theirs('lab', 200))).not.toContain('error');
    expect(judged(of, own, theirs('lab', 100))).toContain('error: lab: azurerm_network_security_rule.r: expected a priority of its own in its direction, got outbound 100, which azurerm_network_security_rule.r0 has');
    expect(judged(of, own, theirs('Media', 200))).toContain('error: lab: azurerm_network_security_rule.r: expected a name of its own in the group, got media, which azurerm_network_security_rule.r0 has');
  });
});

test('collections of a firewall itself with one number', () => {
  const own = (action: string): object => ({ name: action, azure_firewall_name: 'f', resource_group_name: 'hub', priority: 100, action, rule: [networkRule] });
  const said = judged(inPolicy, { azurerm_firewall: { f: { name: 'f', resource_group_name: 'hub' } }, azurerm_firewall_network_rule_collection: { a: own('Allow'), d: own('Deny') } });
  expect(said).toContain('error: azurerm_firewall_network_rule_collection.d.priority: expected a priority of its own among the network rules of the firewall, got 100, which azurerm_firewall_network_rule_collection.a has');
});
