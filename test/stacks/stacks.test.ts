import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Testing } from 'cdktf';
import { SiteEgress, defineSite } from '../../src/index.js';
import type { Site } from '../../src/index.js';
import { findSites } from '../../src/site/find-sites.js';
import { buildApp } from '../../stacks/main.js';
import { meetings } from '../../stacks/vpc-meetings.js';
import { berlin } from '../../stacks/office-berlin.js';

// What the example stacks open, written by hand from the pages.

const outdir = mkdtempSync(join(tmpdir(), 'vendor-egress-stacks-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

interface AppRule {
  readonly name: string;
  readonly destination_fqdns: readonly string[];
  readonly protocols: readonly { readonly type: string; readonly port: number }[];
  readonly source_addresses: readonly string[];
}
interface Group {
  readonly name: string;
  readonly priority: number;
  readonly application_rule_collection?: readonly { readonly rule: readonly AppRule[] }[];
  readonly network_rule_collection?: readonly { readonly rule: readonly { readonly destination_ports: readonly string[]; readonly protocols: readonly string[]; readonly destination_addresses: readonly string[] }[] }[];
}
type Resources = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

beforeAll(() => buildApp(outdir).synth());

function resources<T>(site: string, type: string): readonly T[] {
  const { resource } = JSON.parse(readFileSync(join(outdir, 'stacks', site, 'cdk.tf.json'), 'utf8')) as { resource: Resources };
  return Object.values(resource[type] ?? {}) as T[];
}

const groupOf = (site: string, vendor: string): Group | undefined => resources<Group>(site, 'azurerm_firewall_policy_rule_collection_group').find(({ name }) => name === `${site}-${vendor}`);

/** `Https:443 api.withalleo.com` for each name of each application rule. */
const names = (group: Group | undefined): readonly string[] =>
  (group?.application_rule_collection ?? [])
    .flatMap(({ rule }) => rule.flatMap(({ destination_fqdns, protocols }) => destination_fqdns.flatMap((name) => protocols.map(({ type, port }) => `${type}:${port} ${name}`))))
    .sort();

test('a stack for each site', () => {
  expect(readdirSync(join(outdir, 'stacks')).sort()).toEqual(['office-berlin', 'office-hamburg', 'office-munich-aws', 'office-munich-azure', 'vnet-contact-center', 'vpc-meetings']);
});

test('Berlin opens what Alleo lists for its cloud, by name and on 443 alone', () => {
  const group = groupOf('office-berlin', 'alleo');
  expect(group?.priority).toBe(500);
  expect(group?.network_rule_collection).toBeUndefined();
  expect(names(group)).toEqual([
    'Https:443 *.opentok.com',
    'Https:443 *.tokbox.com',
    'Https:443 admin.withalleo.com',
    'Https:443 api.withalleo.com',
    'Https:443 display.withalleo.com',
    'Https:443 help.withalleo.com',
    'Https:443 meet.withalleo.com',
    'Https:443 support.withalleo.com',
  ]);
});

test('Berlin reaches the streaming addresses of flexperto in Germany and Ireland', () => {
  const rules = groupOf('office-berlin', 'flexperto')?.network_rule_collection?.flatMap(({ rule }) => rule) ?? [];
  const udp = rules.filter(({ protocols }) => protocols.includes('UDP'));
  expect(udp.flatMap(({ destination_ports }) => destination_ports)).toEqual(expect.arrayContaining(['3478']));
  expect(udp.flatMap(({ destination_ports }) => destination_ports).filter((port) => port !== '3478')).toEqual([]);
  expect(udp.flatMap(({ destination_addresses }) => destination_addresses).sort()).toEqual([
    '18.156.18.0/27',
    '18.157.71.112/28',
    '18.202.216.0/28',
    '3.123.12.128/28',
    '3.127.48.224/28',
    '3.248.234.48/28',
    '3.248.243.144/28',
    '3.248.244.96/27',
    '35.158.127.224/28',
    '52.213.63.176/28',
    '52.51.63.16/28',
    '99.80.88.240/28',
  ]);
});

test('the two offices behind one policy have priorities of their own', () => {
  const numbers = ['office-berlin', 'office-hamburg'].flatMap((site) => resources<Group>(site, 'azurerm_firewall_policy_rule_collection_group').map(({ priority }) => priority));
  expect([...numbers].sort()).toEqual([500, 510, 600, 610]);
});

test('a vendor that goes leaves the other as it was, though both use *.tokbox.com', () => {
  const alleoAlone: Site = defineSite({ ...berlin, vendors: { 500: berlin.vendors[500] as never }, accept: {} });
  const both = Object.values(synthesized(berlin)).flatMap((type) => Object.entries(type));
  const alone = Object.values(synthesized(alleoAlone)).flatMap((type) => Object.entries(type));
  expect(alone).toHaveLength(1);
  expect(both).toEqual(expect.arrayContaining(alone));
});

function synthesized(site: Site): Resources {
  const text = Testing.synthScope((scope) => void new SiteEgress(scope, 'egress', { site }));
  return (JSON.parse(text) as { resource: Resources }).resource;
}

interface SecurityRule {
  readonly description: string;
  readonly ip_protocol: string;
  readonly from_port: number;
  readonly to_port: number;
  readonly cidr_ipv4: string;
}

test('in the VPC a rule that two vendors share names both, and no rule is there twice', () => {
  const rules = resources<SecurityRule>('vpc-meetings', 'aws_vpc_security_group_egress_rule');
  const https = rules.find(({ cidr_ipv4, from_port }) => cidr_ipv4 === '0.0.0.0/0' && from_port === 443);
  expect(https?.description).toContain('alleo');
  expect(https?.description).toContain('flexperto');
  const identities = rules.map(({ ip_protocol, from_port, to_port, cidr_ipv4 }) => `${ip_protocol} ${from_port}-${to_port} ${cidr_ipv4}`);
  expect(new Set(identities).size).toBe(identities.length);
  expect(meetings.through.map(({ kind }) => kind.id)).toEqual(['aws-security-group', 'aws-network-firewall']);
});

test('the VPC firewall permits *.tokbox.com once, for both', () => {
  const [group] = resources<{ rule_group: { rules_source: { rules_string: string } } }>('vpc-meetings', 'aws_networkfirewall_rule_group');
  const lines = group?.rule_group.rules_source.rules_string.split('\n').filter((line) => line.includes('.tokbox.com') && line.startsWith('pass tls')) ?? [];
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/msg:"[^"]*alleo\/live-av[^"]*flexperto\/tokbox/);
});

test('the Cisco server takes 443 and 7443 from the offices, 38001 from the MR PG, and nothing else', () => {
  const [group] = resources<{ security_rule: readonly Readonly<Record<string, unknown>>[] }>('vnet-contact-center', 'azurerm_network_security_group');
  const allowed = (group?.security_rule ?? []).filter(({ access }) => access === 'Allow');
  const said = allowed.map((rule) => [
    rule.direction,
    rule.protocol,
    [rule.destination_port_range, rule.destination_port_ranges].flat().filter(Boolean),
    [rule.source_address_prefix, rule.source_address_prefixes].flat().filter(Boolean),
    rule.destination_address_prefix,
  ]);
  expect(said.sort()).toEqual([
    ['Inbound', 'Tcp', ['38001'], ['10.40.2.20'], '10.40.1.10'],
    ['Inbound', 'Tcp', ['443', '7443'], ['10.20.0.0/16', '10.30.0.0/16'], '10.40.1.10'],
  ]);
  const denied = (group?.security_rule ?? []).filter(({ access }) => access === 'Deny');
  expect(denied.map(({ direction, priority, protocol, source_address_prefix, destination_address_prefix }) => [direction, priority, protocol, source_address_prefix, destination_address_prefix])).toEqual(
    [
      ['Inbound', 4096, '*', '*', '*'],
      ['Outbound', 4096, '*', '*', '*'],
    ],
  );
});

test('every site is found by looking, in an order of its own', () => {
  expect(findSites(join(__dirname, '../../stacks')).map(({ id }) => id)).toEqual(['office-berlin', 'office-hamburg', 'office-munich-aws', 'office-munich-azure', 'vnet-contact-center', 'vpc-meetings']);
});
