/** Firewalls that several stacks put rules into: each site is proved with the rules of all. */
import { assess } from '../../src/check/assess.js';
import { explain, whoOpens } from '../../src/check/explain.js';
import { neighbourhood, stacksBy } from '../../src/check/neighbours.js';
import { azureFirewall, defineSite } from '../../src/index.js';
import { orThrow } from '../../src/model/diagnostic.js';
import { parsePackets } from '../../src/model/parse-packets.js';
import { unknown } from '../../src/terraform/values.js';
import type { TerraformConfig } from '../../src/terraform/config.js';
import { row, vendorOf } from '../support/documents.js';
import { type Written, assessed, configOf, edited, written } from './support.js';

const POLICY = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/hub/providers/Microsoft.Network/firewallPolicies/hub';

/** An office that needs one name, on TCP 443. */
const office = (id: string, sources: string, name: string, priority: number, options: Readonly<Record<string, unknown>> = { firewallPolicyId: POLICY }): Written =>
  written(defineSite({ id, sources: [sources], vendors: { [priority]: vendorOf(`vendor-of-${id}`, [row('web', { to: [name] })])() }, through: [azureFirewall(options)] }));

const a = office('office-a', '10.1.0.0/16', 'a.example.com', 500);
const b = office('office-b', '10.2.0.0/16', 'b.example.com', 600);

interface Place {
  readonly id?: string;
  readonly action?: string;
  readonly priority?: number;
  readonly policy?: string;
}

const group = ({ id = 'extra', action = 'Allow', priority = 700, policy = POLICY }: Place, section: string, rule: unknown): unknown => ({
  azurerm_firewall_policy_rule_collection_group: {
    [id]: { name: id, priority, firewall_policy_id: policy, [`${section}_rule_collection`]: [{ name: 'extra', priority: 100, action, rule: [rule] }] },
  },
});

/** A rule collection group with one rule: to a name on TCP 443. */
const toName = (from: readonly string[], name: string, place: Place = {}): unknown =>
  group(place, 'application', { name: 'rule', source_addresses: from, protocols: [{ type: 'Https', port: 443 }], destination_fqdns: [name] });

/** The same to an address on any port. */
const toAddress = (from: readonly string[], to: string, place: Place = {}): unknown =>
  group(place, 'network', { name: 'rule', source_addresses: from, protocols: ['TCP'], destination_addresses: [to], destination_ports: ['*'] });

const RULE = 'office-b: azurerm_firewall_policy_rule_collection_group.extra extra/rule';

test('two offices behind one policy are proved, each with the rules of the other', () => {
  const said = assessed([a, b]);
  expect(said['office-a']).toMatch(/^office-a: proved\n/);
  expect(said['office-b']).toMatch(/^office-b: proved\n/);
  expect(said['office-a']).toContain('note: rules of others in the same firewalls are counted: those of office-b');
});

/** Of these, the sites that are proved. */
const proved = (said: Readonly<Record<string, string>>): readonly string[] => Object.keys(said).filter((site) => said[site]?.startsWith(`${site}: proved\n`) === true);

describe('what the stack of another office opens', () => {
  test('to everyone is open at both', () => {
    const said = assessed([a, edited(b, toName(['*'], 'evil.example.com'))]);
    expect(said['office-a']).toContain(`excess 443/tcp tls evil.example.com at 203.0.113.7 from 10.1.0.0\n    azure-firewall permits it: ${RULE}`);
    expect(said['office-b']).toContain(`excess 443/tcp tls evil.example.com at 203.0.113.7 from 10.2.0.0\n    azure-firewall permits it: ${RULE.replace('office-b: ', '')}`);
  });

  test('to this one alone is open here', () => {
    const said = assessed([a, edited(b, toAddress(['10.1.7.0/24'], '203.0.113.0/24'))]);
    expect(said['office-a']).toContain(`excess 443/tcp 203.0.113.7 from 10.1.7.0\n    azure-firewall permits it: ${RULE}`);
    expect(proved(said)).toEqual(['office-b']);
  });

  test('whatever the capitals of the id', () => {
    const policy = POLICY.replace('resourceGroups/hub', 'resourcegroups/HUB');
    expect(assessed([a, edited(b, toAddress(['10.1.7.0/24'], '203.0.113.0/24', { policy }))])['office-a']).toContain(RULE);
  });

  test.each([POLICY.replace('00000000-', '11111111-'), POLICY.replace('/hub/', '/other-hub/'), `${POLICY}-2`])('in %s is open at no other', (policy) => {
    expect(proved(assessed([a, edited(b, toAddress(['10.1.7.0/24'], '203.0.113.0/24', { policy }))]))).toContain('office-a');
  });
});

describe('a stack of no site', () => {
  const beside = (resource: unknown): string => assessed([a], { network: configOf(resource) })['office-a'] ?? '';

  test('opens what it opens', () => {
    expect(beside(toName(['10.0.0.0/8'], 'evil.example.com'))).toContain(`permits it: ${RULE.replace('office-b', 'network')}`);
    expect(beside(toAddress(['10.9.0.0/16'], '10.1.5.0/24'))).toContain('excess 443/tcp 10.1.5.0 in from 10.9.0.0');
    expect(beside(toAddress(['10.9.0.0/16'], '*'))).toContain('excess 443/tcp 10.1.0.0 in from 10.9.0.0');
  });

  test('and what it opens to names for others is none of this one', () => expect(beside(toName(['10.9.0.0/16'], 'z.example.com'))).toMatch(/^office-a: proved\n/));

  test('with the claim that a name is at its address it opens that', () => {
    const rule = { name: 'rule', source_addresses: ['10.9.0.0/16'], protocols: ['TCP'], destination_addresses: ['10.1.5.0/24'], destination_fqdns: ['z.example.com'], destination_ports: ['443'] };
    expect(beside(group({}, 'network', rule))).toContain('excess 443/tcp 10.1.5.0 in from 10.9.0.0');
  });

  test('of which a part cannot be read is said to be so', () => {
    const network = { ...configOf(toName(['10.9.0.0/16'], 'z.example.com')), unread: ['module.more: what it makes is not in this configuration'] };
    expect(assessed([a], { network })['office-a']).toContain('note: not read of network: module.more: what it makes is not in this configuration');
  });
});

describe('one stack with the rules of several offices', () => {
  const said = (...extra: readonly unknown[]): string => assessed([extra.reduce<Written>(edited, a)])['office-a'] ?? '';
  test('is proved for each: what others call by name is their way out', () => {
    expect(said(toName(['10.2.0.0/16', '10.3.0.0/16'], 'b.example.com'))).toMatch(/^office-a: proved\n/);
  });

  test('is not where its own addresses are among theirs, or theirs reach in', () => {
    expect(said(toName(['10.2.0.0/16', '10.1.7.0/24'], 'b.example.com'))).toContain('excess 443/tcp tls b.example.com at 203.0.113.7 from 10.1.7.0');
    expect(said(toName(['*'], 'b.example.com'))).toContain('excess 443/tcp tls b.example.com');
    expect(said(toAddress(['10.2.0.0/16'], '10.1.4.0/24'))).toContain('excess 443/tcp 10.1.4.0 in from 10.2.0.0');
  });
});

describe('a deny of another stack', () => {
  const deny = (priority: number): string => assessed([a, edited(b, toName(['*'], 'a.example.com', { action: 'Deny', priority }))])['office-a'] ?? '';

  test('before the rules of an office takes its rows, and is named', () => {
    expect(deny(400)).toContain(`missing 443/tcp tls a.example.com at 203.0.113.7 from 10.1.0.0, asked for by vendor-of-office-a/web\n    azure-firewall denies it: ${RULE}`);
  });

  test('behind them takes nothing', () => expect(deny(501)).toMatch(/^office-a: proved\n/));

  test('with the same number may come first', () => expect(deny(500)).toMatch(/missing 443\/tcp tls a\.example\.com.*\n.*may deny it: office-b: .* extra\/rule; not read: its priority is not known/));

  test('by address comes before every rule by name, whatever its number', () => {
    const said = assessed([a, edited(b, toAddress(['*'], '203.0.113.0/24', { action: 'Deny', priority: 65000 }))]);
    expect(said['office-a']).toContain(`missing 443/tcp tls a.example.com at 203.0.113.7 from 10.1.0.0, asked for by vendor-of-office-a/web\n    azure-firewall denies it: ${RULE}`);
  });
});

describe('an office whose addresses overlap', () => {
  const c = office('office-c', '10.1.0.0/24', 'c.example.com', 600);

  test('asks for what is its own to prove, and no excess of this one', () => {
    const said = assessed([a, c]);
    expect(said['office-a']).toMatch(/^office-a: proved\n/);
    expect(said['office-c']).toMatch(/^office-c: proved\n/);
  });

  test('excuses nothing that it does not ask for', () => {
    expect(assessed([a, edited(c, toName(['10.1.0.0/24'], 'evil.example.com'))])['office-a']).toContain('excess 443/tcp tls evil.example.com');
  });

  test('excuses nothing where nobody says that it is a site, or where its site means another policy', () => {
    expect(assessed([a], { 'office-c': c.config })['office-a']).toContain('excess 443/tcp tls c.example.com');
    const elsewhere = office('office-c', '10.1.0.0/24', 'c.example.com', 600, { firewallPolicyId: `${POLICY}-2` });
    expect(assessed([a, { plan: elsewhere.plan, config: c.config }])['office-a']).toContain('excess 443/tcp tls c.example.com');
  });
});

describe('a policy that one stack makes', () => {
  const maker = office('office-a', '10.1.0.0/16', 'a.example.com', 500, { makePolicy: { name: 'hub', resourceGroupName: 'Hub', location: 'westeurope' } });

  test('is the one that another names by its id', () => {
    expect(proved(assessed([maker, b]))).toEqual(['office-a', 'office-b']);
    expect(assessed([maker, edited(b, toName(['10.1.0.0/16'], 'evil.example.com'))])['office-a']).toContain(`permits it: ${RULE}`);
  });

  test('is not one of another name', () => {
    const policy = POLICY.replace('/hub/', '/hub2/');
    expect(proved(assessed([maker, edited(b, toName(['10.1.0.0/16'], 'evil.example.com', { policy }))]))).toContain('office-a');
  });

  test('is seen with its rules by those that name it', () => {
    const address = maker.config.resources.find(({ type }) => type === 'azurerm_firewall_policy')?.address ?? '';
    const said = assessed([edited(maker, toName(['10.2.0.0/16'], 'evil.example.com', { policy: `\${${address}.id}` })), b]);
    expect(said['office-b']).toContain(`permits it: ${RULE.replace('office-b', 'office-a')}`);
  });
});

describe('the parent of a policy', () => {
  const PARENT = `${POLICY}-base`;
  const maker = office('office-a', '10.1.0.0/16', 'a.example.com', 500, { makePolicy: { name: 'child', resourceGroupName: 'hub', location: 'westeurope' } });
  const child = maker.config.resources.find(({ type }) => type === 'azurerm_firewall_policy');
  const heir: Written = { ...maker, config: { resources: maker.config.resources.map((each) => (each === child ? { ...each, values: { ...each.values, base_policy_id: PARENT } } : each)) } };

  test('comes first, whoever fills it', () => {
    const network = configOf(toName(['*'], 'a.example.com', { action: 'Deny', priority: 65000, policy: PARENT }));
    expect(assessed([heir], { network })['office-a']).toContain(`denies it: ${RULE.replace('office-b', 'network')}`);
  });

  test('opens what it opens, whoever makes it', () => {
    const made = { azurerm_firewall_policy: { base: { name: 'hub-base', resource_group_name: 'hub', location: 'westeurope' } } };
    const network = { resources: [...configOf(made).resources, ...configOf(toName(['*'], 'evil.example.com', { policy: '${azurerm_firewall_policy.base.id}' })).resources] };
    expect(assessed([heir], { network })['office-a']).toContain(`permits it: ${RULE.replace('office-b', 'network')}`);
    expect(assessed([maker], { network })['office-a']).toMatch(/^office-a: proved/);
  });

  test('opens what it opens to those that name the child of another', () => {
    const child = { name: 'hub', resource_group_name: 'hub', location: 'westeurope', base_policy_id: '${azurerm_firewall_policy.base.id}' };
    const made = configOf({ azurerm_firewall_policy: { child, base: { name: 'hub-base', resource_group_name: 'hub', location: 'westeurope' } } }).resources;
    const hub = { resources: [...made, ...configOf(toName(['*'], 'evil.example.com', { policy: '${azurerm_firewall_policy.base.id}' })).resources] };
    expect(assessed([a], { hub })['office-a']).toContain(`permits it: ${RULE.replace('office-b', 'hub')}`);
    const elsewhere = hub.resources.map((each) => ({ ...each, values: { ...each.values, resource_group_name: 'other' } }));
    expect(proved(assessed([a], { hub: { resources: elsewhere } }))).toEqual(['office-a']);
  });

  test('that two inherit from makes them no neighbours', () => {
    const other = edited(b, { azurerm_firewall_policy: { other: { name: 'other', resource_group_name: 'hub', location: 'westeurope', base_policy_id: PARENT } } });
    const neighboursOf = neighbourhood(stacksBy([heir.plan, b.plan], new Map([['office-a', heir.config], ['office-b', other.config]])));
    expect(neighboursOf(heir.plan, heir.config).read).toEqual([]);
  });

  test('sees nothing of what its children say', () => {
    const parent = office('office-p', '10.3.0.0/16', 'p.example.com', 500, { firewallPolicyId: PARENT });
    expect(proved(assessed([parent, edited(heir, toName(['10.3.0.0/16'], 'evil.example.com', { policy: `\${${child?.address ?? ''}.id}` }))]))).toContain('office-p');
  });
});

describe('what only an expression names', () => {
  const DATA = '${data.azurerm_firewall_policy.hub.id}';
  const [byData, other] = [a, b].map(({ plan, config }) => ({ plan, config: named(config, DATA) })) as [Written, Written];

  function named(config: TerraformConfig, policy: string): TerraformConfig {
    const [group] = configOf(toName([], '', { policy })).resources;
    return { resources: config.resources.map((each) => ({ ...each, values: { ...each.values, firewall_policy_id: group?.values['firewall_policy_id'] ?? null } })) };
  }

  test('by the same words may be one policy', () => {
    expect(proved(assessed([byData, other]))).toEqual(['office-a', 'office-b']);
    const said = assessed([byData, edited(other, toName(['10.1.0.0/16'], 'evil.example.com', { policy: DATA }))])['office-a'];
    expect(said).toContain(`azure-firewall may permit it: ${RULE}; not read: whether it stands in this firewall`);
  });

  test('is counted on for nothing', () => {
    const empty: Written = { plan: byData.plan, config: named(configOf(toName(['10.1.0.0/16'], 'other.example.com')), DATA) };
    const said = assessed([empty, edited(other, toName(['10.1.0.0/16'], 'a.example.com', { policy: DATA }))])['office-a'];
    expect(said).toContain('missing 443/tcp tls a.example.com');
  });

  test('by other words is another', () => {
    const said = assessed([byData, edited(other, toName(['10.1.0.0/16'], 'evil.example.com', { policy: DATA.replace('.hub.', '.spoke.') }))]);
    expect(proved(said)).toContain('office-a');
  });

  test('may be the policy that an id names, where it ends as the id does', () => {
    const policy = POLICY.replace(/^\/subscriptions\/[^/]+/, '/subscriptions/${var.subscription}');
    const open = (at: string): string => assessed([a, edited(b, toName(['10.1.0.0/16'], 'evil.example.com', { policy: at }))])['office-a'] ?? '';
    expect(open(policy)).toContain(`azure-firewall may permit it: ${RULE}; not read: whether it stands in this firewall`);
    expect(open(policy.replace('/hub/', '/spoke/'))).toMatch(/^office-a: proved\n/);
  });

  test('after apply alone is none of anybody', () => {
    const later = (each: Written): Written => ({ plan: each.plan, config: { resources: each.config.resources.map((resource) => ({ ...resource, values: { ...resource.values, firewall_policy_id: unknown('known after apply') } })) } });
    const open = edited(b, toName(['*'], 'evil.example.com'));
    expect(proved(assessed([later(a), later(open)]))).toEqual(['office-a']);
  });
});

describe('a policy that is looked up by its names', () => {
  const lookedUp = (names: object): unknown => ({ azurerm_firewall_policy: { found: { name: 'hub', resource_group_name: 'hub', ...names } } });
  const stranger = (names: object, at = 'found.id'): TerraformConfig => configOf(toName(['*'], 'evil.example.com', { policy: `\${data.azurerm_firewall_policy.${at}}` }), lookedUp(names));
  const said = (network: TerraformConfig): string => assessed([a], { network })['office-a'] ?? '';

  test('is that of an id which ends in them', () => {
    expect(said(stranger({}))).toContain(`azure-firewall permits it: ${RULE.replace('office-b', 'network')}`);
    expect(said(stranger({ name: 'HUB', resource_group_name: 'Hub' }))).toContain('azure-firewall permits it: network: ');
    expect(said(stranger({ count: 1 }, 'found[0].id'))).toContain('azure-firewall permits it: network: ');
  });

  test('by other names is another', () => {
    for (const names of [{ name: 'spoke' }, { resource_group_name: 'spoke' }]) expect(said(stranger(names))).toMatch(/^office-a: proved\n/);
  });

  test('and is made beside, is that one', () => {
    const made = { azurerm_firewall_policy: { hub: { name: 'hub', resource_group_name: 'hub', location: 'westeurope' } } };
    const network = configOf({ ...made, ...(toName(['*'], 'evil.example.com', { policy: '${data.azurerm_firewall_policy.found.id}' }) as object) }, lookedUp({}));
    expect(said(network)).toContain('azure-firewall permits it: network: ');
  });

  test('may be the parent of the own', () => {
    const child = { name: 'hub', resource_group_name: 'hub', location: 'westeurope', base_policy_id: '${data.azurerm_firewall_policy.found.id}' };
    const hub = configOf({ azurerm_firewall_policy: { child } }, lookedUp({ name: 'base' }));
    const base = configOf(toName(['*'], 'evil.example.com', { policy: POLICY.replace(/hub$/, 'base') }));
    expect(assessed([a], { hub, base })['office-a']).toContain('azure-firewall permits it: base: ');
    expect(assessed([a], { base })['office-a']).toMatch(/^office-a: proved\n/);
  });
});

describe('names mean something in their own configuration alone', () => {
  const fromGroup = (id: string): unknown => group({}, 'network', { name: 'rule', source_ip_groups: [id], protocols: ['TCP'], destination_addresses: ['203.0.113.0/24'], destination_ports: ['443'] });
  const nine = configOf({ azurerm_ip_group: { nine: { name: 'nine', resource_group_name: 'hub', cidrs: ['10.9.0.0/16'] } } }).resources;
  const network = { resources: [...nine, ...configOf(toName(['10.9.0.0/16'], 'z.example.com')).resources] };

  test('an IP Group that an expression names is none of another stack', () => {
    const some = edited(a, fromGroup('${coalesce(var.ids, [])[0]}'));
    expect(assessed([some], { network })['office-a']).toContain('excess 443/tcp 203.0.113.7 from 10.1.0.0');
  });

  test('an IP Group of another stack is what it is there', () => {
    const theirs = { resources: [...network.resources.slice(0, 1), ...configOf(fromGroup('${azurerm_ip_group.nine.id}')).resources] };
    expect(proved(assessed([a], { network: theirs }))).toEqual(['office-a']);
  });

  test('what a site says of IP Groups is said of its rules, and of no others', () => {
    const sourceIpGroupIds = ['/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/hub/providers/Microsoft.Network/ipGroups/b'];
    const grouped = office('office-b', '10.2.0.0/16', 'b.example.com', 600, { firewallPolicyId: POLICY, sourceIpGroupIds });
    expect(proved(assessed([a, grouped]))).toEqual(['office-a', 'office-b']);
    expect(assessed([a], { 'office-b': grouped.config })['office-a']).toContain('azure-firewall may permit it: office-b: ');
  });
});

describe('a packet that the stack of another office lets pass', () => {
  const open = edited(b, toName(['*'], 'evil.example.com'));
  const neighboursOf = neighbourhood(stacksBy([a.plan, b.plan], new Map([['office-a', a.config], ['office-b', open.config]])));
  const packets = orThrow(parsePackets('443/tcp evil.example.com', 'packet'));

  test('is explained by its rule', () => {
    const { verdict, reasons, notes } = explain(a.plan, a.config, packets, neighboursOf(a.plan, a.config));
    expect([verdict, reasons.map(({ rule }) => rule)]).toEqual(['permitted', [RULE]]);
    expect(notes).toEqual(['rules of others in the same firewalls are counted: those of office-b']);
    expect(explain(a.plan, a.config, packets).verdict).toBe('denied');
  });

  test('is opened by it here as well', () => {
    expect(whoOpens(a.plan, a.config, packets, neighboursOf(a.plan, a.config)).rules.map(({ rule }) => rule)).toEqual([RULE]);
  });
});

test('quotas and shadows of a shared policy are told once', () => {
  const same = { name: 'rule', source_addresses: ['10.1.0.0/16'], protocols: ['TCP'], destination_addresses: ['203.0.113.0/24'], destination_ports: ['8443'] };
  const shadowed = edited(edited(a, group({ priority: 300 }, 'network', same)), group({ id: 'again', priority: 310 }, 'network', same));
  const { meters, shadows } = assess({ plans: [a.plan, b.plan], configs: new Map([['office-a', shadowed.config], ['office-b', b.config]]) });
  expect(meters.filter(({ name }) => name === 'groupsPerPolicy').map(({ used }) => used)).toEqual([4]);
  expect(shadows.map(({ site, found }) => [site, found.length])).toEqual([['office-a', 1], ['office-b', 0]]);
});

test('a site whose configuration is not there is said not to be looked at', () => {
  const { checks } = assess({ plans: [a.plan], others: [b.plan], configs: new Map([['office-a', a.config]]) });
  expect(checks[0]?.notes).toContain('rules of others in the same firewalls are not known: those of office-b, whose configuration is not among those that were read');
});

test('sites with nothing in common are read alone', () => {
  const alone = office('office-b', '10.2.0.0/16', 'b.example.com', 600, { firewallPolicyId: `${POLICY}-2` });
  const neighboursOf = neighbourhood(stacksBy([a.plan, alone.plan], new Map([['office-a', a.config], ['office-b', alone.config]])));
  expect(neighboursOf(a.plan, a.config)).toEqual({ read: [], unread: [] });
});
