import { formatProblem, orThrow } from '../../src/model/diagnostic.js';
import { below, comparePatterns, coversPattern, exactly, formatPattern, parsePattern } from '../../src/model/domain-pattern.js';

test.each<[string, readonly string[], readonly string[]]>([
  ['api.example.com', ['api.example.com'], []],
  ['*.example.com', ['*.example.com'], []],
  ['.example.com', ['example.com', '*.example.com'], []],
  ['API.Example.COM.', ['api.example.com'], []],
  ['*.*.flexperto.com', ['*.flexperto.com'], ['*.*.flexperto.com is read as *.flexperto.com: firewalls match any depth']],
  ['*.*.*.flexperto.com', ['*.flexperto.com'], ['*.*.*.flexperto.com is read as *.flexperto.com: firewalls match any depth']],
  ['xn--bcher-kva.example', ['xn--bcher-kva.example'], []],
  ['_sip.example.com', ['_sip.example.com'], []],
])('reads %s', (text, patterns, notes) => {
  const read = orThrow(parsePattern(text, 'host'));
  expect(read.patterns.map(formatPattern)).toEqual(patterns);
  expect(read.notes).toEqual(notes);
});

const HOST = 'a host name such as api.example.com, *.example.com or .example.com';
const FILLED = 'a host name with its placeholders filled in';

test.each([
  ['', `expected ${HOST}, got nothing`],
  ['*', `expected ${HOST}, got "*"`],
  ['*.', `expected ${HOST}, got "*."`],
  ['.', `expected ${HOST}, got "."`],
  ['.edge.agora .io.sd-rtn.com', 'expected one host name without blanks, got ".edge.agora .io.sd-rtn.com" (did you mean .edge.agora, .io.sd-rtn.com?)'],
  ['https://nuspace.imaginate.in/Api/', 'expected a host name without a scheme, got "https://nuspace.imaginate.in/Api/" (did you mean nuspace.imaginate.in?)'],
  ['www.google.com/recaptcha/*', 'expected a host name without a path, got "www.google.com/recaptcha/*" (did you mean www.google.com?)'],
  ['example.com:443', 'expected a host name without a port, got "example.com:443" (did you mean example.com?)'],
  ['turn:mediarelay.imaginate.in:80', 'expected a host name without a port, got "turn:mediarelay.imaginate.in:80" (did you mean mediarelay.imaginate.in?)'],
  ['<tenant>.glartek.com', `expected ${FILLED}, got "<tenant>.glartek.com"`],
  ['[server]', `expected ${FILLED}, got "[server]"`],
  ['CUSTOM (IF REQUIRED)', `expected ${FILLED}, got "CUSTOM (IF REQUIRED)"`],
  ['CUSTOM', `expected ${FILLED}, got "CUSTOM"`],
  ['Example: acme.glartek.com', `expected ${FILLED}, got "Example: acme.glartek.com"`],
  ['*x.com', 'expected a star only as the whole first label, got "*x.com" (did you mean *.x.com?)'],
  ['*cdn.example.com', 'expected a star only as the whole first label, got "*cdn.example.com" (did you mean *.cdn.example.com?)'],
  ['*-eu.example.com', 'expected a star only as the whole first label, got "*-eu.example.com" (did you mean *.example.com?)'],
  ['any', 'expected names or networks of the vendor, not everything, got "any"'],
  ['203.0.113.4-9', 'expected a host name, not an address, got "203.0.113.4-9"'],
  ['example\u200b.com', 'expected an ASCII host name, got "example\\u200b.com" (did you mean example.com?)'],
  ['a.*.example.com', 'expected a star only as the whole first label, got "a.*.example.com" (did you mean *.example.com?)'],
  ['example.*', 'expected a star only as the whole first label, got "example.*"'],
  ['localhost', 'expected a host name of at least two labels, got "localhost"'],
  ['*.com', 'expected a host name of at least two labels, got "*.com"'],
  ['bücher.example', 'expected an ASCII host name, got "bücher.example" (did you mean xn--bcher-kva.example?)'],
  ['аpi.example.com', 'expected a host name without Cyrillic or Greek letters among Latin ones, which look like another name, got "аpi.example.com"'], // a Cyrillic а
  ['xn--pi-6kc.example.com', 'expected a host name without Cyrillic or Greek letters among Latin ones, which look like another name, got "xn--pi-6kc.example.com"'], // the same, as DNS has it
  ['почта.example', 'expected an ASCII host name, got "почта.example" (did you mean xn--80a1acny.example?)'],
  ['printer.localhost', 'expected a name that is on a network, not below localhost, got "printer.localhost"'],
  ['*.tenant.invalid', 'expected a name that is on a network, not below invalid, got "*.tenant.invalid"'],
  ['::1%eth0', `expected ${HOST}, or an address, got "::1%eth0"`],
  ['2001:db8::g', `expected ${HOST}, or an address, got "2001:db8::g"`],
  ['*:443', 'expected a host name without a port, got "*:443"'],
  ['\u201cexample.com\u201d', 'expected a host name without quotation marks, got "\u201cexample.com\u201d" (did you mean example.com?)'],
  ["'example.com'", 'expected a host name without quotation marks, got "\'example.com\'" (did you mean example.com?)'],
  ['flexperto.comPlatform', 'expected a host name with nothing glued to it, got "flexperto.comPlatform" (did you mean flexperto.com?)'],
  ['sentry.ioFronted', 'expected a host name with nothing glued to it, got "sentry.ioFronted" (did you mean sentry.io?)'],
  ['a..example.com', 'expected labels of letters, digits and inner hyphens, got "a..example.com"'],
  ['-a.example.com', 'expected labels of letters, digits and inner hyphens, got "-a.example.com"'],
  ['a-.example.com', 'expected labels of letters, digits and inner hyphens, got "a-.example.com"'],
  ['a,b.example.com', 'expected labels of letters, digits and inner hyphens, got "a,b.example.com"'],
  ['10.0.0.1', 'expected a host name, not an address, got "10.0.0.1"'],
])('refuses %j', (text, problem) => {
  const read = parsePattern(text, 'host');
  expect(read.ok ? [] : read.problems.map(formatProblem)).toEqual([`host: ${problem}`]);
});

test('a label has at most 63 characters, a name at most 253', () => {
  const label = 'a'.repeat(63);
  expect(parsePattern(`${label}.example`, 'host').ok).toBe(true);
  const long = parsePattern(`${label}a.example`, 'host');
  expect(long.ok ? '' : long.problems[0]?.expected).toBe('labels of at most 63 characters');
  const name = `${label}.${label}.${label}.${'b'.repeat(61)}`; // 63 + 63 + 63 + 61 and three dots
  expect(name).toHaveLength(253);
  expect(parsePattern(name, 'host').ok).toBe(true);
  const longer = parsePattern(`b${name}`.replace(`b${label}`, `${label.slice(1)}bc`).replace(/b{61}$/, 'b'.repeat(61)), 'host');
  expect(longer.ok ? '' : longer.problems[0]?.expected).toBe('a host name of at most 253 characters');
});

test.each([
  ['*.x.example', 'a.x.example', true],
  ['*.x.example', 'a.b.x.example', true],
  ['*.x.example', '*.a.x.example', true],
  ['*.x.example', '*.x.example', true],
  ['*.x.example', 'x.example', false],
  ['*.x.example', 'ax.example', false],
  ['*.a.x.example', '*.x.example', false],
  ['x.example', 'x.example', true],
  ['x.example', '*.x.example', false],
  ['x.example', 'a.x.example', false],
])('%s covers %s: %s', (wide, narrow, expected) => {
  const pattern = (text: string): ReturnType<typeof exactly> => (text.startsWith('*.') ? below(text.slice(2)) : exactly(text));
  expect(coversPattern(pattern(wide), pattern(narrow))).toBe(expected);
});

test('sorts parents before children, and the apex before what is below it', () => {
  const patterns = [below('b.example'), exactly('a.b.example'), exactly('b.example'), exactly('z.a.example'), exactly('a.example')];
  expect([...patterns].sort(comparePatterns).map(formatPattern)).toEqual(['a.example', 'z.a.example', 'b.example', '*.b.example', 'a.b.example']);
});
