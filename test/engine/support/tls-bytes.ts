import { noise, u16, u8, withLength } from './bytes.js';

const HANDSHAKE = 0x16;
const CHANGE_CIPHER_SPEC = 0x14;
const APPLICATION_DATA = 0x17;

const X25519 = 0x001d;
const X25519_MLKEM768 = 0x11ec;
const TLS_1_2 = 0x0303;
const TLS_1_3 = 0x0304;

/** What a ClientHello says of itself; the seed makes its random bytes. */
export interface Hello {
  readonly name?: string | undefined;
  readonly seed: string;
  /** Adds a post-quantum key share, which makes the hello larger than one TCP segment. */
  readonly postQuantum?: boolean | undefined;
}

/**
 * A ClientHello as browsers send it: TLS 1.3 offered inside a TLS 1.2 shell. With a post-quantum key share the
 * name comes after it, so that the first segment cannot hold the name: the harder of the two orders in use.
 */
export function clientHello({ name, seed, postQuantum = false }: Hello): Buffer {
  const serverName = name === undefined ? [] : [extension(0x0000, withLength(2, u8(0), withLength(2, Buffer.from(name, 'latin1'))))];
  const rest = clientExtensions(seed, postQuantum);
  const extensions = postQuantum ? [...rest, ...serverName] : [...serverName, ...rest];
  const suites = [0x1301, 0x1302, 0x1303, 0xc02b, 0xc02f, 0xc02c, 0xc030];
  return handshake(1, u16(TLS_1_2), noise(32, `${seed}/client`), withLength(1, noise(32, `${seed}/session`)),
    withLength(2, ...suites.map(u16)), withLength(1, u8(0)), withLength(2, ...extensions));
}

function clientExtensions(seed: string, postQuantum: boolean): Buffer[] {
  const classic = keyShare(X25519, noise(32, `${seed}/x25519`));
  const hybrid = keyShare(X25519_MLKEM768, noise(1216, `${seed}/mlkem`));
  const groups = postQuantum ? [X25519_MLKEM768, X25519] : [X25519];
  return [
    extension(0x0017),
    extension(0x000a, withLength(2, ...groups.map(u16))),
    extension(0x000b, withLength(1, u8(0))),
    extension(0x000d, withLength(2, ...[0x0403, 0x0804, 0x0401, 0x0503, 0x0805].map(u16))),
    extension(0x0010, withLength(2, withLength(1, Buffer.from('h2')), withLength(1, Buffer.from('http/1.1')))),
    extension(0x002b, withLength(1, u16(TLS_1_3), u16(TLS_1_2))),
    extension(0x002d, withLength(1, u8(1))),
    extension(0x0033, withLength(2, ...(postQuantum ? [hybrid, classic] : [classic]))),
    // Padding, so that the hybrid hello is surely more than one segment and the name lies in the second.
    ...(postQuantum ? [extension(0x0015, Buffer.alloc(200))] : []),
  ];
}

/** The server's first flight of TLS 1.3: ServerHello in the clear, then encrypted records. */
export function serverFlight(seed: string): Buffer {
  const extensions = [extension(0x002b, u16(TLS_1_3)), extension(0x0033, keyShare(X25519, noise(32, `${seed}/server-share`)))];
  const hello = handshake(2, u16(TLS_1_2), noise(32, `${seed}/server`), withLength(1, noise(32, `${seed}/session`)),
    u16(0x1301), u8(0), withLength(2, ...extensions));
  return Buffer.concat([hello, record(CHANGE_CIPHER_SPEC, u8(1)), applicationData(700, `${seed}/flight`)]);
}

/** The client's Finished and its first request, both encrypted. */
export function clientFinish(seed: string): Buffer {
  return Buffer.concat([record(CHANGE_CIPHER_SPEC, u8(1)), applicationData(53, `${seed}/finished`), applicationData(120, `${seed}/request`)]);
}

/** An encrypted record. */
export const applicationData = (length: number, seed: string): Buffer => record(APPLICATION_DATA, noise(length, seed));

const extension = (type: number, ...body: readonly Buffer[]): Buffer => Buffer.concat([u16(type), withLength(2, ...body)]);
const keyShare = (group: number, key: Buffer): Buffer => Buffer.concat([u16(group), withLength(2, key)]);
const handshake = (type: number, ...body: readonly Buffer[]): Buffer => record(HANDSHAKE, u8(type), withLength(3, ...body));

// The first record of a ClientHello says TLS 1.0 for old middleboxes (RFC 8446, 5.1).
const record = (type: number, ...body: readonly Buffer[]): Buffer =>
  Buffer.concat([u8(type), u16(isClientHello(type, body) ? 0x0301 : TLS_1_2), withLength(2, ...body)]);

const isClientHello = (type: number, body: readonly Buffer[]): boolean => type === HANDSHAKE && body[0]?.[0] === 1;
