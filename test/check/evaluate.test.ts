import fc from 'fast-check';
import { evaluate, evaluatePoint, permittedSpace } from '../../src/check/evaluate.js';
import { parseCidr } from '../../src/model/cidr.js';
import { orThrow } from '../../src/model/diagnostic.js';
import { below, exactly } from '../../src/model/domain-pattern.js';
import type { Filter, FilterLine } from '../../src/model/filter.js';
import type { Probe } from '../../src/model/probe.js';
import { type Box, EVERYTHING, type Space, addressSet, applicationSet, directionSet, holdsPoint, nameSet, namesEndingIn, pointOf, portSet, protocolSet } from '../../src/model/space.js';

const network = (text: string): Box['address'] => addressSet([orThrow(parseCidr(text, 'test'))]);
const box = (changes: Partial<Box>): Space => [{ ...EVERYTHING, ...changes }];
const line = (action: FilterLine['action'], least: Space, most: Space = least, rule = 'r'): FilterLine => ({ action, least, most, rule });
const filter = (lines: readonly FilterLine[], otherwise: Filter['otherwise'] = 'deny'): Filter => ({ kind: 'test', point: 'p', directions: ['egress'], lines, otherwise });
const packet = (changes: Partial<Probe> = {}): Probe => ({ direction: 'egress', source: '10.0.0.1', destination: '198.51.100.7', protocol: 'tcp', port: 443, application: 'tls', name: 'api.x.com', ...changes });

const WEB = box({ port: portSet([{ from: 443, to: 443 }]) });

describe('evaluate', () => {
  it('takes the first line that matches, and otherwise the last word', () => {
    const both = filter([line('deny', box({ name: nameSet([exactly('api.x.com')]) }), undefined, 'first'), line('permit', WEB, undefined, 'second')]);
    expect(evaluate(both, packet())).toMatchObject({ verdict: 'deny', line: { rule: 'first' } });
    expect(evaluate(both, packet({ name: 'b.x.com' }))).toMatchObject({ verdict: 'permit', line: { rule: 'second' } });
    expect(evaluate(both, packet({ name: 'b.x.com', port: 80 }))).toEqual({ verdict: 'deny' });
    expect(evaluate(filter([], 'permit'), packet())).toEqual({ verdict: 'permit' });
  });

  it('reads a name in any case, none as none, and every axis', () => {
    const named = filter([line('permit', box({ name: nameSet([below('x.com')]) }))]);
    expect(evaluate(named, packet({ name: 'API.X.COM' })).verdict).toBe('permit');
    expect(evaluate(named, packet({ name: 'x.com' })).verdict).toBe('deny');
    const { name: _, ...nameless } = packet();
    expect(evaluate(named, nameless).verdict).toBe('deny');
    for (const changes of [{ direction: directionSet('ingress') }, { protocol: protocolSet(17) }, { application: applicationSet('http') }, { source: network('10.0.1.0/24') }, { address: network('::/0') }])
      expect(evaluate(filter([line('permit', box(changes))]), packet()).verdict).toBe('deny');
  });

  it('names the rule that decides for sure, not one before it that may', () => {
    const mayDeny = line('deny', [], WEB, 'may deny');
    const mayPermit = line('permit', [], WEB, 'may permit');
    expect(evaluate(filter([mayDeny, line('deny', WEB, undefined, 'denies')]), packet())).toMatchObject({ verdict: 'deny', line: { rule: 'denies' } });
    expect(evaluate(filter([mayDeny]), packet())).toEqual({ verdict: 'deny' });
    expect(evaluate(filter([mayPermit, line('permit', WEB, undefined, 'permits')]), packet())).toMatchObject({ verdict: 'permit', line: { rule: 'permits' } });
  });

  it('says unknown only where a line that is not read exactly could turn it', () => {
    const perhaps = line('permit', [], WEB, 'perhaps');
    const perhapsNot = line('deny', [], WEB, 'perhaps not');
    const sure = line('permit', WEB, undefined, 'sure');
    expect(evaluate(filter([perhaps]), packet())).toMatchObject({ verdict: 'unknown', perhaps: { rule: 'perhaps' } });
    expect(evaluate(filter([perhaps, sure]), packet())).toMatchObject({ verdict: 'permit', line: { rule: 'sure' } });
    expect(evaluate(filter([perhapsNot, sure]), packet())).toMatchObject({ verdict: 'unknown', line: { rule: 'perhaps not' }, perhaps: { rule: 'sure' } });
    expect(evaluate(filter([sure, perhapsNot]), packet()).verdict).toBe('permit');
    expect(evaluate(filter([perhapsNot]), packet()).verdict).toBe('deny');
  });

  it('asks for the very packet only where it would else not know', () => {
    const asked: (string | undefined)[] = [];
    const forPacket: Filter['forPacket'] = ({ name }) => (asked.push(name), filter([]));
    const { name: _, ...nameless } = packet();
    const open = { ...filter([line('permit', [], WEB)]), forPacket };
    expect([evaluate(open, packet({ name: 'A.x.com' })).verdict, evaluate(open, nameless).verdict, evaluate(open, packet({ port: 80 })).verdict]).toEqual(['deny', 'deny', 'deny']);
    expect(asked).toEqual(['A.x.com', undefined]);
  });
});

describe('permittedSpace', () => {
  const someSpace = fc
    .array(
      fc.record({
        port: fc.constantFrom(portSet([{ from: 80, to: 80 }]), portSet([{ from: 81, to: 443 }]), portSet([{ from: 443, to: 600 }]), EVERYTHING.port),
        address: fc.constantFrom(network('198.51.100.0/24'), network('198.51.100.0/28'), network('203.0.113.0/24'), EVERYTHING.address),
        name: fc.constantFrom(nameSet([below('x.com')]), nameSet([exactly('api.x.com')]), namesEndingIn('x.com'), EVERYTHING.name),
        protocol: fc.constantFrom(protocolSet(6), protocolSet(17), EVERYTHING.protocol),
      }),
      { maxLength: 2 },
    )
    .map((boxes): Space => boxes.map((changes) => ({ ...EVERYTHING, ...changes })));
  // The most holds the least: a line of two parts, the second of which is not sure.
  const someLine = fc.tuple(fc.constantFrom('permit' as const, 'deny' as const), someSpace, someSpace, fc.boolean()).map(([action, sure, more, exact]) => line(action, sure, exact ? sure : [...sure, ...more]));
  const someFilter = fc.tuple(fc.array(someLine, { maxLength: 7 }), fc.constantFrom('permit' as const, 'deny' as const)).map(([lines, otherwise]) => filter(lines, otherwise));
  const somePacket = fc.record({
    port: fc.constantFrom(79, 80, 81, 442, 443, 444, 600, 601),
    destination: fc.constantFrom('198.51.100.0', '198.51.100.15', '198.51.100.16', '203.0.113.1', '203.0.114.0', '2001:db8::1'),
    protocol: fc.constantFrom('tcp', 'udp'),
    name: fc.constantFrom('x.com', 'api.x.com', 'b.x.com', 'evilx.com', 'other.net', ''),
  });

  it('holds what evaluate permits, and leaves out what it denies', () => {
    fc.assert(
      fc.property(someFilter, fc.array(somePacket, { minLength: 20, maxLength: 20 }), (given, packets) => {
        const { least, most } = permittedSpace(given);
        const points = packets.map((changes) => pointOf(packet(changes)));
        const bySpace = points.map((point) => (holdsPoint(least, point) ? 'permit' : holdsPoint(most, point) ? 'unknown' : 'deny'));
        expect(bySpace).toEqual(points.map((point) => evaluatePoint(given, point).verdict));
      }),
      { numRuns: 400 },
    );
  });
});
