import { lostFlows } from '../../src/check/lost-flows.js';
import { formatProbe, packetIn } from '../../src/check/sample.js';
import { orThrow } from '../../src/model/diagnostic.js';
import type { Flow } from '../../src/model/flow.js';
import { type SitePlan, planSite } from '../../src/site/plan-site.js';
import { azureFirewall, defineSite } from '../../src/index.js';
import type { CommonOptions } from '../../src/vendor/common-options.js';
import { row, vendorOf } from '../support/documents.js';

const vendor = vendorOf('v', [
  row('turn', {
    necessity: 'recommended',
    opens: [{ protocol: 'tcp', ports: '443', application: 'tls' }, { protocol: 'udp', ports: '3478', application: 'opaque' }],
    to: ['*.example.com'],
  }),
]);

function planned(media: CommonOptions['media']): SitePlan {
  const options: CommonOptions = { include: ['turn'], ...(media === undefined ? {} : { media }) };
  const through = [azureFirewall({ firewallPolicyId: '/subscriptions/0/resourceGroups/hub/providers/Microsoft.Network/firewallPolicies/egress' })];
  return orThrow(planSite(defineSite({ id: 'office', sources: ['10.0.0.0/16'], vendors: { 500: vendor(options) }, through })));
}

/** What is lost when the plan forgets the required flows that the function names, as one packet each. */
const lostWithout = (plan: SitePlan, forgotten: (flow: Flow) => boolean): readonly string[] =>
  lostFlows({ ...plan, required: plan.required.filter((flow) => !forgotten(flow)) }).map(({ packets: [box] }) => (box === undefined ? '' : formatProbe(packetIn(box))));

const CIDRS = { mode: 'published-cidrs', cidrs: ['198.51.100.0/28', '203.0.113.0/28'], source: 'a page', asOf: '2026-11-20' } as const;
const nothing = (): boolean => false;
const isTcp = ({ protocol }: Flow): boolean => protocol === 'tcp';

test('a plan loses nothing', () => {
  for (const media of [undefined, CIDRS, { mode: 'any-destination', acknowledge: ['v:udp:3478'] } as const]) expect(lostWithout(planned(media), nothing)).toEqual([]);
});

test('what shows its name is required, whatever becomes of media', () => {
  for (const media of [undefined, CIDRS]) expect(lostWithout(planned(media), isTcp)).toHaveLength(1);
  expect(lostWithout(planned(undefined), isTcp)).toEqual(['443/tcp tls www.example.com at 203.0.113.7 from 10.0.0.0']);
});

test('media that is omitted without a word', () => {
  const plan = planned(undefined);
  expect(lostFlows({ ...plan, omissions: [] }).map(({ flow }) => flow.protocol)).toEqual(['udp']);
});

test('published addresses are required one by one', () => {
  expect(lostWithout(planned(CIDRS), ({ destination }) => destination.kind === 'cidr' && destination.network === 0xc6336400n)).toEqual(['3478/udp 198.51.100.7 from 10.0.0.0']);
});
