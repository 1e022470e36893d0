/** 10,000 networks of one vendor through each kind: within its limits, or one sentence that names what filled them. */
import { lint } from '../../src/check/lint.js';
import { measure, overLimits, raisedBy } from '../../src/check/quotas.js';
import type { Lowering } from '../../src/firewalls/firewall.js';
import { cidrOf } from '../../src/model/cidr.js';
import { type Problem, formatProblem } from '../../src/model/diagnostic.js';
import type { Flow } from '../../src/model/flow.js';
import { readOptions } from '../../src/model/read-options.js';
import { orThrow } from '../../src/model/diagnostic.js';
import { findKind } from '../conformance/support/find.js';
import { SOURCES, SITE, resourcesOf } from '../conformance/support/use.js';
import { configOf } from './support.js';

jest.setTimeout(120_000);

/** Every second /28 from 20.0.0.0 on: no two of them can be joined. */
const networks = (count: number): readonly Flow[] =>
  Array.from({ length: count }, (_, index): Flow => ({
    direction: 'egress',
    protocol: 'udp',
    ports: [{ from: 3478, to: 3478 }],
    sources: SOURCES,
    destination: cidrOf(4, BigInt(20 * 2 ** 24 + index * 32), 28),
    application: 'opaque',
    origins: [{ vendor: 'media', requirement: 'relays' }],
  }));

interface Result {
  readonly lowering: Lowering<unknown>;
  readonly over: readonly Problem[];
  readonly linted: readonly Problem[];
  readonly resources: Readonly<Record<string, number>>;
}

function deploy(folder: string, given: object, count = 10_000): Result {
  const { kind } = findKind(folder);
  const options = orThrow(readOptions(kind.options, given, folder));
  const vendor = kind.unit === 'vendor' ? { vendor: { id: 'media', name: 'Media', priority: 500 } } : {};
  const lowering = kind.lower(networks(count), { site: SITE, sources: SOURCES, options, namesBehind: false, ...vendor });
  const { resources } = resourcesOf(kind, options, [{ site: SITE, units: [{ vendor: kind.unit === 'vendor' ? 'media' : '', lowering }] }]);
  const config = configOf(resources);
  const meters = measure([kind], [{ site: SITE, config, raised: raisedBy([{ kind, options }]) }]);
  const counts = Object.entries(resources).map(([type, made]) => [type, Object.keys(made).length] as const);
  return { lowering, over: overLimits(meters), linted: lint([kind], config), resources: Object.fromEntries(counts) };
}

const place = { resourceGroupName: 'hub', location: 'westeurope' };
const POLICY = '/subscriptions/0/resourceGroups/hub/providers/Microsoft.Network/firewallPolicies/hub';

test('aws-network-firewall: 20,000 rules in one group of one policy', () => {
  const { lowering, over, linted, resources } = deploy('aws-network-firewall', {});
  expect([lowering.unsupported, over.map(formatProblem), linted]).toEqual([[], [], []]);
  expect(resources['aws_networkfirewall_rule_group']).toBeGreaterThan(1); // 2 MB of text go into two groups or more
});

test('aws-network-firewall: 20,000 networks are more than a policy holds, unless the cloud raised it', () => {
  const { lowering } = deploy('aws-network-firewall', {}, 20_000);
  expect(lowering.unsupported).toHaveLength(1);
  expect(lowering.unsupported[0]?.why).toMatch(/a capacity of \d+ are needed, a policy takes 20 with 30000; rules by vendor: media 40000$/);
  const raised = deploy('aws-network-firewall', { limits: { capacityPerPolicy: 50_000 } }, 20_000);
  expect([raised.lowering.unsupported, raised.over.map(formatProblem)]).toEqual([[], []]);
});

test('aws-security-group: lists hold them, and a group of 60 rules does not', () => {
  const { lowering, over, linted, resources } = deploy('aws-security-group', { vpcId: 'vpc-00000000000000000' });
  expect([lowering.unsupported, linted]).toEqual([[], []]);
  expect(resources['aws_ec2_managed_prefix_list']).toBeGreaterThanOrEqual(100); // 100 entries each at most
  const [group, everyGroup, ...others] = over.map(formatProblem);
  expect(group).toMatch(/ egress IPv4: expected at most 60 rules of one security group .*, got \d{5}: media \d{5}$/);
  expect(everyGroup).toMatch(/ egress IPv4: expected at most 1000 rules of one network interface, .*: media \d{5}$/);
  expect(others).toEqual([]);
});

test('azure-firewall: an IP Group holds 5,000, and several hold them all', () => {
  const { lowering, over, linted, resources } = deploy('azure-firewall', { firewallPolicyId: POLICY, makeIpGroup: place });
  expect([lowering.unsupported, over.map(formatProblem), linted]).toEqual([[], [], []]);
  expect(resources['azurerm_ip_group']).toBeGreaterThan(1);
});

test('azure-firewall: without IP Groups 10,000 pairs are within 20,000, 20,001 are not', () => {
  expect(deploy('azure-firewall', { firewallPolicyId: POLICY }).over.map(formatProblem)).toEqual([]);
  const over = deploy('azure-firewall', { firewallPolicyId: POLICY }, 20_001).over.map(formatProblem);
  expect(over).toHaveLength(1);
  expect(over[0]).toMatch(/^\/subscriptions.*: expected at most 20000 unique pairs of source and destination, .*, got 20001: media 20001$/);
});

test('azure-network-security-group: more than 4,000 addresses are refused', () => {
  const { lowering, over, linted } = deploy('azure-network-security-group', { ...place });
  expect([lowering.unsupported, linted]).toEqual([[], []]);
  expect(over.map(formatProblem)).toEqual([expect.stringMatching(/: expected at most 4000 destination addresses and ranges in the rules of a network security group .*, got 1000\d: media 10000, /)]);
});
