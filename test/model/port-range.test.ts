import { formatProblem } from '../../src/model/diagnostic.js';
import { countPorts, coversPorts, formatPorts, joinPortRanges, parsePortRange, parsePorts } from '../../src/model/port-range.js';

const said = (text: string): readonly string[] => {
  const read = parsePorts(text, 'ports');
  return read.ok ? [] : read.problems.map(formatProblem);
};

test.each([
  ['443', { from: 443, to: 443 }],
  ['1', { from: 1, to: 1 }],
  ['65535', { from: 65535, to: 65535 }],
  ['4700-5000', { from: 4700, to: 5000 }],
  ['1025 - 65535', { from: 1025, to: 65535 }],
  ['1025–65535', { from: 1025, to: 65535 }],
  [' 80 ', { from: 80, to: 80 }],
])('reads %j', (text, range) => {
  expect(parsePortRange(text, 'ports')).toEqual({ ok: true, value: range });
});

test.each([
  ['80, 443', '80,443'],
  ['443,80', '80,443'],
  ['80,81,82', '80-82'],
  ['80-90, 85-100, 101', '80-101'],
  ['443, 443', '443'],
])('%j becomes %s', (text, joined) => {
  const read = parsePorts(text, 'ports');
  expect(read.ok ? formatPorts(read.value) : read.problems).toBe(joined);
});

const RANGE = 'a port from 1 to 65535 or a range such as 4700-5000';

test.each([
  ['0', [`ports: expected ${RANGE}, got "0"`]],
  ['65536', [`ports: expected ${RANGE}, got "65536"`]],
  ['0-80', [`ports: expected ${RANGE}, got "0-80"`]],
  ['80-65536', [`ports: expected ${RANGE}, got "80-65536"`]],
  ['5000-4700', ['ports: expected a range from low to high, got "5000-4700" (did you mean 4700-5000?)']],
  ['80 443', [`ports: expected ${RANGE}, got "80 443" (did you mean 80, 443?)`]],
  ['80/443', [`ports: expected ${RANGE}, got "80/443" (did you mean 80, 443?)`]],
  ['', [`ports: expected ${RANGE}, got nothing`]],
  ['any', [`ports: expected ${RANGE}, got "any" (did you mean 1-65535?)`]],
  ['80 and 443', [`ports: expected ${RANGE}, got "80 and 443" (did you mean 80, 443?)`]],
  ['80 OR 12700', [`ports: expected ${RANGE}, got "80 OR 12700"`]], // alternatives are never added up
  ['1024 to 5000', [`ports: expected ${RANGE}, got "1024 to 5000" (did you mean 1024-5000?)`]],
  ['1024+', [`ports: expected ${RANGE}, got "1024+" (did you mean 1024-65535?)`]],
  ['TCP 443', [`ports: expected ${RANGE}, got "TCP 443" (did you mean 443?)`]],
  ['443/tcp', [`ports: expected ${RANGE}, got "443/tcp" (did you mean 443?)`]],
  ['-1', [`ports: expected ${RANGE}, got "-1"`]],
  ['4.43', [`ports: expected ${RANGE}, got "4.43"`]],
  ['80 (default)', [`ports: expected ${RANGE}, got "80 (default)"`]],
  ['0, 443, 70000', [`ports: expected ${RANGE}, got "0"`, `ports: expected ${RANGE}, got " 70000"`]],
])('refuses %j', (text, problems) => {
  expect(said(text)).toEqual(problems);
});

test('1025-65535 are 64,511 ports', () => {
  expect(countPorts([{ from: 1025, to: 65535 }])).toBe(64_511);
  expect(countPorts([{ from: 80, to: 80 }, { from: 443, to: 444 }])).toBe(3);
});

test('covers what lies inside one of its ranges', () => {
  const wide = joinPortRanges([{ from: 80, to: 90 }, { from: 443, to: 443 }]);
  expect(coversPorts(wide, [{ from: 80, to: 90 }, { from: 443, to: 443 }])).toBe(true);
  expect(coversPorts(wide, [{ from: 85, to: 86 }])).toBe(true);
  expect(coversPorts(wide, [{ from: 90, to: 91 }])).toBe(false);
  expect(coversPorts(wide, [{ from: 80, to: 443 }])).toBe(false);
});
