import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider/index.js';
import { Subnet } from '@cdktf/provider-azurerm/lib/subnet/index.js';
import { TerraformStack, Testing } from 'cdktf';
import { AzureNetworkSecurityGroupExample } from '../../../src/firewalls/azure-network-security-group/example.js';
import { AzureNetworkSecurityGroupEgress, azureNetworkSecurityGroup } from '../../../src/firewalls/azure-network-security-group/index.js';
import type { SecurityRules } from '../../../src/firewalls/azure-network-security-group/rules.js';
import { row, vendorOf } from '../../support/documents.js';
import { EXISTING, MADE, lowerTexts, optionsOf } from './support.js';

type Json = Readonly<Record<string, unknown>>;
type Resources = Readonly<Record<string, Readonly<Record<string, Json>>>>;

const NETWORK = '/subscriptions/0/resourceGroups/network/providers/Microsoft.Network';

function stackOf(): TerraformStack {
  const stack = new TerraformStack(Testing.app(), 'test');
  new AzurermProvider(stack, 'azurerm', { features: [{}] });
  return stack;
}

const resourcesOf = (stack: TerraformStack): Resources => (JSON.parse(Testing.synth(stack, true)) as { readonly resource: Resources }).resource;

function built(rules: SecurityRules, given: Parameters<typeof optionsOf>[0] = MADE, stack = stackOf()): Resources {
  azureNetworkSecurityGroup.kind.build(stack, 'group', { site: 'office', sources: [], options: optionsOf(given), units: [{ vendor: '', rules }] });
  return resourcesOf(stack);
}

const all = (resources: Resources, type: string): readonly Json[] => Object.values(resources[type] ?? {});

const rules = lowerTexts([
  'egress tcp 443 tls 198.51.100.0/24 from 10.1.0.0/16 for alpha/web',
  'egress udp 3478,50000-59999 opaque 198.51.100.0/24 from 10.1.0.0/16 for alpha/media',
  'egress udp 3478,50000-59999 opaque 203.0.113.0/24 from 10.1.0.0/16 for alpha/media',
  'ingress tcp 443 tls 10.1.0.10 from 10.20.0.0/16,10.30.0.0/16 for ccp/ui',
]).rules;

const NULLS = {
  source_port_ranges: null,
  source_application_security_group_ids: null,
  destination_application_security_group_ids: null,
};

// Terraform takes security_rule as an attribute: each field has to stand there, as null where it is not used.
const WEB = {
  ...NULLS,
  name: 'out-alpha-tcp-443-65eaa2863d',
  priority: 2637,
  direction: 'Outbound',
  access: 'Allow',
  protocol: 'Tcp',
  source_port_range: '*',
  source_address_prefix: '10.1.0.0/16',
  source_address_prefixes: null,
  destination_address_prefix: '198.51.100.0/24',
  destination_address_prefixes: null,
  destination_port_range: '443',
  destination_port_ranges: null,
  description: 'alpha/web',
};

test('a group of the site with its rules inline, and no rule beside it', () => {
  const made = built(rules);
  expect(Object.keys(made)).toEqual(['azurerm_network_security_group']);
  const [group] = all(made, 'azurerm_network_security_group');
  expect(group).toMatchObject({ name: 'nsg-vendor-egress-office', location: 'westeurope', resource_group_name: 'network' });
  const inline = group?.['security_rule'] as readonly Json[];
  expect(inline.map(({ direction, access, priority }) => `${String(direction)} ${String(access)} ${String(priority)}`)).toEqual(
    rules.map(({ direction, access, priority }) => `${direction} ${access} ${priority}`),
  );
  expect(inline).toContainEqual(WEB);
});

test('several ports, sources or destinations go into the plural field, and the singular one is not used', () => {
  const inline = all(built(rules), 'azurerm_network_security_group')[0]?.['security_rule'] as readonly Json[];
  expect(inline.find(({ protocol }) => protocol === 'Udp')).toMatchObject({
    destination_port_range: null,
    destination_port_ranges: ['3478', '50000-59999'],
    destination_address_prefix: null,
    destination_address_prefixes: ['198.51.100.0/24', '203.0.113.0/24'],
  });
  expect(inline.find(({ direction }) => direction === 'Inbound')).toMatchObject({ source_address_prefix: null, source_address_prefixes: ['10.20.0.0/16', '10.30.0.0/16'] });
  expect(inline.find(({ access }) => access === 'Deny')).toMatchObject({ source_address_prefix: '*', destination_address_prefix: '*', destination_port_range: '*' });
});

test('without rules the list is empty and there: left out, Azure would keep old rules', () => {
  expect(all(built([]), 'azurerm_network_security_group')).toEqual([
    { name: 'nsg-vendor-egress-office', location: 'westeurope', resource_group_name: 'network', security_rule: [] },
  ]);
});

test('an existing group gets standalone rules and nothing else', () => {
  const made = built(rules, EXISTING);
  expect(Object.keys(made)).toEqual(['azurerm_network_security_rule']);
  expect(all(made, 'azurerm_network_security_rule')).toHaveLength(rules.length);
  const web = Object.fromEntries(Object.entries(WEB).filter(([, value]) => value !== null));
  expect(all(made, 'azurerm_network_security_rule')).toContainEqual({ ...web, resource_group_name: 'network', network_security_group_name: 'nsg-clients' });
  expect(JSON.stringify(made)).not.toMatch(/""|\[\]|\{\}|null/);
});

test('subnets and interfaces are attached, under ids from what they are', () => {
  const stack = stackOf();
  const subnet = new Subnet(stack, 'clients', { name: 'clients', resourceGroupName: 'network', virtualNetworkName: 'hub', addressPrefixes: ['10.1.0.0/24'] });
  const interfaceId = `${NETWORK}/networkInterfaces/server`;
  const subnetIds = [subnet.id, `${NETWORK}/virtualNetworks/hub/subnets/other`];
  const made = built(rules, { ...MADE, subnetIds, networkInterfaceIds: [interfaceId] }, stack);
  const group = `\${azurerm_network_security_group.${Object.keys(made['azurerm_network_security_group'] ?? {})[0]}.id}`;
  expect(new Set(all(made, 'azurerm_subnet_network_security_group_association'))).toEqual(
    new Set([
      { subnet_id: '${azurerm_subnet.clients.id}', network_security_group_id: group },
      { subnet_id: `${NETWORK}/virtualNetworks/hub/subnets/other`, network_security_group_id: group },
    ]),
  );
  expect(all(made, 'azurerm_network_interface_security_group_association')).toEqual([{ network_interface_id: interfaceId, network_security_group_id: group }]);

  const later = stackOf();
  new Subnet(later, 'first', { name: 'first', resourceGroupName: 'network', virtualNetworkName: 'hub', addressPrefixes: ['10.1.1.0/24'] }).addOverride('name', 'x');
  const same = new Subnet(later, 'clients', { name: 'clients', resourceGroupName: 'network', virtualNetworkName: 'hub', addressPrefixes: ['10.1.0.0/24'] });
  const again = built(rules, { ...MADE, subnetIds: [same.id] }, later);
  expect(Object.keys(made['azurerm_subnet_network_security_group_association'] ?? {})).toContain(Object.keys(again['azurerm_subnet_network_security_group_association'] ?? {})[0]);
});

test('the example: three listeners of one server, and nothing else in either direction', () => {
  const [group] = all(resourcesOf(new AzureNetworkSecurityGroupExample(Testing.app(), 'example')), 'azurerm_network_security_group');
  const inline = group?.['security_rule'] as readonly Json[];
  const said = inline.map((rule) => [rule['direction'], rule['access'], rule['source_address_prefix'], rule['destination_address_prefix'], rule['destination_port_range'] ?? rule['destination_port_ranges']]);
  expect(new Set(said)).toEqual(
    new Set([
      ['Inbound', 'Allow', '10.20.0.0/16', '10.40.1.10', ['443', '7443']],
      ['Inbound', 'Allow', '10.40.2.20', '10.40.1.10', '38001'],
      ['Inbound', 'Deny', '*', '*', '*'],
      ['Outbound', 'Deny', '*', '*', '*'],
    ]),
  );
});

test('alone, as a construct, it plans as a site does', () => {
  const acme = vendorOf('acme', [row('turn', { opens: [{ protocol: 'udp', ports: '3478', application: 'opaque' }], to: ['198.51.100.0/24'] })]);
  const egress = new AzureNetworkSecurityGroupEgress(stackOf(), 'Office', { sources: ['10.1.0.0/16'], vendors: { 500: acme() }, ...MADE });
  expect(egress.plan.accepted).toEqual([]);
  expect(() => new AzureNetworkSecurityGroupEgress(stackOf(), 'Office', { sources: ['10.1.0.0/16'], vendors: { 500: acme() }, resourceGroupName: 'network' })).toThrow(
    'sites.office.azure-network-security-group: expected location to make a group in, or networkSecurityGroupName of an existing one, got neither',
  );
});
