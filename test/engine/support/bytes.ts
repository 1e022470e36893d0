import { createHash } from 'node:crypto';

/** Numbers as network bytes (big-endian), one per width that the protocols here need. */
export const u8 = (value: number): Buffer => Buffer.from([value]);
export const u16 = (value: number): Buffer => sized(2, value);
export const u24 = (value: number): Buffer => sized(3, value);
export const u32 = (value: number): Buffer => sized(4, value >>> 0);

function sized(width: number, value: number): Buffer {
  const bytes = Buffer.allocUnsafe(width); // from the pool: captures write hundreds of thousands of these
  bytes.writeUIntBE(value, 0, width);
  return bytes;
}

/** Bytes with their own length in front, as TLS writes every list. */
export function withLength(width: 1 | 2 | 3, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([sized(width, body.length), body]);
}

/** Bytes that look random and are the same on every run: a capture must not differ between runs. */
export const noise = (length: number, seed: string): Buffer => createHash('shake256', { outputLength: length }).update(seed).digest();

/** The Internet checksum (RFC 1071) of the parts laid end to end. */
export function checksum(...parts: readonly Buffer[]): number {
  const bytes = Buffer.concat(parts);
  let sum = 0;
  for (let at = 0; at + 1 < bytes.length; at += 2) sum += bytes.readUInt16BE(at);
  if (bytes.length % 2 === 1) sum += bytes.readUInt8(bytes.length - 1) * 256;
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}
