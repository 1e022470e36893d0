import { addressBytes } from './address.js';
import { checksum, u16, u32, u8 } from './bytes.js';

/** One end of a flow. */
export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** What both transports carry. */
export interface Datagram {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly payload: Buffer;
}

/** A TCP segment; flags are the header's bits. */
export interface Segment extends Datagram {
  readonly sequence: number;
  readonly acknowledgement: number;
  readonly flags: number;
}

export const FIN = 0x01;
export const SYN = 0x02;
export const PSH = 0x08;
export const ACK = 0x10;

const TCP = 6;
const UDP = 17;

/** A whole IP packet with a TCP segment in it. */
export function tcpPacket(segment: Segment): Buffer {
  const head = Buffer.concat([
    ports(segment),
    u32(segment.sequence),
    u32(segment.acknowledgement),
    u8(5 << 4),
    u8(segment.flags),
    u16(64_240),
    u32(0),
  ]);
  head.writeUInt16BE(transportChecksum(TCP, segment, head), 16);
  return ipPacket(TCP, segment, Buffer.concat([head, segment.payload]));
}

/** A whole IP packet with a UDP datagram in it. */
export function udpPacket(datagram: Datagram): Buffer {
  const head = Buffer.concat([ports(datagram), u16(8 + datagram.payload.length), u16(0)]);
  // A computed zero is sent as ones: zero would say "no checksum" (RFC 768).
  head.writeUInt16BE(transportChecksum(UDP, datagram, head) || 0xffff, 6);
  return ipPacket(UDP, datagram, Buffer.concat([head, datagram.payload]));
}

const ports = (datagram: Datagram): Buffer => Buffer.concat([u16(datagram.from.port), u16(datagram.to.port)]);

function transportChecksum(protocol: number, datagram: Datagram, head: Buffer): number {
  const pseudo = [addressBytes(datagram.from.address), addressBytes(datagram.to.address)];
  const length = head.length + datagram.payload.length;
  return checksum(...pseudo, u32(length), u32(protocol), head, datagram.payload);
}

function ipPacket(protocol: number, { from, to }: Datagram, body: Buffer): Buffer {
  const addresses = Buffer.concat([addressBytes(from.address), addressBytes(to.address)]);
  if (addresses.length === 32) {
    return Buffer.concat([u32(0x6000_0000), u16(body.length), u8(protocol), u8(64), addresses, body]);
  }
  if (addresses.length !== 8) throw new Error(`packet: ${from.address} and ${to.address} are of two families`);
  // Do not fragment, as hosts with path MTU discovery send.
  const head = Buffer.concat([u16(0x4500), u16(20 + body.length), u16(0), u16(0x4000), u8(64), u8(protocol), u16(0), addresses]);
  head.writeUInt16BE(checksum(head), 10);
  return Buffer.concat([head, body]);
}
