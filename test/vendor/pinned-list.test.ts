import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { type Cidr, cidrOf, formatCidr, joinCidrs, notGlobalReason } from '../../src/model/cidr.js';
import { formatProblem } from '../../src/model/diagnostic.js';
import { type PinnedList, pinnedList } from '../../src/vendor/pinned-list.js';

// Files are named relative to the working directory, so that messages can be written by hand.
const home = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'pinned-list-'));
beforeAll(() => process.chdir(folder));
afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

const list = pinnedList('addresses of a vendor');
const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');

function written(file: string, content: string | Buffer): { readonly file: string; readonly sha256: string; readonly asOf: string } {
  writeFileSync(file, content);
  return { file, sha256: sha256(content), asOf: '2026-11-20' };
}

function read(given: unknown): PinnedList {
  const checked = list.read(given, 'list');
  if (!checked.ok) throw new Error(checked.problems.map(formatProblem).join('\n'));
  return checked.value;
}

function refused(given: unknown): readonly string[] {
  const checked = list.read(given, 'list');
  return checked.ok ? [] : checked.problems.map(formatProblem);
}

describe('read', () => {
  test.each<[string, string, string, readonly string[]]>([
    ['text with comments, blank lines and both line ends', 'a.txt', '# list\r\n203.0.113.0/24\n\n 198.51.100.7 # one\n', ['198.51.100.7/32', '203.0.113.0/24']],
    ['a JSON array of strings', 'a.json', ' ["203.0.113.0/24", "2001:db8::/32"]\n', ['203.0.113.0/24', '2001:db8::/32']],
    ['a JSON object of arrays', 'b.json', '{"eu":["203.0.113.0/24"],"us":["198.51.100.0/24"],"asia":[]}', ['198.51.100.0/24', '203.0.113.0/24']],
    ['text behind a byte order mark', 'bom.txt', '\uFEFF203.0.113.0/24\n', ['203.0.113.0/24']],
    ['neighbours and repetitions, joined', 'c.txt', '203.0.113.128/25\n203.0.113.0/25\n203.0.113.9\n', ['203.0.113.0/24']],
  ])('%s', (_, file, content, expected) => {
    expect(read(written(file, content)).cidrs.map(formatCidr)).toEqual(expected);
  });

  test('the file, its hash and its date stay with it', () => {
    const pinned = written('kept.txt', '203.0.113.0/24\n');
    expect(pinned.sha256).toBe('29ec405c32c931124f857343346555e0bb1d2864a8ec1aef64e28c37a91d0b8b'); // printf '203.0.113.0/24\\n' | sha256sum
    expect(read(pinned)).toMatchObject(pinned);
  });
});

describe('refused', () => {
  test('the internet in pieces', () => {
    const eights = Array.from({ length: 16 }, (_, index) => `${20 + index}.0.0.0/8`).join('\n');
    expect(refused(written('all.txt', eights))).toEqual(['list.file: expected the addresses of one vendor in "all.txt", got together a sixteenth or more of all public IPv4 addresses, which nobody has']);
  });

  test('what it is not', () => {
    expect(refused('a.txt')).toEqual(['list: expected an object with file, sha256, asOf, got "a.txt"']);
    expect(refused({ file: '', sha256: 'ABC', asOf: '2026-02-30', shal: 1 })).toEqual([
      'list.shal: expected one of asOf, file, sha256, got "shal"',
      'list.file: expected the path of a file, got nothing',
      'list.sha256: expected 64 hex digits in lower case, got "ABC"',
      'list.asOf: expected a date such as 2026-11-20, got "2026-02-30"',
    ]);
    expect(refused({})).toEqual([
      'list.file: expected the path of a file, got nothing',
      'list.sha256: expected 64 hex digits in lower case, got nothing',
      'list.asOf: expected a date such as 2026-11-20, got nothing',
    ]);
  });

  test('a file that is missing or cannot be read', () => {
    expect(refused({ file: 'none.txt', sha256: sha256(''), asOf: '2026-11-20' })).toEqual(['list.file: expected a file that can be read, got "none.txt" (no such file)']);
    expect(refused({ file: '.', sha256: sha256(''), asOf: '2026-11-20' })).toEqual(['list.file: expected a file that can be read, got "." (EISDIR)']);
  });

  test('a file that changed', () => {
    const then = written('changed.txt', '203.0.113.0/24\n');
    const now = written('changed.txt', '203.0.113.0/24\n198.51.100.0/24\n');
    expect(refused(then)).toEqual([`list.file: expected "changed.txt" as of 2026-11-20 with sha256 ${then.sha256}, got sha256 ${now.sha256}`]);
  });

  test.each<[string, string | Buffer, readonly string[]]>([
    ['empty', '', ['list.file: expected a list of addresses in "f", got an empty file']],
    ['blank', ' \n\n', ['list.file: expected a list of addresses in "f", got an empty file']],
    ['comments alone', '# nothing\n', ['list.file: expected a list of addresses in "f", got no addresses']],
    ['an empty array', '[]', ['list.file: expected a list of addresses in "f", got no addresses']],
    ['an object of empty arrays', '{"eu":[]}', ['list.file: expected a list of addresses in "f", got no addresses']],
    ['HTML', '\n<!DOCTYPE html><html><body>Just a moment...</body></html>', ['list.file: expected a list of addresses in "f", got HTML']],
    ['half of a JSON file', '["203.0.113.0/24",', ['list.file: expected a list of addresses in "f", got JSON that cannot be parsed']],
    ['a word', 'Not Found\n', ['list.file f:1: expected an IPv4 or IPv6 address or CIDR, got "Not Found"']],
    ['two on a line', '203.0.113.0/24, 198.51.100.0/24\n', ['list.file f:1: expected an IPv4 or IPv6 address or CIDR, got "203.0.113.0/24, 198.51.100.0/24"']],
    ['a private address in JSON', '{"eu":["203.0.113.0/24","10.0.0.0/8"]}', ['list.file f:eu[1]: expected a public address or CIDR, got 10.0.0.0/8 (private)']],
    ['numbers and objects in JSON', '{"version":7,"eu":[{"ip":"203.0.113.1"}]}', ['list.file f:version: expected a public address or CIDR, got 7', 'list.file f:eu[0]: expected a public address or CIDR, got {"ip":"203.0.113.1"}']],
    [
      'several lines, each named',
      '203.0.113.0/24\n# own\n203.0.113.1/24\n0.0.0.0/0\n127.0.0.1\n::/0\n224.0.0.1\n',
      [
        'list.file f:3: expected a CIDR without host bits, got "203.0.113.1/24" (did you mean 203.0.113.0/24?)',
        'list.file f:4: expected a public address or CIDR, got 0.0.0.0/0 (every address)',
        'list.file f:5: expected a public address or CIDR, got 127.0.0.1 (loopback)',
        'list.file f:6: expected a public address or CIDR, got ::/0 (every address)',
        'list.file f:7: expected a public address or CIDR, got 224.0.0.1 (multicast)',
      ],
    ],
  ])('%s', (_, content, problems) => {
    expect(refused(written('f', content))).toEqual(problems);
  });

  test('another hash and what else is wrong, together', () => {
    writeFileSync('f', '<html>');
    expect(refused({ file: 'f', sha256: '0'.repeat(64), asOf: '2026-11-20' })).toEqual([
      `list.file: expected "f" as of 2026-11-20 with sha256 ${'0'.repeat(64)}, got sha256 ${sha256('<html>')}`,
      'list.file: expected a list of addresses in "f", got HTML',
    ]);
  });
});

describe('laws', () => {
  const publicCidr = fc
    .tuple(fc.bigInt({ min: 0n, max: (1n << 32n) - 1n }), fc.integer({ min: 8, max: 32 }))
    .map(([address, prefix]) => cidrOf(4, address, prefix))
    .filter((cidr) => notGlobalReason(cidr) === undefined);
  const some = fc.array(publicCidr, { minLength: 1, maxLength: 20 });
  const lines = (cidrs: readonly Cidr[]): string => cidrs.map(formatCidr).join('\n');

  test('the same list says the same in any form and any order', () => {
    fc.assert(
      fc.property(some, (cidrs) => {
        const expected = joinCidrs(cidrs);
        const turned = [...cidrs].reverse();
        expect(read(written('law', lines(cidrs))).cidrs).toEqual(expected);
        expect(read(written('law', lines(turned))).cidrs).toEqual(expected);
        expect(read(written('law', JSON.stringify(turned.map(formatCidr)))).cidrs).toEqual(expected);
        expect(read(written('law', JSON.stringify({ a: cidrs.slice(0, 1).map(formatCidr), b: cidrs.slice(1).map(formatCidr) }))).cidrs).toEqual(expected);
      }),
      { numRuns: 50 },
    );
  });

  test('one bad line anywhere refuses the list and is named', () => {
    fc.assert(
      fc.property(some, fc.nat(), fc.constantFrom('10.1.2.3', '0.0.0.0/0', 'x', '203.0.113.1/24', '1.2.3'), (cidrs, seed, bad) => {
        const at = seed % (cidrs.length + 1);
        const texts = cidrs.map(formatCidr);
        const problems = refused(written('law', [...texts.slice(0, at), bad, ...texts.slice(at)].join('\n')));
        expect(problems).toHaveLength(1);
        expect(problems[0]).toMatch(new RegExp(`^list\\.file law:${at + 1}: expected `));
      }),
      { numRuns: 50 },
    );
  });
});
