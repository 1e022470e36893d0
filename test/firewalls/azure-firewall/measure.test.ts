import { measure } from '../../../src/firewalls/azure-firewall/measure.js';
import { configOf, deployed, readings } from '../../check/support.js';

const POLICY = '/subscriptions/0/resourceGroups/hub/providers/Microsoft.Network/firewallPolicies/hub';
const KEY = POLICY.toLowerCase();
const TYPE = 'azurerm_firewall_policy_rule_collection_group';

const net = (more: object): object => ({ name: 'n', source_addresses: ['10.0.0.0/8', '10.1.0.0/16'], protocols: ['UDP'], destination_ports: ['3478'], destination_addresses: ['203.0.113.0/24', '198.51.100.0/24', '192.0.2.1'], description: 'alleo/media', ...more });
const web = (more: object = {}): object => ({ name: 'w', source_addresses: ['10.0.0.0/8'], protocols: [{ type: 'Https', port: 443 }], destination_fqdns: ['a.example'], description: 'alleo/app', ...more });
const collection = (name: string, ...rule: object[]): object => ({ name, priority: 100, action: 'Allow', rule });
const group = (name: string, more: object, policy = POLICY): object => ({ name, priority: 500, firewall_policy_id: policy, ...more });

test('sources times destinations of each network rule, an IP Group and a name as one', () => {
  const config = configOf({
    azurerm_ip_group: { own: { name: 'own', cidrs: ['10.0.0.0/8', '10.1.0.0/16'] } },
    [TYPE]: {
      g: group('berlin', {
        network_rule_collection: [collection('net', net({}), net({ name: 'o', description: null, source_addresses: null, source_ip_groups: ['${azurerm_ip_group.own.id}'], destination_addresses: null, destination_fqdns: ['a.example', 'b.example'] }))],
        application_rule_collection: [collection('app', web({ source_addresses: null, source_ip_groups: ['${azurerm_ip_group.own.id}'] }))],
        nat_rule_collection: [collection('nat', { name: 'd', source_addresses: ['*'], destination_address: '203.0.113.9' })],
      }),
    },
  });
  const meters = readings(measure([deployed('berlin', config)]));
  expect(meters[KEY]).toEqual([
    'groupsPerPolicy 1/50: berlin 1',
    'ipGroupsPerPolicy 1/600: berlin 1',
    'collectionsPerFirewall 3/2000: app 1, nat 1, net 1',
    `pairsPerFirewall 8/20000: alleo 6, ${TYPE}.g net/o 2`,
    `namesInNetworkRules 2/1000: ${TYPE}.g net/o 2 (advice)`,
    `natDestinations 1/250: ${TYPE}.g nat/d 1`,
  ]);
  expect(meters['azurerm_ip_group.own']).toEqual(['addressesPerIpGroup 2/5000: azurerm_ip_group.own cidrs 2']);
});

test('one policy for all sites that name its id, whatever its capitals, and for the one that makes it', () => {
  const at = (policy: string): ReturnType<typeof configOf> => configOf({ [TYPE]: { g: group('g', { application_rule_collection: [collection('app', web())] }, policy) } });
  const maker = configOf({
    azurerm_firewall_policy: { hub: { name: 'Hub', resource_group_name: 'hub', dns: { servers: ['10.0.0.4', '10.0.0.5'] } } },
    [TYPE]: { g: group('g', { application_rule_collection: [collection('app', web())] }, '${azurerm_firewall_policy.hub.id}') },
  });
  const meters = measure([deployed('berlin', at(POLICY)), deployed('hamburg', at(POLICY.toUpperCase().replace('/SUBSCRIPTIONS', '/subscriptions'))), deployed('hub', maker)]);
  expect(meters.filter(({ name }) => name === 'groupsPerPolicy').map(({ point, sites, used }) => [point, sites, used])).toEqual([[KEY, ['berlin', 'hamburg', 'hub'], 3]]);
  expect(meters.filter(({ name }) => name === 'dnsServers').map(({ point, used, limit }) => [point, used, limit])).toEqual([['azurerm_firewall_policy.hub', 2, 15]]);
});

test('policies of one address in two configurations are two', () => {
  const own = (): ReturnType<typeof configOf> => configOf({ azurerm_firewall_policy: { hub: { name: 'hub', resource_group_name: 'hub' } }, [TYPE]: { g: group('g', { application_rule_collection: [collection('app', web())] }, '${azurerm_firewall_policy.hub.id}') } });
  expect(measure([deployed('a', own()), deployed('b', own())]).filter(({ name }) => name === 'groupsPerPolicy').map(({ sites, used }) => [sites, used])).toEqual([[['a'], 1], [['b'], 1]]);
});

test('a firewall carries the rules that its policy inherits, whose groups are not its own', () => {
  const config = configOf({
    azurerm_firewall_policy: { base: { name: 'base', resource_group_name: 'hub' }, child: { name: 'child', resource_group_name: 'hub', base_policy_id: '${azurerm_firewall_policy.base.id}' } },
    [TYPE]: {
      b: group('base', { network_rule_collection: [collection('net', net({ description: 'base/all' }))] }, '${azurerm_firewall_policy.base.id}'),
      c: group('child', { network_rule_collection: [collection('net', net({ destination_addresses: ['192.0.2.0/24'] }))] }, '${azurerm_firewall_policy.child.id}'),
    },
  });
  const meters = readings(measure([deployed('hub', config)]));
  expect(meters['azurerm_firewall_policy.base']).toEqual(['groupsPerPolicy 1/50: base 1', 'collectionsPerFirewall 1/2000: net 1', 'pairsPerFirewall 6/20000: base 6']);
  expect(meters['azurerm_firewall_policy.child']).toEqual(['groupsPerPolicy 1/50: child 1', 'collectionsPerFirewall 2/2000: net 2', 'pairsPerFirewall 8/20000: base 6, alleo 2']);
});

test('a group of rules is about as large as its JSON; what apply fills in is said', () => {
  const rules = Array.from({ length: 100 }, (_, index) => net({ name: `n${index}`, destination_addresses: Array.from({ length: 100 }, (_each, at) => `203.0.${index}.${at}/32`) }));
  const [meter] = measure([deployed('a', configOf({ [TYPE]: { g: group('g', { network_rule_collection: [collection('net', ...rules)] }) } }))]).filter(({ name }) => name === 'bytesPerGroup');
  // 10,000 addresses of 14 to 17 characters with quotes and comma, and about 200 characters around each hundred.
  expect(meter?.used).toBeGreaterThan(170_000);
  expect(meter?.used).toBeLessThan(210_000);
  const open = measure([deployed('a', configOf({ [TYPE]: { g: group('g', { network_rule_collection: '${var.collections}' }) } }))]).filter(({ name }) => name === 'pairsPerFirewall');
  expect(open.map(({ used, unread }) => [used, unread])).toEqual([[0, '${var.collections}']]);
});
