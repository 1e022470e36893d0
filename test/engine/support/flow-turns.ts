import { noise, u16, u32, u8, withLength } from './bytes.js';
import type { Turn } from './conversation.js';
import type { EnginePacket } from './engine-packet.js';
import { applicationData, clientFinish, clientHello, serverFlight } from './tls-bytes.js';

const SEGMENT = 1400;

/** What both sides say in the flow of a packet. */
export function turnsOf(packet: EnginePacket, seed: string): Turn[] {
  if (packet.protocol === 'udp') return packet.application === 'tls' ? quicLike(seed) : opaque(seed);
  if (packet.application === 'tls') return tls(packet, seed);
  return packet.application === 'http' ? http(packet) : opaque(seed);
}

function tls(packet: EnginePacket, seed: string): Turn[] {
  const hello = clientHello({ name: packet.name, seed, postQuantum: packet.splitHello });
  return [
    client(...segments(hello)),
    server(...segments(serverFlight(seed))),
    client(clientFinish(seed)),
    server(applicationData(300, `${seed}/answer`)),
  ];
}

function http(packet: EnginePacket): Turn[] {
  const ok = Buffer.from('HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok');
  const first = httpRequest(packet.name, packet.path);
  return [first, ...(packet.laterNames ?? []).map((host) => httpRequest(host))].flatMap((request) => [client(request), server(ok)]);
}

function httpRequest(host: string | undefined, path = '/'): Buffer {
  const lines = host === undefined ? [`GET ${path} HTTP/1.0`] : [`GET ${path} HTTP/1.1`, `Host: ${host}`];
  return Buffer.from([...lines, 'User-Agent: probe', 'Accept: */*', '', ''].join('\r\n'), 'latin1');
}

// Starts with bytes that no protocol Suricata knows starts with.
function opaque(seed: string): Turn[] {
  const bytes = (part: string, length: number): Buffer => Buffer.concat([Buffer.from([0xf7, 0xee, 0xee, 0xf7]), noise(length, `${seed}/${part}`)]);
  return [client(bytes('ask', 60)), server(bytes('answer', 90)), client(bytes('again', 40)), server(bytes('end', 30))];
}

function quicLike(seed: string): Turn[] {
  const initial = (part: string): Buffer => Buffer.concat([
    u8(0xc3), u32(1), withLength(1, noise(8, `${seed}/dcid`)), u8(0), u8(0),
    // A length of two bytes is marked by 01 in its top bits (RFC 9000, 16).
    u16(0x4000 | 1170), noise(1170, `${seed}/${part}`),
  ]);
  return [client(initial('ask')), server(initial('answer')), client(initial('again'))];
}

function segments(bytes: Buffer): Buffer[] {
  const count = Math.ceil(bytes.length / SEGMENT);
  return Array.from({ length: count }, (_, index) => bytes.subarray(index * SEGMENT, (index + 1) * SEGMENT));
}

const client = (...payloads: readonly Buffer[]): Turn => ({ from: 'client', payloads });
const server = (...payloads: readonly Buffer[]): Turn => ({ from: 'server', payloads });
