import { measure } from '../../../src/firewalls/aws-security-group/measure.js';
import type { RaisedLimits } from '../../../src/model/limit.js';
import { configOf, deployed, readings } from '../../check/support.js';

const rule = (more: object): object => ({ security_group_id: '${aws_security_group.web.id}', ip_protocol: 'tcp', from_port: 443, to_port: 443, ...more });
const WEB = { aws_security_group: { web: { name: 'web' } } };
const list = (maxEntries: number, entries: number, family = 'IPv4'): object => ({
  name: 'l', address_family: family, max_entries: maxEntries, entry: Array.from({ length: entries }, (_, index) => ({ cidr: `203.0.113.${index}/32` })),
});

const metersOf = (resource: object, raised: readonly RaisedLimits[] = []): ReturnType<typeof readings> => readings(measure([deployed('vpc', configOf({ ...WEB, ...resource }), raised)]));

test('each network is one rule of its family and direction, by vendor or by address', () => {
  const meters = metersOf({
    aws_vpc_security_group_egress_rule: {
      a: rule({ cidr_ipv4: '203.0.113.0/24', description: 'alleo/media' }),
      b: rule({ cidr_ipv4: '198.51.100.0/24', description: 'alleo (12 rows), flexperto (3 rows)' }),
      c: rule({ cidr_ipv6: '2001:db8::/32' }),
    },
    aws_security_group_rule: { old: { type: 'ingress', security_group_id: '${aws_security_group.web.id}', protocol: 'tcp', from_port: 22, to_port: 22, cidr_blocks: ['10.0.0.0/8', '192.168.0.0/16'] } },
  });
  expect(meters).toEqual({
    'aws_security_group.web ingress IPv4': ['rulesPerGroup 2/60: aws_security_group_rule.old 2', 'rulesPerInterface 10/1000: aws_security_group_rule.old 10'],
    'aws_security_group.web egress IPv4': ['rulesPerGroup 2/60: alleo 1, alleo + flexperto 1', 'rulesPerInterface 10/1000: alleo 5, alleo + flexperto 5'],
    'aws_security_group.web egress IPv6': ['rulesPerGroup 1/60: aws_vpc_security_group_egress_rule.c 1', 'rulesPerInterface 5/1000: aws_vpc_security_group_egress_rule.c 5'],
    'aws account': ['groupsPerRegion 1/2500: vpc 1 (advice)'],
  });
});

test('a prefix list counts as its max_entries in each rule, one that is not here as one or more', () => {
  const meters = metersOf({
    aws_ec2_managed_prefix_list: { l: list(50, 20) },
    aws_vpc_security_group_egress_rule: { a: rule({ prefix_list_id: '${aws_ec2_managed_prefix_list.l.id}' }), b: rule({ from_port: 80, prefix_list_id: '${aws_ec2_managed_prefix_list.l.id}' }), c: rule({ prefix_list_id: 'pl-63a5400a' }) },
  });
  expect(meters['aws_security_group.web egress IPv4']?.[0]).toBe('rulesPerGroup 101/60: aws_vpc_security_group_egress_rule.a 50, aws_vpc_security_group_egress_rule.b 50, aws_vpc_security_group_egress_rule.c 1 or more: the size of prefix list "pl-63a5400a"');
  expect(meters['aws_security_group.web egress IPv6']?.[0]).toBe('rulesPerGroup 1/60: aws_vpc_security_group_egress_rule.c 1 or more: the size of prefix list "pl-63a5400a"');
  expect(meters['aws_ec2_managed_prefix_list.l']).toEqual(['maxEntries 20/50: aws_ec2_managed_prefix_list.l entry 20', 'entriesPerPrefixList 50/1000: aws_ec2_managed_prefix_list.l 50', 'entriesPerCall 20/100: aws_ec2_managed_prefix_list.l entry 20']);
  expect(meters['aws account']).toEqual(['groupsPerRegion 1/2500: vpc 1 (advice)', 'prefixListsPerRegion 1/100: vpc 1 (advice)', 'prefixListReferences 4/10000: vpc 4 (advice)']);
});

test('inline rules, groups as peers and self', () => {
  const egress = [{ protocol: '-1', from_port: 0, to_port: 0, cidr_blocks: ['10.0.0.0/8'], ipv6_cidr_blocks: ['2001:db8::/32'], security_groups: ['sg-1'], self: true }];
  const meters = metersOf({ aws_security_group: { web: { name: 'web', egress } } });
  expect(meters['aws_security_group.web egress IPv4']?.[0]).toBe('rulesPerGroup 3/60: aws_security_group.web egress[0] 3');
  expect(meters['aws_security_group.web egress IPv6']?.[0]).toBe('rulesPerGroup 3/60: aws_security_group.web egress[0] 3');
});

test('the groups of an interface multiply; both quotas are raised by a site that says so', () => {
  const rules = { aws_vpc_security_group_egress_rule: Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`r${index}`, rule({ cidr_ipv4: `203.0.113.${index}/32`, description: 'alleo/media' })])) };
  expect(metersOf(rules)['aws_security_group.web egress IPv4']).toEqual(['rulesPerGroup 250/60: alleo 250', 'rulesPerInterface 1250/1000: alleo 1250']);
  expect(metersOf(rules, [{ rulesPerGroup: 250, groupsPerInterface: 4 }])['aws_security_group.web egress IPv4']).toEqual(['rulesPerGroup 250/250: alleo 250', 'rulesPerInterface 1000/1000: alleo 1000']);
});

test('a group elsewhere is one for all sites that name its id; groups of one address in two configurations are two', () => {
  const apart = (id: string): ReturnType<typeof configOf> => configOf({ aws_vpc_security_group_egress_rule: { a: { ...rule({ cidr_ipv4: '203.0.113.0/24' }), security_group_id: id } } });
  const shared = measure([deployed('a', apart('sg-0123456789abcdef0')), deployed('b', apart('sg-0123456789abcdef0'))]).filter(({ name }) => name === 'rulesPerGroup');
  expect(shared.map(({ point, sites, used }) => [point, sites, used])).toEqual([['sg-0123456789abcdef0 egress IPv4', ['a', 'b'], 2]]);
  const own = configOf({ ...WEB, aws_vpc_security_group_egress_rule: { a: rule({ cidr_ipv4: '203.0.113.0/24' }) } });
  const other = configOf({ ...WEB, aws_vpc_security_group_egress_rule: { a: rule({ cidr_ipv4: '203.0.113.0/24' }) } });
  expect(measure([deployed('a', own), deployed('b', other)]).filter(({ name }) => name === 'rulesPerGroup').map(({ sites, used }) => [sites, used])).toEqual([[['a'], 1], [['b'], 1]]);
});

test('entries of their own fill a list too', () => {
  const entry = { prefix_list_id: '${aws_ec2_managed_prefix_list.l.id}', cidr: '198.51.100.0/24' };
  expect(metersOf({ aws_ec2_managed_prefix_list: { l: list(1, 0) }, aws_ec2_managed_prefix_list_entry: { a: entry, b: entry } })['aws_ec2_managed_prefix_list.l']?.[0]).toBe('maxEntries 2/1: aws_ec2_managed_prefix_list_entry.a 1, aws_ec2_managed_prefix_list_entry.b 1');
});

test('a rule that a plan repeats inline is one', () => {
  const echo = [{ protocol: 'tcp', from_port: 443, to_port: 443, cidr_blocks: ['203.0.113.0/24', '198.51.100.0/24'] }, { protocol: '-1', from_port: 0, to_port: 0, cidr_blocks: ['10.0.0.0/8'] }];
  const meters = metersOf({
    aws_security_group: { web: { name: 'web', egress: echo } },
    aws_vpc_security_group_egress_rule: { a: rule({ cidr_ipv4: '203.0.113.0/24' }), all: { security_group_id: '${aws_security_group.web.id}', ip_protocol: '-1', cidr_ipv4: '10.0.0.0/8' } },
  });
  expect(meters['aws_security_group.web egress IPv4']?.[0]).toBe('rulesPerGroup 3/60: aws_security_group.web egress[0] 1, aws_vpc_security_group_egress_rule.a 1, aws_vpc_security_group_egress_rule.all 1');
});
