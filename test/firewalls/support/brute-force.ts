import { BlockList } from 'node:net';
import fc from 'fast-check';
import type { Probe } from '../../../src/model/probe.js';
import type { Json } from '../../../src/terraform/json.js';

// Small configurations, and who passes them, decided by walking them the plain way.

export type Decide = (probe: Probe) => boolean;

interface Case {
  readonly resource: Json;
  readonly decide: Decide;
}

type Fields = Readonly<Record<string, Json>>;

const NETS = ['10.0.0.0/8', '10.0.0.0/29', '10.0.0.7', '10.0.1.0/24', '203.0.113.0/24', '203.0.113.128/25', '198.51.100.5/32'] as const;
const PORTS = [[80, 80], [443, 443], [1024, 2048], [80, 443], [0, 65535]] as const;
const nets = fc.subarray([...NETS], { minLength: 1, maxLength: 3 });

/** Also `a-b`. */
export function within(address: string, net: string): boolean {
  if (net === '*') return true;
  const list = new BlockList();
  const [from = '', to] = net.split('-');
  const [base = '', prefix] = net.split('/');
  if (to !== undefined) list.addRange(from, to);
  else list.addSubnet(base, Number(prefix ?? 32));
  return list.check(address);
}

const inAny = (address: string, list: readonly string[]): boolean => list.some((net) => within(address, net));

// ── AWS security groups ──

interface Grant {
  readonly style: 'inline' | 'rule' | 'vpc';
  readonly direction: 'egress' | 'ingress';
  readonly protocol: string;
  readonly ports: readonly [number, number];
  readonly nets: readonly string[];
}

const grant: fc.Arbitrary<Grant> = fc.record({
  style: fc.constantFrom('inline', 'rule', 'vpc'),
  direction: fc.constantFrom('egress', 'ingress'),
  protocol: fc.constantFrom('tcp', '6', 'udp', '17', '-1', '47', 'icmp'),
  ports: fc.constantFrom(...PORTS),
  nets,
});

const NUMBERS: Readonly<Record<string, string>> = { '6': 'tcp', '17': 'udp' };

const grants = ({ direction, protocol, ports: [from, to], nets: peers }: Grant, probe: Probe): boolean => {
  const word = NUMBERS[protocol] ?? protocol;
  const carried = word === '-1' || (word === probe.protocol && (word === '47' || word === 'icmp' || (from <= probe.port && probe.port <= to)));
  return carried && direction === probe.direction && inAny(direction === 'egress' ? probe.destination : probe.source, peers);
};

const icmpPorts = ({ protocol, ports: [from, to] }: Grant): readonly [number, number] => (protocol === 'icmp' ? [-1, -1] : [from, to]);
const slash = (net: string): string => (net.includes('/') ? net : `${net}/32`);

function blockOf(each: Grant): Fields {
  const [from, to] = icmpPorts(each);
  return { protocol: each.protocol, from_port: from, to_port: to, cidr_blocks: each.nets.map(slash) };
}

function groupResources(all: readonly Grant[], viaList: boolean): Json {
  const inline = (direction: string): Json => all.filter((each) => each.style === 'inline' && each.direction === direction).map(blockOf);
  const rules = all.filter(({ style }) => style === 'rule').map((each, index) => [`r${index}`, { security_group_id: GROUP, type: each.direction, ...blockOf(each) }] as const);
  const vpc = (direction: string): Json => Object.fromEntries(all.filter((each) => each.style === 'vpc' && each.direction === direction).flatMap((each, index) => vpcRules(each, index, viaList)));
  const lists = all.flatMap((each, index) => (viaList ? [[`l${index}`, { name: `l${index}`, address_family: 'IPv4', max_entries: 5, entry: each.nets.map((net) => ({ cidr: slash(net) })) }] as const] : []));
  return {
    aws_security_group: { it: { name: 'it', ingress: inline('ingress'), egress: inline('egress') } },
    aws_security_group_rule: Object.fromEntries(rules),
    aws_vpc_security_group_egress_rule: vpc('egress'),
    aws_vpc_security_group_ingress_rule: vpc('ingress'),
    aws_ec2_managed_prefix_list: Object.fromEntries([...lists, ...listsOf(all)]),
  };
}

const GROUP = '${aws_security_group.it.id}';
const listName = (each: Grant, index: number): string => `v_${each.direction}_${index}`;

const listsOf = (all: readonly Grant[]): readonly (readonly [string, Json])[] =>
  ['egress', 'ingress'].flatMap((direction) =>
    all.filter((each) => each.style === 'vpc' && each.direction === direction).map((each, index) => [listName(each, index), { name: 'v', address_family: 'IPv4', max_entries: 5, entry: each.nets.map((net) => ({ cidr: slash(net) })) }] as const),
  );

function vpcRules(each: Grant, index: number, viaList: boolean): readonly (readonly [string, Json])[] {
  const [from, to] = icmpPorts(each);
  const rule = { security_group_id: GROUP, ip_protocol: each.protocol, from_port: from, to_port: to };
  if (viaList) return [[`v${index}`, { ...rule, prefix_list_id: `\${aws_ec2_managed_prefix_list.${listName(each, index)}.id}` }]];
  return each.nets.map((net, at) => [`v${index}_${at}`, { ...rule, cidr_ipv4: slash(net) }] as const);
}

export const securityGroup: fc.Arbitrary<Case> = fc
  .tuple(fc.array(grant, { minLength: 1, maxLength: 5 }), fc.boolean())
  .map(([all, viaList]) => ({ resource: groupResources(all, viaList), decide: (probe) => all.some((each) => grants(each, probe)) }));

// ── Azure network security groups ──

interface NetworkRule {
  readonly priority: number;
  readonly access: 'Allow' | 'Deny';
  readonly direction: 'Inbound' | 'Outbound';
  readonly protocol: 'Tcp' | 'Udp' | '*' | 'Icmp';
  readonly ports: readonly (readonly [number, number])[];
  readonly from: readonly string[];
  readonly to: readonly string[];
}

const peers = fc.oneof({ weight: 1, arbitrary: fc.constant(['*']) }, { weight: 3, arbitrary: nets });

const networkRule: fc.Arbitrary<NetworkRule> = fc.record({
  priority: fc.integer({ min: 100, max: 140 }),
  access: fc.constantFrom('Allow', 'Allow', 'Deny'),
  direction: fc.constantFrom('Inbound', 'Outbound'),
  protocol: fc.constantFrom('Tcp', 'Udp', '*', 'Icmp'),
  ports: fc.subarray([...PORTS], { minLength: 1, maxLength: 2 }),
  from: peers,
  to: peers,
});

/** Rules for every protocol and for ICMP are given all ports: what others mean is not documented. */
const portsOf = ({ protocol, ports }: NetworkRule): readonly (readonly [number, number])[] => (protocol === '*' || protocol === 'Icmp' ? [[0, 65535]] : ports);

const matchesRule = (rule: NetworkRule, probe: Probe): boolean =>
  (rule.direction === 'Inbound') === (probe.direction === 'ingress') &&
  (rule.protocol === '*' || (rule.protocol.toLowerCase() === probe.protocol && portsOf(rule).some(([from, to]) => from <= probe.port && probe.port <= to))) &&
  inAny(probe.source, rule.from) &&
  inAny(probe.destination, rule.to);

/** One value goes into the singular attribute, several into the plural. */
const either = (name: string, plural: string, values: readonly string[]): Fields => (values.length === 1 ? { [name]: values[0] ?? '' } : { [plural]: values });

const attributesOf = (rule: NetworkRule, name: string): Fields => ({
  name,
  priority: rule.priority,
  access: rule.access,
  direction: rule.direction,
  protocol: rule.protocol,
  source_port_range: '*',
  ...either('destination_port_range', 'destination_port_ranges', portsOf(rule).map(([from, to]) => (to - from === 65535 ? '*' : from === to ? `${from}` : `${from}-${to}`))),
  ...either('source_address_prefix', 'source_address_prefixes', rule.from),
  ...either('destination_address_prefix', 'destination_address_prefixes', rule.to),
});

const FINAL: readonly NetworkRule[] = (['Inbound', 'Outbound'] as const).map((direction) => ({ priority: 4096, access: 'Deny', direction, protocol: '*', ports: [[0, 65535]], from: ['*'], to: ['*'] }));

const oncePerPriority = (rules: readonly NetworkRule[]): readonly NetworkRule[] => [...new Map(rules.map((rule) => [`${rule.direction}${rule.priority}`, rule])).values()];

function networkGroup(rules: readonly NetworkRule[], apart: boolean): Json {
  const group = { name: 'nsg', resource_group_name: 'rg', location: 'westeurope' };
  const named = rules.map((rule, index) => [`r${index}`, attributesOf(rule, `r${index}`)] as const);
  if (!apart) return { azurerm_network_security_group: { it: { ...group, security_rule: named.map(([, rule]) => rule) } } };
  const owner = { resource_group_name: 'rg', network_security_group_name: '${azurerm_network_security_group.it.name}' };
  return { azurerm_network_security_group: { it: group }, azurerm_network_security_rule: Object.fromEntries(named.map(([key, rule]) => [key, { ...rule, ...owner }])) };
}

export const networkSecurityGroup: fc.Arbitrary<Case> = fc.tuple(fc.array(networkRule, { minLength: 1, maxLength: 6 }).map(oncePerPriority), fc.boolean()).map(([given, apart]) => {
  const rules = [...given, ...FINAL];
  const ordered = [...rules].sort((a, b) => a.priority - b.priority);
  return { resource: networkGroup(rules, apart), decide: (probe) => ordered.find((rule) => matchesRule(rule, probe))?.access === 'Allow' };
});

// ── Azure Firewall ──

interface L4Rule {
  readonly protocols: readonly string[];
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly ports: readonly string[];
}

interface L7Rule {
  readonly from: readonly string[];
  readonly carried: readonly (readonly [type: 'Http' | 'Https', port: number])[];
  readonly fqdns: readonly string[];
}

interface Collection {
  readonly priority: number;
  readonly action: 'Allow' | 'Deny';
  readonly network?: readonly L4Rule[];
  readonly application?: readonly L7Rule[];
}

interface Group {
  readonly parent: boolean;
  readonly priority: number;
  readonly collections: readonly Collection[];
}

const firewallNets = fc.oneof({ weight: 1, arbitrary: fc.constant(['*']) }, { weight: 4, arbitrary: fc.subarray([...NETS, '10.0.0.7-10.0.1.1', '203.0.113.0-203.0.113.127'], { minLength: 1, maxLength: 2 }) });

const l4Rule: fc.Arbitrary<L4Rule> = fc.record({
  protocols: fc.subarray(['TCP', 'UDP', 'Any', 'ICMP'], { minLength: 1, maxLength: 2 }),
  from: firewallNets,
  to: firewallNets,
  ports: fc.oneof(fc.constant(['*']), fc.subarray(['80', '443', '1024-2048', '80-443'], { minLength: 1, maxLength: 2 })),
});

const l7Rule: fc.Arbitrary<L7Rule> = fc.record({
  from: firewallNets,
  carried: fc.subarray([['Http', 80], ['Https', 443], ['Https', 444]] as const, { minLength: 1 }),
  fqdns: fc.subarray(['example.com', '*.example.com', '*example.com', '*', 'a.example.com', 'EXAMPLE.org'], { minLength: 1, maxLength: 2 }),
});

const collection: fc.Arbitrary<Collection> = fc
  .tuple(fc.integer({ min: 100, max: 120 }), fc.constantFrom('Allow' as const, 'Allow' as const, 'Deny' as const), fc.boolean(), fc.array(l4Rule, { minLength: 1, maxLength: 2 }), fc.array(l7Rule, { minLength: 1, maxLength: 2 }))
  .map(([priority, action, isNetwork, network, application]) => (isNetwork ? { priority, action, network: network.map(withoutIcmpPorts) } : { priority, action, application }));

/** What ports mean for ICMP is not documented. */
const withoutIcmpPorts = (rule: L4Rule): L4Rule => (rule.ports[0] === '*' ? rule : { ...rule, protocols: rule.protocols.map((word) => (word === 'ICMP' ? 'TCP' : word)) });

const once = <T extends { readonly priority: number }>(items: readonly T[], key: (item: T) => string): readonly T[] => [...new Map(items.map((item) => [key(item), item])).values()];

const group: fc.Arbitrary<Group> = fc.record({
  parent: fc.boolean(),
  priority: fc.integer({ min: 100, max: 110 }),
  collections: fc.array(collection, { minLength: 1, maxLength: 3 }).map((all) => once(all, ({ priority }) => `${priority}`)),
});

function carriesL4(word: string, ports: readonly string[], probe: Probe): boolean {
  const port = ports.includes('*') || ports.some((text) => inPorts(text, probe.port));
  const portly = probe.protocol === 'tcp' || probe.protocol === 'udp';
  if (word === 'Any') return ports.includes('*') || (portly && port);
  return word.toLowerCase() === probe.protocol && (word === 'ICMP' || port);
}

function inPorts(text: string, port: number): boolean {
  const [from = 0, to = from] = text.split('-').map(Number);
  return from <= port && port <= to;
}

const matchesL4 = (rule: L4Rule, probe: Probe): boolean => rule.protocols.some((word) => carriesL4(word, rule.ports, probe)) && inAny(probe.source, rule.from) && inAny(probe.destination, rule.to);

function matchesFqdn(fqdn: string, name: string | undefined): boolean {
  const wanted = fqdn.toLowerCase();
  return name !== undefined && (wanted.startsWith('*') ? name.endsWith(wanted.slice(1)) : name === wanted);
}

const matchesL7 = (rule: L7Rule, probe: Probe): boolean =>
  probe.protocol === 'tcp' &&
  rule.carried.some(([type, port]) => port === probe.port && probe.application === (type === 'Http' ? 'http' : 'tls')) &&
  rule.fqdns.some((fqdn) => matchesFqdn(fqdn, probe.name)) &&
  inAny(probe.source, rule.from);

function decideFirewall(groups: readonly Group[]): Decide {
  const level = (parent: boolean): readonly Collection[] => groups.filter((each) => each.parent === parent).sort((a, b) => a.priority - b.priority).flatMap((each) => [...each.collections].sort((a, b) => a.priority - b.priority));
  const ordered = [...level(true), ...level(false)];
  return (probe) => {
    const network = ordered.find(({ network: rules = [] }) => rules.some((rule) => matchesL4(rule, probe)));
    const application = ordered.find(({ application: rules = [] }) => rules.some((rule) => matchesL7(rule, probe)));
    return (network ?? application)?.action === 'Allow';
  };
}

function firewallResources(groups: readonly Group[], viaIpGroups: boolean): Json {
  const lists = new Map<string, readonly string[]>();
  const addresses = (side: string, list: readonly string[]): Fields => {
    if (!viaIpGroups || list.includes('*')) return { [`${side}_addresses`]: list };
    const key = `g_${list.join('_').replace(/\W/g, '_')}`;
    lists.set(key, list);
    return { [`${side}_ip_groups`]: [`\${azurerm_ip_group.${key}.id}`] };
  };
  const collections = (each: Group, type: 'network' | 'application'): Json => each.collections.filter((one) => one[type] !== undefined).map((one) => ({ name: `c${one.priority}`, priority: one.priority, action: one.action, rule: rulesIn(one) }));
  const rulesIn = (one: Collection): Json => [
    ...(one.network ?? []).map((rule, index) => ({ name: `n${index}`, protocols: rule.protocols, destination_ports: rule.ports, ...addresses('source', rule.from), ...addresses('destination', rule.to) })),
    ...(one.application ?? []).map((rule, index) => ({ name: `a${index}`, protocols: rule.carried.map(([type, port]) => ({ type, port })), destination_fqdns: rule.fqdns, ...addresses('source', rule.from) })),
  ];
  const made = groups.map((each, index) => [
    `g${index}`,
    { name: `g${index}`, priority: each.priority, firewall_policy_id: `\${azurerm_firewall_policy.${each.parent ? 'above' : 'it'}.id}`, network_rule_collection: collections(each, 'network'), application_rule_collection: collections(each, 'application') },
  ] as const);
  return {
    azurerm_firewall_policy: { above: { name: 'above' }, it: { name: 'it', base_policy_id: '${azurerm_firewall_policy.above.id}' } },
    azurerm_firewall_policy_rule_collection_group: Object.fromEntries(made),
    azurerm_ip_group: Object.fromEntries([...lists].map(([key, cidrs]) => [key, { name: key, cidrs }])),
  };
}

export const azureFirewall: fc.Arbitrary<Case> = fc
  .tuple(fc.array(group, { minLength: 1, maxLength: 3 }).map((all) => once(all, ({ parent, priority }) => `${parent}${priority}`)), fc.boolean())
  .map(([groups, viaIpGroups]) => ({ resource: firewallResources(groups, viaIpGroups), decide: decideFirewall(groups) }));
