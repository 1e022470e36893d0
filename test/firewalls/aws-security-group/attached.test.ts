/** Rules of a security group that stand in the wrong place, in configurations that somebody wrote. */
import { awsSecurityGroup } from '../../../src/firewalls/aws-security-group/index.js';
import { RIGHT, placed, placedIn, planOf } from '../support/placement.js';
import { GROUP, VPC } from './support.js';

const OTHER = 'sg-0000000000000000f';
const web = { ip_protocol: 'tcp', from_port: 443, to_port: 443, cidr_ipv4: '198.51.100.0/24' };
const egress = (...groups: readonly unknown[]): object => ({ aws_vpc_security_group_egress_rule: Object.fromEntries(groups.map((security_group_id, index) => [`r${index}`, { ...web, security_group_id }])) });
const made = (values: object): object => ({ aws_security_group: { g: { name: 'g', ...values } } });
const HERE = '${aws_security_group.g.id}';

describe('an existing group', () => {
  const given = { securityGroupId: GROUP };
  const said = (resource: unknown, own?: string) => placed(awsSecurityGroup, given, resource, own);

  test('that has the rules, whatever their type', () => {
    expect(said({ ...egress(GROUP), aws_vpc_security_group_ingress_rule: { a: { ...web, security_group_id: GROUP } }, aws_security_group_rule: { b: { type: 'egress', protocol: 'tcp', from_port: 1, to_port: 2, security_group_id: GROUP } } })).toEqual(RIGHT);
  });

  test('another has them: one sentence, with the first and how many', () => {
    expect(said(egress(OTHER, OTHER, OTHER)).misplaced).toEqual([`aws_vpc_security_group_egress_rule.r0.security_group_id and 2 more: expected ${GROUP}, got ${OTHER}`]);
    expect(said({ aws_security_group_rule: { b: { type: 'ingress', security_group_id: OTHER } } }).misplaced).toEqual([`aws_security_group_rule.b.security_group_id: expected ${GROUP}, got ${OTHER}`]);
  });

  test('a new one is made for them', () => {
    expect(said({ ...made({ vpc_id: VPC }), ...egress(HERE) }).misplaced).toEqual([`aws_vpc_security_group_egress_rule.r0.security_group_id: expected ${GROUP}, got aws_security_group.g, which this configuration makes`]);
    expect(said(made({ egress: [{ protocol: 'tcp', from_port: 443, to_port: 443, cidr_blocks: ['198.51.100.0/24'] }] })).misplaced).toEqual([`aws_security_group.g: expected ${GROUP}, got aws_security_group.g, which this configuration makes`]);
  });

  test('rules in others beside it open what nobody asked for there', () => {
    expect(said({ ...made({}), ...egress(GROUP, HERE, OTHER) }).misplaced).toEqual([
      `aws_vpc_security_group_egress_rule.r1.security_group_id: expected ${GROUP}, got aws_security_group.g, which this configuration makes`,
      `aws_vpc_security_group_egress_rule.r2.security_group_id: expected ${GROUP}, got ${OTHER}`,
    ]);
    expect(said({ ...made({}), ...egress(GROUP) })).toEqual(RIGHT);
    expect(said({ ...made({}), ...egress(HERE, OTHER) }).misplaced).toHaveLength(2);
    expect(said(egress(GROUP, '${var.group}')).notes).toHaveLength(1);
  });

  test('what is not known is said', () => {
    expect(said(egress('${var.group}'))).toEqual({ misplaced: [], notes: [`aws_vpc_security_group_egress_rule.r0.security_group_id: whether \${var.group} is ${GROUP} is not known here`] });
    expect(said(egress('${data.aws_security_group.old.id}')).notes).toHaveLength(1);
    expect(said({ ...made({}), ...egress('${var.make ? aws_security_group.g.id : var.group}') })).toMatchObject({ misplaced: [], notes: [expect.stringContaining('is not known here')] });
    expect(said({ aws_default_security_group: { d: { vpc_id: VPC } }, ...egress('${aws_default_security_group.d.id}') })).toMatchObject({ misplaced: [], notes: [expect.stringContaining('whether aws_default_security_group.d is')] });
  });

  test('in a plan: one that is there has its id, one that is to be made has none', () => {
    const plan = (id: string) => planOf({ 'aws_security_group.g': { id }, 'aws_vpc_security_group_egress_rule.r': { security_group_id: id === '?' ? '?aws_security_group.g.id' : id } });
    expect(placedIn(awsSecurityGroup, given, plan(GROUP))).toEqual(RIGHT);
    expect(placedIn(awsSecurityGroup, given, plan(OTHER)).misplaced).toHaveLength(1);
    expect(placedIn(awsSecurityGroup, given, plan('?')).misplaced).toHaveLength(1);
  });

  test('rules of others in the same stack are theirs', () => {
    const both = { aws_vpc_security_group_egress_rule: { site_a: { ...web, security_group_id: GROUP }, other_b: { ...web, security_group_id: OTHER } } };
    expect(said(both, 'site')).toEqual(RIGHT);
    expect(said(both, 'other').misplaced).toHaveLength(1);
  });

  test('that Terraform names is taken for what is written, and said', () => {
    const token = { securityGroupId: '${TfToken[TOKEN.1]}' };
    expect(placed(awsSecurityGroup, token, { ...made({ vpc_id: VPC }), ...egress(HERE) })).toEqual({ misplaced: [], notes: ['aws_vpc_security_group_egress_rule.r0.security_group_id: what the site names is known to Terraform alone, and aws_security_group.g is taken for it'] });
    expect(placed(awsSecurityGroup, { securityGroupId: '${var.group}' }, egress('${var.group}'))).toEqual(RIGHT);
  });
});

describe('a group made in a VPC', () => {
  const said = (resource: unknown, own?: string) => placed(awsSecurityGroup, { vpcId: VPC }, resource, own);

  test('in the one the site says', () => {
    expect(said({ ...made({ vpc_id: VPC }), ...egress(HERE) })).toEqual(RIGHT);
  });

  test('named by what is not its id', () => {
    expect(said({ ...made({ vpc_id: VPC }), ...egress('${aws_security_group.g.arn}') }).misplaced).toEqual([`aws_vpc_security_group_egress_rule.r0.security_group_id: expected a group that is made in ${VPC}, got \${aws_security_group.g.arn}`]);
  });

  test('in another, or in the default one', () => {
    expect(said({ ...made({ vpc_id: 'vpc-0000000000000000f' }), ...egress(HERE) }).misplaced).toEqual([`aws_security_group.g.vpc_id: expected ${VPC}, got vpc-0000000000000000f`]);
    expect(said(made({})).misplaced).toEqual([`aws_security_group.g.vpc_id: expected ${VPC}, got nothing, which means the default VPC of the region`]);
    expect(said({ aws_default_security_group: { d: { vpc_id: 'vpc-0000000000000000f' } } }).misplaced).toHaveLength(1);
  });

  test('in both', () => {
    const both = { aws_security_group: { g: { vpc_id: VPC }, h: { vpc_id: 'vpc-0000000000000000f' } } };
    expect(said({ ...both, ...egress(HERE, '${aws_security_group.h.id}') }).misplaced).toEqual([`aws_security_group.h.vpc_id: expected ${VPC}, got vpc-0000000000000000f`]);
    expect(said({ ...both, ...egress(HERE) })).toEqual(RIGHT);
  });

  test('a VPC that is made beside it, or a variable, may be that one', () => {
    const vpc = { aws_vpc: { main: { cidr_block: '10.0.0.0/16' } } };
    expect(said({ ...vpc, ...made({ vpc_id: '${aws_vpc.main.id}' }) })).toEqual({ misplaced: [], notes: [`aws_security_group.g.vpc_id: whether \${aws_vpc.main.id} is ${VPC} is not known here`] });
    expect(said(made({ vpc_id: '${var.vpc}' })).notes).toHaveLength(1);
  });

  test('rules in a group that is there already', () => {
    expect(said(egress(OTHER)).misplaced).toEqual([`aws_vpc_security_group_egress_rule.r0.security_group_id: expected a group that is made in ${VPC}, got ${OTHER}`]);
    expect(said(egress('${var.group}'))).toMatchObject({ misplaced: [], notes: [expect.stringContaining('${var.group}')] });
  });

  test('rules in a group of others', () => {
    const groups = { aws_security_group: { site_g: { vpc_id: VPC }, other_g: { vpc_id: VPC } } };
    const rule = (group: string) => ({ aws_vpc_security_group_egress_rule: { site_r: { ...web, security_group_id: `\${aws_security_group.${group}.id}` } } });
    expect(said({ ...groups, ...rule('site_g') }, 'site')).toEqual(RIGHT);
    expect(said({ ...groups, ...rule('other_g') }, 'site').misplaced).toEqual([`aws_vpc_security_group_egress_rule.site_r.security_group_id: expected a group that is made in ${VPC}, got \${aws_security_group.other_g.id}`]);
    expect(said({ aws_security_group: { ...groups.aws_security_group, other_g: { vpc_id: 'vpc-0000000000000000f' } }, ...rule('site_g') }, 'site')).toEqual(RIGHT);
  });
});
