import { join } from 'node:path';
import { orThrow } from '../../../src/model/diagnostic.js';
import type { Filter } from '../../../src/model/filter.js';
import { read } from '../../../src/firewalls/azure-firewall/read.js';
import type { Resource } from '../../../src/terraform/config.js';
import { readTerraform } from '../../../src/terraform/read-terraform.js';
import { filterAt, verdictOf } from '../../support/verdicts.js';

// Verdicts worked out by hand from Microsoft's and the provider's documentation.

const filesOf = (file: string): readonly Filter[] => orThrow(readTerraform(join(__dirname, 'foreign', file))).flatMap((config) => read(config));

function holds(filters: readonly Filter[], point: string, table: readonly (readonly [packet: string, verdict: string])[]): void {
  const filter = filterAt(filters, point);
  expect(table.map(([packet]) => `${packet}: ${verdictOf(filter, packet)}`)).toEqual(table.map(([packet, verdict]) => `${packet}: ${verdict}`));
}

const GROUP = 'azurerm_firewall_policy_rule_collection_group';
const INFRASTRUCTURE = 'behind all rules Azure permits names of its own, for images, disks and diagnostics of virtual machines';
const BY_NAME = 'a network rule by name permits the addresses the name resolves to; what else is reached there under other names passes as well';

test('a policy elsewhere is one, however its id is written', () => {
  const id = '/subscriptions/0/resourceGroups/hub/providers/Microsoft.Network/firewallPolicies/hub';
  const group = (name: string, policy: string): Resource => ({ address: `${GROUP}.${name}`, type: GROUP, values: { name, priority: 100, firewall_policy_id: policy } });
  expect(read({ resources: [group('a', id), group('b', id.replace('resourceGroups', 'resourcegroups').toUpperCase())] }).map(({ point }) => point)).toEqual([id]);
  expect(read({ resources: [group('a', id), group('b', `${id}-2`)] })).toHaveLength(2);
});

describe('a policy and its parent', () => {
  const filters = filesOf('hub-policy.tf.json');
  const team = 'azurerm_firewall_policy.team';

  test('the parent stands for itself', () =>
    holds(filters, 'azurerm_firewall_policy.base', [
      ['25/tcp 203.0.113.2 from 10.10.0.1', `deny by ${GROUP}.base never/smtp`],
      ['443/tcp a.example.org from 10.10.0.1', 'deny'],
    ]));

  test('the rules of the parent come first, each type for itself', () =>
    holds(filters, team, [
      ['25/tcp 203.0.113.2 from 10.10.0.1', `deny by ${GROUP}.base never/smtp`],
      ['3478/udp 198.51.100.127 from 10.10.0.1', `permit by ${GROUP}.late nets/stun`],
      ['3478/udp 198.51.100.128 from 10.10.0.1', `deny by ${GROUP}.base never/bad-net`],
      ['443/tcp tls a.shop.example from 10.10.0.1', `deny by ${GROUP}.base everyone/shop`],
    ]));

  test('network rules: ranges, groups of addresses, protocols, names', () =>
    holds(filters, team, [
      ['3478/udp 198.51.100.10 from 10.11.0.99', `permit by ${GROUP}.late nets/stun`],
      ['3478/udp 198.51.100.10 from 10.11.0.100', 'deny'],
      ['3478/udp 198.51.100.9 from 10.10.0.1', 'deny'],
      ['3482/udp 198.51.100.10 from 10.10.0.1', 'deny'],
      ['3478/tcp 198.51.100.10 from 10.10.0.1', 'deny'],
      ['123/udp time.example.net from 10.10.0.1', `permit by ${GROUP}.late nets/ntp`],
      ['123/udp a.time.example.net from 10.10.0.1', 'deny'],
      ['53/udp 203.0.113.53 from 10.10.0.1', `permit by ${GROUP}.late nets/dns-any`],
      ['53/tcp 203.0.113.53 from 10.10.0.1', `permit by ${GROUP}.late nets/dns-any`],
      ['gre 203.0.113.53 from 10.10.0.1', 'deny'],
      ['icmp 203.0.113.53 from 10.99.0.1', `permit by ${GROUP}.late nets/ping`],
      ['445/tcp 203.0.113.77 from 10.10.0.1', `unknown by ${GROUP}.late nets/storage`],
      ['999/tcp 203.0.113.77 from 10.10.0.1', 'deny'],
    ]));

  test('application rules: groups and collections by priority, then in list order', () =>
    holds(filters, team, [
      ['443/tcp tls www.example.org from 10.10.0.1', `unknown by ${GROUP}.early second/all-example`],
      ['80/tcp http www.example.org from 10.10.0.1', `permit by ${GROUP}.early second/all-example`],
      ['443/tcp tls secret.example.org from 10.10.0.1', `deny by ${GROUP}.early first/secret`],
      ['80/tcp http secret.example.org from 10.10.0.1', `permit by ${GROUP}.early second/all-example`],
      ['80/tcp http example.org from 10.10.0.1', 'deny'],
      ['80/tcp tls www.example.org from 10.10.0.1', 'deny'],
      ['81/tcp http www.example.org from 10.10.0.1', 'deny'],
      ['80/tcp http www.example.org from 10.12.0.1', 'deny'],
    ]));

  test('stars: any name, an ending, a form Azure does not have', () =>
    holds(filters, team, [
      ['8443/tcp tls whatever.test from 10.10.1.1', `permit by ${GROUP}.early second/bare-star`],
      ['8443/tcp tls 203.0.113.9 from 10.10.1.1', 'deny'],
      ['8443/tcp opaque whatever.test from 10.10.1.1', 'deny'],
      ['443/tcp tls bank.example from 10.10.0.1', `unknown by ${GROUP}.early second/lookalike`],
      ['443/tcp tls notbank.example from 10.10.0.1', `unknown by ${GROUP}.early second/lookalike`],
      ['443/tcp tls bank.example.com from 10.10.0.1', `unknown by ${GROUP}.early second/updates`],
    ]));

  test('MSSQL, URLs, tags and translation are bounded', () =>
    holds(filters, team, [
      ['1433/tcp db.example.com from 10.10.0.1', `unknown by ${GROUP}.early second/sql`],
      ['1433/tcp db2.example.com from 10.10.0.1', 'deny'],
      ['443/tcp tls cdn.example.com from 10.10.0.1', `unknown by ${GROUP}.early second/cdn-path`],
      ['443/tcp tls blind.example.com from 10.10.0.1', `unknown by ${GROUP}.early second/blind-path`],
      ['443/tcp tls other.example.com from 10.10.0.1', `unknown by ${GROUP}.early second/updates`],
      ['8443/tcp 203.0.113.1 in from 192.0.2.9', `unknown by ${GROUP}.late inbound/portal`],
      ['443/tcp 10.10.5.5 in from 192.0.2.9', `unknown by ${GROUP}.late inbound/portal`],
      ['443/tcp 10.10.5.6 in from 192.0.2.9', 'deny'],
    ]));

  test('a path under inspection permits the connection to its host, and says so', () => {
    const line = filterAt(filters, team).lines.find(({ rule }) => rule === `${GROUP}.early second/cdn-path`);
    expect(line?.unread).toBe('of its host only the path of cdn.example.com/libs/*');
    expect(line?.least).toEqual(line?.most);
    expect(filterAt(filters, team).lines.find(({ rule }) => rule === `${GROUP}.early second/blind-path`)?.least).toEqual([]);
  });

  test('what is taken for granted is said', () => {
    expect(filterAt(filters, team).notes).toEqual(['threat intelligence of azurerm_firewall_policy.base denies before all rules what it holds for malicious', INFRASTRUCTURE, BY_NAME]);
    expect(filterAt(filters, team).lines.find(({ rule }) => rule === `${GROUP}.late nets/stun`)?.about).toBe('calls');
  });
});

describe('a firewall without a policy', () => {
  const filters = filesOf('classic.tf.json');
  const web = 'azurerm_firewall_application_rule_collection.web web';

  test('network rules before application rules, whatever their priority', () =>
    holds(filters, 'azurerm_firewall.hub', [
      ['443/tcp tls git.example.com from 10.0.0.127', `permit by ${web}/git`],
      ['443/tcp tls a.b.git.example.com from 10.0.0.127', `permit by ${web}/git`],
      ['443/tcp tls git.example.com from 10.0.0.128', 'deny by azurerm_firewall_network_rule_collection.deny deny/lab'],
      ['443/tcp tls other.example.com from 10.0.0.1', `unknown by ${web}/updates`],
      ['3389/tcp 203.0.113.4 in from 192.0.2.4', 'unknown by azurerm_firewall_nat_rule_collection.rdp rdp/jump'],
      ['3389/tcp 203.0.113.4 in from 192.0.2.5', 'deny'],
    ]));
});

describe('a policy of others', () => {
  const filters = filesOf('shared-policy.tf.json');
  const point = '${var.policy_id}';

  test('all groups of one policy are one filter, and the rest of it is not known', () => {
    expect(filters.map((filter) => filter.point)).toEqual([point]);
    expect(filters[0]?.notes).toEqual([`${point} is not in this configuration: other rules of it, which may come first, are not known`, INFRASTRUCTURE]);
  });

  test('IP Groups are followed to entries of their own; groups over an unknown map may be there and anywhere', () =>
    holds(filters, point, [
      ['443/tcp tls status.example.com from 10.40.2.255', `permit by ${GROUP}.one web/status`],
      ['443/tcp tls status.example.com from 10.40.1.0', 'deny'],
      ['443/tcp tls vpn.example.com from 10.40.1.0', `unknown by ${GROUP}.one web/foreign-sources`],
      ['443/tcp tls vpn.example.com from 2001:db8::1', 'deny'],
      ['5061/udp 203.0.113.80 from 10.40.0.1', `permit by ${GROUP}.two net/sip`],
      ['5061/tcp 203.0.113.81 from 10.40.0.1', `permit by ${GROUP}.two net/sip`],
      ['5061/tcp 203.0.113.80 from 10.40.0.1', `unknown by ${GROUP}.two net/sip`],
      ['5062/tcp 203.0.113.80 from 10.40.0.1', 'deny'],
      ['7000/tcp 203.0.113.96 from 10.40.0.1', `unknown by ${GROUP}.two net/open`],
    ]));
});

describe('a plan', () => {
  const filters = filesOf('plan.json');
  test('references that only apply fills in are followed or bounded', () =>
    holds(filters, 'azurerm_firewall_policy.p', [
      ['443/tcp tls api.example.com from 10.50.1.1', `permit by ${GROUP}.r a/api`],
      ['443/tcp tls api.example.com from 10.51.1.1', 'deny'],
      ['4500/udp 203.0.113.8 from 10.50.1.1', `permit by ${GROUP}.r n/vpn`],
      ['4500/udp 203.0.113.9 from 10.50.1.1', `unknown by ${GROUP}.r n/vpn`],
      ['4501/udp 203.0.113.8 from 10.50.1.1', 'deny'],
    ]));
});
