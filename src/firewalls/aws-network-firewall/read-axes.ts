import { type Cidr, cidrOf, familyOf, parseCidr } from '../../model/cidr.js';
import { type Interval, type IntervalSet, intersection } from '../../model/interval-set.js';
import { lately } from '../../model/memo.js';
import { EVERY_ADDRESS, EVERY_PORT, V4_ADDRESSES, V6_ADDRESSES, addressSet } from '../../model/space.js';
import { type Item, type ReadSet, type Words, parseList, readSet } from './read-list.js';
import { type Within, atMost } from './read-within.js';

/** What `$NAME` and `@NAME` stand for, for addresses and for ports. */
export interface Variables {
  readonly addresses: Words<bigint>['variable'];
  readonly ports: Words<number>['variable'];
}

/** Reads the addresses and ports of rules' headers; thousands of rules share a few lists, and each is read once. */
export function headerReader(variables: Variables): HeaderReader {
  const addresses = lately((text: string) => readAxis(text, addressWords(variables.addresses)));
  const ports = lately((text: string) => readAxis(text, portWords(variables.ports)));
  return { addresses: (text) => (isPlain(text) ? plainAddresses(text) : addresses(text)), ports: (text) => (isPlain(text) ? plainPorts(text) : ports(text)) };
}

export interface HeaderReader {
  readonly addresses: (text: string) => ReadSet<bigint>;
  readonly ports: (text: string) => ReadSet<number>;
}

const addressWords = (variable: Variables['addresses']): Words<bigint> => ({ literal: readAddress, variable, wholes: [V4_ADDRESSES, V6_ADDRESSES] });
const portWords = (variable: Variables['ports']): Words<number> => ({ literal: readPort, variable, wholes: [EVERY_PORT], givesUp: true });

/** Without variables a list means the same in every group. */
const isPlain = (text: string): boolean => !/[$@]/.test(text);
const plainAddresses = lately((text: string) => readAxis(text, addressWords(() => undefined)));
const plainPorts = lately((text: string) => readAxis(text, portWords(() => undefined)));

function readAxis<T extends bigint | number>(text: string, words: Words<T>): ReadSet<T> {
  const items = parseList(text);
  return items === undefined ? { set: atMost(words.wholes.flat()), unread: [`the list ${text}`], negates: true } : readSet(items, words);
}

/** `any`, an address, `10.0.0.0/8` (host bits are dropped, as Suricata drops them), or `10.0.0.1-10.0.0.9`. */
export function readAddress(text: string): IntervalSet<bigint> | undefined {
  if (text.toLowerCase() === 'any') return EVERY_ADDRESS;
  const [from, to, ...rest] = text.split('-').map((end) => readNetwork(end));
  if (from === undefined || rest.length > 0) return undefined;
  if (!text.includes('-')) return addressSet([from]);
  return to === undefined || to.family !== from.family ? undefined : between(addressSet([from]), addressSet([to]));
}

const between = ([first]: IntervalSet<bigint>, [last]: IntervalSet<bigint>): IntervalSet<bigint> | undefined =>
  first === undefined || last === undefined || last[1] <= first[0] ? undefined : [[first[0], last[1]]];

function readNetwork(text: string): Cidr | undefined {
  const [address = '', length, ...others] = text.split('/');
  const lone = parseCidr(address, 'rule');
  if (familyOf(address) === undefined || !lone.ok || others.length > 0) return undefined;
  if (length === undefined) return lone.value;
  // A netmask is left unread: in a rule of addresses alone Suricata 7.0.10 matches nothing by it.
  if (!/^\d{1,3}$/.test(length) || Number(length) > lone.value.prefix) return undefined;
  return cidrOf(lone.value.family, lone.value.network, Number(length));
}

/** `any`, `443`, `1024:2048`, `:1024`, `1024:`. */
export function readPort(text: string): IntervalSet<number> | undefined {
  if (text.toLowerCase() === 'any') return EVERY_PORT;
  const [, from = '', colon, to = ''] = /^(\d*)(:?)(\d*)$/.exec(text) ?? [];
  if (text === ':' || colon === undefined || (colon === '' && from === '')) return undefined;
  const low = from === '' ? 0 : Number(from);
  const high = colon === '' ? low : to === '' ? 65535 : Number(to);
  const range: Interval<number> = [low, high + 1];
  return high > 65535 || low > high ? undefined : [range];
}

/** The ports that clients choose from: all but the well-known ones (RFC 6056, 3.2, read 2026-11-20). */
const CLIENT_PORTS: IntervalSet<number> = [[1024, 65536]];

/**
 * May a denial by the client's port meet clients at large? A packet here has no client port. Clients choose one of tens
 * of thousands, so that a denial of fewer than 1,024 is taken to miss them: otherwise `drop tcp any any -> any 25`, which
 * also looks at answers to a client on port 25, would leave no connection sure. A pass is taken to miss them where one
 * packet on its way out is asked about, and never in a proof: who wants to get through chooses the port.
 */
export const meetsClients = (ports: IntervalSet<number>): boolean => clientPortsIn(ports) >= FEW;

/** Does it miss so few of them that a client at large is met for sure? */
export const holdsClients = (ports: IntervalSet<number>): boolean => clientPortsIn(ports) > clientPortsIn(EVERY_PORT) - FEW;

const FEW = 1024;
const clientPortsIn = (ports: IntervalSet<number>): number => intersection(ports, CLIENT_PORTS).reduce((sum, [from, to]) => sum + to - from, 0);

/** Members of a set as a list; members that cannot be told stand for anything. */
export const itemsOfSet = (members: readonly string[]): readonly Item[] | undefined => parseList(`[${members.join(',')}]`);

export const anyAddress: Within<bigint> = atMost(EVERY_ADDRESS);
export const anyPort: Within<number> = atMost(EVERY_PORT);
