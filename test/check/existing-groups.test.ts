import { Testing } from 'cdktf';
import { checkSite } from '../../src/check/check-site.js';
import { printCheck } from '../../src/check/print-check.js';
import { awsNetworkFirewall, awsSecurityGroup, azureNetworkSecurityGroup, defineSite } from '../../src/index.js';
import { orThrow } from '../../src/model/diagnostic.js';
import { PlannedEgress } from '../../src/site/construct.js';
import { planSite } from '../../src/site/plan-site.js';
import type { Site } from '../../src/site/site.js';
import { row, vendorOf } from '../support/documents.js';
import { configOf } from './support.js';

// A group that others made, in the same stack: it decides on both directions, and the site on those it has rows for.

const out = row('media', { opens: [{ protocol: 'udp', ports: '3478', application: 'opaque' }], to: ['198.51.100.0/24'] });
const inward = row('callbacks', { direction: 'ingress', ownServer: true, opens: [{ protocol: 'tcp', ports: '8443', application: 'tls' }], to: ['10.0.0.0/16'], from: () => ['203.0.113.0/28'] });

const nsg = azureNetworkSecurityGroup({ resourceGroupName: 'net', networkSecurityGroupName: 'clients' });
const group = awsSecurityGroup({ securityGroupId: 'sg-0123456789abcdef0' });

type Resources = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The site read back, with the group it adds rules to and what else stands in the stack. */
function checked(through: Site['through'], rows: Parameters<typeof vendorOf>[1], beside: Resources, rest: Partial<Site> = {}): string {
  const plan = orThrow(planSite(defineSite({ id: 'office', sources: ['10.0.0.0/16'], vendors: { 500: vendorOf('v', rows)() }, through, ...rest })));
  const { resource = {} } = JSON.parse(Testing.synthScope((scope) => void new PlannedEgress(scope, 'Egress', { plan }))) as { readonly resource?: Resources };
  const types = [...new Set([...Object.keys(resource), ...Object.keys(beside)])];
  return printCheck(checkSite(plan, configOf(Object.fromEntries(types.map((type) => [type, { ...resource[type], ...beside[type] }])))));
}

const clients = (rules: readonly unknown[] = []): Resources => ({
  azurerm_network_security_group: { clients: { name: 'clients', resource_group_name: 'net', location: 'westeurope', ...(rules.length === 0 ? {} : { security_rule: rules }) } },
});

const ssh = (direction: 'Inbound' | 'Outbound') => ({
  name: 'ssh',
  direction,
  access: 'Allow',
  priority: 200,
  protocol: 'Tcp',
  source_port_range: '*',
  destination_port_range: '22',
  source_address_prefix: direction === 'Inbound' ? '203.0.113.9' : '10.0.0.0/16',
  destination_address_prefix: direction === 'Inbound' ? '10.0.0.0/16' : '203.0.113.9',
});

const LEFT = (direction: string): string => `  note: ${direction} is not proved: nothing is asked for, and no firewall here is this site's to decide on it`;

describe('a direction that no row is about', () => {
  test.each([
    ['ingress', [out]],
    ['egress', [inward]],
  ])("%s is left to Azure's default rules, and that is said", (direction, rows) => {
    expect(checked([nsg], rows, clients())).toBe(`office: proved\n${LEFT(direction)}`);
  });

  test('is left to the rules that its owner wrote into the group', () => {
    expect(checked([nsg], [out], clients([ssh('Inbound')]))).toMatch(/^office: proved$/m);
    const web = { aws_security_group: { web: { id: 'sg-0123456789abcdef0', name: 'web', ingress: [{ protocol: 'tcp', from_port: 22, to_port: 22, cidr_blocks: ['203.0.113.9/32'] }], egress: [] } } };
    expect(checked([group], [out], web)).toMatch(/^office: proved$/m);
  });

  test("is the site's as soon as rules for it stand beside the group", () => {
    const { name: _, ...rule } = ssh('Inbound');
    const beside = { ...clients(), azurerm_network_security_rule: { ssh: { ...rule, name: 'ssh', resource_group_name: 'net', network_security_group_name: 'clients' } } };
    const said = checked([nsg], [out], beside);
    expect(said).toContain('excess 22/tcp 10.0.0.0 in from 203.0.113.9');
    expect(said).not.toContain('is not proved');
  });

  test('is not promised to be closed', () => {
    expect(checked([nsg], [out], clients(), { denies: ['22/tcp 10.0.0.0/16 in from 203.0.113.0/24'] })).toContain('expected to deny 22/tcp 10.0.0.0/16 in from 203.0.113.0/24, but 22/tcp 10.0.0.0 in from 203.0.113.0');
  });
});

test('a direction that rows are about is held against all rules of the group', () => {
  expect(checked([nsg], [out], clients([ssh('Outbound')]))).toContain('excess 22/tcp 203.0.113.9 from 10.0.0.0');
  expect(checked([nsg], [out, inward], clients([ssh('Inbound')]))).toContain('excess 22/tcp 10.0.0.0 in from 203.0.113.9');
});

test('a site that asks for nothing at all is refused: what others have in the group would have to be read as its rules', () => {
  expect(() => checked([nsg], [{ ...out, necessity: 'optional' }], clients())).toThrow('sites.office.vendors: expected a row that is opened, got none: v/media (optional, not included)');
});

test('in series, what goes from one address of the site to another meets the direction that the group decides on', () => {
  const web = row('web', { to: ['api.example.com'] });
  // The list lets api.example.com pass on every port, whoever asks; the group lets 443 out and leaves what comes in.
  expect(checked([nsg, awsNetworkFirewall({ mode: 'domain-list' })], [web], clients())).toMatch(/^office: proved$/m);
});
