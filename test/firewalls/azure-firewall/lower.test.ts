import fc from 'fast-check';
import { lower } from '../../../src/firewalls/azure-firewall/lower.js';
import type { AzureFirewallRules } from '../../../src/firewalls/azure-firewall/rules.js';
import type { Flow } from '../../../src/model/flow.js';
import { cidr, contextOf, flow } from './support.js';

const rulesOf = (flows: readonly Flow[], options: object = {}): AzureFirewallRules => lower(flows, contextOf(options)).rules;
const fromOffice = { kind: 'addresses', addresses: ['10.20.0.0/16'] };

test('names become application rules, addresses network rules, in one group of the site and the vendor', () => {
  const flows = [
    flow('web', 'tcp 443 tls', 'api.x.com'),
    flow('web', 'tcp 443 tls', '*.x.com'),
    flow('web', 'tcp 80,8080-8081 http', 'x.com'),
    flow('media', 'udp 3478,40000-49999 opaque', '198.51.100.0/24'),
    flow('media', 'udp 3478,40000-49999 opaque', '203.0.113.7'),
  ];
  expect(rulesOf(flows)).toEqual({
    name: 'office-acme',
    priority: 500,
    network: {
      name: 'acme-network',
      priority: 100,
      rules: [
        {
          name: 'acme-media-udp-3478_40000-49999',
          description: 'acme/media',
          sources: fromOffice,
          protocol: 'UDP',
          ports: ['3478', '40000-49999'],
          to: { kind: 'addresses', addresses: ['198.51.100.0/24', '203.0.113.7'] },
        },
      ],
    },
    application: {
      name: 'acme-application',
      priority: 200,
      rules: [
        {
          name: 'acme-web-http-80_8080-8081',
          description: 'acme/web',
          sources: fromOffice,
          protocols: [{ type: 'Http', port: 80 }, { type: 'Http', port: 8080 }, { type: 'Http', port: 8081 }],
          to: { kind: 'fqdns', fqdns: ['x.com'] },
        },
        {
          name: 'acme-web-https-443',
          description: 'acme/web',
          sources: fromOffice,
          protocols: [{ type: 'Https', port: 443 }],
          to: { kind: 'fqdns', fqdns: ['*.x.com', 'api.x.com'] },
        },
      ],
    },
    ipGroups: [],
  });
});

test('a collection without rules is left out', () => {
  expect(Object.keys(rulesOf([flow('web', 'tcp 443 tls', 'x.com')]))).toEqual(['name', 'priority', 'application', 'ipGroups']);
  expect(Object.keys(rulesOf([flow('media', 'udp 3478 opaque', '198.51.100.0/24')]))).toEqual(['name', 'priority', 'network', 'ipGroups']);
});

test('what two rows ask for in the same words stands once, with both', () => {
  const { application } = rulesOf([flow('web', 'tcp 443 tls', 'x.com'), flow('app', 'tcp 443 tls', 'x.com'), flow('app', 'tcp 443 tls', 'y.com')]);
  expect(application?.rules.map(({ name, description, to }) => [name, description, to.kind === 'fqdns' ? to.fqdns : []])).toEqual([
    ['acme-app-https-443', 'acme/app', ['y.com']],
    ['acme-app_web-https-443', 'acme/app, acme/web', ['x.com']],
  ]);
});

test('an address has no application: the rows that differ in it alone share a rule', () => {
  const { network } = rulesOf([flow('a', 'tcp 443 tls', '198.51.100.0/24'), flow('b', 'tcp 443 opaque', '198.51.100.0/24')]);
  expect(network?.rules.map(({ name }) => name)).toEqual(['acme-a_b-tcp-443']);
});

test('a row with sources of its own gets a rule of its own', () => {
  const { network } = rulesOf([flow('api', 'tcp 443 opaque', '198.51.100.0/24'), flow('api', 'tcp 443 opaque', '198.51.100.0/24', { sources: [cidr('10.1.2.3')] })]);
  expect(network?.rules.map(({ name, sources }) => [name, sources])).toEqual([
    ['acme-api-tcp-443', fromOffice],
    [expect.stringMatching(/^acme-api-tcp-443-from-[0-9a-f]+$/), { kind: 'addresses', addresses: ['10.1.2.3'] }],
  ]);
});

test('ingress goes from its sources to the server, and DNAT is left to the operator', () => {
  const { rules, notes } = lower([flow('ui', 'tcp 7443 opaque', '10.1.2.10', { direction: 'ingress', sources: [cidr('10.9.0.0/24')] })], contextOf());
  expect(rules.network?.rules[0]).toMatchObject({ sources: { addresses: ['10.9.0.0/24'] }, protocol: 'TCP', ports: ['7443'], to: { addresses: ['10.1.2.10'] } });
  expect(rules.network?.rules[0]?.name).toMatch(/^acme-ui-in-tcp-7443-from-/);
  expect(notes).toContain('ingress is permitted, not translated: a DNAT rule, if one is needed, is yours (acme/ui)');
});

test('UDP to an exact name is a network rule by name where the firewall resolves', () => {
  const { rules, notes } = lower([flow('stun', 'udp 3478 opaque', 'stun.x.com')], contextOf({ dnsProxy: true }));
  expect(rules.network?.rules).toEqual([
    { name: 'acme-stun-name-udp-3478', description: 'acme/stun', sources: fromOffice, protocol: 'UDP', ports: ['3478'], to: { kind: 'fqdns', fqdns: ['stun.x.com'] } },
  ]);
  expect(notes).toContain('stun.x.com on UDP 3478 is matched by the addresses the firewall resolves: clients have to resolve through it, and other names on those addresses pass as well');
});

describe('URL paths', () => {
  const jquery = (extra = {}): Flow => flow('jquery', 'tcp 443 tls', 'ajax.x.com', { path: '/libs/*', ...extra });

  test('without TLS inspection they are lost, and that is said', () => {
    const { rules, widenings } = lower([jquery({ inspect: 'forbid' })], contextOf());
    expect(rules.application?.rules[0]?.to).toEqual({ kind: 'fqdns', fqdns: ['ajax.x.com'] });
    const { path: _path, ...host } = jquery({ inspect: 'forbid' });
    expect(widenings).toEqual([{ lost: 'path', flow: jquery({ inspect: 'forbid' }), permits: [host], why: 'paths are not visible to Standard' }]);
  });

  test('Premium with TLS inspection matches them, and the bare path beside', () => {
    const { rules, widenings, notes } = lower([jquery()], contextOf({ sku: 'Premium', tlsInspection: true }));
    expect(rules.application?.rules).toEqual([
      {
        name: 'acme-jquery-url-https-443',
        description: 'acme/jquery',
        sources: fromOffice,
        protocols: [{ type: 'Https', port: 443 }],
        to: { kind: 'urls', urls: ['ajax.x.com/libs', 'ajax.x.com/libs/*'], terminateTls: true },
      },
    ]);
    expect(widenings).toEqual([]);
    expect(notes).toContain('ajax.x.com/libs is opened beside ajax.x.com/libs/*, which does not match it (acme/jquery)');
  });

  test.each([
    ['the page forbids inspection', { inspect: 'forbid' }, { sku: 'Premium', tlsInspection: true }, 'the page forbids the TLS inspection that paths need'],
    ['Premium does not inspect', {}, { sku: 'Premium' }, 'paths are not visible without TLS inspection'],
    ['Basic', {}, { sku: 'Basic' }, 'paths are not visible to Basic'],
  ])('%s', (_, extra, options, why) => {
    const { widenings, rules } = lower([jquery(extra)], contextOf(options));
    expect(widenings.map((each) => each.why)).toEqual([why]);
    expect(rules.application?.rules[0]?.to.kind).toBe('fqdns');
  });

  test('a star within the last part of a path is on no page of Azure, and the path is lost', () => {
    const script = flow('web', 'tcp 443 tls', 'www.gstatic.com', { path: '/og/_/js/k=*' });
    const { rules, widenings } = lower([script], contextOf({ sku: 'Premium', tlsInspection: true }));
    expect(rules.application?.rules[0]?.to).toEqual({ kind: 'fqdns', fqdns: ['www.gstatic.com'] });
    expect(widenings.map(({ lost, why }) => [lost, why])).toEqual([['path', 'a star is matched only as the whole last part of a path']]);
  });

  test('plain HTTP shows its path to Premium without inspection', () => {
    const { rules, widenings } = lower([flow('crl', 'tcp 80 http', 'crl.x.com', { path: '/list.crl' })], contextOf({ sku: 'Premium' }));
    expect([rules.application?.rules[0]?.to, widenings]).toEqual([{ kind: 'urls', urls: ['crl.x.com/list.crl'], terminateTls: false }, []]);
  });

  test('a path that is only a star loses nothing', () => {
    const { rules, widenings } = lower([flow('api', 'tcp 443 tls', 'x.com', { path: '/*' })], contextOf({ sku: 'Premium', tlsInspection: true }));
    expect([rules.application?.rules[0]?.to, widenings]).toEqual([{ kind: 'fqdns', fqdns: ['x.com'] }, []]);
  });

  test('a rule that opens TLS stands behind one whose page forbids it', () => {
    const flows = [jquery(), flow('web', 'tcp 443 tls', 'ajax.x.com', { path: '/other', inspect: 'forbid' })];
    const { application } = rulesOf(flows, { sku: 'Premium', tlsInspection: true });
    expect(application?.rules.map(({ name }) => name)).toEqual(['acme-web-https-443', 'acme-jquery-url-https-443']);
  });
});

describe('notes', () => {
  test.each([
    ['a network rule on a port of names', ['office-acme: its network rules on TCP 443 come before every application rule: at their addresses no name is looked at'], [flow('web', 'tcp 443 tls', 'x.com'), flow('turn', 'tcp 400-500 opaque', '198.51.100.0/24')]],
    ['UDP on the same port does not', [], [flow('web', 'tcp 443 tls', 'x.com'), flow('media', 'udp 443 opaque', '198.51.100.0/24')]],
    ['QUIC to anywhere', ['UDP 443 to any destination carries QUIC, and no rule sees its names (acme/media)'], [flow('media', 'udp 400-500 opaque', '0.0.0.0/0')]],
    ['two hyphens', ['xn--bcher-kva.com holds "--", which Azure Firewall has refused (acme/web)'], [flow('web', 'tcp 443 tls', 'xn--bcher-kva.com')]],
  ])('%s', (_, notes, flows) => expect(lower(flows, contextOf()).notes.slice(1)).toEqual(notes));

  test('an existing policy has other writers', () =>
    expect(lower([flow('web', 'tcp 443 tls', 'x.com')], contextOf()).notes).toEqual(['the firewall policy is not made here: apply one configuration that writes to it at a time, others meet 409 AnotherOperationInProgress']));
});

describe('IP Groups', () => {
  const place = { resourceGroupName: 'hub', location: 'westeurope' };
  const many = Array.from({ length: 101 }, (_, index) => flow('media', 'udp 3478 opaque', `198.51.${index}.0/25`));

  test('existing groups stand for the sources of the site, and for no others', () => {
    const id = '/subscriptions/0/resourceGroups/hub/providers/Microsoft.Network/ipGroups/office';
    const flows = [flow('web', 'tcp 443 tls', 'x.com'), flow('own', 'tcp 443 tls', 'x.com', { sources: [cidr('10.1.2.3')] })];
    const { rules, notes } = lower(flows, contextOf({ sourceIpGroupIds: [id] }));
    expect(rules.application?.rules.map(({ sources }) => sources)).toEqual([{ kind: 'addresses', addresses: ['10.1.2.3'] }, { kind: 'existing-groups', ids: [id] }]);
    expect(notes).toContain('the IP Groups of sourceIpGroupIds are not read, and the proof takes it for granted: they have to hold 10.20.0.0/16 and nothing else');
  });

  test('a group is made of the sources', () => {
    const { application, ipGroups } = rulesOf([flow('web', 'tcp 443 tls', 'x.com')], { makeIpGroup: place });
    expect(application?.rules[0]?.sources).toEqual({ kind: 'made-groups', names: ['office-sources'] });
    expect(ipGroups).toEqual([{ name: 'office-sources', ...place, cidrs: ['10.20.0.0/16'] }]);
  });

  test('more than 100 destinations move to a group where one can be made', () => {
    const { network, ipGroups } = rulesOf(many, { firewallPolicyId: undefined, makePolicy: { name: 'egress', ...place } });
    expect(network?.rules.map(({ to }) => to)).toEqual([{ kind: 'made-groups', names: ['office-acme-media-udp-3478'] }]);
    expect(ipGroups.map(({ name, cidrs }) => [name, cidrs.length, cidrs[0]])).toEqual([['office-acme-media-udp-3478', 101, '198.51.0.0/25']]);
  });

  test('100 stay in the rule', () => expect(rulesOf(many.slice(1), { makeIpGroup: place }).network?.rules[0]?.to.kind).toBe('addresses'));

  test('without a place they stay, and that is said', () => {
    const { rules, notes } = lower(many, contextOf());
    expect(rules.network?.rules[0]?.to.kind).toBe('addresses');
    expect(notes).toContain('acme-media-udp-3478 lists more than 100 destinations: with makeIpGroup they would count as one');
  });
});

describe('laws', () => {
  const page = [
    flow('web', 'tcp 443 tls', 'x.com'),
    flow('web', 'tcp 443 tls', '*.x.com'),
    flow('old', 'tcp 80 http', 'x.com', { path: '/a' }),
    flow('media', 'udp 3478 opaque', '198.51.100.0/24'),
    flow('media', 'udp 3478 opaque', '203.0.113.0/24'),
    flow('turn', 'tcp 443 opaque', '203.0.113.0/24'),
    flow('stun', 'udp 3478 opaque', 'stun.x.com'),
    flow('wide', 'udp 3478 opaque', '*.x.com'),
  ];

  test('the order of the flows does not matter', () => {
    const bytes = JSON.stringify(lower(page, contextOf({ dnsProxy: true })), plain);
    fc.assert(fc.property(fc.shuffledSubarray(page, { minLength: page.length }), (order) => JSON.stringify(lower(order, contextOf({ dnsProxy: true })), plain) === bytes));
  });

  test('one added row adds one rule and leaves the others as they were', () => {
    const before = rulesOf(page, { dnsProxy: true });
    const after = rulesOf([...page, flow('help', 'tcp 443 tls', 'help.y.com')], { dnsProxy: true });
    expect(after.network).toEqual(before.network);
    expect(after.application?.rules.filter(({ name }) => name !== 'acme-help-https-443')).toEqual(before.application?.rules);
  });

  test('names are unique in a group and short enough', () => {
    const long = 'row-with-a-name-that-goes-on-and-on-until-no-firewall-would-take-it';
    const flows = [...page, flow(long, 'tcp 443,8443 tls', 'x.com'), flow(`${long}-2`, 'tcp 443,8443 tls', 'x.com'), flow(`${long}-2`, 'tcp 443,8443 tls', 'y.com')];
    const { network, application } = rulesOf(flows, { dnsProxy: true });
    const names = [...(network?.rules ?? []), ...(application?.rules ?? [])].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => name.length > 80 || !/^[a-z0-9][\w.-]*\w$/.test(name))).toEqual([]);
  });

  test('a whole site at once is refused', () => {
    const { vendor: _vendor, ...site } = contextOf();
    expect(() => lower(page, site)).toThrow('azure-firewall: expected one vendor at a time, got a whole site');
  });
});

const plain = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);
