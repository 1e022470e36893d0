import { type Cidr, cidrOf, formatPeer, lastOf, parseCidr } from './cidr.js';
import { type Checked, type Problem, invalid, shown } from './diagnostic.js';
import { few } from './few.js';

/** What is expected in place of an address that is written as no cloud takes it, and what was meant. */
type AddressSlip = readonly [expected: string, meant?: string | undefined];

const MOST_SHOWN = 8;

/** What is wrong with addresses as pages write them: as ranges, with stars, in brackets, with a zone or with blanks. Undefined when the text is none of these. */
export function problemOfSlip(text: string, where: string): Problem | undefined {
  if (typeof text !== 'string' || !/[-\u2013*[%\s]/.test(text)) return undefined; // nearly all that is asked about, at once
  const plain = text.trim();
  const [expected, meant] = rangeSlip(plain) ?? starSlip(plain) ?? bracketSlip(plain) ?? blankSlip(plain) ?? [];
  return expected === undefined ? undefined : { where, expected, got: shown(text), ...(meant === undefined ? {} : { meant }) };
}

/** An address or a CIDR as people write it. */
export function readAddress(text: string, where: string): Checked<Cidr> {
  const slip = problemOfSlip(text, where);
  return slip === undefined ? parseCidr(text, where) : invalid(slip);
}

/** `203.0.113.4-203.0.113.9`, and `203.0.113.4-9` for short. */
function rangeSlip(text: string): AddressSlip | undefined {
  const [from = '', to, ...rest] = text.split(/\s*[-\u2013]\s*/);
  const first = addressOf(from);
  if (first === undefined || to === undefined || rest.length > 0) return undefined;
  const last = addressOf(/^\d+$/.test(to) ? from.replace(/\d+$/, to) : to);
  const networks = last?.family === first.family ? networksOf(first, last.network) : [];
  return ['CIDRs in place of a range of addresses', networks.length === 0 ? undefined : few(networks.map(formatPeer), MOST_SHOWN)];
}

/** `203.0.113.*` */
function starSlip(text: string): AddressSlip | undefined {
  const octets = /^((?:\d{1,3}\.){1,3})\*(?:\.\*)*$/.exec(text)?.[1]?.split('.').slice(0, -1);
  if (octets === undefined) return undefined;
  return ['a CIDR in place of stars', `${[...octets, '0', '0', '0'].slice(0, 4).join('.')}/${octets.length * 8}`];
}

/** `[2001:db8::1]:443` of an URL, `fe80::1%eth0` of a machine. */
function bracketSlip(text: string): AddressSlip | undefined {
  const inner = /^\[([\da-f:.]+)\](?::\d+)?$/i.exec(text)?.[1];
  if (inner !== undefined && addressOf(inner) !== undefined) return ['an address without brackets', inner];
  const zoned = /^([\da-f:.]+)%\w+$/i.exec(text)?.[1];
  return zoned === undefined || addressOf(zoned) === undefined ? undefined : ['an address without a zone', zoned];
}

/** `203.0.113.0 / 24` */
function blankSlip(text: string): AddressSlip | undefined {
  const [, address = '', length = ''] = /^(\S+?)\s*\/\s*(\d{1,3})$/.exec(text) ?? [];
  return /\s/.test(text) && addressOf(address) !== undefined ? ['a CIDR without blanks', `${address}/${length}`] : undefined;
}

function addressOf(text: string): Cidr | undefined {
  const read = text.includes('/') ? undefined : parseCidr(text, 'address');
  return read?.ok === true ? read.value : undefined;
}

/** The fewest networks from one address to another, both included; none where the second comes first. */
function networksOf({ family, network, prefix }: Cidr, last: bigint): readonly Cidr[] {
  const networks: Cidr[] = [];
  for (let next = network; next <= last; ) {
    const widest = widestAt(family, next, prefix, last);
    networks.push(widest);
    next = lastOf(widest) + 1n;
  }
  return networks;
}

function widestAt(family: 4 | 6, from: bigint, prefix: number, last: bigint): Cidr {
  const wider = prefix === 0 ? undefined : cidrOf(family, from, prefix - 1);
  return wider === undefined || wider.network !== from || lastOf(wider) > last ? cidrOf(family, from, prefix) : widestAt(family, from, prefix - 1, last);
}
