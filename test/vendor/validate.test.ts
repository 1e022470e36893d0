import { formatProblem } from '../../src/model/diagnostic.js';
import { choices, flag, text, withDefault } from '../../src/model/option.js';
import { validateDocument } from '../../src/vendor/validate.js';
import type { Opening, Requirement, VendorDocument } from '../../src/vendor/vendor-document.js';
import { row, vendorOf } from '../support/documents.js';

const problems = (requirements: readonly Requirement[], rest: Partial<VendorDocument> = {}): readonly string[] =>
  validateDocument({ ...vendorOf('acme', requirements).document, ...rest }).map(formatProblem);

const ofRow = (rest: Partial<Requirement>, id = 'api'): readonly string[] => problems([row(id, rest)]);

const tcp = (ports: string): readonly Opening[] => [{ protocol: 'tcp', ports, application: 'opaque' }];

test('a sound document has no problems', () => {
  expect(problems([row('api', {})])).toEqual([]);
});

describe('destinations', () => {
  const long = 'a'.repeat(64);
  const wide = `${Array.from({ length: 25 }, () => 'abcdefghi').join('.')}.com`; // 25 labels of 9, their dots, and com: 253
  const cases: readonly (readonly [string, string])[] = [
    ['203.0.113.1/24', 'expected a CIDR without host bits, got "203.0.113.1/24" (did you mean 203.0.113.0/24?)'],
    ['2001:db8::1/32', 'expected a CIDR without host bits, got "2001:db8::1/32" (did you mean 2001:db8::/32?)'],
    ['203.0.113.0/33', 'expected a prefix length from 0 to 32, got "203.0.113.0/33"'],
    ['203.0.113', 'expected an IPv4 or IPv6 address or CIDR, got "203.0.113"'],
    ['35.188.42.15 / 34.120.195.249', 'expected one host name without blanks, got "35.188.42.15 / 34.120.195.249" (did you mean 35.188.42.15, 34.120.195.249?)'],
    ['0.0.0.0/0', 'expected public addresses of the vendor (where its page says any host: its names, and media: any-destination in the site), got 0.0.0.0/0 (every address)'],
    ['::/0', 'expected public addresses of the vendor (where its page says any host: its names, and media: any-destination in the site), got ::/0 (every address)'],
    ['10.0.0.0/8', 'expected public addresses of the vendor, got 10.0.0.0/8 (private)'],
    ['172.16.5.0/24', 'expected public addresses of the vendor, got 172.16.5.0/24 (private)'],
    ['192.168.1.1', 'expected public addresses of the vendor, got 192.168.1.1 (private)'],
    ['fd00::/8', 'expected public addresses of the vendor, got fd00::/8 (private)'],
    ['127.0.0.1', 'expected public addresses of the vendor, got 127.0.0.1 (loopback)'],
    ['::1', 'expected public addresses of the vendor, got ::1 (loopback)'],
    ['169.254.169.254', 'expected public addresses of the vendor, got 169.254.169.254 (link-local)'],
    ['224.0.0.0/4', 'expected public addresses of the vendor, got 224.0.0.0/4 (multicast)'],
    ['ff02::1', 'expected public addresses of the vendor, got ff02::1 (multicast)'],
    ['.edge.agora .io.sd-rtn.com', 'expected one host name without blanks, got ".edge.agora .io.sd-rtn.com" (did you mean .edge.agora, .io.sd-rtn.com?)'],
    [' api.example.com', 'expected one host name without blanks, got " api.example.com" (did you mean api.example.com?)'],
    ['https://api.example.com/Api/', 'expected a host name or an URL without a scheme, got "https://api.example.com/Api/" (did you mean api.example.com/Api/?)'],
    ['wss://api.example.com:8443/', 'expected a host name or an URL without a scheme, got "wss://api.example.com:8443/" (did you mean api.example.com?)'],
    ['https://*.example.com/a?b=c#d', 'expected a host name or an URL without a scheme, got "https://*.example.com/a?b=c#d" (did you mean *.example.com/a?)'],
    ['https://<tenant>.example.com/', 'expected a host name with its placeholders filled in, got "https://<tenant>.example.com/"'],
    ['203.0.113.0 / 24', 'expected a CIDR without blanks, got "203.0.113.0 / 24" (did you mean 203.0.113.0/24?)'],
    ['api.example.com:443', 'expected a host name without a port, got "api.example.com:443" (did you mean api.example.com?)'],
    ['turn:relay.example.com:80', 'expected a host name without a port, got "turn:relay.example.com:80" (did you mean relay.example.com?)'],
    ['  ', 'expected one host name without blanks, got "  "'],
    ['<tenant>.example.com', 'expected a host name with its placeholders filled in, got "<tenant>.example.com"'],
    ['CUSTOM (IF REQUIRED)', 'expected a host name with its placeholders filled in, got "CUSTOM (IF REQUIRED)"'],
    ['CUSTOM', 'expected a host name with its placeholders filled in, got "CUSTOM"'],
    ['[server].example.com', 'expected a host name with its placeholders filled in, got "[server].example.com"'],
    ['Example: api.example.com', 'expected a host name with its placeholders filled in, got "Example: api.example.com"'],
    ['*', 'expected a host name such as api.example.com, *.example.com or .example.com, got "*"'],
    ['', 'expected a host name such as api.example.com, *.example.com or .example.com, got nothing'],
    ['*x.com', 'expected a star only as the whole first label, got "*x.com" (did you mean *.x.com?)'],
    ['api.*.example.com', 'expected a star only as the whole first label, got "api.*.example.com" (did you mean *.example.com?)'],
    ['example.*', 'expected a star only as the whole first label, got "example.*"'],
    ['localhost', 'expected a host name of at least two labels, got "localhost"'],
    ['*.com', 'expected a host name of at least two labels, got "*.com"'],
    ['api..example.com', 'expected labels of letters, digits and inner hyphens, got "api..example.com"'],
    ['-api.example.com', 'expected labels of letters, digits and inner hyphens, got "-api.example.com"'],
    ['büro.example.com', 'expected an ASCII host name, got "büro.example.com" (did you mean xn--bro-hoa.example.com?)'],
    [`${long}.com`, `expected labels of at most 63 characters, got "${long}.com"`],
    ['api.example.com/a*/b', 'expected a path, with a star only at its end, got "/a*/b"'],
    ['api.example.com/<tenant>/*', 'expected a path with its placeholders filled in, got "/<tenant>/*"'],
    ['api.example.com/{tenant}', 'expected a path with its placeholders filled in, got "/{tenant}"'],
    ['api.example.com/a"b', 'expected a path, with a star only at its end, got "/a\\"b"'],
    ['api.example.com/a\u0007', 'expected a path, with a star only at its end, got "/a\\u0007"'],
    ['/api', 'expected a host name without a path, got "/api"'],
    ['CUSTOM.example.com', 'expected a host name with its placeholders filled in, got "CUSTOM.example.com"'],
    ['to\u212Abox.com', 'expected an ASCII host name, got "to\u212Abox.com" (did you mean tokbox.com?)'],
    ['api.example.com/a?b=c', 'expected a path, with a star only at its end, got "/a?b=c"'],
  ];

  test.each(cases)('%s', (to, said) => {
    expect(ofRow({ to: [to] })).toEqual([`vendors.acme.api.to[0]: ${said}`]);
  });

  test('a name of 253 characters is read, one of 254 is refused', () => {
    expect(wide).toHaveLength(253);
    expect(ofRow({ to: [wide] })).toEqual([]);
    expect(ofRow({ to: [`a${wide.slice(0, -4)}.com`] })).toEqual([expect.stringMatching(/^vendors\.acme\.api\.to\[0\]: expected a host name of at most 253 characters, got "/)]);
  });

  test.each(['API.Example.COM', 'api.example.com.', '*.*.example.com', '.example.com', 'a_b.example.com', `${'a'.repeat(63)}.com`, 'api.example.com/v1/*', 'api.example.com/a~b/%7B;v=1/@x', 'custom.example.com', 'custom-assets.example.com', '203.0.113.7', '2001:db8::/32'])('%s is read', (to) => {
    expect(ofRow({ to: [to] })).toEqual([]);
  });

  test("the user's own server may be private, yet never everywhere", () => {
    expect(ofRow({ to: ['10.1.2.3'], ownServer: true })).toEqual([]);
    expect(ofRow({ to: ['10.1.2.3'], direction: 'ingress', from: () => ['10.0.0.0/8'] })).toEqual([]);
    expect(ofRow({ to: ['0.0.0.0/0'], ownServer: true })).toEqual(['vendors.acme.api.to[0]: expected addresses of your own, got 0.0.0.0/0 (every address)']);
    expect(ofRow({ to: ['127.0.0.1'], ownServer: true })).toEqual(['vendors.acme.api.to[0]: expected addresses of your own, got 127.0.0.1 (loopback)']);
    expect(ofRow({ to: ['224.0.0.1'], direction: 'ingress', from: () => ['10.0.0.0/8'] })).toEqual(['vendors.acme.api.to[0]: expected addresses of your own, got 224.0.0.1 (multicast)']);
  });
});

describe('openings', () => {
  test.each([
    ['0', 'expected a port from 1 to 65535 or a range such as 4700-5000, got "0"'],
    ['65536', 'expected a port from 1 to 65535 or a range such as 4700-5000, got "65536"'],
    ['5000-4700', 'expected a range from low to high, got "5000-4700" (did you mean 4700-5000?)'],
    ['80 443', 'expected a port from 1 to 65535 or a range such as 4700-5000, got "80 443" (did you mean 80, 443?)'],
    ['80/443', 'expected a port from 1 to 65535 or a range such as 4700-5000, got "80/443" (did you mean 80, 443?)'],
    ['any', 'expected a port from 1 to 65535 or a range such as 4700-5000, got "any" (did you mean 1-65535?)'],
    ['', 'expected a port from 1 to 65535 or a range such as 4700-5000, got nothing'],
    ['443 (default)', 'expected a port from 1 to 65535 or a range such as 4700-5000, got "443 (default)"'],
  ])('ports %s', (ports, said) => {
    expect(ofRow({ opens: tcp(ports) })).toEqual([`vendors.acme.api.opens[0].ports: ${said}`]);
  });

  test('every port of a list that is wrong', () => {
    expect(ofRow({ opens: tcp('443, 0, 9-8') })).toEqual([
      'vendors.acme.api.opens[0].ports: expected a port from 1 to 65535 or a range such as 4700-5000, got " 0"',
      'vendors.acme.api.opens[0].ports: expected a range from low to high, got " 9-8" (did you mean 8-9?)',
    ]);
  });

  test('protocols and applications', () => {
    const opening = { protocol: 'tpc', ports: '443', application: 'https' } as unknown as Opening;
    expect(ofRow({ opens: [opening] })).toEqual([
      'vendors.acme.api.opens[0].protocol: expected one of tcp, udp, got "tpc" (did you mean tcp?)',
      'vendors.acme.api.opens[0].application: expected one of http, opaque, tls, got "https" (did you mean tls?)',
    ]);
    expect(ofRow({ opens: [{ protocol: 'udp', ports: '443', application: 'tls' }] })).toEqual(['vendors.acme.api.opens[0].application: expected opaque for udp, which shows no name, got "tls"']);
  });
});

describe('rows', () => {
  test('ids', () => {
    const expected = 'expected an id of lower-case letters, digits and single hyphens';
    expect(ofRow({}, 'Web App')).toEqual([`vendors.acme.Web App: ${expected}, got "Web App"`]);
    expect(ofRow({}, 'a--b')).toEqual([`vendors.acme.a--b: ${expected}, got "a--b"`]);
    expect(ofRow({ quote: 'api' }, '')).toEqual([`vendors.acme.: ${expected}, got nothing`]);
    expect(problems([], { id: 'ACME' })).toEqual([`vendors.ACME: ${expected}, got "ACME"`]);
  });

  test('an id twice is said once', () => {
    expect(problems([row('api', {}), row('web', {}), row('api', {}), row('api', {})])).toEqual(['vendors.acme.api: expected an id used once, got 3 rows with it']);
  });

  test('passages', () => {
    expect(ofRow({ source: 'pge', lines: [], quote: ' ' })).toEqual([
      'vendors.acme.api.source: expected one of page, got "pge" (did you mean page?)',
      'vendors.acme.api.quote: expected the page\'s words, got nothing',
      'vendors.acme.api.lines: expected the lines that say it, got an empty list',
    ]);
    expect(ofRow({ lines: ['9-3', '0', '7-7'] })).toEqual(['vendors.acme.api.lines: expected lines such as 22 or 22-27, got "9-3"', 'vendors.acme.api.lines: expected lines such as 22 or 22-27, got "0"']);
    expect(ofRow({ lines: ['3', '4 to 5'] })).toEqual(['vendors.acme.api.lines: expected lines such as 22 or 22-27, got "4 to 5"']);
    expect(problems([], { notes: [{ source: 'none', lines: ['1'], quote: 'advice', why: 'advice' }] })).toEqual(['vendors.acme.notes[0].source: expected one of page, got "none"']);
  });

  test('ingress without sources', () => {
    expect(ofRow({ direction: 'ingress' })).toEqual(['vendors.acme.api.from: expected sources for ingress, got nothing']);
  });

  test('one alternative alone', () => {
    expect(ofRow({ oneOf: 'turn' })).toEqual(['vendors.acme.api.oneOf: expected at least two alternatives, got 1']);
    expect(problems([row('a', { oneOf: 'turn' }), row('b', { oneOf: 'turn' })])).toEqual([]);
  });

  test('features that are no flag, or no value of a list', () => {
    const options = { video: flag('video', true), tenant: text('tenant', 'a label', /^[a-z]+$/), parts: withDefault(choices('parts', ['web', 'mobile']), ['web']) };
    const of = (necessity: Requirement['necessity']): readonly string[] => problems([row('api', { necessity })], { options });
    expect(of({ feature: 'video' })).toEqual([]);
    expect(of({ feature: 'parts', value: 'mobile' })).toEqual([]);
    expect(problems([row('api', { necessity: { feature: 'video' } })])).toEqual(['vendors.acme.api.necessity.feature: expected an option of true or false, of which there is none, got "video"']);
    expect(problems([row('api', { necessity: { feature: 'parts', value: 'web' } })])).toEqual(['vendors.acme.api.necessity.feature: expected an option that lists values, of which there is none, got "parts"']);
    expect(of({ feature: 'vidoe' })).toEqual(['vendors.acme.api.necessity.feature: expected one of video, got "vidoe" (did you mean video?)']);
    expect(of({ feature: 'tenant' })).toEqual(['vendors.acme.api.necessity.feature: expected one of video, got "tenant"']);
    expect(of({ feature: 'part', value: 'web' })).toEqual(['vendors.acme.api.necessity.feature: expected one of parts, got "part" (did you mean parts?)']);
    expect(of({ feature: 'parts', value: 'glasses' })).toEqual(['vendors.acme.api.necessity.value[0]: expected one of mobile, web, got "glasses"']);
  });

  test('an address where the page asks for names', () => {
    const namesOnly = { source: 'page', lines: ['1'], quote: 'use names' };
    expect(problems([row('api', { to: ['203.0.113.0/24'] })], { namesOnly })).toEqual(['vendors.acme.api.to: expected names only, as the page asks, got an address']);
  });
});

describe('the document', () => {
  test('sources', () => {
    const sources = { page: { title: 'a page', read: '2026-02-30', sha256: 'abc' } };
    expect(problems([row('api', {})], { sources })).toEqual([
      'vendors.acme.sources.page.read: expected a date such as 2026-11-20, got "2026-02-30"',
      'vendors.acme.sources.page: expected an url or a file, got neither',
      'vendors.acme.sources.page.sha256: expected a SHA-256 in hex, got "abc"',
    ]);
  });

  test('an option may be named as what every object has', () => {
    expect(problems([row('api', { necessity: { feature: 'constructor' } })], { options: { constructor: flag('a constructor', true), toString: flag('a text', true) } })).toEqual([]);
  });

  test('options that the construct of the vendor would take for the site', () => {
    expect(problems([], { options: { sources: flag('sources', true) } })).toEqual(['vendors.acme.options.sources: expected a name that does not describe the site in the construct of a vendor, got "sources"']);
  });

  test('options that every vendor has already', () => {
    expect(problems([], { options: { media: flag('media', true) } })).toEqual(['vendors.acme.options.media: expected a name that is not an option of every vendor, got "media"']);
  });

  test('everything at once, row by row', () => {
    const rows = [row('api', { to: ['*', '10.0.0.0/8'], opens: [...tcp('0'), ...tcp('443')] }), row('Web', { lines: ['x'] })];
    expect(problems(rows)).toEqual([
      'vendors.acme.api.opens[0].ports: expected a port from 1 to 65535 or a range such as 4700-5000, got "0"',
      'vendors.acme.api.to[0]: expected a host name such as api.example.com, *.example.com or .example.com, got "*"',
      'vendors.acme.api.to[1]: expected public addresses of the vendor, got 10.0.0.0/8 (private)',
      'vendors.acme.Web: expected an id of lower-case letters, digits and single hyphens, got "Web"',
      'vendors.acme.Web.lines: expected lines such as 22 or 22-27, got "x"',
    ]);
  });
});
