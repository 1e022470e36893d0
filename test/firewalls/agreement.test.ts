import { Testing } from 'cdktf';
import fc from 'fast-check';
import { checkSite } from '../../src/check/check-site.js';
import { awsNetworkFirewall } from '../../src/firewalls/aws-network-firewall/index.js';
import { awsSecurityGroup } from '../../src/firewalls/aws-security-group/index.js';
import { azureFirewall } from '../../src/firewalls/azure-firewall/index.js';
import { azureNetworkSecurityGroup } from '../../src/firewalls/azure-network-security-group/index.js';
import type { Enforcement } from '../../src/firewalls/firewall.js';
import type { Flow } from '../../src/model/flow.js';
import { readOptions } from '../../src/model/read-options.js';
import { orThrow } from '../../src/model/diagnostic.js';
import { PlannedEgress } from '../../src/site/construct.js';
import { planSite } from '../../src/site/plan-site.js';
import { defineSite } from '../../src/site/site.js';
import { flowOf } from '../model/support/arbitraries.js';
import { findKind, findVendor, kindFolders, vendorFolders } from '../conformance/support/find.js';
import { type Resources, contextFor, flowsIn, optionsOf, positions, resourcesOf, unitOf, usagesOf } from '../conformance/support/use.js';
import { configOf, disagreements } from '../support/agreement.js';
import { row, vendorOf } from '../support/documents.js';
import { flowOf as flowOfText } from '../support/flow-of.js';

// What the writer of a kind says it wrote, and what its reader, who never saw the writer, finds in the Terraform.

const someVendor = findVendor(vendorFolders[0] ?? '').document;

type Options = Readonly<Record<string, unknown>>;

function written(kindFolder: string, options: Options, flows: readonly Flow[], namesBehind: boolean) {
  const { kind } = findKind(kindFolder);
  const context = contextFor(kind, options, someVendor, namesBehind);
  const said = flows.filter((flow) => kind.cannot(flow, context) === undefined);
  if (said.length === 0) return undefined;
  const { lowering, vendor } = unitOf(kind, options, someVendor, flows, namesBehind);
  const { resources } = resourcesOf(kind, options, [{ site: 'office', units: [{ lowering, vendor }] }]);
  return { kind, said, lowering, resources };
}

function differ(kindFolder: string, options: Options, flows: readonly Flow[], namesBehind: boolean, change: (resources: Resources) => Resources = (resources) => resources): readonly string[] {
  const found = written(kindFolder, options, flows, namesBehind);
  return found === undefined ? [] : disagreements(found.kind, found.said, found.lowering, found.kind.read(configOf(change(found.resources))));
}

const HUB = '/subscriptions/0/resourceGroups/hub/providers/Microsoft';
const certificate = { name: 'ca', keyVaultSecretId: 'https://vault.vault.azure.net/secrets/ca/1', identityId: `${HUB}.ManagedIdentity/userAssignedIdentities/fw` };
const ipGroups = { resourceGroupName: 'hub', location: 'westeurope' };

/** Options beyond those of the kind's example, that change what is written. */
const VARIANTS: Readonly<Record<string, readonly object[]>> = {
  'aws-network-firewall': [{ mode: 'domain-list' }],
  'azure-firewall': [
    { makePolicy: { name: 'egress', ...ipGroups }, sku: 'Basic' },
    { makePolicy: { name: 'egress', ...ipGroups, tlsCertificate: certificate }, sku: 'Premium', tlsInspection: true, dnsProxy: true, makeIpGroup: ipGroups },
  ],
  'aws-security-group': [{ securityGroupId: 'sg-0123456789abcdef0' }, { vpcId: 'vpc-0123456789abcdef0', prefixListThreshold: 0 }],
  'azure-network-security-group': [
    { resourceGroupName: 'net', networkSecurityGroupName: 'nsg-clients' },
    { resourceGroupName: 'net', location: 'westeurope', internalNetworks: ['10.0.0.0/8', '2001:db8:ffff::/48'] },
  ],
};

const optionSets = (kind: string): readonly Options[] => [optionsOf(findKind(kind)), ...(VARIANTS[kind] ?? []).map((given) => orThrow(readOptions(findKind(kind).kind.options, given, kind)))];

/** Flows that have nothing in common, so that each change shows. */
const SEPARATE: readonly Flow[] = [
  'egress tcp 443 tls api.x.example from 172.20.0.0/16 for v/name',
  'egress tcp 443 tls *.y.example from 172.20.0.0/16 for v/names',
  'egress tcp 8443 opaque 198.51.100.0/25 from 172.20.0.0/16 for v/network',
  'egress udp 3478-3481 opaque 203.0.113.0/26 from 172.20.0.0/16 for v/media',
  'egress tcp 5061 opaque 203.0.113.64 from 172.20.0.0/16 for v/sip',
  'ingress tcp 8080 opaque 172.20.1.5 from 192.0.2.0/28 for v/in',
].map(flowOfText);

describe.each(kindFolders)('%s', (kind) => {
  const cases = optionSets(kind).flatMap((options) => positions(findKind(kind).kind).map((namesBehind) => ({ options, namesBehind })));

  test.each(vendorFolders)('%s, under every set of options of its probes', (folder) => {
    const vendor = findVendor(folder);
    expect(flowsIn(vendor.document, vendor.usages[0] ?? {}).length).toBeGreaterThan(0);
    for (const { options, namesBehind } of cases) for (const flows of usagesOf(vendor)) expect(differ(kind, options, flows, namesBehind)).toEqual([]);
  });

  test('random flows', () => {
    fc.assert(
      fc.property(fc.array(flowOf(true), { minLength: 1, maxLength: 6 }), fc.constantFrom(...cases), (flows, { options, namesBehind }) => {
        expect(differ(kind, options, flows, namesBehind)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  // Rules of AWS Network Firewall are one text: broken ones are test/engine's business.
  const testParts = kind === 'aws-network-firewall' ? test.skip : test;
  testParts('one text or number changed in what was written is noticed, unless it is a name or words for people', () => {
    const seen = { changed: 0, noticed: 0 };
    fc.assert(
      fc.property(fc.subarray([...SEPARATE], { minLength: 1 }), fc.constantFrom(...cases), fc.nat(), (flows, { options, namesBehind }, at) => {
        const found = written(kind, options, flows, namesBehind);
        if (found === undefined) return;
        const places = meaningful(found.resources);
        const place = places[at % places.length];
        if (place === undefined) return;
        seen.changed += 1;
        seen.noticed += differ(kind, options, flows, namesBehind, (resources) => changed(resources, place) as Resources).length > 0 ? 1 : 0;
      }),
      { numRuns: 150 },
    );
    expect(seen.changed).toBeGreaterThan(50);
    // A deny that turns into a permit of what is permitted behind it changes nothing, and the like.
    expect(seen.noticed / seen.changed).toBeGreaterThan(0.9);
  });
});

type Path = readonly (string | number)[];

const MEANT = /(protocol|port|port_range|prefix|cidr|_ipv4|_ipv6|access|direction|addresses|cidrs|fqdns|ports|protocols|type|action)(_?ranges|es)?$/;

/** Where something stands that decides on packets. */
function meaningful(value: unknown, path: Path = [], meant = false): readonly Path[] {
  if (typeof value === 'object' && value !== null) return Object.entries(value).flatMap(([key, each]) => meaningful(each, [...path, Array.isArray(value) ? Number(key) : key], Array.isArray(value) ? meant : MEANT.test(key)));
  return meant && value !== null && value !== '*' && value !== 'UserAssigned' && !String(value).includes('${') ? [path] : [];
}

const OTHER: Readonly<Record<string, string>> = { tcp: 'udp', udp: 'tcp', Tcp: 'Udp', Udp: 'Tcp', TCP: 'UDP', UDP: 'TCP', Https: 'Http', Http: 'Https', Allow: 'Deny', Deny: 'Allow', Inbound: 'Outbound', Outbound: 'Inbound' };

function changed(value: unknown, [key, ...rest]: Path): unknown {
  if (key === undefined) return typeof value === 'number' ? (value === 65535 ? 65534 : value + 1) : other(String(value));
  if (Array.isArray(value)) return value.map((each: unknown, index) => (index === key ? changed(each, rest) : each));
  return Object.fromEntries(Object.entries(value as object).map(([name, each]: [string, unknown]) => [name, name === key ? changed(each, rest) : each]));
}

function other(text: string): string {
  const word = OTHER[text];
  if (word !== undefined) return word;
  if (/^\d+(-\d+)?$/.test(text)) return '7';
  return /^[\d.]+(\/\d+)?$/.test(text) ? '192.0.2.99/32' : text.includes(':') ? '2001:db8:eeee::/48' : `x${text.replace(/^\*/, '')}`;
}

describe('random vendor documents, planned as sites and built by cdktf', () => {
  const NAMES = ['api.example.com', '*.example.com', '.media.example.net', 'turn.example.net'] as const;
  const NETWORKS = ['198.51.100.0/25', '198.51.100.128/25', '198.51.100.7', '203.0.113.64/26'] as const;
  const toNetworks = fc.record({
    opens: fc.array(fc.record({ protocol: fc.constantFrom('tcp' as const, 'udp' as const), ports: fc.constantFrom('443', '3478-3481', '5061, 5063', '50000-50100'), application: fc.constant('opaque' as const) }), { minLength: 1, maxLength: 2 }),
    to: fc.subarray([...NETWORKS], { minLength: 1 }),
  });
  const toNames = fc.record({
    opens: fc.subarray([{ protocol: 'tcp', ports: '443', application: 'tls' }, { protocol: 'tcp', ports: '8443, 444', application: 'tls' }, { protocol: 'tcp', ports: '80', application: 'http' }] as const, { minLength: 1 }),
    to: fc.subarray([...NAMES], { minLength: 1 }),
  });
  const inward = fc.record({ opens: fc.constantFrom([{ protocol: 'tcp', ports: '8443', application: 'tls' }] as const, [{ protocol: 'udp', ports: '9000-9009', application: 'opaque' }] as const), to: fc.subarray(['10.1.2.10', '10.1.2.64/28'], { minLength: 1 }), from: fc.subarray(['203.0.113.0/24', '10.9.0.0/16'], { minLength: 1 }) });
  const documentFor = (sees: boolean) => fc.tuple(fc.array(sees ? fc.oneof(toNetworks, toNames) : toNetworks, { minLength: 1, maxLength: 4 }), fc.array(inward, { maxLength: 2 })).map(([outs, inwards]) =>
    vendorOf('random', [
      ...outs.map((each, index) => row(`out-${index}`, each)),
      ...inwards.map(({ from, ...each }, index) => row(`in-${index}`, { ...each, from: () => from, direction: 'ingress', ownServer: true })),
    ]),
  );
  const THROUGH: readonly (readonly Enforcement[])[] = [
    [azureFirewall({ firewallPolicyId: `${HUB}.Network/firewallPolicies/egress` })],
    [awsSecurityGroup({ vpcId: 'vpc-0123456789abcdef0' })],
    [azureNetworkSecurityGroup({ resourceGroupName: 'net', location: 'westeurope' })],
    [azureNetworkSecurityGroup({ resourceGroupName: 'net', location: 'westeurope' }), azureFirewall({ makePolicy: { name: 'egress', ...ipGroups }, dnsProxy: true, makeIpGroup: ipGroups })],
    [awsSecurityGroup({ vpcId: 'vpc-0123456789abcdef0', prefixListThreshold: 0 }), awsNetworkFirewall()],
    [awsNetworkFirewall({ mode: 'domain-list' })],
  ];

  test('agree, and every site is proved', () => {
    const seen = { read: 0, refused: 0 };
    fc.assert(
      fc.property(fc.constantFrom(...THROUGH).chain((through) => fc.tuple(documentFor(through.some(({ kind }) => kind.seesNames)), fc.constant(through))), ([vendor, through]) => {
        const accept = Object.fromEntries(vendor.document.requirements.map(({ id }) => [`random/${id}`, 'a test']));
        const plan = planSite(defineSite({ id: 'office', sources: ['10.20.0.0/16'], vendors: { 500: vendor() }, through, accept }));
        if (!plan.ok) {
          seen.refused += 1;
          return;
        }
        const json = JSON.parse(Testing.synthScope((scope) => void new PlannedEgress(scope, 'Egress', { plan: plan.value }))) as { readonly resource: Resources };
        for (const { kind, units } of plan.value.plans) {
          seen.read += 1;
          const widenings = units.flatMap(({ lowering }) => lowering.widenings);
          const granted = units.flatMap(({ lowering }) => lowering.granted ?? []);
          expect(disagreements(kind, plan.value.required, { widenings, granted }, kind.read(configOf(json.resource)))).toEqual([]);
        }
        expect(checkSite(plan.value, configOf(json.resource))).toMatchObject({ missing: [], excess: [] });
      }),
      { numRuns: 250 },
    );
    expect(seen.read).toBeGreaterThan(50);
  });
});
