import * as fc from 'fast-check';
import { formatCidr } from '../../src/model/cidr.js';
import { type Checked, formatProblem } from '../../src/model/diagnostic.js';
import { readOptions } from '../../src/model/read-options.js';
import { type CommonSettings, type Media, acknowledgement, commonOptions, mediaOf } from '../../src/vendor/common-options.js';

const read = (given: unknown): Checked<CommonSettings> => readOptions(commonOptions, given, 'acme');
const said = (checked: Checked<unknown>): readonly string[] => (checked.ok ? [] : checked.problems.map(formatProblem));

function media(given: unknown): Checked<Media> {
  const settings = read({ media: given });
  return settings.ok ? mediaOf(settings.value.media, 'acme.media') : settings;
}

test('by default nothing is included, nothing is excluded, and media that cannot be matched is omitted', () => {
  const settings = read({});
  expect(settings).toMatchObject({ ok: true, value: { include: [], exclude: [], media: { mode: 'omit' } } });
  expect(media(undefined)).toEqual({ ok: true, value: { mode: 'omit' } });
});

test('rows are named by id or necessity', () => {
  expect(read({ include: ['recommended', 'turn-3478'], exclude: ['web'] })).toMatchObject({ ok: true, value: { include: ['recommended', 'turn-3478'], exclude: ['web'] } });
  const expected = 'expected a requirement id, or recommended, or optional';
  expect(said(read({ include: ['Web App', '', 7], exclude: ['-a'] }))).toEqual([
    `acme.include[0]: ${expected}, got "Web App"`,
    `acme.include[1]: ${expected}, got nothing`,
    `acme.include[2]: ${expected}, got 7`,
    `acme.exclude[0]: ${expected}, got "-a"`,
  ]);
});

describe('media', () => {
  const published = { mode: 'published-cidrs', cidrs: ['203.0.113.0/24'], source: 'ranges.json', asOf: '2026-11-20' };

  test('published addresses, with their source and date', () => {
    const checked = media(published);
    expect(checked).toMatchObject({ ok: true, value: { mode: 'published-cidrs', source: 'ranges.json', asOf: '2026-11-20' } });
    expect(checked.ok && checked.value.mode === 'published-cidrs' ? checked.value.cidrs.map(formatCidr) : []).toEqual(['203.0.113.0/24']);
  });

  test('any destination, with what is acknowledged', () => {
    expect(media({ mode: 'any-destination', acknowledge: ['acme:udp:3478'] })).toEqual({ ok: true, value: { mode: 'any-destination', acknowledge: ['acme:udp:3478'] } });
    expect(media({ mode: 'any-destination' })).toEqual({ ok: true, value: { mode: 'any-destination', acknowledge: [] } });
  });

  test.each<[string, unknown, readonly string[]]>([
    ['a mode that is not there', { mode: 'any' }, ['acme.media.mode: expected one of any-destination, omit, published-cidrs, got "any"']],
    ['no mode', {}, ['acme.media.mode: expected one of omit, published-cidrs, any-destination, got nothing']],
    ['a word alone', 'omit', ['acme.media: expected an object with mode, cidrs, source, asOf, acknowledge, got "omit"']],
    [
      'published addresses of nobody and no day',
      { mode: 'published-cidrs' },
      [
        'acme.media.cidrs: expected a value with published-cidrs, got nothing',
        'acme.media.source: expected a value with published-cidrs, got nothing',
        'acme.media.asOf: expected a value with published-cidrs, got nothing',
      ],
    ],
    ['no published addresses', { ...published, cidrs: [] }, ['acme.media.cidrs: expected a list of at least one: a public address or CIDR, got an empty list']],
    [
      'published addresses that are not public, of a day that is not there',
      { ...published, cidrs: ['0.0.0.0/0', '10.0.0.0/8', '203.0.113.1/24'], source: ' ', asOf: '2026-02-30' },
      [
        'acme.media.cidrs[0]: expected a public address or CIDR, got 0.0.0.0/0 (every address)',
        'acme.media.cidrs[1]: expected a public address or CIDR, got 10.0.0.0/8 (private)',
        'acme.media.cidrs[2]: expected a CIDR without host bits, got "203.0.113.1/24" (did you mean 203.0.113.0/24?)',
        'acme.media.source: expected a file name or address, got " "',
        'acme.media.asOf: expected a date such as 2026-11-20, got "2026-02-30"',
      ],
    ],
    ['an option that is not there', { mode: 'omit', acknowlege: [] }, ['acme.media.acknowlege: expected one of acknowledge, asOf, cidrs, mode, source, got "acknowlege" (did you mean acknowledge?)']],
  ])('refused: %s', (_, given, problems) => {
    expect(said(media(given))).toEqual(problems);
  });
});

describe('acknowledgement', () => {
  test.each([
    ['acme:udp:3478', 'udp', [[3478, 3478]]],
    ['acme:tcp:443,3478-3479', 'tcp', [[443, 443], [3478, 3479]]],
    ['acme:udp:1-1000', 'udp', [[1, 1000]]],
    ['acme:udp:1-1001:1001-ports', 'udp', [[1, 1001]]],
    ['acme:udp:1025-65535:64511-ports', 'udp', [[1025, 65535]]],
  ] as const)('%s', (expected, protocol, ranges) => {
    expect(acknowledgement('acme', protocol, ranges.map(([from, to]) => ({ from, to })))).toBe(expected);
  });

  test('no two openings share one', () => {
    const opening = fc.record({ vendor: fc.constantFrom('acme', 'acme-2'), protocol: fc.constantFrom('tcp' as const, 'udp' as const), from: fc.integer({ min: 1, max: 65535 }), width: fc.integer({ min: 0, max: 2000 }) });
    const words = ({ vendor, protocol, from, width }: { readonly vendor: string; readonly protocol: 'tcp' | 'udp'; readonly from: number; readonly width: number }): string =>
      acknowledgement(vendor, protocol, [{ from, to: Math.min(65535, from + width) }]);
    const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
    fc.assert(
      fc.property(opening, opening, (a, b) => {
        const clipped = [a, b].map((each) => ({ ...each, width: Math.min(each.width, 65535 - each.from) }));
        expect(words(a) === words(b)).toBe(same(clipped[0], clipped[1]));
      }),
    );
  });
});
