import { join } from 'node:path';
import { orThrow } from '../../../src/model/diagnostic.js';
import type { Filter } from '../../../src/model/filter.js';
import { read } from '../../../src/firewalls/aws-security-group/read.js';
import { readTerraform } from '../../../src/terraform/read-terraform.js';
import { filterAt, verdictOf } from '../../support/verdicts.js';

// Verdicts worked out by hand from the EC2 and provider documentation.

const filesOf = (file: string): readonly Filter[] => orThrow(readTerraform(join(__dirname, 'foreign', file))).flatMap((config) => read(config));

function holds(filters: readonly Filter[], point: string, table: readonly (readonly [packet: string, verdict: string])[]): void {
  const filter = filterAt(filters, point);
  expect(table.map(([packet]) => `${packet}: ${verdictOf(filter, packet)}`)).toEqual(table.map(([packet, verdict]) => `${packet}: ${verdict}`));
}

describe('rules by key of a map', () => {
  const filters = filesOf('keyed-rules.tf.json');
  const at = (key: string): string => `aws_security_group_rule.keyed["${key}"]`;

  test('one group, which decides both directions', () => {
    expect(filters.map(({ point, directions, otherwise }) => [point, directions, otherwise])).toEqual([['aws_security_group.media', ['egress', 'ingress'], 'deny']]);
  });

  test('verdicts', () =>
    holds(filters, 'aws_security_group.media', [
      ['443/tcp 198.51.100.255', `permit by ${at('https-out')}`],
      ['443/tcp tls any.example.com at 198.51.101.128', `permit by ${at('https-out')}`],
      ['443/tcp 198.51.101.127', 'deny'],
      ['444/tcp 198.51.100.1', 'deny'],
      ['443/udp 198.51.100.1', 'deny'],
      ['443/tcp 198.51.100.1 in from 198.51.100.1', 'unknown by aws_security_group_rule.self'],
      ['3478/udp 192.0.2.1', `permit by ${at('turn-out')}`],
      ['3481/udp 192.0.2.1', `permit by ${at('turn-out')}`],
      ['3482/udp 192.0.2.1', 'deny'],
      ['3478/udp 2001:db8::1 from 2001:db8::2', 'deny'],
      ['icmp 192.0.2.1 from 10.0.0.1', `permit by ${at('ping-out')}`],
      ['22/tcp 2001:db8:1::1 from 2001:db8:f::1', 'permit by aws_security_group_rule.six'],
      ['esp 2001:db8:1::1 from 2001:db8:f::1', 'permit by aws_security_group_rule.six'],
      ['22/tcp 2001:db8:2::1 from 2001:db8:f::1', 'deny'],
      ['8443/tcp 10.1.1.1 in from 203.0.113.127', `permit by ${at('office-in')}`],
      ['8443/tcp 10.1.1.1 in from 203.0.113.255', `permit by ${at('office-in')}`],
      ['8443/tcp 10.1.1.1 in from 203.0.113.128', 'unknown by aws_security_group_rule.self'],
      ['icmp 10.1.1.1 in from 10.2.2.2', `unknown by ${at('echo-in')}`],
    ]));

  test('what could not be read is said, and descriptions are kept', () => {
    const { lines } = filterAt(filters, 'aws_security_group.media');
    expect(lines.flatMap(({ rule, unread }) => (unread === undefined ? [] : [`${rule}: ${unread}`])).sort()).toEqual([
      `${at('echo-in')}: only ICMP type 8, code 0`,
      'aws_security_group_rule.self: members of the group itself',
    ]);
    expect(lines.find(({ rule }) => rule === at('https-out'))?.about).toBe('HTTPS to the partner');
    expect(lines.find(({ rule }) => rule === at('turn-out'))).not.toHaveProperty('about');
  });
});

describe('rules inside the group', () => {
  const filters = filesOf('inline-blocks.tf.json');

  test('a default group without blocks permits nothing', () => holds(filters, 'aws_default_security_group.this', [['443/tcp 192.0.2.1', 'deny'], ['22/tcp 10.0.0.1 in from 10.0.0.2', 'deny']]));

  test('the balancer', () =>
    holds(filters, 'aws_security_group.lb', [
      ['80/tcp 10.0.0.1 in from 192.0.2.77', 'permit by aws_security_group.lb ingress[0]'],
      ['80/tcp 2001:db8::5 in from 2001:db8:9::1', 'permit by aws_security_group.lb ingress[0]'],
      ['443/tcp 10.0.0.1 in from 192.0.2.77', 'deny'],
      ['9100/tcp 10.0.0.1 in from 10.5.5.5', 'unknown by aws_security_group.lb ingress[1]'],
      ['9100/tcp 2001:db8::5 in from 2001:db8:9::1', 'deny'],
      ['6666/udp 192.0.2.3', 'permit by aws_security_group.lb egress[0]'],
      ['6666/udp 2001:db8::9 from 2001:db8::8', 'deny'],
    ]));

  test('made by Terraform without egress, it has none; a dynamic block is unfolded', () =>
    holds(filters, 'aws_security_group.app', [
      ['443/tcp 192.0.2.1', 'deny'],
      ['22/tcp 10.0.0.1 in from 10.8.255.255', 'permit by aws_security_group.app ingress[0]'],
      ['22/tcp 10.0.0.1 in from 10.9.0.1', 'deny'],
      ['3389/tcp 10.0.0.1 in from 10.9.0.1', 'permit by aws_security_group.app ingress[1]'],
    ]));

  test('another group as the other side is whoever wears it', () =>
    holds(filters, 'aws_security_group.api', [
      ['8080/tcp 10.0.0.1 in from 10.1.1.1', 'unknown by aws_security_group.api ingress[0]'],
      ['8091/tcp 10.0.0.1 in from 10.1.1.1', 'deny'],
    ]));
});

describe('rules of their own', () => {
  const filters = filesOf('separate-rules.tf.json');

  test('prefix lists are followed, to entries inside and apart; what is not here may be anything', () =>
    holds(filters, 'aws_security_group.db', [
      ['5010/tcp 192.0.2.15', 'permit by aws_vpc_security_group_egress_rule.partners'],
      ['5010/tcp 192.0.2.16', 'deny'],
      ['5011/tcp 192.0.2.15', 'deny'],
      ['6000/udp 192.0.2.79', 'permit by aws_vpc_security_group_egress_rule.apart'],
      ['6000/udp 192.0.2.80', 'deny'],
      ['6000/udp 192.0.2.96', 'permit by aws_vpc_security_group_egress_rule.apart'],
      ['7000/tcp 2001:db8:2::1 from 2001:db8::2', 'permit by aws_vpc_security_group_egress_rule.grown'],
      ['7000/tcp 2001:db8:3::1 from 2001:db8::2', 'unknown by aws_vpc_security_group_egress_rule.grown'],
      ['7000/tcp 192.0.2.1', 'deny'],
      ['443/tcp 192.0.2.1', 'unknown by aws_vpc_security_group_egress_rule.s3'],
      ['esp 198.51.100.9 from 10.0.0.1', 'permit by aws_vpc_security_group_egress_rule.esp'],
      ['esp 198.51.100.8 from 10.0.0.1', 'deny'],
      ['5432/tcp 10.0.0.1 in from 10.0.0.2', 'unknown by aws_vpc_security_group_ingress_rule.app'],
      ['21/tcp 10.0.0.1 in from 10.0.0.2', 'unknown by aws_vpc_security_group_ingress_rule.somewhere'],
      ['20/tcp 10.0.0.1 in from 10.0.0.2', 'deny'],
    ]));

  test('groups that are not here: what these rules permit, and that there may be others', () => {
    const shared = filterAt(filters, '${var.shared_group}');
    expect(shared.directions).toEqual(['ingress']);
    expect(shared.notes).toEqual(['${var.shared_group} is not in this configuration: what other rules of it permit is not known']);
    holds(filters, '${var.shared_group}', [['443/tcp 10.0.0.1 in from 10.0.0.2', 'permit by aws_vpc_security_group_ingress_rule.shared'], ['444/tcp 10.0.0.1 in from 10.0.0.2', 'deny']]);
    holds(filters, 'data.aws_security_group.old.id', [['1/udp 2001:db8::1 in from 2001:db8::2', 'permit by aws_vpc_security_group_ingress_rule.found']]);
    expect(filterAt(filters, 'aws_security_group.db').notes).toEqual(['aws_security_group.db is made as often as it says: count = "${var.create ? 1 : 0}"']);
  });
});

describe('a plan', () => {
  const filters = filesOf('plan.json');

  test('rules find their group through the module; values known after apply are bounded', () =>
    holds(filters, 'module.web.aws_security_group.this', [
      ['443/tcp 198.51.100.9', 'permit by module.web.aws_vpc_security_group_egress_rule.out["0"]'],
      ['443/tcp 198.51.101.9', 'deny'],
      ['53/udp 192.0.2.9', 'unknown by module.web.aws_vpc_security_group_egress_rule.nat'],
      ['53/udp 2001:db8::1 from 2001:db8::2', 'deny'],
      ['54/udp 192.0.2.9', 'deny'],
    ]));

  test('blocks that the provider fills in may be anything, unless rules of their own stand beside', () =>
    holds(filters, 'aws_security_group.bare', [
      ['443/tcp 192.0.2.9', 'unknown by aws_security_group.bare egress[0]'],
      ['443/tcp 10.0.0.1 in from 10.0.0.2', 'unknown by aws_security_group.bare ingress[0]'],
    ]));

  test('a group that exists is found by its id', () =>
    holds(filters, 'aws_security_group.there', [
      ['25/tcp 192.0.2.7', 'permit by aws_security_group.there egress[0]'],
      ['26/tcp 192.0.2.7', 'permit by aws_security_group_rule.there'],
      ['27/tcp 192.0.2.7', 'deny'],
    ]));

  test('every group is there once', () => expect(filters.map(({ point }) => point).sort()).toEqual(['aws_security_group.bare', 'aws_security_group.there', 'module.web.aws_security_group.this']));
});
