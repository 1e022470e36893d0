import { fernsprech } from '../../docs/examples/new-vendor/index.js';
import { plainwall } from '../../docs/examples/new-firewall/index.js';
import { awsSecurityGroup } from '../../src/firewalls/aws-security-group/index.js';
import { azureFirewall } from '../../src/firewalls/azure-firewall/index.js';
import { formatProblem } from '../../src/model/diagnostic.js';
import { formatCidr } from '../../src/model/cidr.js';
import { formatFlow } from '../../src/model/flow.js';
import { planSites } from '../../src/site/plan-sites.js';
import { type Site, defineSite } from '../../src/site/site.js';
import { row, vendorOf } from '../support/documents.js';
import { planOf as plan, problemsOfSite as problems } from '../support/planned.js';

const wall = plainwall({ wallId: 'wall-1a2b' });

const hub = azureFirewall({ firewallPolicyId: '/subscriptions/0/resourceGroups/hub/providers/Microsoft.Network/firewallPolicies/hub' });

const site = (rest: Partial<Site>): Site =>
  defineSite({ id: 'office', sources: ['10.0.0.0/8'], vendors: { 500: fernsprech({ tenant: 'acme' }) }, through: [wall], ...rest });

const opaque = [{ protocol: 'udp', ports: '3478', application: 'opaque' }] as const;
const stun = row('stun', { opens: opaque, to: ['*.media.example.com'] });

test('a site is planned: every row of every vendor, and the rules that permit it', () => {
  const { required, plans } = plan(site({}));
  expect(required.map(formatFlow)).toEqual(['egress tcp 443 tls acme.fernsprech.example', 'egress udp 3478,40000-49999 opaque 198.51.100.0/24']);
  expect(plans[0]?.units[0]?.lowering.rules).toEqual([
    { name: 'office: fernsprech/media udp 3478,40000-49999 198.51.100.0/24', target: '198.51.100.0/24', ports: '3478,40000-49999', protocol: 'udp', sources: ['10.0.0.0/8'] },
    { name: 'office: fernsprech/web tcp 443 acme.fernsprech.example', target: 'acme.fernsprech.example', ports: '443', protocol: 'tcp', sources: ['10.0.0.0/8'] },
  ]);
});

describe('refused', () => {
  test('all problems of a site at once', () => {
    const broken = site({ id: 'Office 1', sources: ['10.0.0.1/8', 'berlin'], vendors: { 99: fernsprech({ tenant: '<tenant>' }) }, through: [plainwall({ wallId: 'x' })], accept: { 'a/b': '' } });
    expect(problems(broken)).toEqual([
      'sites.Office 1: expected an id of lower-case letters, digits and single hyphens, a letter first, at most 40 characters, got "Office 1"',
      'sites.Office 1.sources[0]: expected a CIDR without host bits, got "10.0.0.1/8" (did you mean 10.0.0.0/8?)',
      'sites.Office 1.sources[1]: expected an IPv4 or IPv6 address or CIDR, got "berlin"',
      'sites.Office 1.vendors.99: expected a priority from 100 to 65000, got "99"',
      'sites.Office 1.vendors.99.fernsprech.tenant: expected one label such as acme, got "<tenant>"',
      'sites.Office 1.through[0].plainwall.wallId: expected an id such as wall-1a2b, got "x"',
      'sites.Office 1.accept.a/b: expected a reason in words, on one line, got nothing',
    ]);
  });

  test.each<[string, Partial<Site>, string]>([
    ['no sources', { sources: [] }, "sites.office.sources: expected at least one CIDR of the site's own, got an empty list"],
    ['every address', { sources: ['0.0.0.0/0'] }, "sites.office.sources: expected the site's own addresses, got [\"0.0.0.0/0\"] (every address)"],
    ['every address in halves', { sources: ['0.0.0.0/1', '128.0.0.0/1'] }, "sites.office.sources: expected the site's own addresses, got [\"0.0.0.0/1\",\"128.0.0.0/1\"] (every address)"],
    ['nearly every address', { sources: ['0.0.0.0/1', '128.0.0.0/2'] }, "sites.office.sources: expected the site's own addresses, got [\"0.0.0.0/1\",\"128.0.0.0/2\"] (together a sixteenth or more of all public IPv4 addresses, which nobody has)"],
    ['an address that is nobody\'s', { sources: ['10.0.0.0/8', '127.0.0.1'] }, "sites.office.sources[1]: expected a CIDR of the site's own, got 127.0.0.1 (loopback)"],
    ['a number that is not written as one', { vendors: { ['5e2' as never]: fernsprech({ tenant: 'a' }) } }, 'sites.office.vendors.5e2: expected a priority from 100 to 65000, got "5e2"'],
    ['no vendors', { vendors: {} }, 'sites.office.vendors: expected at least one vendor, got nothing'],
    ['no firewall', { through: [] }, 'sites.office.through: expected at least one firewall, got an empty list'],
    ['one kind twice', { through: [wall, wall] }, 'sites.office.through: expected each kind of firewall once, got plainwall more than once'],
    ['one vendor twice', { vendors: { 500: fernsprech({ tenant: 'a' }), 510: fernsprech({ tenant: 'b' }) } }, 'sites.office.vendors: expected fernsprech under one priority, got 2'],
    ['a row that is not there', { accept: { 'fernsprech/wbe': 'why' } }, 'sites.office.accept.fernsprech/wbe: expected one of fernsprech/media, fernsprech/web, got "fernsprech/wbe" (did you mean fernsprech/web?)'],
    ['something else than reasons', { accept: 5 as never }, 'sites.office.accept: expected reasons by vendor/requirement, got 5'],
    ['something else than a vendor', { vendors: { 500: {} as never } }, 'sites.office.vendors.500: expected a vendor such as alleo(), got {}'],
    ['an id that every object has', { id: 'constructor' }, 'sites.constructor: expected an id that is no property of every object, got "constructor"'],
    ['a property that is misspelt, which would change nothing', { denys: ['22/tcp'] } as never, 'sites.office.denys: expected one of accept, denies, id, permits, sources, through, unproved, vendors, got "denys" (did you mean denies?)'],
    ['a reason on two lines, which would forge one of a report', { unproved: 'because\noffice: proved' }, 'sites.office.unproved: expected a reason in words, on one line, got "because\\noffice: proved"'],
    ['vendors in a list', { vendors: [fernsprech({ tenant: 'a' })] as never }, 'sites.office.vendors: expected vendors by their priority, such as { 500: alleo() }, got a list'],
    ['a vendor alone', { vendors: fernsprech as never }, 'sites.office.vendors: expected vendors by their priority, such as { 500: alleo() }, got a function'],
    ['a vendor in place of vendors', { vendors: fernsprech({ tenant: 'a' }) as never }, 'sites.office.vendors: expected vendors by their priority, such as { 500: alleo() }, got a vendor without a priority'],
    ['a vendor that is not called', { vendors: { 500: fernsprech as never } }, 'sites.office.vendors.500: expected a vendor such as alleo(), got fernsprech without the call'],
    ['a firewall that is not called', { through: [azureFirewall as never] }, 'sites.office.through[0]: expected a firewall such as azureFirewall({ ... }), got azure-firewall without the call'],
    ['two ways to write one number', { vendors: { ['0500' as never]: fernsprech({ tenant: 'a' }) } }, 'sites.office.vendors.0500: expected a priority from 100 to 65000, got "0500"'],
    ['a kind that is none', { through: [{ kind: { id: 'wall', options: { size: 5 } }, given: {} } as never] }, 'sites.office.through[0]: expected a firewall such as azureFirewall({ ... }), got {"kind":{"id":"wall","options":{"size":5}},"given":{}}'],
    ['something else than a firewall', { through: [{} as never] }, 'sites.office.through[0]: expected a firewall such as azureFirewall({ ... }), got {}'],
  ])('%s', (_, rest, message) => {
    expect(problems(site(rest))).toEqual([message]);
  });

  test.each<[string, unknown, string]>([
    ['nothing', undefined, 'site: expected a site such as defineSite({ ... }), got nothing'],
    ['null', null, 'site: expected a site such as defineSite({ ... }), got null'],
    ['words', 'berlin', 'site: expected a site such as defineSite({ ... }), got "berlin"'],
  ])('%s in place of a site', (_, given, problem) => {
    expect(problems(given as Site)).toEqual([problem]);
    const planned = planSites([given as Site]);
    expect(planned.ok ? [] : planned.problems.map(formatProblem)).toEqual([problem]);
  });

  test('an empty object lacks everything', () => {
    expect(problems({} as Site)).toEqual([
      'sites.(no id): expected an id of lower-case letters, digits and single hyphens, a letter first, at most 40 characters, got nothing',
      "sites.(no id).sources: expected at least one CIDR of the site's own, got nothing",
      'sites.(no id).vendors: expected at least one vendor, got nothing',
      'sites.(no id).through: expected at least one firewall, got nothing',
    ]);
  });

  test('no list of sites', () => {
    const planned = planSites(site({}) as never);
    expect(planned.ok ? [] : planned.problems.map(formatProblem)).toEqual([expect.stringMatching(/^sites: expected a list of sites, got \{"id":"office"/)]);
  });

  test('what is no object at all is not named a site', () => {
    expect(() => defineSite(undefined as never)).toThrow('defineSite: expected an object with id, sources, vendors and through, got nothing');
  });

  test('what is wrong with a vendor of two sites is told once', () => {
    const vendors = { 500: vendorOf('v', [row('web', { to: ['*'] })])() };
    const planned = planSites([site({ vendors }), site({ id: 'other', vendors })]);
    expect(planned.ok ? [] : planned.problems.map(({ where }) => where)).toEqual(['vendors.v.web.to[0]']);
  });

  test('the same id for two sites, with the problems of each', () => {
    const planned = planSites([site({}), site({ sources: [] })]);
    expect(planned.ok ? [] : planned.problems.map(formatProblem)).toEqual([
      'sites.office: expected an id used by one site, got 2 sites',
      "sites.office.sources: expected at least one CIDR of the site's own, got an empty list",
    ]);
  });
});

describe('what a firewall cannot say', () => {
  test('fails for a required row, naming the row', () => {
    const vendors = { 500: vendorOf('v', [stun])() };
    expect(problems(site({ vendors }))).toEqual([
      'sites.office.v/stun: expected media: published-cidrs or any-destination, or the row in exclude, for required egress udp 3478 opaque *.media.example.com, ' +
        'got media: omit, and plainwall: it matches names in TLS alone, not opaque',
    ]);
  });

  test.each<[string, Parameters<typeof row>[1], string]>([
    ['TLS that no firewall looks into', {}, 'a firewall in through that decides by name, or media: published-cidrs or any-destination, or the row in exclude, for required egress tcp 443 tls'],
    ['UDP, which shows no name to any', { opens: opaque }, 'media: published-cidrs or any-destination, or the row in exclude, for required egress udp 3478'],
    ['a server of its own', { direction: 'ingress', ownServer: true, from: () => ['203.0.113.0/28'] }, 'the address of the server in place of its name, or the row in exclude, for required ingress tcp 443'],
  ])('and says what would let it: %s', (_, rest, words) => {
    const through = [awsSecurityGroup({ vpcId: 'vpc-0123456789abcdef0' })];
    expect(problems(site({ vendors: { 500: vendorOf('v', [row('web', { to: ['web.example.com'], ...rest })])() }, through }))).toEqual([expect.stringContaining(`sites.office.v/web: expected ${words}`)]);
  });

  test('a site of which nothing is left is told why, for each row', () => {
    const rows = [row('web', {}), row('extra', { necessity: 'optional' }), { ...stun, necessity: 'recommended' as const }];
    expect(problems(site({ vendors: { 500: vendorOf('v', rows)({ exclude: ['web'], include: ['recommended'] }) } }))).toEqual([
      'sites.office.vendors: expected a row that is opened, got none: v/web (excluded by the site), v/extra (optional, not included), v/stun (no firewall here can match its name)',
    ]);
  });

  test('each flow of a row is refused for a reason of its own', () => {
    const both = row('both', { opens: [{ protocol: 'udp', ports: '3478', application: 'opaque' }, { protocol: 'tcp', ports: '5000', application: 'opaque' }], to: ['*.media.example.com'] });
    expect(problems(site({ vendors: { 500: vendorOf('v', [both])() }, through: [hub] }))).toEqual([
      expect.stringMatching(/required egress udp 3478 .*, got media: omit, and azure-firewall: UDP 3478 needs a network rule/),
      expect.stringMatching(/required egress tcp 5000 .*, got media: omit, and azure-firewall: TCP 5000 needs a network rule/),
    ]);
  });

  test.each([[['fd00:20::/48']], [['10.20.0.0/16', 'fd00:20::/48']]])('media is no way out where addresses in place of names would not help: %j', (sources) => {
    const vendors = { 500: vendorOf('v', [row('web', {}), { ...stun, necessity: 'recommended' }])({ include: ['stun'] }) };
    const refused = problems(site({ sources, vendors, through: [hub] }));
    expect(refused).toHaveLength(2);
    refused.forEach((problem) => expect(problem).toMatch(/^sites\.office\.v\/(web|stun): expected a way for azure-firewall to permit egress .*, got none: Azure Firewall takes no IPv6 sources: .*leave IPv6 out of this site/));
  });

  test('the flows of a row that fail for one reason are one problem: their families are', () => {
    const vendors = { 500: vendorOf('v', [row('media', { opens: [{ protocol: 'udp', ports: '3478', application: 'opaque' }], to: ['2001:db8:1::/48', '2001:db8:2::/48', '2001:db8:4::/48'] })])() };
    expect(problems(site({ sources: ['fd00:20::/48'], vendors, through: [hub] }))).toEqual([
      expect.stringMatching(/^sites\.office\.v\/media: expected a way for azure-firewall to permit egress udp 3478 opaque 2001:db8:1::\/48 and 2 more, got none: Azure Firewall takes no IPv6 sources: /),
    ]);
  });

  test('the names of a row that meet one obstacle are one problem', () => {
    const vendors = { 500: vendorOf('v', [row('web', { to: ['a.example.com', '*.b.example.com', 'c.example.com'] })])() };
    expect(problems(site({ vendors, through: [awsSecurityGroup({ vpcId: 'vpc-00000000000000000' })] }))).toEqual([expect.stringMatching(/^sites\.office\.v\/web: .* for required egress tcp 443 tls a\.example\.com and 2 more, got media: omit, and aws-security-group: /)]);
  });

  test('is omitted and said for a required row with a fallback, and for a recommended one', () => {
    const vendors = { 500: vendorOf('v', [row('web', {}), { ...stun, fallback: 'TCP 443' }, { ...stun, id: 'more', necessity: 'recommended' }])({ include: ['more'] }) };
    const { omissions, required } = plan(site({ vendors }));
    expect(required.map(formatFlow)).toEqual(['egress tcp 443 tls api.example.com']);
    expect(omissions.map((each) => [each.row.requirement.id, each.fallback])).toEqual([['stun', 'TCP 443'], ['more', undefined]]);
  });

  test('a packet of an expectation is kept on one line', () => {
    expect(plan(site({ permits: ['443/tcp\n  acme.fernsprech.example'] })).expectations.map(({ text }) => text)).toEqual(['443/tcp acme.fernsprech.example']);
  });

  test('published addresses take the place of the name', () => {
    const media = { mode: 'published-cidrs', cidrs: ['198.51.100.0/24'], source: 'a list', asOf: '2026-11-20' } as const;
    const { required } = plan(site({ vendors: { 500: vendorOf('v', [stun])({ media }) } }));
    expect(required.map(formatFlow)).toEqual(['egress udp 3478 opaque 198.51.100.0/24']);
  });

  test('addresses in place of a host have none of its paths', () => {
    const media = { mode: 'published-cidrs', cidrs: ['198.51.100.0/24'], source: 'a list', asOf: '2026-11-20' } as const;
    const vendors = { 500: vendorOf('v', [row('web', { to: ['www.example.com/a/*', 'api.example.com'] })])({ media }) };
    const { required } = plan(site({ vendors, through: [awsSecurityGroup({ vpcId: 'vpc-00000000000000000' })] }));
    expect(required.map(formatFlow)).toEqual(['egress tcp 443 tls 198.51.100.0/24']);
  });

  test('published addresses of a family that the site does not have are refused', () => {
    const media = { mode: 'published-cidrs', cidrs: ['2001:db8::/32'], source: 'a list', asOf: '2026-11-20' } as const;
    expect(problems(site({ vendors: { 500: vendorOf('v', [stun])({ media }) } }))).toEqual([
      "sites.office.v.media.cidrs: expected addresses that the site's own reach, for stun, got 2001:db8::/32",
    ]);
  });

  test('any destination is any of both families where the site has both, each from its own addresses', () => {
    const media = { mode: 'any-destination', acknowledge: ['v:udp:3478'] } as const;
    const { required } = plan(site({ sources: ['10.20.0.0/16', 'fd00:20::/48'], vendors: { 500: vendorOf('v', [stun])({ media }) } }));
    expect(required.map((flow) => [formatFlow(flow), flow.sources.map(formatCidr)])).toEqual([
      ['egress udp 3478 opaque 0.0.0.0/0', ['10.20.0.0/16']],
      ['egress udp 3478 opaque ::/0', ['fd00:20::/48']],
    ]);
  });

  test('any destination needs words that name vendor, protocol and ports, and the size of a wide range', () => {
    const wide = row('wide', { opens: [{ protocol: 'udp', ports: '1025-65535', application: 'opaque' }], to: ['*.media.example.com'] });
    const opened = (...acknowledge: string[]): Site => site({ vendors: { 500: vendorOf('v', [stun, wide])({ media: { mode: 'any-destination', acknowledge } }) } });
    expect(problems(opened('v:udp:3478'))).toEqual([
      'sites.office.v.media.acknowledge: expected "v:udp:1025-65535:64511-ports", to open udp 1025-65535 to every destination for wide, got v:udp:3478',
    ]);
    expect(plan(opened('v:udp:3478', 'v:udp:1025-65535:64511-ports')).required.map(formatFlow)).toEqual([
      'egress udp 3478 opaque 0.0.0.0/0',
      'egress udp 1025-65535 opaque 0.0.0.0/0',
    ]);
  });

  test('TCP 443 to any destination is refused beside a firewall that decides by name', () => {
    const turn = row('turn', { opens: [{ protocol: 'tcp', ports: '443', application: 'opaque' }], to: ['*.turn.example.com'] });
    const media = { mode: 'any-destination', acknowledge: ['v:tcp:443'] } as const;
    expect(problems(site({ vendors: { 500: vendorOf('v', [turn])({ media }) } }))).toEqual([
      'sites.office.v.media.acknowledge: expected no TCP 443 to every destination beside plainwall, which decides by name: it would void its rules, got v:tcp:443',
    ]);
  });

  test('a vendor that forbids addresses cannot be pinned', () => {
    const namesOnly = { source: 'page', lines: ['9'], quote: 'names, please' };
    const media = { mode: 'published-cidrs', cidrs: ['198.51.100.0/24'], source: 'a list', asOf: '2026-11-20' } as const;
    expect(problems(site({ vendors: { 500: vendorOf('v', [stun], { namesOnly })({ media }) } }))).toEqual([
      'sites.office.vendors.500.v.media.mode: expected omit or any-destination, because v forbids pinned addresses ("names, please"), got published-cidrs',
    ]);
  });
});

describe('a widening', () => {
  const vendors = { 500: vendorOf('v', [row('captcha', { to: ['www.example.com/captcha/*'] })])() };

  test('fails until it is accepted by name', () => {
    expect(problems(site({ vendors }))).toEqual([
      'sites.office.accept.v/captcha: expected a reason to live with what plainwall permits beyond it (path: it does not look into TLS), such as ' +
        '443/tcp tls www.example.com at 203.0.113.7 from 10.0.0.0 on paths other than /captcha/*, got nothing',
    ]);
  });

  test('an acceptance that nothing needs is said: it would accept what comes later', () => {
    const exact = { 500: vendorOf('v', [row('captcha', { to: ['www.example.com'] })])() };
    expect(plan(site({ vendors: exact, accept: { 'v/captcha': 'from an older page' } })).notes).toEqual([
      'accept: v/captcha is not needed, nothing is permitted beyond it; take it out, or it accepts what comes later',
    ]);
  });

  test('is accepted with a reason', () => {
    const { accepted } = plan(site({ vendors, accept: { 'v/captcha': 'no inspection here' } }));
    expect(accepted.map(({ lost, reasons }) => [lost, reasons])).toEqual([['path', [{ origin: { vendor: 'v', requirement: 'captcha' }, why: 'no inspection here' }]]]);
  });

});

test('two vendors with one destination share a rule that names both, and each keeps it when the other goes', () => {
  const one = vendorOf('one', [row('media', { to: ['media.example.com'] })])();
  const two = vendorOf('two', [row('media', { to: ['media.example.com'] })])();
  const names = (vendors: Site['vendors']): unknown => (plan(site({ vendors })).plans[0]?.units[0]?.lowering.rules as readonly { readonly name: string }[]).map(({ name }) => name);
  expect(names({ 500: one, 510: two })).toEqual(['office: one/media, two/media tcp 443 media.example.com']);
  expect(names({ 500: one })).toEqual(['office: one/media tcp 443 media.example.com']);
  expect(names({ 510: two })).toEqual(['office: two/media tcp 443 media.example.com']);
});
