/** Security groups that exist and get rules from several stacks. */
import { awsSecurityGroup, azureNetworkSecurityGroup, defineSite } from '../../src/index.js';
import type { Enforcement } from '../../src/firewalls/firewall.js';
import { row, vendorOf } from '../support/documents.js';
import { type Written, assessed, configOf, written } from './support.js';

const media = vendorOf('v', [row('media', { opens: [{ protocol: 'udp', ports: '3478', application: 'opaque' }], to: ['198.51.100.0/24'] })]);

const office = (firewall: Enforcement): Written => written(defineSite({ id: 'office', sources: ['10.1.0.0/16'], vendors: { 500: media() }, through: [firewall] }));

/** What is said of the office, beside a stack of no site. */
const beside = (site: Written, resource: unknown): string => assessed([site], { network: configOf(resource) })['office'] ?? '';

describe('a security group', () => {
  const GROUP = 'sg-0123456789abcdef0';
  const site = office(awsSecurityGroup({ securityGroupId: GROUP }));
  const rule = { ip_protocol: 'tcp', from_port: 22, to_port: 22, cidr_ipv4: '203.0.113.0/24' };
  const egress = (group: string): unknown => ({ aws_vpc_security_group_egress_rule: { ssh: { ...rule, security_group_id: group } } });

  test('opens what any stack adds to it, out and in', () => {
    expect(beside(site, egress(GROUP))).toContain('excess 22/tcp 203.0.113.7 from 10.1.0.0\n    aws-security-group permits it: network: aws_vpc_security_group_egress_rule.ssh');
    expect(beside(site, { aws_vpc_security_group_ingress_rule: { ssh: { ...rule, security_group_id: GROUP } } })).toContain('excess 22/tcp 10.1.0.0 in from 203.0.113.0');
    const older = { type: 'egress', protocol: '-1', from_port: 0, to_port: 0, cidr_blocks: ['0.0.0.0/0'] };
    expect(beside(site, { aws_security_group_rule: { all: { ...older, security_group_id: GROUP } } })).toContain('permits it: network: aws_security_group_rule.all');
  });

  test('and nothing of what is added to another', () => expect(beside(site, egress('sg-0123456789abcdef1'))).toMatch(/^office: proved\n/));

  test('is one with the group of that id in a plan, and what stands in it', () => {
    const planned = { id: GROUP, name: 'clients', egress: [{ protocol: 'tcp', from_port: 25, to_port: 25, cidr_blocks: ['203.0.113.0/24'] }] };
    expect(beside(site, { aws_security_group: { clients: planned } })).toContain('excess 25/tcp 203.0.113.7 from 10.1.0.0\n    aws-security-group permits it: network: aws_security_group.clients egress[0]');
    expect(beside(site, { aws_security_group: { clients: { ...planned, id: 'sg-0123456789abcdef1' } } })).toMatch(/^office: proved\n/);
  });

  test('that a site makes is named by nobody else', () => {
    const made = office(awsSecurityGroup({ vpcId: 'vpc-0123456789abcdef0' }));
    expect(beside(made, egress(GROUP))).toMatch(/^office: proved/);
    expect(beside(made, { aws_security_group: { web: { name: 'web', egress: [{ protocol: '-1', from_port: 0, to_port: 0, cidr_blocks: ['0.0.0.0/0'] }] } } })).toMatch(/^office: proved/);
  });
});

describe('a network security group', () => {
  const site = office(azureNetworkSecurityGroup({ resourceGroupName: 'net', networkSecurityGroupName: 'clients' }));
  const rule = (rest: Readonly<Record<string, unknown>>, id = 'more'): unknown => ({
    azurerm_network_security_rule: {
      [id]: {
        name: id,
        resource_group_name: 'net',
        network_security_group_name: 'clients',
        priority: 4000,
        direction: 'Outbound',
        access: 'Allow',
        protocol: 'Tcp',
        source_port_range: '*',
        source_address_prefix: '*',
        destination_address_prefix: '203.0.113.0/24',
        destination_port_range: '22',
        ...rest,
      },
    },
  });
  const BLAME = 'network: azurerm_network_security_rule.more';

  test('opens what any stack adds before the deny of the site, whatever the capitals of its name', () => {
    expect(beside(site, rule({}))).toContain(`excess 22/tcp 203.0.113.7 from 10.1.0.0\n    azure-network-security-group permits it: ${BLAME}`);
    expect(beside(site, rule({ resource_group_name: 'NET', network_security_group_name: 'Clients' }))).toContain(BLAME);
  });

  test('a deny before the rules of the site takes its rows, one behind them nothing', () => {
    const deny = { access: 'Deny', protocol: '*', destination_port_range: '*', destination_address_prefix: '*' };
    expect(beside(site, rule({ ...deny, priority: 100 }))).toContain(`missing 3478/udp 198.51.100.7 from 10.1.0.0, asked for by v/media\n    azure-network-security-group denies it: ${BLAME}`);
    expect(beside(site, rule({ ...deny, priority: 4000 }))).toMatch(/^office: proved\n/);
  });

  test('another of that name, or of that resource group, is another', () => {
    expect(beside(site, rule({ resource_group_name: 'net-2' }))).toMatch(/^office: proved\n/);
    expect(beside(site, rule({ network_security_group_name: 'servers' }))).toMatch(/^office: proved\n/);
    const network = { resources: [rule({}), rule({ resource_group_name: 'net-2' }, 'other')].flatMap((each) => configOf(each).resources) };
    const said = assessed([site], { network })['office'];
    expect(said).toContain(BLAME);
    expect(said).not.toContain('azurerm_network_security_rule.other');
  });

  test('what comes in is opened too, and the defaults of Azure are counted where the site itself decides', () => {
    const incoming = { direction: 'Inbound', source_address_prefix: '203.0.113.0/24', destination_address_prefix: '*' };
    expect(beside(site, rule(incoming))).toContain('office: NOT PROVED: 1 permitted and not asked for\n');
    expect(beside(site, rule(incoming))).toContain(`excess 22/tcp 10.1.0.0 in from 203.0.113.0\n    azure-network-security-group permits it: ${BLAME}`);
    expect(beside(site, rule({ ...incoming, access: 'Deny' }))).toMatch(/^office: proved\n/);
  });

  test('that a site makes is one with that of its name: each apply would undo the other', () => {
    const made = office(azureNetworkSecurityGroup({ resourceGroupName: 'net', location: 'westeurope' }));
    const said = beside(made, rule({ network_security_group_name: 'nsg-vendor-egress-office' }));
    expect(said).toContain(BLAME);
    expect(said).toContain('has rules inline and as resources of their own: each apply undoes the other');
  });

  test('with rules inline in the stack that makes it', () => {
    const block = { name: 'all', priority: 200, direction: 'Outbound', access: 'Allow', protocol: '*', source_port_range: '*', destination_port_range: '*', source_address_prefix: '*', destination_address_prefix: '*' };
    const said = beside(site, { azurerm_network_security_group: { clients: { name: 'clients', resource_group_name: 'net', location: 'westeurope', security_rule: [block] } } });
    expect(said).toContain('permits it: network: azurerm_network_security_group.clients all');
    expect(said).toContain('each apply undoes the other');
  });
});
