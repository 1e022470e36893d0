/** Rule collection groups in another policy than the site names, and IP Groups in another place. */
import { azureFirewall } from '../../../src/firewalls/azure-firewall/index.js';
import { configOf } from '../../check/support.js';
import { RIGHT, placed, placedIn, planOf } from '../support/placement.js';
import { POLICY } from './support.js';

const GROUP = 'azurerm_firewall_policy_rule_collection_group';
const OTHER = POLICY.replace('egress', 'lab');
const HERE = '${azurerm_firewall_policy.p.id}';

const groups = (...policies: readonly string[]): object => ({ [GROUP]: Object.fromEntries(policies.map((firewall_policy_id, index) => [`g${index}`, { name: `g${index}`, priority: 500, firewall_policy_id }])) });
const policy = (values: object = {}): object => ({ azurerm_firewall_policy: { p: { name: 'egress', resource_group_name: 'hub', location: 'westeurope', ...values } } });

describe('a policy that exists', () => {
  const said = (resource: unknown, own?: string) => placed(azureFirewall, { firewallPolicyId: POLICY }, resource, own);

  test('that has the groups, whatever the capitals', () => {
    expect(said(groups(POLICY, POLICY.toUpperCase(), POLICY.replace('resourceGroups', 'resourcegroups')))).toEqual(RIGHT);
  });

  test('another has them, all or some', () => {
    expect(said(groups(OTHER, OTHER)).misplaced).toEqual([`${GROUP}.g0.firewall_policy_id and 1 more: expected ${POLICY}, got ${OTHER}`]);
    expect(said(groups(OTHER, POLICY)).misplaced).toEqual([`${GROUP}.g0.firewall_policy_id: expected ${POLICY}, got ${OTHER}`]);
    expect(said({ ...policy({ name: 'lab' }), ...groups(POLICY) })).toEqual(RIGHT);
    const subscription = POLICY.replace('subscriptions/0', 'subscriptions/1');
    expect(said(groups(subscription)).misplaced).toEqual([`${GROUP}.g0.firewall_policy_id: expected ${POLICY}, got ${subscription}`]);
  });

  test('one that is written beside them is told by its names', () => {
    expect(said({ ...policy(), ...groups(HERE) })).toEqual(RIGHT);
    expect(said({ ...policy({ name: 'EGRESS' }), ...groups(HERE) })).toEqual(RIGHT);
    expect(said({ ...policy({ name: 'lab' }), ...groups(HERE) }).misplaced).toEqual(['azurerm_firewall_policy.p.name: expected egress, got lab']);
    expect(said({ ...policy({ resource_group_name: 'spoke' }), ...groups(HERE) }).misplaced).toEqual(['azurerm_firewall_policy.p.resource_group_name: expected hub, got spoke']);
  });

  test('that inherits them', () => {
    const chain = (name: string): object => ({ azurerm_firewall_policy: { base: { name: 'base' }, middle: { name: 'middle', base_policy_id: '${azurerm_firewall_policy.base.id}' }, p: { name, resource_group_name: 'hub', base_policy_id: '${azurerm_firewall_policy.middle.id}' } } });
    expect(said({ ...chain('egress'), ...groups('${azurerm_firewall_policy.base.id}') })).toEqual(RIGHT);
    expect(said({ ...chain('lab'), ...groups('${azurerm_firewall_policy.base.id}') }).misplaced).toHaveLength(2);
    expect(said({ ...policy({ name: 'lab', base_policy_id: POLICY }), ...groups(HERE) }).misplaced).toHaveLength(1);
  });

  test('one that is looked up is told by its names', () => {
    const said = (names: object) => placedIn(azureFirewall, { firewallPolicyId: POLICY }, configOf(groups('${data.azurerm_firewall_policy.p.id}'), { azurerm_firewall_policy: { p: { name: 'egress', resource_group_name: 'hub', ...names } } }));
    expect(said({})).toEqual(RIGHT);
    expect(said({ name: 'lab' }).misplaced).toEqual(['data.azurerm_firewall_policy.p.name: expected egress, got lab']);
    expect(said({ name: '${var.name}' }).notes).toEqual(['data.azurerm_firewall_policy.p.name: whether ${var.name} is egress is not known here']);
  });

  test('what is not known is said', () => {
    expect(said(groups('${var.policy}'))).toEqual({ misplaced: [], notes: [`${GROUP}.g0.firewall_policy_id: whether \${var.policy} is ${POLICY} is not known here`] });
    expect(said(groups('${data.azurerm_firewall_policy.hub.id}')).notes).toHaveLength(1);
    expect(said({ ...policy({ name: '${var.name}' }), ...groups(HERE) })).toEqual({ misplaced: [], notes: ['azurerm_firewall_policy.p.name: whether ${var.name} is egress is not known here'] });
  });

  test('in a plan, one that is there has its id', () => {
    const plan = (id: string) => planOf({ 'azurerm_firewall_policy.p': { id, name: 'egress', resource_group_name: 'hub' }, [`${GROUP}.g`]: { firewall_policy_id: id === '?' ? '?azurerm_firewall_policy.p.id' : id } });
    const said = (id: string) => placedIn(azureFirewall, { firewallPolicyId: POLICY }, plan(id));
    expect(said(POLICY)).toEqual(RIGHT);
    expect(said('?')).toEqual(RIGHT);
    expect(said(OTHER).misplaced).toEqual([`azurerm_firewall_policy.p.id: expected ${POLICY}, got ${OTHER}`]);
  });

  test('rules of a firewall itself stand in no policy', () => {
    const own = { azurerm_firewall_network_rule_collection: { a: { azure_firewall_name: 'f' }, b: { azure_firewall_name: 'f' } } };
    const where = 'azurerm_firewall_network_rule_collection.a.azure_firewall_name and 1 more';
    expect(said(own)).toEqual({ misplaced: [], notes: [`${where}: rules of "f" itself stand in no policy, and are taken for those of the site's`] });
    expect(said({ ...groups(POLICY), ...own }).misplaced).toEqual([`${where}: expected rules in the site's policy alone, got some of "f" itself`]);
  });

  test('groups of others are theirs', () => {
    const both = { [GROUP]: { site_g: { firewall_policy_id: POLICY }, other_g: { firewall_policy_id: OTHER } } };
    expect(said(both, 'site')).toEqual(RIGHT);
    expect(said(both, 'other').misplaced).toHaveLength(1);
  });

  test('that Terraform names is taken for what is written', () => {
    const token = { firewallPolicyId: '${TfToken[TOKEN.1]}' };
    expect(placed(azureFirewall, token, { ...policy(), ...groups(HERE) })).toEqual({ misplaced: [], notes: ['azurerm_firewall_policy.p.id: what the site names is known to Terraform alone, and azurerm_firewall_policy.p is taken for it'] });
    expect(placed(azureFirewall, token, groups('${azurerm_firewall_policy.p.id}'))).toMatchObject({ misplaced: [], notes: [expect.stringContaining('known to Terraform alone')] });
  });
});

describe('a policy that is made', () => {
  const makePolicy = { name: 'egress', resourceGroupName: 'hub', location: 'westeurope' };
  const said = (resource: unknown) => placed(azureFirewall, { makePolicy }, resource);

  test('as the site says, here or elsewhere', () => {
    expect(said({ ...policy({ location: 'West Europe' }), ...groups(HERE) })).toEqual(RIGHT);
    expect(said(groups(POLICY))).toEqual(RIGHT);
  });

  test('under another name, in another resource group or region', () => {
    expect(said({ ...policy({ name: 'lab' }), ...groups(HERE) }).misplaced).toEqual(['azurerm_firewall_policy.p.name: expected egress, got lab']);
    expect(said({ ...policy({ resource_group_name: 'spoke' }), ...groups(HERE) }).misplaced).toEqual(['azurerm_firewall_policy.p.resource_group_name: expected hub, got spoke']);
    expect(said({ ...policy({ location: 'northeurope' }), ...groups(HERE) }).misplaced).toEqual(['azurerm_firewall_policy.p.location: expected westeurope, got northeurope']);
    expect(said(groups(OTHER)).misplaced).toEqual([`${GROUP}.g0.firewall_policy_id: expected egress in hub, got ${OTHER}`]);
  });

  test('what is not known is said', () => {
    expect(said(groups('${var.policy}'))).toEqual({ misplaced: [], notes: [`${GROUP}.g0.firewall_policy_id: whether \${var.policy} is egress in hub is not known here`] });
  });
});

describe('IP Groups that are made', () => {
  const given = { firewallPolicyId: POLICY, makeIpGroup: { resourceGroupName: 'hub', location: 'westeurope' } };
  const HUB = { name: 'sources', resource_group_name: 'hub', location: 'westeurope' };
  const naming = (group: object, side = 'source_ip_groups'): object => ({
    azurerm_ip_group: { named: group, aside: { name: 'x', resource_group_name: 'y', location: 'z' } },
    [GROUP]: { g: { firewall_policy_id: POLICY, network_rule_collection: [{ rule: [{ [side]: ['${azurerm_ip_group.named.id}'] }] }] } },
  });

  test('where the site says; others beside them are not asked', () => {
    expect(placed(azureFirewall, given, naming(HUB))).toEqual(RIGHT);
  });

  test('elsewhere', () => {
    expect(placed(azureFirewall, given, naming({ ...HUB, resource_group_name: 'spoke' })).misplaced).toEqual(['azurerm_ip_group.named.resource_group_name: expected hub, got spoke']);
    expect(placed(azureFirewall, given, naming({ ...HUB, location: 'northeurope' }, 'destination_ip_groups')).misplaced).toEqual(['azurerm_ip_group.named.location: expected westeurope, got northeurope']);
  });

  test('a site that says nothing asks nothing', () => {
    expect(placed(azureFirewall, { firewallPolicyId: POLICY }, naming({ ...HUB, location: 'northeurope' }))).toEqual(RIGHT);
  });
});

describe('a firewall, of which no option speaks', () => {
  const firewall = (...policies: readonly (string | null)[]): object => ({ azurerm_firewall: Object.fromEntries(policies.map((firewall_policy_id, index) => [`f${index}`, { name: 'fw', firewall_policy_id }])) });
  const said = (resource: object) => placed(azureFirewall, { firewallPolicyId: POLICY }, { ...groups(POLICY), ...resource });

  test('with the policy, without one, or beside one that has it', () => {
    expect(said(firewall(POLICY))).toEqual(RIGHT);
    expect(said(firewall(null))).toEqual(RIGHT);
    expect(said(firewall(OTHER, POLICY))).toEqual(RIGHT);
  });

  test('with another policy is said, and no failure', () => {
    expect(said(firewall(OTHER))).toEqual({ misplaced: [], notes: [`azurerm_firewall.f0.firewall_policy_id is "${OTHER}": unless that inherits from the site's policy, its rules are not those of this firewall`] });
  });
});
