import { read } from '../../../src/firewalls/azure-firewall/read.js';
import type { TerraformConfig } from '../../../src/terraform/config.js';
import { configOf } from '../../check/support.js';
import { filterAt, verdictOf } from '../../support/verdicts.js';

// Firewalls without a policy, and collections that several configurations add to them.

const firewall = { azurerm_firewall: { hub: { name: 'fw-hub', resource_group_name: 'hub', location: 'westeurope' } } };

const collection = (action: string, priority: number, rest: object = {}): unknown => ({
  azurerm_firewall_network_rule_collection: {
    c: {
      name: 'c',
      azure_firewall_name: 'fw-hub',
      resource_group_name: 'hub',
      priority,
      action,
      rule: [{ name: 'r', protocols: ['TCP'], source_addresses: ['10.0.0.0/8'], destination_addresses: ['203.0.113.0/24'], destination_ports: ['443'] }],
      ...rest,
    },
  },
});

const other = (resource: unknown): TerraformConfig => ({ ...configOf(resource), name: 'team' });
const PACKET = '443/tcp 203.0.113.4 from 10.1.1.1';
const THEIRS = 'team: azurerm_firewall_network_rule_collection.c c/r';

test('of a firewall that one makes and another names, in the order of their numbers', () => {
  const config = configOf({ ...firewall, ...(collection('Allow', 200) as object) });
  const verdict = (resource: unknown): string => verdictOf(filterAt(read(config, [other(resource)]), 'azurerm_firewall.hub'), PACKET);
  expect(verdict(collection('Deny', 100))).toBe(`deny by ${THEIRS}`);
  expect(verdict(collection('Deny', 300))).toBe('permit by azurerm_firewall_network_rule_collection.c c/r');
  expect(verdict(collection('Deny', 100, { azure_firewall_name: 'FW-Hub', resource_group_name: 'HUB' }))).toBe(`deny by ${THEIRS}`);
  expect(verdict(collection('Deny', 100, { resource_group_name: 'spoke' }))).toBe('permit by azurerm_firewall_network_rule_collection.c c/r');
});

test('of a firewall that both name', () => {
  const filters = read(configOf(collection('Allow', 200)), [other(collection('Deny', 100)), other(firewall)]);
  expect(filters.map(({ point }) => point)).toEqual(['hub/fw-hub']);
  expect(verdictOf(filterAt(filters, 'hub/fw-hub'), PACKET)).toBe(`deny by ${THEIRS}`);
});
