import { type Cidr, cidrOf, familyOf, parseCidr } from './cidr.js';
import type { IntervalSet } from './interval-set.js';
import { lately } from './memo.js';
import { addressSet } from './space.js';

/**
 * An address, a CIDR or a range `a-b` as clouds take them; host bits are dropped, as clouds drop them. Undefined when it
 * is none of them.
 */
export const readAddressText = lately((text: string): IntervalSet<bigint> | undefined => {
  const [from, to, ...rest] = text.trim().split('-').map((end) => networkOf(end.trim()));
  if (from === undefined || rest.length > 0) return undefined;
  const [first] = addressSet([from]);
  if (!text.includes('-')) return first === undefined ? undefined : [first];
  const [last] = to === undefined || to.family !== from.family ? [] : addressSet([to]);
  return first === undefined || last === undefined || last[1] <= first[0] ? undefined : [[first[0], last[1]]];
});

function networkOf(text: string): Cidr | undefined {
  const [address = '', length, ...rest] = text.split('/');
  if (familyOf(address) === undefined || rest.length > 0) return undefined;
  const lone = parseCidr(address, 'address');
  if (!lone.ok) return undefined;
  if (length === undefined) return lone.value;
  const prefix = /^\d{1,3}$/.test(length) ? Number(length) : 129;
  return prefix > lone.value.prefix ? undefined : cidrOf(lone.value.family, lone.value.network, prefix);
}
