import { lint } from '../../../src/firewalls/aws-security-group/lint.js';
import { formatProblem } from '../../../src/model/diagnostic.js';
import { configOf } from '../../check/support.js';

const said = (resource: unknown): readonly string[] => lint(configOf(resource)).map(formatProblem);

const GROUP = '${aws_security_group.web.id}';
const open = (more: object): object => ({ security_group_id: GROUP, ip_protocol: 'tcp', from_port: 443, to_port: 443, cidr_ipv4: '203.0.113.0/24', ...more });

test('one rule of each identity, and lists of one family', () => {
  expect(said({
    aws_security_group: { web: { name: 'web' } },
    aws_vpc_security_group_egress_rule: { a: open({}), b: open({ to_port: 444 }) },
    aws_vpc_security_group_ingress_rule: { a: open({}) },
    aws_ec2_managed_prefix_list: { l: { name: 'l', address_family: 'IPv4', max_entries: 2, entry: [{ cidr: '203.0.113.0/24' }, { cidr: '198.51.100.0/24' }] } },
  })).toEqual([]);
});

test('inline rules beside rules of their own undo each other', () => {
  const inline = [{ protocol: 'tcp', from_port: 80, to_port: 80, cidr_blocks: ['203.0.113.0/24'] }];
  const expected = 'aws_security_group.web.egress: expected rules either inline or as resources of their own: together each apply undoes the other, got 1 inline beside ';
  expect(said({ aws_security_group: { web: { name: 'web', egress: inline } }, aws_vpc_security_group_egress_rule: { a: open({}) } })).toEqual([`${expected}aws_vpc_security_group_egress_rule.a`]);
  expect(said({ aws_security_group: { web: { name: 'web', egress: inline } }, aws_security_group_rule: { a: { type: 'egress', security_group_id: GROUP, protocol: 'tcp', from_port: 443, to_port: 443, cidr_blocks: ['203.0.113.0/24'] } } })).toEqual([`${expected}aws_security_group_rule.a`]);
  expect(said({ aws_security_group: { web: { name: 'web', ingress: inline } }, aws_vpc_security_group_egress_rule: { a: open({}) } })).toEqual([]);
});

test('the same rule twice, whatever its description', () => {
  expect(said({ aws_security_group: { web: { name: 'web' } }, aws_vpc_security_group_egress_rule: { a: open({ description: 'alleo' }), b: open({ description: 'flexperto' }) } })).toEqual([
    'aws_vpc_security_group_egress_rule.b: expected each protocol, ports and peer once in a group: AWS refuses the second (InvalidPermission.Duplicate), got what aws_vpc_security_group_egress_rule.a says',
  ]);
});

test('names and descriptions that AWS does not take', () => {
  expect(said({ aws_security_group: { web: { name: 'sg-web' } }, aws_vpc_security_group_egress_rule: { a: open({ description: 'für alle' }) } })).toEqual([
    'aws_security_group.web.name: expected at most 255 of the characters AWS takes, not beginning with sg-, got "sg-web"',
    'aws_vpc_security_group_egress_rule.a.description: expected at most 255 of a-z, A-Z, 0-9, blanks and ._-:/()#,@[]+=&;{}!$*, got "für alle"',
  ]);
});

test('prefix lists: names of AWS, other families, host bits, networks twice, entries both ways', () => {
  const list = (more: object): unknown => ({ aws_ec2_managed_prefix_list: { l: { name: 'l', address_family: 'IPv4', max_entries: 5, ...more } } });
  expect(said(list({ name: 'com.amazonaws.mine' }))).toEqual(['aws_ec2_managed_prefix_list.l.name: expected at most 255 characters, not beginning with com.amazonaws, got "com.amazonaws.mine"']);
  expect(said(list({ entry: [{ cidr: '2001:db8::/32' }] }))).toEqual(['aws_ec2_managed_prefix_list.l.entry[0]: expected IPv4, as the list is, got 2001:db8::/32']);
  expect(said(list({ entry: [{ cidr: '203.0.113.1/24' }] }))).toEqual(['aws_ec2_managed_prefix_list.l.entry[0]: expected a CIDR without host bits, got "203.0.113.1/24" (did you mean 203.0.113.0/24?)']);
  expect(said(list({ entry: [{ cidr: '203.0.113.0/24' }, { cidr: '203.0.113.0/24' }] }))).toEqual(['aws_ec2_managed_prefix_list.l.entry[1]: expected each network once in a list, got 203.0.113.0/24, which is aws_ec2_managed_prefix_list.l.entry[0]']);
  expect(said({ ...(list({ entry: [{ cidr: '203.0.113.0/24' }] }) as object), aws_ec2_managed_prefix_list_entry: { e: { prefix_list_id: '${aws_ec2_managed_prefix_list.l.id}', cidr: '198.51.100.0/24' } } })).toEqual([
    'aws_ec2_managed_prefix_list.l.entry: expected entries either inline or as resources of their own: together each apply undoes the other, got 1 inline beside aws_ec2_managed_prefix_list_entry.e',
  ]);
});

test('a plan repeats rules of their own in a group that exists: that is no second way', () => {
  const echo = [{ protocol: 'tcp', from_port: 443, to_port: 443, cidr_blocks: ['203.0.113.0/24'] }];
  expect(said({ aws_security_group: { web: { name: 'web', egress: echo } }, aws_vpc_security_group_egress_rule: { a: open({}) } })).toEqual([]);
  const entry = { prefix_list_id: '${aws_ec2_managed_prefix_list.l.id}', cidr: '198.51.100.0/24' };
  expect(said({ aws_ec2_managed_prefix_list: { l: { name: 'l', address_family: 'IPv4', max_entries: 5, entry: [{ cidr: '198.51.100.0/24' }] } }, aws_ec2_managed_prefix_list_entry: { e: entry } })).toEqual([]);
});

test('networks in the argument of the other family', () => {
  expect(said({
    aws_security_group: { web: { name: 'web', ingress: [{ protocol: 'tcp', from_port: 80, to_port: 80, cidr_blocks: ['203.0.113.0/24'], ipv6_cidr_blocks: ['203.0.113.0/24'] }] } },
    aws_vpc_security_group_egress_rule: { a: open({ cidr_ipv4: null, cidr_ipv6: '198.51.100.0/24' }), b: open({ cidr_ipv4: '2001:db8::/48' }), c: open({ cidr_ipv4: null, cidr_ipv6: '2001:db8::/48' }) },
  })).toEqual([
    'aws_vpc_security_group_egress_rule.a.cidr_ipv6: expected networks of IPv6, got 198.51.100.0/24',
    'aws_vpc_security_group_egress_rule.b.cidr_ipv4: expected networks of IPv4, got 2001:db8::/48',
    'aws_security_group.web ingress[0].ipv6_cidr_blocks: expected networks of IPv6, got 203.0.113.0/24',
  ]);
});
