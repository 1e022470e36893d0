import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { TerraformStack, Testing } from 'cdktf';
import { AwsSecurityGroupExample } from '../../../src/firewalls/aws-security-group/example.js';
import { AwsSecurityGroupEgress, awsSecurityGroup } from '../../../src/firewalls/aws-security-group/index.js';
import type { SecurityGroupRules } from '../../../src/firewalls/aws-security-group/rules.js';
import { EgressError } from '../../../src/model/diagnostic.js';
import { row, vendorOf } from '../../support/documents.js';
import { GROUP, VPC, lowerTexts, optionsOf } from './support.js';

type Json = Readonly<Record<string, unknown>>;
type Resources = Readonly<Record<string, Readonly<Record<string, Json>>>>;

const resourcesOf = (stack: TerraformStack): Resources => (JSON.parse(Testing.synth(stack, true)) as { readonly resource: Resources }).resource;

function built(rules: SecurityGroupRules, options = optionsOf()): Resources {
  const stack = new TerraformStack(Testing.app(), 'test');
  new AwsProvider(stack, 'aws', { region: 'eu-central-1' });
  awsSecurityGroup.kind.build(stack, 'group', { site: 'office', sources: [], options, units: [{ vendor: '', rules }] });
  return resourcesOf(stack);
}

const all = (resources: Resources, type: string): readonly Json[] => Object.values(resources[type] ?? {});

const rules = lowerTexts(
  [
    'egress tcp 443 tls api.alpha.example from 10.1.0.10,2001:db8:1::/64 for alpha/web',
    'egress udp 1025-65535 opaque 198.51.100.7 from 10.1.0.10 for alpha/media',
    'ingress tcp 443 tls 10.1.0.10 from 10.20.0.0/16 for ccp/ui',
    ...Array.from({ length: 11 }, (_, index) => `egress udp 3478 opaque 203.0.113.${2 * index} from 10.1.0.10 for beta/turn`),
  ],
  { namesBehind: true },
).rules;

test('a group of the site, without a rule inline', () => {
  expect(all(built(rules), 'aws_security_group')).toEqual([
    { name: 'vendor-egress-office', description: 'Vendor egress of office', vpc_id: VPC, lifecycle: { create_before_destroy: true } },
  ]);
});

test('standalone rules, in both directions and families', () => {
  const resources = built(rules);
  const group = `\${aws_security_group.${Object.keys(resources['aws_security_group'] ?? {})[0]}.id}`;
  const list = `\${aws_ec2_managed_prefix_list.${Object.keys(resources['aws_ec2_managed_prefix_list'] ?? {})[0]}.id}`;
  expect(new Set(all(resources, 'aws_vpc_security_group_egress_rule'))).toEqual(
    new Set([
      { security_group_id: group, ip_protocol: 'tcp', from_port: 443, to_port: 443, cidr_ipv4: '0.0.0.0/0', description: 'alpha/web' },
      { security_group_id: group, ip_protocol: 'tcp', from_port: 443, to_port: 443, cidr_ipv6: '::/0', description: 'alpha/web' },
      { security_group_id: group, ip_protocol: 'udp', from_port: 1025, to_port: 65535, cidr_ipv4: '198.51.100.7/32', description: 'alpha/media' },
      { security_group_id: group, ip_protocol: 'udp', from_port: 3478, to_port: 3478, prefix_list_id: list, description: 'beta/turn' },
    ]),
  );
  expect(all(resources, 'aws_vpc_security_group_ingress_rule')).toEqual([
    { security_group_id: group, ip_protocol: 'tcp', from_port: 443, to_port: 443, cidr_ipv4: '10.20.0.0/16', description: 'ccp/ui' },
  ]);
});

test('one prefix list with its entries inline', () => {
  const [list, ...others] = all(built(rules), 'aws_ec2_managed_prefix_list');
  expect(others).toEqual([]);
  expect(list).toEqual({
    name: expect.stringMatching(/^vendor-egress-office-beta-[0-9a-f]{10}-20$/) as string,
    address_family: 'IPv4',
    max_entries: 20,
    entry: Array.from({ length: 11 }, (_, index) => ({ cidr: `203.0.113.${2 * index}/32`, description: 'beta' })),
    lifecycle: { create_before_destroy: true },
  });
});

test('an existing group gets rules and nothing else', () => {
  const resources = built(rules, optionsOf({ securityGroupId: GROUP }));
  expect(Object.keys(resources).sort()).toEqual(['aws_ec2_managed_prefix_list', 'aws_vpc_security_group_egress_rule', 'aws_vpc_security_group_ingress_rule']);
  expect(all(resources, 'aws_vpc_security_group_egress_rule').map((each) => each['security_group_id'])).toEqual([GROUP, GROUP, GROUP, GROUP]);
});

test('every rule becomes a resource of its own, even directly under a stack', () => {
  const made = built(rules);
  expect(all(made, 'aws_vpc_security_group_egress_rule').length + all(made, 'aws_vpc_security_group_ingress_rule').length).toBe(rules.length);
});

test('the identity that AWS sees is unique, no port is 0, no field is empty', () => {
  const made = built(rules);
  for (const type of ['aws_vpc_security_group_egress_rule', 'aws_vpc_security_group_ingress_rule']) {
    const identities = all(made, type).map(({ description: _, ...identity }) => JSON.stringify(identity));
    expect(new Set(identities).size).toBe(identities.length);
    all(made, type).forEach((rule) => expect(Number(rule['from_port'])).toBeGreaterThan(0));
  }
  expect(JSON.stringify(made)).not.toMatch(/""|\[\]|\{\}|null/);
});

test('the example: three listeners of one server', () => {
  const made = resourcesOf(new AwsSecurityGroupExample(Testing.app(), 'example'));
  expect(all(made, 'aws_vpc_security_group_ingress_rule').map((rule) => [rule['cidr_ipv4'], rule['from_port'], rule['to_port']])).toEqual([
    ['10.70.2.20/32', 38001, 38001],
    ['10.20.0.0/16', 443, 443],
    ['10.20.0.0/16', 7443, 7443],
  ]);
  expect(made['aws_vpc_security_group_egress_rule']).toBeUndefined();
});

describe('alone, as a construct', () => {
  const acme = vendorOf('acme', [
    row('web', { to: ['api.example.com'] }),
    row('turn', { opens: [{ protocol: 'udp', ports: '3478', application: 'opaque' }], to: ['198.51.100.0/24'] }),
  ]);
  const make = (vendor: ReturnType<typeof acme>, vpcId?: string) => (): AwsSecurityGroupEgress =>
    new AwsSecurityGroupEgress(new TerraformStack(Testing.app(), 'test'), 'Office', { sources: ['10.1.0.0/16'], vendors: { 500: vendor }, ...(vpcId === undefined ? {} : { vpcId }) });

  test('names fail the synth', () => {
    expect(make(acme(), VPC)).toThrow(
      /^sites\.office\.acme\/web: expected .* for required egress tcp 443 tls api\.example\.com, .* aws-security-group: it sees addresses, not names, and no firewall behind it decides on names$/,
    );
  });

  test('addresses do not', () => {
    expect(make(acme({ exclude: ['web'] }), VPC)().plan.accepted).toEqual([]);
  });

  test('without a group to make or to use it fails', () => {
    expect(make(acme({ exclude: ['web'] }))).toThrow(EgressError);
  });
});
