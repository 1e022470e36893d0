import { problemOfSlip } from '../../src/model/address-slip.js';
import { formatProblem } from '../../src/model/diagnostic.js';

const said = (text: string): string | undefined => {
  const problem = problemOfSlip(text, 'to');
  return problem === undefined ? undefined : formatProblem(problem);
};

const RANGE = 'expected CIDRs in place of a range of addresses';

test.each([
  // By hand: 4-7 is a /30, 8-9 a /31.
  ['203.0.113.4-203.0.113.9', `${RANGE}, got "203.0.113.4-203.0.113.9" (did you mean 203.0.113.4/30, 203.0.113.8/31?)`],
  ['203.0.113.4-9', `${RANGE}, got "203.0.113.4-9" (did you mean 203.0.113.4/30, 203.0.113.8/31?)`],
  ['203.0.113.7 – 203.0.113.7', `${RANGE}, got "203.0.113.7 – 203.0.113.7" (did you mean 203.0.113.7?)`],
  ['0.0.0.0-255.255.255.255', `${RANGE}, got "0.0.0.0-255.255.255.255" (did you mean 0.0.0.0/0?)`],
  ['2001:db8::-2001:db8::ffff', `${RANGE}, got "2001:db8::-2001:db8::ffff" (did you mean 2001:db8::/112?)`],
  ['203.0.113.9-203.0.113.4', `${RANGE}, got "203.0.113.9-203.0.113.4"`],
  ['203.0.113.9-2001:db8::', `${RANGE}, got "203.0.113.9-2001:db8::"`],
  ['203.0.113.*', 'expected a CIDR in place of stars, got "203.0.113.*" (did you mean 203.0.113.0/24?)'],
  ['203.0.*.*', 'expected a CIDR in place of stars, got "203.0.*.*" (did you mean 203.0.0.0/16?)'],
  ['[2001:db8::1]', 'expected an address without brackets, got "[2001:db8::1]" (did you mean 2001:db8::1?)'],
  ['[2001:db8::1]:443', 'expected an address without brackets, got "[2001:db8::1]:443" (did you mean 2001:db8::1?)'],
  ['2001:db8::1%eth0', 'expected an address without a zone, got "2001:db8::1%eth0" (did you mean 2001:db8::1?)'],
  ['203.0.113.0 / 24', 'expected a CIDR without blanks, got "203.0.113.0 / 24" (did you mean 203.0.113.0/24?)'],
  ['2001:db8:: /32', 'expected a CIDR without blanks, got "2001:db8:: /32" (did you mean 2001:db8::/32?)'],
])('%s is told as a CIDR', (text, problem) => expect(said(text)).toBe(`to: ${problem}`));

test.each(['203.0.113.4', '203.0.113.0/24', '2001:db8::/32', 'api-1.example.com', '1-2.example.com', '*.example.com', '[server]', '%.example.com', '203.0.113.4 / 203.0.113.5', 'api.example.com / 24', ''])('%j is left to others', (text) => expect(said(text)).toBeUndefined());
