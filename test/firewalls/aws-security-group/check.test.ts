import { check } from '../../../src/firewalls/aws-security-group/check.js';
import { awsSecurityGroupOptions } from '../../../src/firewalls/aws-security-group/options.js';
import type { Use } from '../../../src/firewalls/firewall.js';
import { formatProblem } from '../../../src/model/diagnostic.js';
import type { OptionsInput } from '../../../src/model/option.js';
import { readOptions } from '../../../src/model/read-options.js';
import type { AwsSecurityGroupOptions } from '../../../src/firewalls/aws-security-group/options.js';
import { GROUP, VPC, optionsOf } from './support.js';

const use = (site: string, given: OptionsInput<typeof awsSecurityGroupOptions>): Use<AwsSecurityGroupOptions> => ({ site, options: optionsOf(given), vendors: [] });

const said = (...uses: readonly Use<AwsSecurityGroupOptions>[]): readonly string[] => check(uses).map(formatProblem);

test('a group is made or exists', () => {
  expect(said(use('a', { vpcId: VPC }))).toEqual([]);
  expect(said(use('a', { securityGroupId: GROUP }))).toEqual([]);
  expect(said(use('a', {}))).toEqual(['sites.a.aws-security-group: expected vpcId to make a group in, or securityGroupId of an existing one, got neither']);
  expect(said(use('a', { vpcId: VPC, securityGroupId: GROUP }))).toEqual([
    'sites.a.aws-security-group: expected vpcId to make a group in, or securityGroupId of an existing one, got both',
  ]);
});

test('two sites may share a VPC, but not a group', () => {
  expect(said(use('a', { vpcId: VPC }), use('b', { vpcId: VPC }))).toEqual([]);
  expect(said(use('a', { securityGroupId: GROUP }), use('b', { securityGroupId: 'sg-01234567' }), use('c', { securityGroupId: GROUP }))).toEqual([
    'sites.c.aws-security-group.securityGroupId: expected a group of its own: rules of two sites in one group add up, and one that both ask for is refused (InvalidPermission.Duplicate), got sg-0123456789abcdef0, which a uses',
  ]);
});

const refused = (given: unknown): readonly string[] => {
  const read = readOptions(awsSecurityGroupOptions, given, 'aws-security-group');
  return read.ok ? [] : read.problems.map(formatProblem);
};

test.each([
  [{ vpcId: 'vpc-123' }, 'aws-security-group.vpcId: expected an id such as vpc-0123456789abcdef0, got "vpc-123"'],
  [{ securityGroupId: VPC }, 'aws-security-group.securityGroupId: expected an id such as sg-0123456789abcdef0, got "vpc-0123456789abcdef0"'],
  [{ securityGroupId: 'sg-0123456789abcdef01' }, 'aws-security-group.securityGroupId: expected an id such as sg-0123456789abcdef0, got "sg-0123456789abcdef01"'],
  [{ vpcId: VPC, prefixListThreshold: -1 }, 'aws-security-group.prefixListThreshold: expected a whole number from 0 to 1000, got -1'],
  [{ vpcId: VPC, prefixListThreshold: 1.5 }, 'aws-security-group.prefixListThreshold: expected a whole number from 0 to 1000, got 1.5'],
  [{ vpcID: VPC }, 'aws-security-group.vpcID: expected one of limits, prefixListThreshold, securityGroupId, vpcId, got "vpcID" (did you mean vpcId?)'],
])('options: %j', (given, problem) => {
  expect(refused(given)).toEqual([problem]);
});

test('ids that Terraform fills in later are taken', () => {
  expect(refused({ vpcId: '${TfToken[TOKEN.1]}' })).toEqual([]);
  expect(optionsOf({ vpcId: VPC }).prefixListThreshold).toBe(10);
  expect(optionsOf({ vpcId: VPC, prefixListThreshold: 0 }).prefixListThreshold).toBe(0);
});
