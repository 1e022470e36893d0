import { join } from 'node:path';
import { orThrow } from '../../../src/model/diagnostic.js';
import type { Filter } from '../../../src/model/filter.js';
import { read } from '../../../src/firewalls/azure-network-security-group/read.js';
import { readTerraform } from '../../../src/terraform/read-terraform.js';
import { filterAt, verdictOf } from '../../support/verdicts.js';

// Verdicts worked out by hand from Microsoft's and the provider's documentation.

const filesOf = (file: string): readonly Filter[] => orThrow(readTerraform(join(__dirname, 'foreign', file))).flatMap((config) => read(config));

function holds(filters: readonly Filter[], point: string, table: readonly (readonly [packet: string, verdict: string])[]): void {
  const filter = filterAt(filters, point);
  expect(table.map(([packet]) => `${packet}: ${verdictOf(filter, packet)}`)).toEqual(table.map(([packet, verdict]) => `${packet}: ${verdict}`));
}

describe('rules inside the group', () => {
  const filters = filesOf('inline.tf.json');
  const app = 'azurerm_network_security_group.app';

  test('by priority, not by place', () =>
    holds(filters, app, [
      ['443/tcp 203.0.113.20 from 10.1.0.9', `permit by ${app} web-out`],
      ['80/tcp 203.0.113.20 from 10.1.0.9', `deny by ${app} no-metadata`],
      ['80/tcp 203.0.113.21 from 10.1.0.9', `permit by ${app} web-out`],
      ['443/tcp 203.0.113.20 from 10.1.1.9', `deny by ${app} deny-rest-out`],
      ['3481/udp 203.0.113.63 from 10.1.0.9', `permit by ${app} media-out`],
      ['50059/udp 203.0.113.191 from 10.1.0.9', `permit by ${app} media-out`],
      ['50060/udp 203.0.113.191 from 10.1.0.9', `deny by ${app} deny-rest-out`],
      ['3478/udp 203.0.113.64 from 10.1.0.9', `deny by ${app} deny-rest-out`],
      ['3478/tcp 203.0.113.63 from 10.1.0.9', `deny by ${app} deny-rest-out`],
    ]));

  test('tags, source ports and protocols without ports', () =>
    holds(filters, app, [
      ['443/tcp 10.7.0.1 from 10.1.0.9', `unknown by ${app} web-out`],
      ['443/tcp 168.63.129.16 from 10.1.0.9', `unknown by ${app} web-out`],
      ['443/tcp 172.32.0.1 from 10.1.0.9', `permit by ${app} web-out`],
      ['123/udp 203.0.113.200 from 10.1.0.9', `unknown by ${app} pinned-port`],
      ['445/tcp 203.0.113.1 from 10.1.0.9', `unknown by ${app} storage`],
      ['esp 203.0.113.99 from 10.1.0.9', `permit by ${app} tunnel`],
      ['gre 203.0.113.99 from 10.1.0.9', `deny by ${app} deny-rest-out`],
      ['icmp 10.9.9.9 from 10.1.0.9', `permit by ${app} ping`],
      ['icmp 2001:db8::1 from 2001:db8::2', `deny by ${app} deny-rest-out`],
    ]));

  test('inward: groups of machines are bounded, and behind all rules stand those of Azure', () =>
    holds(filters, app, [
      ['22/tcp 10.1.0.9 in from 10.250.1.15', `permit by ${app} admins-in`],
      ['22/tcp 10.1.0.9 in from 10.250.1.16', `unknown by ${app} AllowVnetInBound`],
      ['443/tcp 10.1.0.9 in from 203.0.113.5', `unknown by ${app} to-web`],
      ['8500/tcp 10.1.0.9 in from 168.63.129.16', `deny by ${app} by-port`],
      ['8500/udp 10.1.0.9 in from 168.63.129.16', `deny by ${app} by-port`],
      ['9000/tcp 10.1.0.9 in from 168.63.129.16', `permit by ${app} AllowAzureLoadBalancerInBound`],
    ]));

  test('what could not be read is said once for each line, and descriptions are kept', () => {
    const lines = filterAt(filters, app).lines;
    const unread = (name: string): string | undefined => lines.find(({ rule }) => rule === `${app} ${name}`)?.unread;
    expect(unread('media-out')).toBeUndefined();
    expect(unread('web-out')).toBe('service tag Internet changes with the network');
    expect(unread('pinned-port')).toBe('only from source ports "123"');
    expect(unread('storage')).toBe('service tag Storage.WestEurope');
    expect(unread('to-web')).toBe('members of azurerm_application_security_group.web.id');
    expect(unread('by-port')).toBe('whether protocols without ports match a rule for some ports');
    expect(lines.find(({ rule }) => rule === `${app} media-out`)?.about).toBe('calls');
  });
});

describe('rules of their own', () => {
  const filters = filesOf('separate.tf.json');

  test('found by the name of their group, also where it is not known', () =>
    holds(filters, 'azurerm_network_security_group.this', [
      ['22/tcp 10.0.1.5 in from 10.0.9.63', 'permit by azurerm_network_security_rule.each["bastion"]'],
      ['22/tcp 10.0.1.5 in from 10.0.9.64', 'deny by azurerm_network_security_rule.each["nobody"]'],
      ['3389/tcp 10.0.2.5 in from 10.0.9.1', 'unknown by azurerm_network_security_group.this AllowVnetInBound'],
      ['443/tcp 203.0.113.1', 'permit by azurerm_network_security_group.this AllowInternetOutBound'],
    ]));

  test('names are unique in a resource group', () => {
    holds(filters, 'azurerm_network_security_group.twin', [['25/tcp 203.0.113.1', 'permit by azurerm_network_security_group.twin AllowInternetOutBound']]);
    holds(filters, 'azurerm_network_security_group.twin_b', [['25/tcp 203.0.113.1', 'deny by azurerm_network_security_rule.b'], ['26/tcp 203.0.113.1', 'permit by azurerm_network_security_group.twin_b AllowInternetOutBound']]);
  });

  test('a group that is not here', () => {
    const core = filterAt(filters, 'core/nsg-core');
    expect(core.directions).toEqual(['egress']);
    expect(core.notes).toEqual(['core/nsg-core is not in this configuration: other rules of it, which may come first, are not known']);
    holds(filters, 'core/nsg-core', [['443/tcp 198.51.100.1 from 10.3.0.1', 'permit by azurerm_network_security_rule.theirs']]);
  });
});

describe('what only apply tells', () => {
  const filters = filesOf('unknowns.tf.json');
  const placed = 'azurerm_network_security_group.placed';

  test('a rule without a place may come first and comes at the latest before the rules of Azure', () =>
    holds(filters, placed, [
      ['443/tcp 198.51.100.1', `unknown by ${placed} https`],
      ['443/tcp 203.0.113.1', `deny by ${placed} somewhere`],
      ['444/tcp 203.0.113.1', `permit by ${placed} AllowInternetOutBound`],
    ]));

  test('a rule that permits or denies', () => holds(filters, placed, [['8443/tcp 203.0.113.1', `unknown by ${placed} whatever`]]));

  test('rules that are not unfolded may say anything', () =>
    holds(filters, 'azurerm_network_security_group.unfolded', [['443/tcp 203.0.113.1', 'unknown by azurerm_network_security_group.unfolded security_rule[0]']]));

  test('a rule that may not be there', () =>
    holds(filters, 'azurerm_network_security_group.counted', [['443/tcp 203.0.113.1', 'unknown by azurerm_network_security_group.counted AllowVnetOutBound']]));
});

describe('a plan', () => {
  const filters = filesOf('plan.json');
  test('rules find their group by reference; addresses known after apply are bounded', () =>
    holds(filters, 'azurerm_network_security_group.edge', [
      ['5061/tcp 203.0.113.1', 'unknown by azurerm_network_security_rule.out'],
      ['5062/tcp 203.0.113.1', 'deny by azurerm_network_security_rule.stop'],
      ['5061/tcp 10.0.0.1 in from 168.63.129.16', 'permit by azurerm_network_security_group.edge AllowAzureLoadBalancerInBound'],
    ]));
});
