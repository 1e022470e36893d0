import { type Cidr, coversCidr, joinCidrs, parseCidr, sizeOf } from './cidr.js';
import { orThrow } from './diagnostic.js';
import { once } from './memo.js';

/** Networks that many have at once, each of them whole (RFC 1918, RFC 6598, RFC 4193). */
const everyones = once(() => ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'].map((text) => orThrow(parseCidr(text, 'everyones'))));

/**
 * As many addresses as nobody has, nearly: a sixteenth of IPv4, where the largest holder, the US Department of Defense,
 * has thirteen /8 (IANA ipv4-address-space); and a sixteenth of 2000::/3, which is all of IPv6 that is handed out (IANA
 * ipv6-address-space). Both read 2026-11-20.
 */
const NOBODYS = { 4: 1n << 28n, 6: 1n << 121n } as const;

const FAMILIES = [4, 6] as const;

/**
 * Why these networks together cannot be those of one vendor or one site, where each alone could: `0.0.0.0/1` beside
 * `128.0.0.0/2`, or the internet in pieces of /8. Undefined when they can.
 */
export function tooManyReason(cidrs: readonly Cidr[]): string | undefined {
  if (FAMILIES.every((family) => countOf(cidrs, family) < NOBODYS[family])) return undefined; // thousands need not be joined
  const own = joinCidrs(cidrs).filter((cidr) => !everyones().some((range) => coversCidr(range, cidr)));
  if (own.some(({ prefix }) => prefix === 0)) return 'every address';
  const family = FAMILIES.find((each) => countOf(own, each) >= NOBODYS[each]);
  return family === undefined ? undefined : `together a sixteenth or more of all public IPv${family} addresses, which nobody has`;
}

const countOf = (cidrs: readonly Cidr[], family: 4 | 6): bigint => cidrs.reduce((sum, cidr) => (cidr.family === family ? sum + sizeOf(cidr) : sum), 0n);
