import * as fc from 'fast-check';
import { formatCidr } from '../../src/model/cidr.js';
import { formatProblem } from '../../src/model/diagnostic.js';
import { type Option, address, choice, choices, cidr, cidrs, date, flag, group, hostName, hostOrAddress, listOf, numberChoice, optional, port, resourceId, text, withDefault } from '../../src/model/option.js';
import { readOptions } from '../../src/model/read-options.js';

function value<O>(option: Option<unknown, O>, given: unknown): O {
  const read = option.read(given, 'at');
  if (!read.ok) throw new Error(read.problems.map(formatProblem).join('\n'));
  return read.value;
}

function refused(option: Option<unknown, unknown>, given: unknown): readonly string[] {
  const read = option.read(given, 'at');
  return read.ok ? [] : read.problems.map(formatProblem);
}

const one = (problem: string): readonly string[] => [problem];

test.each<[string, Option<unknown, unknown>, unknown, unknown]>([
  ['a flag', flag('a', false), true, true],
  ['a flag by default', flag('a', true), undefined, true],
  ['a flag that is off is not taken for missing', flag('a', true), false, false],
  ['a choice', choice('a', ['web', 'mobile']), 'mobile', 'mobile'],
  ['a number of a few', numberChoice('a', [80, 12700]), 12700, 12700],
  ['choices, each once, in the order they are offered', choices('a', ['web', 'mobile', 'glasses']), ['glasses', 'web', 'glasses'], ['web', 'glasses']],
  ['no choices', choices('a', ['web']), [], []],
  ['text', text('a', 'a label', /^[a-z]+$/), 'acme', 'acme'],
  ['a leap day', date('a'), '2028-02-29', '2028-02-29'],
  ['an id', resourceId('a', 'an id such as vpc-1a2b', /^vpc-[0-9a-f]+$/), 'vpc-1a2b', 'vpc-1a2b'],
  ['an id that Terraform fills in', resourceId('a', 'an id such as vpc-1a2b', /^vpc-[0-9a-f]+$/), '${aws_vpc.main.id}', '${aws_vpc.main.id}'],
  ['the first port', port('a'), 1, 1],
  ['the last port', port('a'), 65535, 65535],
  ['a name, normalised', hostName('a'), 'Mail.Example.COM.', 'mail.example.com'],
  ['a name where an address could stand', hostOrAddress('a'), 'Mail.Example.com', 'mail.example.com'],
  ['an address where a name could stand', hostOrAddress('a'), '10.1.2.3/32', '10.1.2.3'],
  ['nothing, where it is optional', optional(port('a')), undefined, undefined],
  ['a list', listOf('a', port('b')), [443, 80], [443, 80]],
  ['an empty list where none is needed', listOf('a', port('b')), [], []],
])('%s is read', (_, option, given, expected) => {
  expect(value(option, given)).toEqual(expected);
});

test('networks are read in their order', () => {
  expect(value(cidrs('a', { own: true }), ['10.1.0.0/16', '10.0.0.7', 'fd00::/8']).map(formatCidr)).toEqual(['10.1.0.0/16', '10.0.0.7/32', 'fd00::/8']);
  expect(formatCidr(value(cidr('a'), '203.0.113.0/24'))).toBe('203.0.113.0/24');
  expect(formatCidr(value(address('a', { own: true }), '10.0.0.7'))).toBe('10.0.0.7/32');
});

describe('refused', () => {
  const own = { own: true } as const;
  const label = text('a', 'one label such as acme', /^[a-z]+$/);

  test.each<[string, Option<unknown, unknown>, unknown, string]>([
    ['a word for a flag', flag('a', true), 'true', 'expected true or false, got "true"'],
    ['0 for a flag', flag('a', true), 0, 'expected true or false, got 0'],
    ['null for a flag', flag('a', true), null, 'expected true or false, got null'],
    ['a slip of a choice', choice('a', ['web', 'mobile']), 'moblie', 'expected one of mobile, web, got "moblie" (did you mean mobile?)'],
    ['capitals of a choice', choice('a', ['DE', 'IRL']), 'de', 'expected one of DE, IRL, got "de" (did you mean DE?)'],
    ['a number for a choice', choice('a', ['web', 'mobile']), 7, 'expected one of mobile, web, got 7'],
    ['a number that is not offered', numberChoice('a', [80, 12700]), 443, 'expected one of 80, 12700, got 443'],
    ['a number as text', numberChoice('a', [80, 12700]), '80', 'expected one of 80, 12700, got "80"'],
    ['one word for choices', choices('a', ['web', 'mobile']), 'web', 'expected a list of web, mobile, got "web"'],
    ['a placeholder', label, '<tenant>', 'expected one label such as acme, got "<tenant>"'],
    ['empty text', label, '', 'expected one label such as acme, got nothing'],
    ['a list for text', label, ['acme'], 'expected one label such as acme, got ["acme"]'],
    ['a day that is not there', date('a'), '2026-02-29', 'expected a date such as 2026-11-20, got "2026-02-29"'],
    ['a month that is not there', date('a'), '2026-13-01', 'expected a date such as 2026-11-20, got "2026-13-01"'],
    ['a date in another form', date('a'), '20.11.2026', 'expected a date such as 2026-11-20, got "20.11.2026"'],
    ['another id', resourceId('a', 'an id such as vpc-1a2b', /^vpc-[0-9a-f]+$/), 'subnet-1', 'expected an id such as vpc-1a2b, got "subnet-1"'],
    ['port 0', port('a'), 0, 'expected a port from 1 to 65535 or a range such as 4700-5000, got "0"'],
    ['port 65536', port('a'), 65536, 'expected a port from 1 to 65535 or a range such as 4700-5000, got "65536"'],
    ['half a port', port('a'), 443.5, 'expected a port from 1 to 65535, got 443.5'],
    ['a port as text', port('a'), '443', 'expected a port from 1 to 65535, got "443"'],
    ['not a number', port('a'), Number.NaN, 'expected a port from 1 to 65535, got NaN'],
    ['a star in a name', hostName('a'), '*.example.com', 'expected a host name such as host.example.com, got "*.example.com"'],
    ['a dot before a name', hostName('a'), '.example.com', 'expected a host name such as host.example.com, got ".example.com"'],
    ['CUSTOM', hostName('a'), 'CUSTOM', 'expected a host name with its placeholders filled in, got "CUSTOM"'],
    ['an URL', hostName('a'), 'https://mail.example.com/', 'expected a host name without a scheme, got "https://mail.example.com/" (did you mean mail.example.com?)'],
    ['one label', hostName('a'), 'mail', 'expected a host name of at least two labels, got "mail"'],
    ['an address for a name', hostName('a'), '10.0.0.7', 'expected a host name, not an address, got "10.0.0.7"'],
    ['a network for an address', address('a', own), '10.0.0.0/8', 'expected one address of your own, got "10.0.0.0/8"'],
    ['a private address of a vendor', address('a'), '10.0.0.7', 'expected one public address, got 10.0.0.7 (private)'],
    ['a network for a host', hostOrAddress('a'), '10.0.0.0/8', 'expected one address of your own, got "10.0.0.0/8"'],
    ['a private network of a vendor', cidr('a'), '192.168.0.0/16', 'expected a public address or CIDR, got 192.168.0.0/16 (private)'],
    ['multicast of a vendor', cidr('a'), '239.0.0.1', 'expected a public address or CIDR, got 239.0.0.1 (multicast)'],
    ['half of every address, of a vendor', cidr('a'), '0.0.0.0/1', 'expected a public address or CIDR, got 0.0.0.0/1 (this network)'],
    ['every address, even of one’s own', cidr('a', own), '0.0.0.0/0', 'expected an address or CIDR of your own, got 0.0.0.0/0 (every address)'],
    ['every IPv6 address', cidr('a', own), '::/0', 'expected an address or CIDR of your own, got ::/0 (every address)'],
    ['host bits', cidr('a', own), '10.0.0.1/8', 'expected a CIDR without host bits, got "10.0.0.1/8" (did you mean 10.0.0.0/8?)'],
    ['any', cidr('a', own), 'any', 'expected an IPv4 or IPv6 address or CIDR, got "any"'],
    ['a number for a network', cidr('a', own), 10, 'expected an address or CIDR of your own, got 10'],
    ['no networks', cidrs('a', own), [], 'expected a list of at least one: an address or CIDR of your own, got an empty list'],
    ['one network that is no list', cidrs('a', own), '10.0.0.0/8', 'expected a list of at least one: an address or CIDR of your own, got "10.0.0.0/8"'],
    ['too short a list', listOf('a', label, 2), [], 'expected a list of at least 2: one label such as acme, got an empty list'],
    ['an optional option that is wrong', optional(label), 7, 'expected one label such as acme, got 7'],
    ['null where nothing may be', optional(label), null, 'expected one label such as acme, got null'],
  ])('%s', (_, option, given, said) => {
    expect(refused(option, given)).toEqual(one(`at: ${said}`));
  });

  test('text that would forge a line of a report', () => {
    expect(refused(text('a', 'a file name', /\S/), 'list.txt\nproved')).toEqual(one('at: expected a file name, on one line, got "list.txt\\nproved"'));
    expect(refused(resourceId('a', 'an id', /^x$/), '${x}\u001b[2J')).toEqual(one('at: expected an id, on one line, got "${x}\\u001b[2J"'));
  });

  test('every entry of a list that is wrong, by its place', () => {
    expect(refused(cidrs('a'), ['10.0.0.0/8', '203.0.113.0/24', 'x'])).toEqual([
      'at[0]: expected a public address or CIDR, got 10.0.0.0/8 (private)',
      'at[2]: expected an IPv4 or IPv6 address or CIDR, got "x"',
    ]);
  });

  test('a list of networks that together are nobody\'s', () => {
    const eights = Array.from({ length: 16 }, (_, index) => `${20 + index}.0.0.0/8`);
    expect(refused(cidrs('a'), eights)).toEqual([expect.stringMatching(/^at: expected a list of: a public address or CIDR, got \["20\.0\.0\.0\/8",.* \(together a sixteenth or more of all public IPv4 addresses, which nobody has\)$/)]);
    expect(refused(cidrs('a', { own: true }), ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'])).toEqual([]);
  });

  test('a default that is wrong is refused like anything else', () => {
    expect(refused(withDefault(port('a'), 0), undefined)).toEqual(one('at: expected a port from 1 to 65535 or a range such as 4700-5000, got "0"'));
  });

  test('in a group, by name, all at once', () => {
    const server = group('a server', { host: hostName('h'), port: withDefault(port('p'), 5222) });
    expect(value(server, { host: 'im.example.com' })).toEqual({ host: 'im.example.com', port: 5222 });
    expect(refused(server, 'im.example.com')).toEqual(one('at: expected an object with host, port, got "im.example.com"'));
    expect(refused(server, { hots: 'im.example.com', port: 0 })).toEqual([
      'at.hots: expected one of host, port, got "hots" (did you mean host?)',
      'at.host: expected a host name such as host.example.com, got nothing',
      'at.port: expected a port from 1 to 65535 or a range such as 4700-5000, got "0"',
    ]);
  });
});

describe('readOptions', () => {
  test.each([['a promise that nobody waited for', Promise.resolve({ port: 443 }), 'a Promise'], ['a map', new Map([['port', 443]]), 'a Map'], ['a list', [], '[]']])('%s has no options, and is not taken for none', (_, given, said) => {
    const read = readOptions({ port: optional(port('a')) }, given, 'acme');
    expect(read.ok ? [] : read.problems.map(formatProblem)).toEqual([`acme: expected an object of options, got ${said}`]);
  });

  const table = { tenant: text('your tenant', 'a label', /^[a-z]+$/), video: flag('video', true), port: optional(port('port')) };

  test('fills in what is not given, and freezes', () => {
    const read = readOptions(table, { tenant: 'acme' }, 'acme');
    expect(read).toEqual({ ok: true, value: { tenant: 'acme', video: true, port: undefined } });
    expect(read.ok && Object.isFrozen(read.value)).toBe(true);
  });

  test('undefined is not given', () => {
    expect(readOptions(table, { tenant: 'acme', video: undefined, port: undefined }, 'acme')).toMatchObject({ ok: true, value: { video: true } });
  });

  test('the order in which options are written does not matter', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(Object.entries({ tenant: 'acme', video: false, port: 443 }), { minLength: 3 }), (entries) => {
        expect(readOptions(table, Object.fromEntries(entries), 'acme')).toEqual({ ok: true, value: { tenant: 'acme', video: false, port: 443 } });
      }),
    );
  });

  test('whatever is given, it is read or refused in words, never thrown at', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (given, tenant) => {
        for (const each of [given, { tenant }, { tenant: 'acme', video: given }]) {
          const read = readOptions(table, each, 'acme');
          expect(read.ok || read.problems.every((problem) => formatProblem(problem).startsWith('acme'))).toBe(true);
        }
      }),
    );
  });
});
