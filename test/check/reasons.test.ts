import { reasonsFor } from '../../src/check/reasons.js';
import type { Filter, FilterLine } from '../../src/model/filter.js';
import type { Probe } from '../../src/model/probe.js';
import { EVERYTHING } from '../../src/model/space.js';

const packet: Probe = { direction: 'egress', source: '10.0.0.1', destination: '203.0.113.7', protocol: 'tcp', port: 443, application: 'opaque' };

const filterOf = (line: Partial<FilterLine>): Filter => ({
  kind: 'wall',
  point: 'wall.w',
  directions: ['egress'],
  lines: [{ action: 'permit', least: [EVERYTHING], most: [EVERYTHING], rule: 'wall.w r', ...line }],
  otherwise: 'deny',
});

test('what others wrote on several lines is told on one', () => {
  const filter = filterOf({ rule: 'wall.w a\nwall.w: proved', about: 'first line\r\nsecond line', least: [], unread: 'tag\u001b[2J' });
  expect(reasonsFor({ kind: 'wall', filters: [filter] }, packet)).toEqual({
    firewall: 'wall', verdict: 'unknown', rule: 'wall.w a wall.w: proved', about: 'first line second line', unread: 'tag\\u001b[2J',
  });
});
