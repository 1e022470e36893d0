import { formatCidr } from '../../src/model/cidr.js';
import { formatProblem } from '../../src/model/diagnostic.js';
import { type Option, address, choice, choices, cidr, cidrs, flag, group, hostName, hostOrAddress, listOf, numberChoice, optional, port, readOptions, resourceId, text, withDefault } from '../../src/model/option.js';

function said(option: Option<never, unknown>, value: unknown): unknown {
  const read = option.read(value, 'o');
  return read.ok ? { value: read.value } : read.problems.map(formatProblem);
}

test('flag: true or false, nothing in between', () => {
  expect(said(flag('', true), undefined)).toEqual({ value: true });
  expect(said(flag('', true), false)).toEqual({ value: false });
  expect(said(flag('', true), 0)).toEqual(['o: expected true or false, got 0']);
  expect(said(flag('', true), 'true')).toEqual(['o: expected true or false, got "true"']);
});

test('choice and numberChoice: one of a few', () => {
  expect(said(choice('', ['IRL', 'DE']), 'DE')).toEqual({ value: 'DE' });
  expect(said(choice('', ['IRL', 'DE']), 'irl')).toEqual(['o: expected one of DE, IRL, got "irl" (did you mean IRL?)']);
  expect(said(choice('', ['IRL', 'DE']), 7)).toEqual(['o: expected one of IRL, DE, got 7']);
  expect(said(numberChoice('', [80, 12700]), 12700)).toEqual({ value: 12700 });
  expect(said(numberChoice('', [80, 12700]), '80')).toEqual(['o: expected one of 80, 12700, got "80"']);
});

test('choices: each once, in the order they are offered', () => {
  const some = choices('', ['web', 'mobile', 'glasses']);
  expect(said(some, ['glasses', 'web', 'web'])).toEqual({ value: ['web', 'glasses'] });
  expect(said(some, ['web', 'phone'])).toEqual(['o[1]: expected one of glasses, mobile, web, got "phone"']);
  expect(said(some, 'web')).toEqual(['o: expected a list of web, mobile, glasses, got "web"']);
});

test('port: a number, never text, never 0', () => {
  expect(said(port(''), 65535)).toEqual({ value: 65535 });
  for (const wrong of [0, 65536, -1]) expect(said(port(''), wrong)).toEqual([`o: expected a port from 1 to 65535 or a range such as 4700-5000, got "${wrong}"`]);
  for (const [wrong, shown] of [['443', '"443"'], [443.5, '443.5'], [Number.NaN, 'NaN']]) expect(said(port(''), wrong)).toEqual([`o: expected a port from 1 to 65535, got ${String(shown)}`]);
});

test('hostName: no star, no leading dot', () => {
  expect(said(hostName(''), 'EWS.Example.com')).toEqual({ value: 'ews.example.com' });
  expect(said(hostName(''), '*.example.com')).toEqual(['o: expected a host name such as host.example.com, got "*.example.com"']);
  expect(said(hostName(''), '.example.com')).toEqual(['o: expected a host name such as host.example.com, got ".example.com"']);
});

test('cidr: public unless it is the user\'s own, never every address', () => {
  const shown = (value: unknown, own: boolean): unknown => {
    const read = cidr('', { own }).read(value, 'o');
    return read.ok ? formatCidr(read.value) : read.problems.map(formatProblem);
  };
  expect(shown('203.0.113.0/24', false)).toBe('203.0.113.0/24');
  expect(shown('10.0.0.0/8', true)).toBe('10.0.0.0/8');
  expect(shown('10.0.0.0/8', false)).toEqual(['o: expected a public address or CIDR, got 10.0.0.0/8 (private)']);
  expect(shown('127.0.0.1', false)).toEqual(['o: expected a public address or CIDR, got 127.0.0.1 (loopback)']);
  expect(shown('0.0.0.0/0', true)).toEqual(['o: expected an address or CIDR of your own, got 0.0.0.0/0 (every address)']);
  expect(shown(10, true)).toEqual(['o: expected an address or CIDR of your own, got 10']);
});

test('cidrs: at least one', () => {
  expect(said(cidrs('', { own: true }), [])).toEqual(['o: expected a list of at least one: an address or CIDR of your own, got an empty list']);
  expect(said(cidrs('', { own: true }), ['10.0.0.1/8', '::/0'])).toEqual([
    'o[0]: expected a CIDR without host bits, got "10.0.0.1/8" (did you mean 10.0.0.0/8?)',
    'o[1]: expected an address or CIDR of your own, got ::/0 (every address)',
  ]);
});

test('address: one, not a network', () => {
  expect(said(address('', { own: true }), '10.0.0.0/31')).toEqual(['o: expected one address of your own, got "10.0.0.0/31"']);
  expect(said(address(''), '10.0.0.1')).toEqual(['o: expected one public address, got 10.0.0.1 (private)']);
  expect(said(address('', { own: true }), '10.0.0.1/32')).toMatchObject({ value: { prefix: 32 } });
  expect(said(address('', { own: true }), '2001:db8::1')).toMatchObject({ value: { family: 6, prefix: 128 } });
});

test('hostOrAddress: either, printed as read', () => {
  expect(said(hostOrAddress(''), 'XMPP.example.com')).toEqual({ value: 'xmpp.example.com' });
  expect(said(hostOrAddress(''), '10.1.9.9')).toEqual({ value: '10.1.9.9' });
  expect(said(hostOrAddress(''), '2001:DB8:0::1')).toEqual({ value: '2001:db8::1' });
  expect(said(hostOrAddress(''), '10.1.9.0/24')).toEqual(['o: expected one address of your own, got "10.1.9.0/24"']);
  expect(said(hostOrAddress(''), 'xmpp.example.com:5222')).toEqual(['o: expected a host name without a port, got "xmpp.example.com:5222" (did you mean xmpp.example.com?)']);
  expect(said(hostOrAddress(''), undefined)).toEqual(['o: expected a host name or an address, got nothing']);
});

test('resourceId: what apply fills in is taken as it is', () => {
  const id = resourceId('', 'a VPC id such as vpc-0123abcd', /^vpc-[0-9a-f]+$/);
  expect(said(id, '${aws_vpc.main.id}')).toEqual({ value: '${aws_vpc.main.id}' });
  expect(said(id, 'subnet-1')).toEqual(['o: expected a VPC id such as vpc-0123abcd, got "subnet-1"']);
});

test('text and listOf', () => {
  const word = text('', 'one label', /^[a-z]+$/);
  expect(said(word, 'acme')).toEqual({ value: 'acme' });
  expect(said(word, 'a.b')).toEqual(['o: expected one label, got "a.b"']);
  expect(said(listOf('', word, 1), [])).toEqual(['o: expected a list of at least 1: one label, got an empty list']);
  expect(said(listOf('', word), [])).toEqual({ value: [] });
});

test('an object of options: everything wrong with it at once', () => {
  const table = {
    tenant: text('', 'one label', /^[a-z]+$/),
    calls: flag('', true),
    region: withDefault(choice('', ['DE', 'IRL']), 'DE'),
    xmpp: optional(group('', { host: hostName(''), port: withDefault(port(''), 5222) })),
  };
  const read = (given: unknown): unknown => {
    const checked = readOptions(table, given, 'acme');
    return checked.ok ? checked.value : checked.problems.map(formatProblem);
  };
  expect(read({ tenant: 'a' })).toEqual({ tenant: 'a', calls: true, region: 'DE', xmpp: undefined });
  expect(read({ tenant: 'a', xmpp: { host: 'x.example' } })).toMatchObject({ xmpp: { host: 'x.example', port: 5222 } });
  expect(read({ tennant: 'a', calls: 1, region: 'de', xmpp: { port: 0 } })).toEqual([
    'acme.tennant: expected one of calls, region, tenant, xmpp, got "tennant" (did you mean tenant?)',
    'acme.tenant: expected one label, got nothing',
    'acme.calls: expected true or false, got 1',
    'acme.region: expected one of DE, IRL, got "de" (did you mean DE?)',
    'acme.xmpp.host: expected a host name such as host.example.com, got nothing',
    'acme.xmpp.port: expected a port from 1 to 65535 or a range such as 4700-5000, got "0"',
  ]);
  expect(read(undefined)).toEqual(['acme: expected an object of options, got nothing']);
  expect(read([])).toEqual(['acme: expected an object of options, got []']);
});
