import { evaluate } from '../../src/check/evaluate.js';
import { reasonsFor } from '../../src/check/reasons.js';
import { cidrOf } from '../../src/model/cidr.js';
import { exactly } from '../../src/model/domain-pattern.js';
import type { Filter, FilterLine } from '../../src/model/filter.js';
import type { Probe } from '../../src/model/probe.js';
import { type Box, EVERYTHING, addressSet, applicationSet, nameSet } from '../../src/model/space.js';

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

test('of several filters a sure answer to what is asked comes before a doubtful one, whichever is first', () => {
  const [doubtful, closed, open] = [filterOf({ least: [], rule: 'wall.w doubt' }), filterOf({ action: 'deny', rule: 'wall.w deny' }), filterOf({ rule: 'wall.w permit' })];
  const blamed = (filters: readonly Filter[], question: 'passed' | 'not passed') => reasonsFor({ kind: 'wall', filters }, packet, { question }).rule;
  for (const filters of [[doubtful, closed, open], [open, closed, doubtful]]) {
    expect(blamed(filters, 'not passed')).toBe('wall.w deny');
    expect(blamed(filters, 'passed')).toBe('wall.w permit');
  }
});

describe('the nearest rule', () => {
  const line = (rule: string, box: Partial<Box>, rest: Partial<FilterLine> = {}): FilterLine => ({ action: 'permit', rule, least: [{ ...EVERYTHING, ...box }], most: [{ ...EVERYTHING, ...box }], ...rest });
  const rest = line('wall.w others', {}, { action: 'deny' });
  const plain: Probe = { ...packet, application: 'http', name: 'api.x.com' };
  const nearest = (lines: readonly FilterLine[], asked = plain) => reasonsFor({ kind: 'wall', filters: [{ ...filterOf({}), lines }] }, asked).nearest;
  const far = line('wall.w a', { address: addressSet([cidrOf(4, 0xc6336400n, 24)]) });
  const near = line('wall.w b', { name: nameSet([exactly('api.x.com')]), application: applicationSet('tls') });

  test('of two that miss one thing, the one to the same place', () => expect(nearest([far, near])).toEqual({ rule: 'wall.w b', differs: ['application'], holds: ['tls'] }));

  test('of two to other places, for a packet with a name one to another name', () => {
    const named = line('wall.w c', { name: nameSet([exactly('www.x.com')]) });
    expect(nearest([far, named])).toEqual({ rule: 'wall.w c', differs: ['name'], holds: ['www.x.com'] });
  });

  test('is told where a rule for all the rest denies, whatever the cloud has behind it', () => {
    const behind = line('wall.w default', {}, { about: 'a default rule of Azure' });
    expect(nearest([near, rest, behind])).toEqual({ rule: 'wall.w b', differs: ['application'], holds: ['tls'] });
  });

  test('is none where a rule denies what a later one permits', () => expect(nearest([near, rest, line('wall.w late', {})])).toBeUndefined());
});

describe('a rule about the spelling of names', () => {
  const named: Probe = { ...packet, application: 'tls', name: 'api.x.com' };
  const perhaps = filterOf({ least: [], unread: 'one spelling alone' });
  const filter: Filter = { ...perhaps, forPacket: ({ name }) => (name === 'api.x.com' ? filterOf({}) : { ...perhaps, lines: [] }) };
  const verdict = (name: string, judge?: typeof evaluate) => reasonsFor({ kind: 'wall', filters: [filter] }, { ...named, name }, judge === undefined ? {} : { judge });

  test('is open for a packet of a proof, which stands for others', () => expect(verdict('api.x.com')).toMatchObject({ verdict: 'unknown', unread: 'one spelling alone' }));

  test('is settled for a packet that is asked about, and names itself as the nearest', () => {
    expect(verdict('api.x.com', evaluate)).toEqual({ firewall: 'wall', verdict: 'permit', rule: 'wall.w r' });
    expect(verdict('API.x.com', evaluate)).toMatchObject({ verdict: 'deny', nearest: { rule: 'wall.w r', differs: ['name'] } });
  });
});
