import type { EnginePacket } from './support/engine-packet.js';

/** The variables that all rule files of these tests share. */
export const SETS = {
  ipSets: { HOME_NET: ['10.20.0.0/16', '2001:db8:20::/48'], DESKS: ['10.20.4.0/23', '!10.20.5.128/25'], MEDIA: ['198.51.100.0/28', '203.0.113.9'] },
  portSets: { WEB: ['80', '443', '8000:8100'] },
} as const;

const NAMES = [
  'api.x.com', 'API.X.com', 'x.com', 'www.x.com', 'a.api.x.com', 'evilapi.x.com', 'evilx.com', 'api.x.com.evil.net', 'api.xxcom', 'api.x.co', 'pi.x.com',
  'y.com', 'Y.com', 'a.y.com', 'a.b.y.com', 'evily.com', 'y.com.evil.net', 'api.y.com', 'z.com', 'a.z.com', 'A.Z.com', 'evilz.com', 'api.z.com', 'api.evil.net', 'xy.com', 'other.net',
  'x.com.x.com', 'x.comx', 'api.x.comy.com', 'apix.com', 'api.apixx.com',
];

const FIXED_ADDRESSES = ['10.20.0.5', '10.20.5.5', '10.20.5.200', '10.20.4.9', '10.20.6.1', '10.19.255.255', '10.21.0.0', '203.0.113.9', '198.51.100.7', '198.51.99.1', '9.9.9.9', '2001:db8:20::1', '2001:db8:20:5::1', '2001:db8:21::1', '2001:db8:ff::9'];
const FIXED_PORTS = [80, 443, 5000, 8043, 65535, 1];

/** A generator of numbers below a bound that gives the same on every run (Numerical Recipes' LCG). */
export function dice(seed: number): (sides: number) => number {
  let state = seed >>> 0;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

/** Packets near the edges of a rule file: ports and addresses of its lines and their neighbours, names that nearly fit. */
export function packetsNear(rules: string, count: number, seed: number): readonly EnginePacket[] {
  const roll = dice(seed);
  const lines = rules.split('\n').filter((line) => line !== '' && !line.startsWith('#')).map(edgesOf);
  const packets = new Map<string, EnginePacket>();
  for (let tries = 0; packets.size < count && tries < count * 20; tries += 1) {
    const packet = packetNear(lines, roll);
    const { source, destination, protocol, port, sourcePort } = packet;
    // A client port that is said must not meet another flow of the same ends, not even the other way round.
    const ends = [`${source} ${String(sourcePort)}`, `${destination} ${port}`].sort();
    const key = sourcePort === undefined ? `free ${packets.size}` : [protocol, ...ends].join(' ');
    packets.set(key, packet);
  }
  return [...packets.values()];
}

/** Every name at the first port of every line, for rules that differ in what they ask of names. */
export function namesAtEachLine(rules: string): readonly EnginePacket[] {
  const ends = { source: '10.20.0.5', destination: '203.0.113.9', protocol: 'tcp' } as const;
  const lines = rules.split('\n').filter((line) => line !== '').map(edgesOf);
  return lines.flatMap(({ ports: [port], application }) => NAMES.flatMap((name) => (port === undefined || application === undefined ? [] : [{ ...ends, port, application, name }])));
}

interface Edges {
  readonly sources: readonly string[];
  readonly destinations: readonly string[];
  readonly ports: readonly number[];
  readonly sourcePorts: readonly number[];
  readonly protocol: EnginePacket['protocol'];
  readonly application: EnginePacket['application'] | undefined;
}

function edgesOf(line: string): Edges {
  const header = line.slice(0, line.indexOf('(')).replace(/,\s+/g, ',').trim().split(/\s+/);
  const [, word = '', source = '', sourcePort = '', , destination = '', port = ''] = header;
  const application = word === 'tls' ? 'tls' : word === 'http' || word === 'http1' ? 'http' : /app-layer-protocol:(tls|http);/.exec(line)?.[1];
  return {
    sources: addressesNear(source),
    destinations: addressesNear(destination),
    ports: portsNear(port),
    sourcePorts: portsNear(sourcePort),
    protocol: word === 'udp' || word === 'quic' ? 'udp' : 'tcp',
    application: application === 'tls' || application === 'http' ? application : undefined,
  };
}

const portsNear = (text: string): readonly number[] =>
  [...text.matchAll(/\d+/g)].map(([digits]) => Number(digits)).flatMap((port) => [port, port, port - 1, port + 1]).filter((port) => port > 0 && port < 65_536);

function addressesNear(text: string): readonly string[] {
  const near = [...text.matchAll(/(\d+)\.(\d+)\.(\d+)\.(\d+)(?:\/(\d+)(?!\.))?/g)].flatMap(([, a, b, c, d, length]) => {
    const first = ((Number(a) * 256 + Number(b)) * 256 + Number(c)) * 256 + Number(d);
    const size = 2 ** (32 - Number(length ?? 32));
    return [first, first + 1, first + size - 1, first + Math.floor(size / 2), first - 1, first + size];
  });
  const six = [...text.matchAll(/2001:db8:[0-9a-f:]*::/g)].map(([prefix]) => `${prefix}7`);
  return [...near.map(dotted), ...six];
}

const dotted = (value: number): string => [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');

type One = <T>(list: readonly T[], otherwise: T) => T;
type Roll = (sides: number) => number;

function packetNear(lines: readonly Edges[], roll: Roll): EnginePacket {
  const one: One = (list, otherwise) => list[roll(list.length)] ?? otherwise;
  const line = one<Edges | undefined>(lines, undefined);
  const near = roll(10) < 9 ? line : undefined;
  const carried = carriedNear(near, one, roll);
  const ends = endsNear(near, one);
  const port = one([...(near?.ports ?? []), one(FIXED_PORTS, 443)], 443);
  const named = carried.application !== 'opaque' && carried.protocol === 'tcp' && roll(12) > 0;
  const packet = { ...ends, ...carried, port, ...(named ? { name: one(NAMES, 'x.com') } : {}) };
  return roll(8) === 0 ? turned(packet, near, one, roll) : packet;
}

function carriedNear(near: Edges | undefined, one: One, roll: Roll): Pick<EnginePacket, 'protocol' | 'application'> {
  const other = near?.protocol === 'udp' ? 'tcp' : 'udp';
  const protocol = roll(8) === 0 ? other : (near?.protocol ?? one(['tcp', 'udp'] as const, 'tcp'));
  const application = roll(5) > 0 && near?.application !== undefined ? near.application : one(['tls', 'tls', 'http', 'opaque'] as const, 'tls');
  return { protocol, application };
}

/** Two addresses of one family, and not one address twice: a packet to oneself is taken for an attack and read by no rule. */
function endsNear(near: Edges | undefined, one: One): Pick<EnginePacket, 'source' | 'destination'> {
  const source = one([...(near?.sources ?? []), '10.20.0.5', '10.20.0.5', one(FIXED_ADDRESSES, '10.20.0.5')], '10.20.0.5');
  const destination = one([...(near?.destinations ?? []), one(FIXED_ADDRESSES, '203.0.113.9')], '203.0.113.9');
  const six = source.includes(':');
  if (six === destination.includes(':') && source !== destination) return { source, destination };
  const far = six ? ['2001:db8:ff::9', '2001:db8:ff::8'] : ['203.0.113.9', '203.0.113.8'];
  return { source, destination: far.find((each) => each !== source) ?? '' };
}

/** The same ends the other way round, from a client port that a rule may name. */
function turned(packet: EnginePacket, near: Edges | undefined, one: One, roll: Roll): EnginePacket {
  const port = one([...(near?.sourcePorts ?? []), 22, packet.port], 22);
  return { ...packet, source: packet.destination, destination: packet.source, port, sourcePort: roll(2) === 0 ? packet.port : 20_000 + roll(40_000) };
}
