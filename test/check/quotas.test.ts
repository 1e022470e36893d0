import { formatShares, measure, overLimits, raisedBy } from '../../src/check/quotas.js';
import type { FirewallKind } from '../../src/firewalls/firewall.js';
import { awsSecurityGroup } from '../../src/firewalls/aws-security-group/index.js';
import { azureFirewall } from '../../src/firewalls/azure-firewall/index.js';
import { formatProblem } from '../../src/model/diagnostic.js';
import { readOptions } from '../../src/model/read-options.js';
import { vendorsIn } from '../../src/model/vendors-in.js';
import { findKind, kindFolders } from '../conformance/support/find.js';
import { configOf } from './support.js';

const AZURE = azureFirewall.kind as unknown as FirewallKind;
const POLICY = '/subscriptions/0/resourceGroups/hub/providers/Microsoft.Network/firewallPolicies/hub';

/** An office with so many rule collection groups in the shared policy. */
const office = (name: string, groups: number): ReturnType<typeof configOf> =>
  configOf({ azurerm_firewall_policy_rule_collection_group: Object.fromEntries(Array.from({ length: groups }, (_, index) => [`g${index}`, { name: `${name}-${index}`, priority: 100 + index, firewall_policy_id: POLICY }])) });

test('a policy that two offices overfill together names both, and what filled it', () => {
  const over = overLimits(measure([AZURE], [{ site: 'berlin', config: office('berlin', 30) }, { site: 'hamburg', config: office('hamburg', 21) }]));
  expect(over.map(formatProblem)).toEqual([
    `${POLICY.toLowerCase()} (berlin, hamburg): expected at most 50 rule collection groups of a policy (firewall-limits.md before 2022-07; 60 in that of 2023-10-10, read 2026-11-20; where the cloud raised it, say so in limits.groupsPerPolicy of azure-firewall), got 51: berlin-0 1, berlin-1 1, berlin-10 1, berlin-11 1, berlin-12 1, 46 others 46`,
  ]);
});

test('alone each is within it; and together, where both say that it was raised', () => {
  expect(overLimits(measure([AZURE], [{ site: 'berlin', config: office('berlin', 50) }]))).toEqual([]);
  const raised = { 'azure-firewall': { groupsPerPolicy: 60 } };
  expect(overLimits(measure([AZURE], [{ site: 'berlin', config: office('berlin', 30), raised }, { site: 'hamburg', config: office('hamburg', 21), raised }]))).toEqual([]);
});

test('two sites of one configuration are measured once', () => {
  const config = office('both', 30);
  const meters = measure([AZURE], [{ site: 'berlin', config }, { site: 'hamburg', config }]).filter(({ name }) => name === 'groupsPerPolicy');
  expect(meters.map(({ sites, used }) => [sites, used])).toEqual([[['berlin', 'hamburg'], 30]]);
});

test('the order of the sites says nothing', () => {
  const [berlin, hamburg] = [{ site: 'berlin', config: office('berlin', 2) }, { site: 'hamburg', config: office('hamburg', 3) }];
  const sorted = (meters: ReturnType<typeof measure>): readonly string[] => meters.map((meter) => JSON.stringify(meter)).sort();
  expect(sorted(measure([AZURE], [berlin, hamburg]))).toEqual(sorted(measure([AZURE], [hamburg, berlin])));
});

test('what is advised against is said by the meter and not refused', () => {
  const kind = awsSecurityGroup.kind as unknown as FirewallKind;
  const lists = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`l${index}`, { name: `l${index}`, address_family: 'IPv4', max_entries: 10 }]));
  const meters = measure([kind], [{ site: 'vpc', config: configOf({ aws_ec2_managed_prefix_list: lists }) }]);
  expect(meters.filter(({ name }) => name === 'prefixListsPerRegion').map(({ used, limit, advisory }) => [used, limit, advisory])).toEqual([[101, 100, 'counted as if all sites stood in one account and region']]);
  expect(overLimits(meters)).toEqual([]);
});

test('shares are told in order', () => {
  expect(formatShares([])).toBe('');
  expect(formatShares([{ who: 'a', amount: 3 }, { who: 'b', amount: 1 }])).toBe(': a 3, b 1');
});

describe('the option limits', () => {
  test.each(kindFolders)('of %s takes its adjustable quotas, each a whole number, and says which it does not know', (folder) => {
    const { limits } = findKind(folder).kind.options;
    if (limits === undefined) throw new Error(`${folder}: expected the option limits, got nothing`);
    const known = limits.expected.replace('an object with ', '').split(', ');
    expect(known.length).toBeGreaterThan(0);
    const read = limits.read(Object.fromEntries(known.map((name) => [name, 7])), 'limits');
    expect(read).toEqual({ ok: true, value: Object.fromEntries(known.map((name) => [name, 7])) });
    expect(limits.read({ [known[0] ?? '']: 0 }, 'limits').ok).toBe(false);
    expect(limits.read({ nonsense: 1 }, 'limits').ok).toBe(false);
  });

  test('what is never raised is no option', () => {
    const read = readOptions(azureFirewall.kind.options, { firewallPolicyId: POLICY, limits: { namesInNetworkRules: 5000 } }, 'through');
    expect(read.ok ? [] : read.problems.map(({ where }) => where)).toEqual(['through.limits.namesInNetworkRules']);
  });

  test('is what a site says of each of its kinds', () => {
    expect(raisedBy([{ kind: { id: 'a' }, options: { limits: { x: 1 } } }, { kind: { id: 'b' }, options: {} }])).toEqual({ a: { x: 1 } });
  });
});

test.each([
  ['alleo/media', 'alleo'],
  ['flexperto/web, alleo/media and 3 more', 'alleo + flexperto'],
  ['alleo (12 rows), flexperto (3 rows)', 'alleo + flexperto'],
  ['cisco-ccp/web (replies)', 'cisco-ccp'],
  ['allow web traffic', undefined],
  ['', undefined],
  ['Managed by Terraform', undefined],
])('the description %p is about %p', (text, vendors) => {
  expect(vendorsIn(text)).toBe(vendors);
});
