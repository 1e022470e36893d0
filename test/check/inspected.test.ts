import { checkSite, isProved } from '../../src/check/check-site.js';
import { printCheck } from '../../src/check/print-check.js';
import { azureFirewall, defineSite } from '../../src/index.js';
import { row, vendorOf } from '../support/documents.js';
import { configOf, written } from './support.js';

const HUB = '/subscriptions/0/resourceGroups/hub/providers/Microsoft';
const ID = `${HUB}.Network/firewallPolicies/hub`;
const site = defineSite({
  id: 'office',
  sources: ['10.0.0.0/16'],
  vendors: { 500: vendorOf('v', [row('sealed', { to: ['*.sealed.example'], inspect: 'forbid' }), row('open', { to: ['files.example'] })])() },
  through: [azureFirewall({ firewallPolicyId: ID })],
});

const { plan } = written(site);
const rule = (name: string, fqdns: readonly string[], more: object = {}): object => ({ name, source_addresses: ['10.0.0.0/16'], protocols: [{ type: 'Https', port: 443 }], destination_fqdns: fqdns, ...more });
const checked = (...rules: readonly object[]) =>
  checkSite(plan, configOf({ azurerm_firewall_policy_rule_collection_group: { g: { name: 'g', priority: 500, firewall_policy_id: ID, application_rule_collection: [{ name: 'c', priority: 200, action: 'Allow', rule: rules }] } } }));
const opened = (...rules: readonly object[]): readonly string[] => checked(...rules).inspected.flatMap(({ packet, rows }) => [`${packet.name ?? ''} ${rows.join()}`]);

const OPENS = { terminate_tls: true };

test('TLS that the page forbids to open is opened: not proved, with a packet, the row and the rule', () => {
  const check = checked(rule('all', ['*.sealed.example', 'files.example'], OPENS));
  expect(check).toMatchObject({ missing: [], excess: [] });
  expect(isProved(check)).toBe(false);
  expect(printCheck(check)).toContain(
    'office: NOT PROVED: 1 opened by TLS inspection and forbidden to be\n' +
      '  TLS that may be opened, which the page forbids: 443/tcp tls www.sealed.example at 203.0.113.7 from 10.0.0.0, asked for by v/sealed\n' +
      '    azure-firewall permits it: azurerm_firewall_policy_rule_collection_group.g c/all',
  );
});

test('other names may be opened, and the rule that comes first decides', () => {
  const closed = rule('closed', ['*.sealed.example']);
  expect(isProved(checked(closed, rule('open', ['files.example'], OPENS)))).toBe(true);
  expect(isProved(checked(closed, rule('all', ['*.sealed.example', 'files.example'], OPENS)))).toBe(true);
  expect(opened(rule('some', ['a.sealed.example'], OPENS), closed, rule('open', ['files.example']))).toEqual(['a.sealed.example v/sealed']);
});

test('whether TLS is opened is not known, or it is said not to be', () => {
  expect(opened(rule('all', ['*.sealed.example', 'files.example'], { terminate_tls: '${var.inspect}' }))).toEqual(['www.sealed.example v/sealed']);
  expect(opened(rule('all', ['*.sealed.example', 'files.example'], { terminate_tls: null }))).toEqual([]);
  expect(opened(rule('all', ['*.sealed.example', 'files.example'], { terminate_tls: false }))).toEqual([]);
});
