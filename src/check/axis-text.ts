import { bitsOf, cidrOf, formatAddress, formatPeer, sizeOf } from '../model/cidr.js';
import { few } from '../model/few.js';
import { type Interval, type IntervalSet, type Ordered, difference } from '../model/interval-set.js';
import { formatPortRange } from '../model/port-range.js';
import { type Axis, PROTOCOL_NUMBERS, SOME_NAME, V6_BASE, nameKey } from '../model/space.js';

const MOST_SHOWN = 3;

/** What a set on an axis holds, in words: `80,444`, `18.157.71.112/28`, `*.zoom.us`. Long ones are cut. */
export function textOn(axis: Axis, set: IntervalSet): string {
  const others = axis === 'name' ? difference<Ordered>(SOME_NAME, set) : [];
  if (others.length > 0 && others.length < set.length) return `any name but ${listed(axis, others)}`;
  return listed(axis, set);
}

const listed = (axis: Axis, set: IntervalSet): string => few(set.map(TEXTS[axis] as (interval: Interval) => string), MOST_SHOWN);

const PROTOCOLS = new Map(Object.entries(PROTOCOL_NUMBERS).map(([word, number]) => [number, word]));

/** Numbers that have names, and those that have none. */
const words = (wordOf: (number: number) => string) => ([lo, hi]: Interval<number>): string => (hi - lo === 1 ? wordOf(lo) : `${wordOf(lo)} to ${wordOf(hi - 1)}`);

const TEXTS: { readonly [A in Axis]: (interval: never) => string } = {
  direction: words((number) => ['out', 'in'][number] ?? String(number)),
  protocol: words((number) => PROTOCOLS.get(number) ?? `protocol ${number}`),
  application: words((number) => ['opaque', 'http', 'tls'][number] ?? String(number)),
  port: ([lo, hi]: Interval<number>) => formatPortRange({ from: lo, to: hi - 1 }),
  source: addresses,
  address: addresses,
  name: names,
};

/** As a network where it is one; IPv4 and IPv6 apart. */
function addresses([lo, hi]: Interval<bigint>): string {
  if (lo < V6_BASE && V6_BASE < hi) return `${addresses([lo, V6_BASE])}, ${addresses([V6_BASE, hi])}`;
  const family = lo < V6_BASE ? 4 : 6;
  const base = family === 4 ? 0n : V6_BASE;
  const [first, size] = [lo - base, hi - lo];
  const prefix = bitsOf(family) - (size.toString(2).length - 1);
  const network = prefix < 0 ? undefined : cidrOf(family, first, prefix);
  if (network?.network === first && sizeOf(network) === size) return formatPeer(network);
  return `${formatAddress(family, first)}-${formatAddress(family, hi - base - 1n)}`;
}

/** As a host or what is below one, where it is that. */
function names([lo, hi]: Interval<string>): string {
  const name = nameKey(lo.replace(/[\0.]+$/, ''));
  if (lo === '') return hi === '\0' ? 'no name' : 'any name or none';
  if (lo === '\0' && hi === '\uffff') return 'any name';
  if (hi === `${lo}\0`) return name;
  return lo.endsWith('.') && hi === `${lo.slice(0, -1)}/` ? `*.${name}` : `names that end in ${name}`;
}
