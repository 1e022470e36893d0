import fc from 'fast-check';
import { awsNetworkFirewall } from '../../../src/firewalls/aws-network-firewall/index.js';
import { awsSecurityGroup } from '../../../src/firewalls/aws-security-group/index.js';
import { azureFirewall } from '../../../src/firewalls/azure-firewall/index.js';
import { azureNetworkSecurityGroup } from '../../../src/firewalls/azure-network-security-group/index.js';
import type { Enforcement, Loss } from '../../../src/firewalls/firewall.js';
import { planSite } from '../../../src/site/plan-site.js';
import { type Site, defineSite } from '../../../src/site/site.js';
import type { VendorSelection } from '../../../src/vendor/define-vendor.js';
import { row, vendorOf } from '../../support/documents.js';

const HUB = '/subscriptions/0/resourceGroups/hub/providers/Microsoft';
const hub = { resourceGroupName: 'hub', location: 'westeurope' };
const tlsCertificate = { name: 'ca', keyVaultSecretId: 'https://vault.vault.azure.net/secrets/ca/1', identityId: `${HUB}.ManagedIdentity/userAssignedIdentities/fw` };

/** Each kind as it may stand in a series. */
const KINDS: readonly (readonly Enforcement[])[] = [
  [awsNetworkFirewall({ mode: 'domain-list' }), awsNetworkFirewall()],
  [awsSecurityGroup({ vpcId: 'vpc-0123456789abcdef0' })],
  [azureFirewall({ firewallPolicyId: `${HUB}.Network/firewallPolicies/egress` }), azureFirewall({ makePolicy: { name: 'egress', ...hub, tlsCertificate }, sku: 'Premium', tlsInspection: true, dnsProxy: true })],
  [azureNetworkSecurityGroup({ ...hub, internalNetworks: ['10.0.0.0/8'] }), azureNetworkSecurityGroup({ resourceGroupName: 'hub', networkSecurityGroupName: 'nsg' })],
];

/** Every combination of kinds, each in each of its ways. */
export const SERIES: readonly (readonly Enforcement[])[] = KINDS.reduce<readonly (readonly Enforcement[])[]>((all, ways) => all.flatMap((series) => [series, ...ways.map((way) => [...series, way])]), [[]]).slice(1);

/** Those that begin with a domain list, which loses most. */
export const LISTS: readonly (readonly Enforcement[])[] = SERIES.filter(([first]) => first === KINDS[0]?.[0]);

/** One of them by its number, which prints shorter; those of two kinds, which close least, more often. */
export const numberIn = (series: readonly (readonly Enforcement[])[]): fc.Arbitrary<number> =>
  fc.oneof(fc.nat(series.length - 1), fc.constantFrom(...[...series.keys()].filter((index) => series[index]?.length === 2)));

export const siteOf = (vendors: Site['vendors'], through: readonly Enforcement[]): Site => defineSite({ id: 'office', sources: ['10.20.0.0/16'], vendors, through });

export const accepting = (site: Site, rows: Iterable<string>): Site => ({ ...site, accept: Object.fromEntries([...rows].map((name) => [name, 'a test'])) });

/** Rows and losses that a site is asked to accept; undefined where it cannot be planned for another reason. */
export function askedOf(site: Site): ReadonlyMap<string, ReadonlySet<Loss>> | undefined {
  const planned = planSite(site);
  const asked = new Map<string, Set<Loss>>();
  for (const { where, expected } of planned.ok ? [] : planned.problems) {
    const [, name] = /^sites\.office\.accept\.(.+)$/.exec(where) ?? [];
    const [, lost] = /beyond it \((\w+): /.exec(expected) ?? [];
    if (name === undefined || lost === undefined) return undefined;
    asked.set(name, (asked.get(name) ?? new Set()).add(lost as Loss));
  }
  return asked;
}

// Names, ports and networks that meet often: what one row loses is another's.

const NAMES = ['a.example', 'b.a.example', '*.a.example', '*.b.a.example', '.c.example', 'd.example'] as const;
const PATHS = ['', '', '', '/p/*', '/q', '/*'] as const;

const opening = fc.constantFrom(
  ...(['443', '8443', '443, 8443', '8440-8450'] as const).map((ports) => ({ protocol: 'tcp', ports, application: 'tls' }) as const),
  ...(['80', '443', '80, 8443'] as const).map((ports) => ({ protocol: 'tcp', ports, application: 'http' }) as const),
);
const target = fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom(...PATHS)).map(([name, path]) => (name.startsWith('.') ? name : `${name}${path}`));
const from = fc.constantFrom(undefined, undefined, ['10.20.1.0/24'], ['10.20.1.0/24', '10.30.0.9']);

const toNames = fc.record({ opens: fc.array(opening, { minLength: 1, maxLength: 2 }), to: fc.array(target, { minLength: 1, maxLength: 2 }), from });

const toNetworks = fc.record({
  opens: fc.constantFrom([{ protocol: 'udp', ports: '3478', application: 'opaque' }] as const, [{ protocol: 'tcp', ports: '8443', application: 'opaque' }] as const),
  to: fc.subarray(['198.51.100.0/25', '203.0.113.7'], { minLength: 1 }),
  from,
});

const inward = fc.record({
  opens: fc.constantFrom('443', '8443').map((ports) => [{ protocol: 'tcp', ports, application: 'tls' }] as const),
  to: fc.subarray(['10.20.1.10', '10.30.0.9'], { minLength: 1 }),
  from: fc.subarray(['203.0.113.0/28', '10.20.0.0/24'], { minLength: 1 }),
});

const vendor = (id: string): fc.Arbitrary<VendorSelection> =>
  fc.tuple(fc.array(fc.oneof({ weight: 4, arbitrary: toNames }, { weight: 1, arbitrary: toNetworks }), { minLength: 1, maxLength: 4 }), fc.array(inward, { maxLength: 1 })).map(([outs, ins]) =>
    vendorOf(id, [
      ...outs.map(({ from: own, ...each }, index) => row(`out-${index}`, { ...each, ...(own === undefined ? {} : { from: () => own }) })),
      ...ins.map(({ from: callers, ...each }, index) => row(`in-${index}`, { ...each, from: () => callers, direction: 'ingress', ownServer: true })),
    ])(),
  );

/** One random vendor, or two. */
export const vendors: fc.Arbitrary<Site['vendors']> = fc.oneof(
  vendor('one').map((one) => ({ 500: one })),
  fc.tuple(vendor('one'), vendor('two')).map(([one, two]) => ({ 500: one, 510: two })),
);
