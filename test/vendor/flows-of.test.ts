import * as fc from 'fast-check';
import { type Cidr, cidrOf, formatCidr } from '../../src/model/cidr.js';
import { formatProblem } from '../../src/model/diagnostic.js';
import { formatFlow } from '../../src/model/flow.js';
import { type OptionsOf, choice, choices, cidrs, flag, optional, text, withDefault } from '../../src/model/option.js';
import { type Row, type VendorFlows, flowsOf } from '../../src/vendor/flows-of.js';
import type { Requirement, VendorDocument } from '../../src/vendor/vendor-document.js';
import { row, vendorOf } from '../support/documents.js';

const office: readonly Cidr[] = [cidrOf(4, 0x0a000000n, 8)]; // 10.0.0.0/8

function flows(document: VendorDocument, given: unknown = {}): VendorFlows {
  const read = flowsOf({ document, given }, office, 'acme');
  if (!read.ok) throw new Error(read.problems.map(formatProblem).join('\n'));
  return read.value;
}

function refused(document: VendorDocument, given: unknown = {}): readonly string[] {
  const read = flowsOf({ document, given }, office, 'acme');
  return read.ok ? [] : read.problems.map(formatProblem);
}

const documentOf = (requirements: readonly Requirement[], rest: Partial<VendorDocument> = {}): VendorDocument => ({ ...vendorOf('acme', requirements).document, ...rest });

const stateOf = ({ requirement, state, why }: Row): string => `${requirement.id}: ${state}, ${why}`;
const states = (document: VendorDocument, given: unknown = {}): readonly string[] => flows(document, given).rows.map(stateOf);
const asked = (document: VendorDocument, given: unknown = {}): readonly string[] => flows(document, given).rows.flatMap((each) => each.flows.map(formatFlow));

describe('what a row asks for', () => {
  test('a wildcard over a name that many share is said, also where an option brings it', () => {
    const notesOf = (to: Requirement['to']): readonly string[] => flows(documentOf([row('files', { to })])).rows.flatMap(({ notes }) => notes);
    expect(notesOf(['*.co.uk'])).toEqual(['caution: anyone can have a host below co.uk, and *.co.uk opens them all']);
    expect(notesOf(() => ['.s3.eu-west-1.amazonaws.com'])).toEqual(['caution: anyone can have a host below s3.eu-west-1.amazonaws.com, and *.s3.eu-west-1.amazonaws.com opens them all']);
    expect(notesOf(['acme.s3.eu-west-1.amazonaws.com', '*.example.com'])).toEqual([]);
  });

  test('each destination with each opening, in the order of the page', () => {
    const opens = [
      { protocol: 'tcp', ports: '443, 80-81, 82', application: 'opaque' },
      { protocol: 'udp', ports: '3478', application: 'opaque' },
    ] as const;
    expect(asked(documentOf([row('media', { opens, to: ['203.0.113.0/24', '.Example.com'] })]))).toEqual([
      'egress tcp 80-82,443 opaque 203.0.113.0/24',
      'egress udp 3478 opaque 203.0.113.0/24',
      'egress tcp 80-82,443 opaque example.com',
      'egress udp 3478 opaque example.com',
      'egress tcp 80-82,443 opaque *.example.com',
      'egress udp 3478 opaque *.example.com',
    ]);
  });

  test('its origin, the sources of the site, its path and that it must not be inspected', () => {
    const [only] = flows(documentOf([row('api', { to: ['api.example.com/v1/*'], inspect: 'forbid' })])).rows;
    expect(only?.flows).toEqual([
      {
        direction: 'egress',
        protocol: 'tcp',
        ports: [{ from: 443, to: 443 }],
        sources: office,
        destination: { kind: 'name', scope: 'exact', name: 'api.example.com' },
        path: '/v1/*',
        application: 'tls',
        inspect: 'forbid',
        origins: [{ vendor: 'acme', requirement: 'api' }],
      },
    ]);
  });

  test('a slash alone is no path', () => {
    expect(flows(documentOf([row('api', { to: ['api.example.com/'] })])).rows[0]?.flows[0]).not.toHaveProperty('path');
  });

  test('stars in stars are noted once', () => {
    const [only] = flows(documentOf([row('api', { to: ['*.*.example.com', '*.*.example.com', '*.example.org'] })])).rows;
    expect(only?.notes).toEqual(['*.*.example.com is read as *.example.com: firewalls match any depth']);
  });

  test('sources of its own, joined, whatever their order', () => {
    const from = () => ['10.9.1.0/24', '10.9.0.0/24', '10.9.0.4'];
    const [only] = flows(documentOf([row('web', { direction: 'ingress', to: ['10.1.2.3'], from })])).rows;
    expect(only?.flows.map((flow) => [formatFlow(flow), flow.sources.map(formatCidr)])).toEqual([['ingress tcp 443 tls 10.1.2.3/32', ['10.9.0.0/23']]]);
  });

  test('worked out from the options', () => {
    const options = { tenant: text('your tenant', 'a label', /^[a-z]+$/), safe: flag('no inspection', false) };
    const api = row<OptionsOf<typeof options>>('api', {
      to: ({ tenant }) => [`${tenant}.example.com`],
      opens: ({ safe }) => [{ protocol: 'tcp', ports: safe ? '8443' : '443', application: 'tls' }],
      inspect: ({ safe }) => (safe ? 'forbid' : undefined),
    });
    const acme = documentOf([api], { options });
    expect(asked(acme, { tenant: 'blue' })).toEqual(['egress tcp 443 tls blue.example.com']);
    expect(flows(acme, { tenant: 'blue' }).rows[0]?.flows[0]).not.toHaveProperty('inspect');
    expect(asked(acme, { tenant: 'red', safe: true })).toEqual(['egress tcp 8443 tls red.example.com']);
    expect(flows(acme, { tenant: 'red', safe: true }).rows[0]?.flows[0]).toHaveProperty('inspect', 'forbid');
  });
});

describe('which rows are asked for', () => {
  const page = documentOf([row('must', {}), row('should', { necessity: 'recommended' }), row('may', { necessity: 'optional' })]);

  test.each<[string, unknown, readonly string[]]>([
    ['by default what is required', {}, ['must: asked, required', 'should: left-out, recommended, not included', 'may: left-out, optional, not included']],
    ['all of a necessity', { include: ['recommended'] }, ['must: asked, required', 'should: asked, recommended, included by the site', 'may: left-out, optional, not included']],
    ['one row by its id', { include: ['may'] }, ['must: asked, required', 'should: left-out, recommended, not included', 'may: asked, optional, included by the site']],
    ['all but one', { include: ['optional', 'recommended'], exclude: ['should', 'must'] }, ['must: left-out, excluded by the site', 'should: left-out, excluded by the site', 'may: asked, optional, included by the site']],
  ])('%s', (_, given, expected) => {
    expect(states(page, given)).toEqual(expected);
  });

  test('a necessity that no row has opens nothing, and says so', () => {
    const said = 'include: optional opens nothing: what acme has beside required rows belongs to features, each with an option of its own';
    expect(flows(documentOf([row('must', {}), row('should', { necessity: 'recommended' })]), { include: ['optional', 'recommended'] }).cautions).toEqual([said]);
    expect(flows(page, { include: ['optional', 'recommended', 'must'] }).cautions).toEqual([]);
  });

  test('features: flags, and values of a list', () => {
    const options = { video: flag('video', true), parts: withDefault(choices('parts', ['web', 'mobile']), ['web']) };
    const parts = documentOf([row('video', { necessity: { feature: 'video' } }), row('web', { necessity: { feature: 'parts', value: 'web' } }), row('mobile', { necessity: { feature: 'parts', value: 'mobile' } })], { options });
    expect(states(parts)).toEqual(['video: asked, video is on', 'web: asked, parts with web', 'mobile: left-out, parts without mobile']);
    expect(states(parts, { video: false, parts: ['mobile'] })).toEqual(['video: left-out, video is off', 'web: left-out, parts without web', 'mobile: asked, parts with mobile']);
    expect(states(parts, { video: false, parts: [], include: ['video'] })[0]).toBe('video: asked, video is on');
  });

  test('a condition outranks necessity and include, exclude outranks all', () => {
    const never = { holds: () => false, otherwise: 'the cloud is not yours' };
    expect(states(documentOf([row('api', { when: never })]), { include: ['api'] })).toEqual(['api: left-out, the cloud is not yours']);
    expect(states(documentOf([row('api', { when: never })]), { exclude: ['api'] })).toEqual(['api: left-out, excluded by the site']);
    expect(states(documentOf([row('api', { when: { holds: () => true, otherwise: 'never' } })]))).toEqual(['api: asked, required']);
  });

  test('a row that is left out is not worked out', () => {
    expect(states(documentOf([row('api', { necessity: 'optional', to: () => [] })]))).toEqual(['api: left-out, optional, not included']);
  });
});

describe('alternatives', () => {
  const options = { port: withDefault(choice('the port', ['80', '12700', 'none']), '80') };
  const only = (port: string) => ({ holds: ({ port: chosen }: { readonly port: string }) => chosen === port, otherwise: `port is not ${port}` }) as never;
  const turn = documentOf([row('turn-80', { oneOf: 'turn', when: only('80') }), row('turn-12700', { oneOf: 'turn', when: only('12700') })], { options });

  test('one is chosen, never both', () => {
    expect(states(turn)).toEqual(['turn-80: asked, required', 'turn-12700: left-out, port is not 12700']);
    expect(states(turn, { port: '12700' })).toEqual(['turn-80: left-out, port is not 80', 'turn-12700: asked, required']);
  });

  test('none is refused, unless the site excludes the one that was chosen', () => {
    expect(refused(turn, { port: 'none' })).toEqual(['acme: expected one of the alternatives turn-80, turn-12700, got none of them']);
    expect(states(turn, { exclude: ['turn-80'] })).toEqual(['turn-80: left-out, excluded by the site', 'turn-12700: left-out, port is not 12700']);
  });
});

describe('refused', () => {
  test('an empty list, wherever one is worked out', () => {
    expect(refused(documentOf([row('api', { to: () => [], opens: () => [], from: () => [] })]))).toEqual([
      'acme.api.opens: expected at least one entry, got an empty list',
      'acme.api.to: expected at least one entry, got an empty list',
      'acme.api.from: expected at least one source, got an empty list',
    ]);
    expect(refused(documentOf([row('api', { to: [] })]))).toEqual(['acme.api.to: expected at least one entry, got an empty list']);
  });

  test('what the options put into a row is read as strictly as the page', () => {
    const to = () => ['10.0.0.0/8', '203.0.113.1/24', '<tenant>.example.com', '*', 'a b.example.com'];
    const opens = () => [{ protocol: 'udp', ports: '80 443', application: 'tls' }] as const;
    const from = () => ['10.0.0.1/8', 'office'];
    expect(refused(documentOf([row('api', { to, opens, from })]))).toEqual([
      'acme.api.opens[0].application: expected opaque for udp, which shows no name, got "tls"',
      'acme.api.opens[0].ports: expected a port from 1 to 65535 or a range such as 4700-5000, got "80 443" (did you mean 80, 443?)',
      'acme.api.to[0]: expected public addresses of the vendor, got 10.0.0.0/8 (private)',
      'acme.api.to[1]: expected a CIDR without host bits, got "203.0.113.1/24" (did you mean 203.0.113.0/24?)',
      'acme.api.to[2]: expected a host name with its placeholders filled in, got "<tenant>.example.com"',
      'acme.api.to[3]: expected a host name such as api.example.com, *.example.com or .example.com, got "*"',
      'acme.api.to[4]: expected one host name without blanks, got "a b.example.com" (did you mean a, b.example.com?)',
      'acme.api.from[0]: expected a CIDR without host bits, got "10.0.0.1/8" (did you mean 10.0.0.0/8?)',
      'acme.api.from[1]: expected an IPv4 or IPv6 address or CIDR, got "office"',
    ]);
  });

  test('ingress from everywhere, in one piece or two, unless it is exposed on purpose', () => {
    const web = (from: readonly string[], exposed?: boolean) => documentOf([row('web', { direction: 'ingress', to: ['10.1.2.3'], from: () => from, ...(exposed === undefined ? {} : { exposed }) })]);
    expect(refused(web(['0.0.0.0/0']))).toEqual(['acme.web.from: expected sources that are known, or exposed: true for a server that the internet reaches, got ["0.0.0.0/0"] (every address)']);
    expect(refused(web(['0.0.0.0/1', '128.0.0.0/1']))).toEqual(['acme.web.from: expected sources that are known, or exposed: true for a server that the internet reaches, got ["0.0.0.0/1","128.0.0.0/1"] (every address)']);
    expect(asked(web(['0.0.0.0/0'], true))).toEqual(['ingress tcp 443 tls 10.1.2.3/32']);
  });

  test('a row whose destinations no source can reach: it would open nothing and say nothing', () => {
    const web = (to: readonly string[], from: readonly string[]) => documentOf([row('web', { to, from: () => from })]);
    expect(refused(web(['2001:db8::/32'], ['10.0.0.0/8']))).toEqual(['acme.web: expected a source of the address family of some destination, or the row in exclude, got 10.0.0.0/8 to 2001:db8::/32']);
    const many = Array.from({ length: 5000 }, (_, index) => `2001:db8:${(2 * index).toString(16)}::/48`);
    expect(refused(web(many, ['10.0.0.0/8']))).toEqual([expect.stringMatching(/, got 10\.0\.0\.0\/8 to (\S+, ){5}\S+ and 4994 more$/)]);
    expect(asked(web(['2001:db8::/32', '203.0.113.0/24'], ['10.0.0.0/8']))).toEqual(['egress tcp 443 tls 203.0.113.0/24']);
  });

  test('sources that a row names and that reach no destination are said', () => {
    const hooks = documentOf([row('hooks', { direction: 'ingress', to: ['10.1.2.3'], from: () => ['192.30.252.0/22', '2a0a:a440::/29'] })]);
    expect(flows(hooks).rows.map(({ notes }) => notes)).toEqual([['nothing is opened from 2a0a:a440::/29: no destination is of that address family']]);
    expect(asked(hooks)).toEqual(['ingress tcp 443 tls 10.1.2.3/32']);
  });

  test('networks that are each a vendor\'s and together most of the internet', () => {
    const rows = (count: number): readonly Requirement[] => Array.from({ length: count }, (_, index) => row(`net-${index}`, { to: [`${20 + index}.0.0.0/8`] }));
    expect(refused(documentOf(rows(16)))).toEqual(['acme: expected networks of one vendor, got what its rows go to, together a sixteenth or more of all public IPv4 addresses, which nobody has']);
    expect(refused(documentOf(rows(15)))).toEqual([]);
  });

  test('a row that throws names itself', () => {
    const to = (): readonly string[] => {
      throw new Error('no such region');
    };
    expect(refused(documentOf([row('api', { to }), row('web', { to: () => [] })]))).toEqual([
      'acme.api: expected a row that can be worked out from the options, got an error: no such region',
      'acme.web.to: expected at least one entry, got an empty list',
    ]);
  });

  test.each<[string, Partial<Requirement>, string]>([
    ['a promise in place of a condition', { when: { holds: () => Promise.resolve(false) as never, otherwise: 'off' } }, 'acme.api: expected a row that can be worked out from the options, got an error: when.holds gave back a Promise, not true or false'],
    ['no list of openings', { opens: () => null as never }, 'acme.api.opens: expected a list of at least one entry, got null'],
    ['an opening that is none', { opens: () => [5] as never }, 'acme.api.opens[0]: expected an object with protocol, ports and application, got 5'],
    ['one destination in place of a list', { to: () => 'api.example.com' as never }, 'acme.api.to: expected a list of at least one entry, got "api.example.com"'],
    ['one source in place of a list', { from: () => '10.0.0.1' as never }, 'acme.api.from: expected a list of sources, got "10.0.0.1"'],
    ['a source that is no text', { from: () => [5] as never }, 'acme.api.from[0]: expected an IPv4 or IPv6 address or CIDR, got 5'],
    ['inspection in other words', { inspect: () => 'no' as never }, 'acme.api.inspect: expected forbid or nothing, got "no"'],
  ])('a function of a row that gives back %s', (_, rest, problem) => expect(refused(documentOf([row('api', rest)]))).toEqual([problem]));

  test.each<[string, Partial<VendorDocument>, string]>([
    ['a check that throws', { check: () => { throw new Error('boom'); } }, 'vendors.acme.check: expected a list of problems, got an error: boom'],
    ['a check that gives back words', { check: () => ['no'] as never }, 'vendors.acme.check: expected a list of problems, got ["no"]'],
    ['cautions that throw', { cautions: () => { throw new Error('boom'); } }, 'vendors.acme.cautions: expected a list of texts on one line, got an error: boom'],
    ['a caution that would forge a line', { cautions: () => ['one\n  exact  out 443/tcp'] }, 'vendors.acme.cautions: expected a list of texts on one line, got ["one\\n  exact  out 443/tcp"]'],
  ])('%s', (_, rest, problem) => expect(refused(documentOf([row('api', {})], rest))).toEqual([problem]));

  test('an option of its own making that throws while it is read, or gives back nonsense', () => {
    const broken = { ...flag('a', true), read: () => { throw new Error('boom'); } };
    expect(refused(documentOf([row('api', {})], { options: { broken } }))).toEqual(['acme.broken: expected an option that can be read, got boom']);
    const odd = { ...flag('a', true), read: () => 5 as never };
    expect(refused(documentOf([row('api', {})], { options: { odd } }))).toEqual(['acme.odd: expected an option that can be read, got 5']);
  });

  test('an option that is named as what every object has is not taken from there', () => {
    const named = documentOf([row('api', { necessity: { feature: 'constructor' } })], { options: { constructor: flag('a', false) } });
    expect(states(named)).toEqual(['api: left-out, constructor is off']);
    expect(states(named, { constructor: true })).toEqual(['api: asked, constructor is on']);
    expect(refused(documentOf([row('api', {})], { options: { constructor: text('a', 'a word', /^[a-z]+$/) } }))).toEqual(['acme.constructor: expected a word, got nothing']);
  });

  test('rows that are not there', () => {
    expect(refused(documentOf([row('api', {}), row('web', {})]), { include: ['recomended', 'api'], exclude: ['wbe', 'optional'] })).toEqual([
      'acme.include[0]: expected one of api, optional, recommended, web, got "recomended" (did you mean recommended?)',
      'acme.exclude[0]: expected one of api, web, got "wbe" (did you mean web?)',
      'acme.exclude[1]: expected one of api, web, got "optional"',
    ]);
  });

  test('options that are no options', () => {
    expect(refused(documentOf([row('api', {})]), [])).toEqual(['acme: expected an object of options, got []']);
    expect(refused(documentOf([row('api', {})]), null)).toEqual(['acme: expected an object of options, got null']);
    expect(refused(documentOf([row('api', {})]), { include: 'api' })).toEqual([expect.stringMatching(/^acme\.include: expected a list: .+, got "api"$/)]);
  });

  test('published addresses where the page forbids them', () => {
    const namesOnly = { source: 'page', lines: ['1'], quote: 'use names' };
    const media = { mode: 'published-cidrs', cidrs: ['203.0.113.0/24'], source: 'list.json', asOf: '2026-11-20' };
    expect(refused(documentOf([row('api', {})], { namesOnly }), { media })).toEqual(['acme.media.mode: expected omit or any-destination, because acme forbids pinned addresses ("use names"), got published-cidrs']);
    expect(refused(documentOf([row('api', {})]), { media })).toEqual([]);
  });

  test('options that clash, by the check of the document', () => {
    const check = (_: never, where: string) => [{ where: `${where}.host`, expected: 'a host with kind: dedicated', got: 'nothing' }];
    expect(refused(documentOf([row('api', {})], { check }))).toEqual(['acme.host: expected a host with kind: dedicated, got nothing']);
  });

  test('the document and the options together, all at once', () => {
    const options = { tenant: text('your tenant', 'one label such as acme', /^[a-z]+$/), servers: optional(cidrs('servers', { own: true })) };
    const broken = documentOf([row('api', { to: ['*'] }), row('api', {})], { options });
    expect(refused(broken, { servers: ['10.0.0.1/8', '0.0.0.0/0'], tennant: 'acme', include: ['apo'] })).toEqual([
      'vendors.acme.api: expected an id used once, got 2 rows with it',
      'vendors.acme.api.to[0]: expected a host name such as api.example.com, *.example.com or .example.com, got "*"',
      'acme.include[0]: expected one of api, optional, recommended, got "apo" (did you mean api?)',
      'acme.tennant: expected one of exclude, include, media, servers, tenant, got "tennant" (did you mean tenant?)',
      'acme.tenant: expected one label such as acme, got nothing',
      'acme.servers[0]: expected a CIDR without host bits, got "10.0.0.1/8" (did you mean 10.0.0.0/8?)',
      'acme.servers[1]: expected an address or CIDR of your own, got 0.0.0.0/0 (every address)',
    ]);
  });
});

describe('laws', () => {
  const options = {
    tenant: text('your tenant', 'a label', /^[a-z]+$/),
    video: flag('video', true),
    regions: withDefault(choices('regions', ['eu', 'us', 'asia']), ['eu']),
    servers: cidrs('servers', { own: true }),
  };
  type Options = OptionsOf<typeof options>;
  const rows = [
    row<Options>('api', { to: ({ tenant }) => [`${tenant}.example.com`] }),
    row<Options>('video', { necessity: { feature: 'video' } }),
    row<Options>('regions', { to: ({ regions }) => ['global.example.com', ...regions.map((region) => `${region}.example.com`)] }),
    row<Options>('should', { necessity: 'recommended' }),
    row<Options>('may', { necessity: 'optional' }),
    row<Options>('servers', { direction: 'ingress', to: ['10.1.2.3'], from: ({ servers }) => servers.map(formatCidr) }),
  ];
  const page = documentOf(rows, { options });
  const known = ['tenant', 'video', 'regions', 'servers', 'include', 'exclude', 'media'];
  const sound = { tenant: 'blue', servers: ['10.9.0.0/24'] };

  const chosen = fc.record({
    tenant: fc.constantFrom('blue', 'red'),
    video: fc.boolean(),
    regions: fc.subarray(['eu', 'us', 'asia']),
    servers: fc.subarray(['10.9.0.0/24', '10.9.1.0/24', '10.9.0.7', '192.0.2.0/28'], { minLength: 1 }),
    include: fc.subarray(['recommended', 'may', 'video']),
    exclude: fc.subarray(['api', 'should']),
  });

  test('the same options in any order give the same flows', () => {
    const turned = (given: Readonly<Record<string, unknown>>): unknown =>
      Object.fromEntries(Object.entries(given).reverse().map(([name, value]) => [name, Array.isArray(value) ? [...value].reverse() : value]));
    fc.assert(
      fc.property(chosen, (given) => {
        expect(JSON.stringify(flows(page, turned(given)).rows, written)).toBe(JSON.stringify(flows(page, given).rows, written));
      }),
    );
  });

  test('a slip in the name of an option is refused, and the name is guessed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...known), fc.nat(), fc.constantFrom('drop', 'double', 'capital'), (name, seed, slip) => {
        const at = seed % name.length;
        const letter = name.charAt(at);
        const wrong = name.slice(0, at) + (slip === 'drop' ? '' : slip === 'double' ? letter + letter : letter.toUpperCase()) + name.slice(at + 1);
        expect(refused(page, { ...sound, [wrong]: true })).toEqual([
          `acme.${wrong}: expected one of exclude, include, media, regions, servers, tenant, video, got "${wrong}" (did you mean ${name}?)`,
        ]);
      }),
    );
  });

  test('any name that is not an option is refused where it stands', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }).filter((name) => !known.includes(name)), (name) => {
        const problems = refused(page, { ...sound, [name]: true });
        expect(problems).toHaveLength(1);
        expect(problems[0]?.startsWith(`acme.${name}: expected one of exclude, include, media, regions, servers, tenant, video, got `)).toBe(true);
      }),
    );
  });

  test('every row of the page is in the answer, once', () => {
    fc.assert(
      fc.property(chosen, (given) => {
        expect(flows(page, given).rows.map(({ requirement }) => requirement.id)).toEqual(['api', 'video', 'regions', 'should', 'may', 'servers']);
        expect(flows(page, given).rows.every((each) => (each.state === 'asked') === each.flows.length > 0)).toBe(true);
      }),
    );
  });
});

/** Addresses are bigint. */
const written = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);
