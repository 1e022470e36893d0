import { formatProbe, samplePacket } from '../../src/check/sample.js';
import { packetsOf, prove } from '../../src/check/prove.js';
import { type Cidr, parseCidr } from '../../src/model/cidr.js';
import { orThrow } from '../../src/model/diagnostic.js';
import { below, exactly } from '../../src/model/domain-pattern.js';
import type { Bounds } from '../../src/model/filter.js';
import type { Flow } from '../../src/model/flow.js';
import { type Space, EVERYTHING, spaceOfFlows } from '../../src/model/space.js';

const cidr = (text: string): Cidr => orThrow(parseCidr(text, 'test'));

const flow = (rest: Partial<Flow>): Flow => ({
  direction: 'egress',
  protocol: 'tcp',
  ports: [{ from: 443, to: 443 }],
  sources: [cidr('10.0.0.0/8')],
  destination: exactly('api.example.com'),
  application: 'tls',
  origins: [{ vendor: 'v', requirement: 'r' }],
  ...rest,
});

const exactlyThese = (...flows: Flow[]): Bounds => ({ least: spaceOfFlows(flows), most: spaceOfFlows(flows) });
const sources = [cidr('10.0.0.0/8')];
const shown = (space: Space): string | undefined => {
  const packet = samplePacket(space);
  return packet === undefined ? undefined : formatProbe(packet);
};

test('exactly what is required is proved', () => {
  const required = [flow({}), flow({ destination: below('example.com'), ports: [{ from: 80, to: 80 }], application: 'http' })];
  const { missing, excess } = prove({ sources, required, accepted: [] }, [exactlyThese(...required)]);
  expect([missing, excess]).toEqual([[], []]);
});

test('a port too few is missing, and shown as a packet', () => {
  const required = [flow({ ports: [{ from: 4700, to: 5000 }] })];
  const { missing } = prove({ sources, required, accepted: [] }, [exactlyThese(flow({ ports: [{ from: 4701, to: 5000 }] }))]);
  expect(missing.map(({ packets }) => shown(packets))).toEqual(['4700/tcp tls api.example.com at 203.0.113.7 from 10.0.0.0']);
});

test('the apex beside every name below is excess until it is accepted', () => {
  const required = [flow({ destination: below('example.com') })];
  const wide = exactlyThese(...required, flow({ destination: exactly('example.com') }));
  expect(shown(prove({ sources, required, accepted: [] }, [wide]).excess)).toBe('443/tcp tls example.com at 203.0.113.7 from 10.0.0.0');
  expect(prove({ sources, required, accepted: spaceOfFlows([flow({ destination: exactly('example.com') })]) }, [wide]).excess).toEqual([]);
});

test('two firewalls, each too wide, are exact in series', () => {
  const required = [flow({})];
  const anyName = exactlyThese(flow({ destination: cidr('0.0.0.0/0') }), flow({ destination: cidr('::/0') }));
  const anyPort = exactlyThese(flow({ ports: [{ from: 1, to: 65535 }] }));
  expect(prove({ sources, required, accepted: [] }, [anyName, anyPort])).toEqual({ missing: [], excess: [] });
  expect(prove({ sources, required, accepted: [] }, [anyName]).excess).not.toEqual([]);
});

test('what is open to others is not the business of this site; what is open inward is', () => {
  const required = [flow({})];
  const others = exactlyThese(...required, flow({ sources: [cidr('172.16.0.0/12')] }));
  expect(prove({ sources, required, accepted: [] }, [others]).excess).toEqual([]);
  const inward = exactlyThese(...required, flow({ direction: 'ingress', sources: [cidr('203.0.113.0/24')], destination: cidr('10.1.2.3'), ports: [{ from: 22, to: 22 }] }));
  expect(shown(prove({ sources, required, accepted: [] }, [inward]).excess)).toBe('22/tcp 10.1.2.3 in from 203.0.113.0');
});

test('a server that a row brings is the business of the site both ways', () => {
  const called = flow({ direction: 'ingress', sources: [cidr('203.0.113.0/24')], destination: cidr('172.16.0.9') });
  const calling = flow({ sources: [cidr('172.16.0.9')], destination: cidr('198.51.100.0/24') });
  expect(shown(prove({ sources, required: [called], accepted: [] }, [exactlyThese(called, calling)]).excess)).toBe('443/tcp 198.51.100.7 from 172.16.0.9');
  const inward = flow({ direction: 'ingress', sources: [cidr('203.0.113.0/24')], destination: cidr('172.16.0.9'), ports: [{ from: 22, to: 22 }] });
  expect(shown(prove({ sources, required: [calling], accepted: [] }, [exactlyThese(calling, inward)]).excess)).toBe('22/tcp 172.16.0.9 in from 203.0.113.0');
});

test('what could not be read counts against both', () => {
  const required = [flow({})];
  const unread: Bounds = { least: [], most: [EVERYTHING] };
  const proof = prove({ sources, required, accepted: [] }, [unread]);
  expect(proof.missing).toHaveLength(1);
  expect(proof.excess).not.toEqual([]);
});

test('the packets of a site are out from its addresses and in to them', () => {
  expect(shown(packetsOf({ sources, required: [], accepted: [] }))).toBe('443/tcp 203.0.113.7 from 10.0.0.0');
});

test('a direction that no firewall here decides on is not proved here', () => {
  const claim = { sources, required: [], accepted: [], directions: ['egress'] as const };
  expect(packetsOf(claim)).toHaveLength(1);
  expect(prove(claim, [exactlyThese(flow({ direction: 'ingress', destination: cidr('10.1.2.3') }))]).excess).toEqual([]);
});

test('what an option grants is no excess', () => {
  const inside = exactlyThese(flow({ destination: cidr('10.9.0.0/16') }));
  expect(prove({ sources, required: [], accepted: [] }, [inside]).excess).not.toEqual([]);
  expect(prove({ sources, required: [], accepted: [], granted: inside.most }, [inside]).excess).toEqual([]);
});

test('a packet inside the site goes out and comes in at once: asked for one way is asked for both', () => {
  const required = [flow({})];
  const [out] = exactlyThese(...required).most;
  const both = { ...EVERYTHING, ...out, direction: EVERYTHING.direction };
  expect(prove({ sources, required, accepted: [] }, [{ least: [both], most: [both] }])).toEqual({ missing: [], excess: [] });
  const fromOutside = { ...both, source: EVERYTHING.source };
  expect(shown(prove({ sources, required, accepted: [] }, [{ least: [both], most: [fromOutside] }]).excess)).toBe('443/tcp tls api.example.com at 10.0.0.0 in from 203.0.113.7');
});

test('port 0, which a rule for any port holds, is no business of anybody', () => {
  const required = [flow({ ports: [{ from: 1, to: 65535 }] })];
  const anyPort = exactlyThese(...required).most.map((box) => ({ ...box, port: EVERYTHING.port }));
  expect(prove({ sources, required, accepted: [] }, [{ least: anyPort, most: anyPort }])).toEqual({ missing: [], excess: [] });
});
