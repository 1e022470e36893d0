/** Rules that stand in the wrong place, all of them or some. */
import { Testing } from 'cdktf';
import { type SiteCheck, checkSite, isProved } from '../../src/check/check-site.js';
import { printCheck } from '../../src/check/print-check.js';
import { type Enforcement } from '../../src/firewalls/firewall.js';
import { awsSecurityGroup, azureFirewall, azureNetworkSecurityGroup, defineSite } from '../../src/index.js';
import { orThrow } from '../../src/model/diagnostic.js';
import { PlannedEgress } from '../../src/site/construct.js';
import { planSite } from '../../src/site/plan-site.js';
import { row, vendorOf } from '../support/documents.js';
import { configOf } from './support.js';

type Resources = Readonly<Record<string, Readonly<Record<string, object>>>>;

const POLICY = '/subscriptions/0/resourceGroups/hub/providers/Microsoft.Network/firewallPolicies/egress';
const udp = (port: string, to: string) => row(`media-${port}`, { opens: [{ protocol: 'udp', ports: port, application: 'opaque' }], to: [to] });
const vendors = { 500: vendorOf('one', [udp('3478', '198.51.100.0/24')])(), 510: vendorOf('two', [udp('3479', '203.0.113.0/24')])() };

/** The site read back, with a text replaced in some of the resources of a type, by their place in it. */
function checked(through: Enforcement, type: string, from: string, to: string, isMoved: (index: number) => boolean): SiteCheck {
  const plan = orThrow(planSite(defineSite({ id: 'office', sources: ['10.0.0.0/16'], vendors, through: [through] })));
  const { resource } = JSON.parse(Testing.synthScope((scope) => void new PlannedEgress(scope, 'Egress', { plan }))) as { readonly resource: Resources };
  const moved = Object.entries(resource[type] ?? {}).map(([id, values], index) => [id, isMoved(index) ? (JSON.parse(JSON.stringify(values).replace(from, to)) as object) : values]);
  expect(moved.length).toBeGreaterThan(1);
  return checkSite(plan, configOf({ ...resource, [type]: Object.fromEntries(moved) as unknown }));
}

const CASES: readonly (readonly [string, Enforcement, string, string, string, string])[] = [
  ['a policy', azureFirewall({ firewallPolicyId: POLICY }), 'azurerm_firewall_policy_rule_collection_group', POLICY, `${POLICY}-2`, 'firewall_policy_id'],
  ['a security group', awsSecurityGroup({ securityGroupId: 'sg-0123456789abcdef0' }), 'aws_vpc_security_group_egress_rule', 'sg-0123456789abcdef0', 'sg-0000000000000000f', 'security_group_id'],
  ['a network security group', azureNetworkSecurityGroup({ resourceGroupName: 'net', networkSecurityGroupName: 'nsg-a' }), 'azurerm_network_security_rule', 'nsg-a', 'nsg-b', 'network_security_group_name'],
];

describe.each(CASES)('%s', (_, through, type, right, wrong, attribute) => {
  test('that is right', () => {
    expect(checked(through, type, right, wrong, () => false)).toMatchObject({ misplaced: [], missing: [], excess: [] });
  });

  test('another has all the rules: nothing is missing, and the site is not proved', () => {
    const check = checked(through, type, right, wrong, () => true);
    expect(isProved(check)).toBe(false);
    expect(check).toMatchObject({ missing: [], excess: [], misplaced: [{ expected: right, got: wrong }] });
    expect(printCheck(check)).toMatch(new RegExp(`^office: NOT PROVED: 1 in the wrong place\n {2}in the wrong place: ${type}\\.\\S+\\.${attribute} and \\d more: expected ${right}, got ${wrong}\n`));
  });

  test.each([0, 1])('another has some of the rules: they are missing (%d)', (rest) => {
    const check = checked(through, type, right, wrong, (index) => index % 2 === rest);
    expect(isProved(check)).toBe(false);
    expect(check.missing.length + check.excess.length).toBeGreaterThan(0);
  });

  test('what is not known is a note, and the site is proved', () => {
    const check = checked(through, type, right, '${var.place}', () => true);
    expect(isProved(check)).toBe(true);
    expect(printCheck(check)).toMatch(new RegExp(`^office: proved\n[^]*  note: ${type}\\.\\S+\\.${attribute} and \\d more: whether \\$\\{var\\.place\\} is ${right} is not known here`));
  });
});
