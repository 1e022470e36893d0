import * as fc from 'fast-check';
import { awsNetworkFirewall, awsSecurityGroup, azureFirewall, azureNetworkSecurityGroup } from '../../src/index.js';
import { formatProblem, orThrow } from '../../src/model/diagnostic.js';
import { type SitePlan, planSite } from '../../src/site/plan-site.js';
import { checkShared } from '../../src/site/plan-sites.js';
import { nonePlaced, place, sharersOf } from '../../src/site/placed.js';
import type { Site } from '../../src/site/site.js';
import { row, vendorOf } from '../support/documents.js';

const vendor = vendorOf('v', [row('media', { opens: [{ protocol: 'udp', ports: '3478', application: 'opaque' }], to: ['198.51.100.0/24'] })]);

/** One of a few, so that draws meet. */
const [one, other] = ['1', '2'];
const some = fc.constantFrom(one, other);
const hub = (name: string): string => `/subscriptions/0/resourceGroups/hub/providers/Microsoft.Network/firewallPolicies/${name}`;
const subnet = (name: string): string => `/subscriptions/0/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/v/subnets/${name}`;

const firewall = fc.oneof(
  some.map((name) => azureFirewall({ firewallPolicyId: hub(name) })),
  some.map((name) => azureFirewall({ makePolicy: { name: `policy${name}`, resourceGroupName: 'Hub', location: 'westeurope' } })),
  some.map((name) => awsSecurityGroup({ securityGroupId: `sg-0000000${name}` })),
  some.map(() => awsSecurityGroup({ vpcId: 'vpc-0123456789abcdef0' })),
  fc.record({ policy: some, first: fc.constantFrom(1000, 2000) }).map(({ policy, first }) => awsNetworkFirewall({ existingPolicyArn: `arn:aws:network-firewall:eu-central-1:123456789012:firewall-policy/${policy}`, firstPriority: first })),
  some.map((name) => azureNetworkSecurityGroup({ resourceGroupName: 'rg', networkSecurityGroupName: `NSG-${name}` })),
  fc.uniqueArray(some, { minLength: 1 }).map((names) => azureNetworkSecurityGroup({ resourceGroupName: 'rg', location: 'westeurope', subnetIds: names.map(subnet) })),
);

const through = fc.uniqueArray(firewall, { selector: ({ kind }) => kind.id, minLength: 1, maxLength: 2 });
const sites = fc.array(fc.record({ priority: fc.constantFrom(500, 510), through }), { minLength: 2, maxLength: 8 });

const planOf = (each: Pick<Site, 'through'> & { readonly priority: number }, index: number): SitePlan =>
  orThrow(planSite({ id: `site-${index}`, sources: ['10.0.0.0/8'], vendors: { [each.priority]: vendor() }, through: each.through }));

test('held against those that share something, a site has the problems it has with all of them', () => {
  let clashes = 0;
  fc.assert(
    fc.property(sites, (drawn) => {
      const placed = nonePlaced();
      drawn.map(planOf).forEach((plan) => {
        const problems = checkShared([...placed.plans, plan]).map(formatProblem);
        expect(checkShared([...sharersOf(placed, plan), plan]).map(formatProblem).sort()).toEqual([...problems].sort());
        clashes += problems.length;
        if (problems.length === 0) place(placed, plan);
      });
    }),
  );
  expect(clashes).toBeGreaterThan(100); // the draws do meet
});

test('of a thousand sites, only those that name the same policy are looked at', () => {
  const placed = nonePlaced();
  const planIn = (policy: number, index: number): SitePlan => planOf({ priority: 500, through: [azureFirewall({ firewallPolicyId: hub(String(policy)) })] }, index);
  for (let index = 0; index < 1000; index += 1) place(placed, planIn(index, index));
  expect(sharersOf(placed, planIn(7, 1000)).map(({ id }) => id)).toEqual(['site-7']);
  expect(sharersOf(placed, planIn(1001, 1001))).toEqual([]);
});

test('a kind that does not say what its sites share is held against all of them', () => {
  const placed = nonePlaced();
  const [first, second] = [planOf({ priority: 500, through: [azureFirewall({ firewallPolicyId: hub(one) })] }, 1), planOf({ priority: 500, through: [azureFirewall({ firewallPolicyId: hub(other) })] }, 2)];
  const silent = (plan: SitePlan): SitePlan => {
    const points = plan.points.map((point) => {
      const { comparedBy: _comparedBy, ...kind } = point.kind;
      return { ...point, kind };
    });
    return { ...plan, points };
  };
  place(placed, silent(first));
  expect(sharersOf(placed, silent(second))).toHaveLength(1);
});
