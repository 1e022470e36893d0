import { coversDestination } from '../../src/model/destination.js';
import { glartek } from '../../vendors/glartek/index.js';
import { flowLines, problemsOf, readVendor } from './support/flow-lines.js';

const tenant = 'acme';
const AGORA = ['agora.io', 'edge.agora.io', 'sd-rtn.com', 'edge.sd-rtn.com'];
const ADDED = ['rtnsvc.com', 'edge.rtnsvc.com', 'rtesvc.com', 'edge.rtesvc.com'];

/** A leading dot on the page: the name itself and all below it. */
const dotted = (row: string, opening: string, names: readonly string[]): readonly string[] =>
  names.flatMap((name) => [name, `*.${name}`]).map((name) => `${row}: egress ${opening} ${name}`);

/** A row of the page's tables, by what its ports carry. */
const realTime = (table: string): readonly string[] => [
  ...dotted(`${table}-rtc-https`, 'tcp 80 http', AGORA),
  ...dotted(`${table}-rtc-https`, 'tcp 443 tls', AGORA),
  ...dotted(`${table}-rtc-gateway`, 'tcp 4700-5000 tls', AGORA),
  ...dotted(`${table}-rtc-relay`, 'tcp 3433,5668-5669,6080,6443,8667,9667 opaque', AGORA),
  ...dotted(`${table}-rtc-udp`, 'udp 3478,4700-5000 opaque', AGORA),
];

const FRONTEND = 'frontend: egress tcp 443 tls acme.glartek.com';
const s3 = (...names: readonly string[]): readonly string[] => ['cloud-recording', 'file-sharing'].flatMap((row) => names.map((name) => `${row}: egress tcp 443 tls ${name}`));
const IRELAND = s3('s3.eu-west-1.amazonaws.com', '*.s3.eu-west-1.amazonaws.com', 's3.dualstack.eu-west-1.amazonaws.com', '*.s3.dualstack.eu-west-1.amazonaws.com');
const DEFAULTS = [FRONTEND, ...realTime('web'), ...IRELAND];

const sorted = (lines: readonly string[]): readonly string[] => [...lines].sort();
const plus = (...lines: readonly string[]): readonly string[] => [...DEFAULTS, ...lines];
const withS3 = (...names: readonly string[]): readonly string[] => [FRONTEND, ...realTime('web'), ...s3(...names)];

describe('glartek', () => {
  test.each([
    ['defaults', {}, DEFAULTS],
    ['mobile', { components: ['mobile'] as const }, [FRONTEND, ...realTime('native'), ...IRELAND]],
    ['glasses are as mobile', { components: ['glasses'] as const }, [FRONTEND, ...realTime('native'), ...IRELAND]],
    ['all components', { components: ['web', 'mobile', 'glasses'] as const }, plus(...realTime('native'))],
    ['rtmp', { rtmp: true }, plus(...dotted('rtc-rtmp', 'tcp 30011-30013 opaque', AGORA))],
    ['cloudProxyCidrs', { cloudProxyCidrs: ['203.0.113.0/28'] }, plus('cloud-proxy: egress tcp 443 opaque 203.0.113.0/28')],
    [
      'agoraProfile current',
      { agoraProfile: 'current' as const },
      plus(
        ...dotted('agora-current-https', 'tcp 80 http', ADDED),
        ...dotted('agora-current-https', 'tcp 443 tls', ADDED),
        ...dotted('agora-current-gateway', 'tcp 4700-5000 tls', ADDED),
        ...dotted('agora-current-relay', 'tcp 3433,5668-5669,6080,6443,8667,9667 opaque', ADDED),
        ...dotted('agora-current-turn', 'tcp 3478 opaque', [...AGORA, ...ADDED]),
        ...dotted('agora-current-udp', 'udp 3478,4700-5000 opaque', ADDED),
      ),
    ],
    [
      'errorReporting',
      { errorReporting: true },
      plus('error-reporting-addresses: egress tcp 443 tls 35.188.42.15/32', 'error-reporting-addresses: egress tcp 443 tls 34.120.195.249/32'),
    ],
    ['errorReportingHost', { errorReporting: true, errorReportingHost: 'o1.ingest.sentry.io' }, plus('error-reporting-host: egress tcp 443 tls o1.ingest.sentry.io')],
    ['no files', { cloudRecording: false, fileSharing: false }, [FRONTEND, ...realTime('web')]],
    ['no recordings', { cloudRecording: false }, [FRONTEND, ...realTime('web'), ...IRELAND.filter((line) => line.startsWith('file-sharing: '))]],
    ['no shared files', { fileSharing: false }, [FRONTEND, ...realTime('web'), ...IRELAND.filter((line) => line.startsWith('cloud-recording: '))]],
    ['s3Scope published', { s3Scope: 'published' as const }, withS3('*.eu-west-1.amazonaws.com')],
    [
      's3Region in China',
      { s3Region: 'cn-north-1' },
      withS3('s3.cn-north-1.amazonaws.com.cn', '*.s3.cn-north-1.amazonaws.com.cn', 's3.dualstack.cn-north-1.amazonaws.com.cn', '*.s3.dualstack.cn-north-1.amazonaws.com.cn'),
    ],
    [
      's3Scope bucket',
      { s3Scope: 'bucket' as const, s3Buckets: ['b-two', 'a-one'], s3Region: 'us-gov-west-1' },
      withS3(
        'a-one.s3.us-gov-west-1.amazonaws.com',
        'a-one.s3.dualstack.us-gov-west-1.amazonaws.com',
        'b-two.s3.us-gov-west-1.amazonaws.com',
        'b-two.s3.dualstack.us-gov-west-1.amazonaws.com',
      ),
    ],
  ])('%s', (_, options, expected) => {
    expect(sorted(flowLines(glartek({ tenant, ...options })))).toEqual(sorted(expected));
  });

  test('reads the broken host list of the mobile table as the four names of the web table', () => {
    const row = readVendor(glartek({ tenant, components: ['mobile'] })).rows.find(({ requirement }) => requirement.id === 'native-rtc-https');
    expect(row?.requirement.to).toEqual(['.agora.io', '.edge.agora.io', '.sd-rtn.com', '.edge.sd-rtn.com']);
    expect(row?.requirement.inferred).toContain('.edge.agora .io.sd-rtn.com');
  });

  test('promises a fallback for browsers alone, and not for where they start', () => {
    const fallbacks = glartek.document.requirements.filter(({ id, fallback }) => /^(web|native)-/.test(id) && fallback !== undefined);
    expect(fallbacks.map(({ id }) => id)).toEqual(['web-rtc-gateway', 'web-rtc-relay', 'web-rtc-udp']);
  });

  test.each(['s3Region', 'bucket'] as const)('s3Scope %s stays inside what the page opens', (s3Scope) => {
    const files = (scope: 'published' | 's3Region' | 'bucket') =>
      readVendor(glartek({ tenant, s3Scope: scope, s3Buckets: scope === 'bucket' ? ['acme-files', 'acme.files'] : [] }))
        .rows.filter(({ requirement }) => requirement.id === 'file-sharing')
        .flatMap(({ flows }) => flows.map(({ destination }) => destination));
    const [page] = files('published');
    const narrowed = files(s3Scope);
    expect(narrowed).toHaveLength(4);
    expect(narrowed.filter((destination) => page === undefined || !coversDestination(page, destination))).toEqual([]);
  });

  test('buckets in any order give the same flows', () => {
    const lines = (s3Buckets: readonly string[]): readonly string[] => flowLines(glartek({ tenant, s3Scope: 'bucket', s3Buckets }));
    expect(lines(['b-two', 'a-one'])).toEqual(lines(['a-one', 'b-two']));
  });

  test('warns where all of AWS in a region is opened', () => {
    expect(readVendor(glartek({ tenant })).cautions).toEqual([]);
    expect(readVendor(glartek({ tenant, s3Scope: 'published' })).cautions).toEqual([
      's3Scope published opens every AWS service and customer in eu-west-1: data can leave through any of them',
    ]);
  });

  test('refuses to go without a tenant', () => {
    const given = {} as Parameters<typeof glartek>[0];
    expect(problemsOf(glartek(given))).toEqual(['glartek.tenant: expected one label such as acme, without .glartek.com, got nothing']);
  });

  test.each(['<tenant>', 'acme.glartek.com', 'glartek', 'Acme', '-acme', 'a b', 'x'.repeat(64)])('refuses the tenant %s', (given) => {
    expect(problemsOf(glartek({ tenant: given }))).toEqual([`glartek.tenant: expected one label such as acme, without .glartek.com, got "${given}"`]);
  });

  test.each([
    [{ s3Region: 'eu-west-' }, 'glartek.s3Region: expected a region such as eu-west-1, got "eu-west-"'],
    [{ s3Region: 'eu-west- 1' }, 'glartek.s3Region: expected a region such as eu-west-1, got "eu-west- 1"'],
    [{ s3Scope: 'buckets' as 'bucket' }, 'glartek.s3Scope: expected one of bucket, published, s3Region, got "buckets" (did you mean bucket?)'],
    [{ s3Scope: 'bucket' as const }, 'glartek.s3Buckets: expected at least one bucket with s3Scope bucket, got an empty list'],
    [{ s3Buckets: ['acme-files'] }, 'glartek.s3Scope: expected bucket beside s3Buckets, got "s3Region"'],
    [
      { s3Scope: 'bucket' as const, s3Buckets: ['Acme_Files'] },
      'glartek.s3Buckets[0]: expected a bucket name of lower-case letters, digits, dots and hyphens, got "Acme_Files"',
    ],
    [{ components: [] }, 'glartek.components: expected at least one of web, mobile, glasses, got an empty list'],
    [{ components: ['mobil' as 'mobile'] }, 'glartek.components[0]: expected one of glasses, mobile, web, got "mobil" (did you mean mobile?)'],
    [{ agoraProfile: 'latest' as 'current' }, 'glartek.agoraProfile: expected one of current, published, got "latest"'],
    [{ cloudProxyCidrs: [] }, 'glartek.cloudProxyCidrs: expected a list of at least one: a public address or CIDR, got an empty list'],
    [{ cloudProxyCidrs: ['0.0.0.0/0'] }, 'glartek.cloudProxyCidrs[0]: expected a public address or CIDR, got 0.0.0.0/0 (every address)'],
    [{ errorReportingHost: 'o1.ingest.sentry.io' }, 'glartek.errorReporting: expected true beside errorReportingHost, got false'],
    [
      { errorReporting: true, errorReportingHost: '*.sentry.io' },
      'glartek.errorReportingHost: expected a host name such as host.example.com, got "*.sentry.io"',
    ],
  ])('refuses %j', (options, problem) => {
    expect(problemsOf(glartek({ tenant, ...options }))).toEqual([problem]);
  });
});
