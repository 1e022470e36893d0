import { isIPv4, isIPv6 } from 'node:net';
import { type Checked, invalid, orThrow, shown, valid } from './diagnostic.js';
import { once } from './memo.js';

/** A network in canonical form: no bit is set behind the prefix. */
export interface Cidr {
  readonly kind: 'cidr';
  readonly family: 4 | 6;
  readonly network: bigint;
  /** Prefix length, 0 to 32 or 0 to 128. */
  readonly prefix: number;
}

const EXPECTED = 'an IPv4 or IPv6 address or CIDR';

export const bitsOf = (family: 4 | 6): number => (family === 4 ? 32 : 128);

/** How many addresses the network holds. */
export const sizeOf = ({ family, prefix }: Cidr): bigint => 1n << BigInt(bitsOf(family) - prefix);

export const lastOf = (cidr: Cidr): bigint => cidr.network + sizeOf(cidr) - 1n;

/** The family of a lone address, undefined when the text is none. No IPv6 without a colon: Node's own test takes five milliseconds to begin with. */
export function familyOf(text: string): 4 | 6 | undefined {
  if (!text.includes(':')) return isIPv4(text) ? 4 : undefined;
  return isIPv6(text) && !text.includes('%') ? 6 : undefined;
}

/** Reads `10.20.0.0/16`, `2001:db8::/32` or a lone address; host bits are refused, never masked away. */
export function parseCidr(text: string, where: string): Checked<Cidr> {
  if (typeof text !== 'string') return invalid({ where, expected: EXPECTED, got: shown(text) });
  const [address = '', length, ...rest] = text.split('/');
  const family = familyOf(address);
  if (rest.length > 0 || family === undefined) return invalid({ where, expected: EXPECTED, got: shown(text) });
  const bits = bitsOf(family);
  if (length !== undefined && (!/^\d{1,3}$/.test(length) || Number(length) > bits))
    return invalid({ where, expected: `a prefix length from 0 to ${bits}`, got: shown(text) });
  return canonical(text, where, family, addressBits(address, family), length === undefined ? bits : Number(length));
}

function canonical(text: string, where: string, family: 4 | 6, address: bigint, prefix: number): Checked<Cidr> {
  const cidr = cidrOf(family, address, prefix);
  if (cidr.network === address) return valid(cidr);
  return invalid({ where, expected: 'a CIDR without host bits', got: shown(text), meant: formatCidr(cidr) });
}

/** The network of this prefix length that holds the address. */
export function cidrOf(family: 4 | 6, address: bigint, prefix: number): Cidr {
  const host = BigInt(bitsOf(family) - prefix);
  return Object.freeze({ kind: 'cidr', family, network: (address >> host) << host, prefix });
}

export const formatCidr = (cidr: Cidr): string => `${formatAddress(cidr.family, cidr.network)}/${cidr.prefix}`;

/** As the clouds write it: a lone IPv4 or IPv6 address goes without its prefix length. */
export const formatPeer = (cidr: Cidr): string =>
  cidr.prefix === bitsOf(cidr.family) ? formatAddress(cidr.family, cidr.network) : formatCidr(cidr);

export function formatAddress(family: 4 | 6, address: bigint): string {
  if (family === 4) return formatBytes(Number(address));
  const plain = hexGroupsOf(address).map((group) => group.toString(16)).join(':');
  return new URL(`http://[${plain}]/`).hostname.slice(1, -1); // the URL standard prints RFC 5952 form
}

/** In plain numbers, because it is written thousands of times. */
const formatBytes = (bits: number): string => `${bits >>> 24}.${(bits >>> 16) & 255}.${(bits >>> 8) & 255}.${bits & 255}`;

/** Does the first hold every address of the second? */
export const coversCidr = (wide: Cidr, narrow: Cidr): boolean =>
  wide.family === narrow.family && wide.prefix <= narrow.prefix && cidrOf(wide.family, narrow.network, wide.prefix).network === wide.network;

/** IPv4 before IPv6, lower addresses first, wider networks first. */
export function compareCidrs(a: Cidr, b: Cidr): number {
  if (a.family !== b.family) return a.family - b.family;
  if (a.network !== b.network) return a.network < b.network ? -1 : 1;
  return a.prefix - b.prefix;
}

/** The same addresses in the fewest networks, lowest first. */
export function joinCidrs(cidrs: readonly Cidr[]): readonly Cidr[] {
  const joined: Cidr[] = [];
  for (const cidr of [...cidrs].sort(compareCidrs)) {
    const last = joined[joined.length - 1];
    if (last !== undefined && coversCidr(last, cidr)) continue;
    joined.push(cidr);
    foldSiblings(joined);
  }
  return Object.freeze(joined);
}

function foldSiblings(joined: Cidr[]): void {
  for (;;) {
    const [low, high] = joined.slice(-2);
    if (low === undefined || high === undefined || low.family !== high.family || low.prefix !== high.prefix || low.prefix === 0) return;
    const parent = cidrOf(low.family, low.network, low.prefix - 1);
    if (parent.network !== low.network || lastOf(parent) !== lastOf(high)) return;
    joined.splice(-2, 2, parent);
  }
}

/**
 * Ranges that no vendor can be reached at, with the words for them. RFC 6890 registries, read 2026-11-20.
 * The documentation ranges are left out: examples and tests of vendor documents need addresses that are nobody's.
 */
const NOT_GLOBAL: readonly (readonly [string, string])[] = [
  ['0.0.0.0/8', 'this network'],
  ['10.0.0.0/8', 'private'],
  ['100.64.0.0/10', 'carrier-grade NAT'],
  ['127.0.0.0/8', 'loopback'],
  ['169.254.0.0/16', 'link-local'],
  ['172.16.0.0/12', 'private'],
  ['192.0.0.0/24', 'protocol assignments'],
  ['192.168.0.0/16', 'private'],
  ['198.18.0.0/15', 'benchmarking'],
  ['224.0.0.0/4', 'multicast'],
  ['240.0.0.0/4', 'reserved'],
  ['::/128', 'unspecified'],
  ['::1/128', 'loopback'],
  ['::ffff:0:0/96', 'IPv4-mapped'],
  ['64:ff9b::/96', 'IPv4 behind NAT64'],
  ['64:ff9b:1::/48', 'IPv4 behind NAT64'],
  ['100::/64', 'discard-only'],
  ['2001:2::/48', 'benchmarking'],
  ['2002::/16', '6to4'],
  ['fc00::/7', 'private'],
  ['fe80::/10', 'link-local'],
  ['fec0::/10', 'site-local'],
  ['ff00::/8', 'multicast'],
];

const readNotGlobal = (family: 4 | 6): readonly { readonly cidr: Cidr; readonly word: string }[] =>
  NOT_GLOBAL.filter(([text]) => text.includes(':') === (family === 6)).map(([text, word]) => ({ cidr: orThrow(parseCidr(text, 'NOT_GLOBAL')), word }));

const notGlobal = { 4: once(() => readNotGlobal(4)), 6: once(() => readNotGlobal(6)) };

/**
 * The widest network that one vendor can have: IANA hands out IPv4 in /8s, and no registry gives more than a /16 of IPv6
 * (ARIN NRPM 6.5.2.1b). Wider ones would open half the internet where one vendor was meant. Read 2026-11-20.
 */
const WIDEST = { 4: 8, 6: 16 } as const;

/** Why no vendor can be reached there: `private`, `loopback`, `every address`...; undefined when it is public. */
export function notGlobalReason(cidr: Cidr): string | undefined {
  if (cidr.prefix === 0) return 'every address';
  const widest = WIDEST[cidr.family];
  const wide = cidr.prefix < widest ? `wider than /${widest}, more than any vendor has` : undefined;
  return notGlobal[cidr.family]().find((each) => coversCidr(each.cidr, cidr) || coversCidr(cidr, each.cidr))?.word ?? wide;
}

/** What is nobody's address, not even one of the user's own. */
const NOBODYS: readonly string[] = ['this network', 'loopback', 'link-local', 'multicast', 'reserved', 'unspecified', 'IPv4-mapped', 'discard-only'];

/** Why the user's own machines cannot be there; undefined when they can. Private networks are fine. */
export function notOwnReason(cidr: Cidr): string | undefined {
  if (cidr.prefix === 0) return 'every address';
  return notGlobal[cidr.family]().find(({ word, cidr: range }) => NOBODYS.includes(word) && coversCidr(range, cidr))?.word;
}

/** The whole family: 0.0.0.0/0 or ::/0. */
export const anyOf = (family: 4 | 6): Cidr => cidrOf(family, 0n, 0);

function addressBits(address: string, family: 4 | 6): bigint {
  return family === 4 ? fold(address.split('.').map(Number), 8) : fold(expand(address), 16);
}

function fold(parts: readonly number[], width: number): bigint {
  return parts.reduce((bits, part) => (bits << BigInt(width)) | BigInt(part), 0n);
}

function expand(address: string): readonly number[] {
  const plain = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a, b, c, d) =>
    [Number(a) * 256 + Number(b), Number(c) * 256 + Number(d)].map((group) => group.toString(16)).join(':'),
  );
  const [head = '', tail] = plain.split('::');
  const left = hexGroups(head);
  const right = hexGroups(tail ?? '');
  return [...left, ...new Array<number>(8 - left.length - right.length).fill(0), ...right];
}

function hexGroups(text: string): number[] {
  return text === '' ? [] : text.split(':').map((group) => parseInt(group, 16));
}

const hexGroupsOf = (address: bigint): readonly bigint[] => Array.from({ length: 8 }, (_, index) => (address >> BigInt((7 - index) * 16)) & 0xffffn);
