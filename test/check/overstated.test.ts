import { Testing } from 'cdktf';
import { checkSite, isProved } from '../../src/check/check-site.js';
import { printCheck } from '../../src/check/print-check.js';
import { orThrow } from '../../src/model/diagnostic.js';
import { PlannedEgress } from '../../src/site/construct.js';
import { planSite } from '../../src/site/plan-site.js';
import { azureNetworkSecurityGroup, defineSite } from '../../src/index.js';
import { row, vendorOf } from '../support/documents.js';
import { configOf } from './support.js';

const site = defineSite({
  id: 'office',
  sources: ['10.0.0.0/16'],
  vendors: { 500: vendorOf('v', [row('media', { opens: [{ protocol: 'udp', ports: '3478', application: 'opaque' }], to: ['198.51.100.0/24'] })])() },
  through: [azureNetworkSecurityGroup({ resourceGroupName: 'net', location: 'westeurope', internalNetworks: ['10.0.0.0/8'] })],
});

interface Rule {
  readonly name: string;
}
type Groups = Readonly<Record<string, Readonly<Record<string, { readonly security_rule: readonly Rule[] }>>>>;

/** The site read back, without the rules of these names. */
function checked(without: RegExp) {
  const plan = orThrow(planSite(site));
  const { resource } = JSON.parse(Testing.synthScope((scope) => void new PlannedEgress(scope, 'Egress', { plan }))) as { readonly resource: Groups };
  const groups = Object.entries(resource['azurerm_network_security_group'] ?? {}).map(([id, group]) => [id, { ...group, security_rule: group.security_rule.filter(({ name }) => !without.test(name)) }]);
  return checkSite(plan, configOf({ azurerm_network_security_group: Object.fromEntries(groups) as unknown }));
}

test('what an option says to permit is permitted', () => {
  expect(checked(/^$/)).toMatchObject({ missing: [], excess: [], overstated: [] });
});

test('what an option says to permit and nothing permits is told, one way or both', () => {
  const check = checked(/^out-internal/);
  expect(isProved(check)).toBe(false);
  expect(check).toMatchObject({ missing: [], excess: [] });
  expect(check.overstated.map(({ packet }) => packet.direction)).toEqual(['egress']);
  expect(printCheck(check)).toContain('office: NOT PROVED: 1 said to be permitted and not\n  said to be permitted, and not: 443/tcp 10.0.0.0 from 10.0.0.0\n    azure-network-security-group denies it: ');
});
