import { readAddressText } from '../../model/address-text.js';
import { type Reading, anyOfReadings, clear, unclear } from '../../model/condition.js';
import { EVERY_ADDRESS } from '../../model/space.js';
import type { ValueMap } from '../../terraform/config.js';
import { itemsIn, readItems } from '../../terraform/read-items.js';
import { describeValue } from '../../terraform/values.js';
import { readTag } from './read-tag.js';

/** One side of a rule: prefixes in the singular or the plural attribute, or application security groups. */
export function readPeers(values: ValueMap, side: 'source' | 'destination'): Reading<bigint> {
  const [one, several, groups] = [`${side}_address_prefix`, `${side}_address_prefixes`, `${side}_application_security_group_ids`].map((name) => values[name]);
  const members = itemsIn(groups);
  if (itemsIn(one).length + itemsIn(several).length + members.length === 0) return unclear(EVERY_ADDRESS, `no ${side} is given`);
  const words = { whole: EVERY_ADDRESS, text: readPrefix };
  return anyOfReadings([readItems(one, words), readItems(several, words), ...members.map((group) => unclear(EVERY_ADDRESS, `members of ${describeValue(group)}`))]);
}

/** `*` is every address of both families; a word is a service tag. */
export function readPrefix(text: string): Reading<bigint> {
  if (text === '*' || text.toLowerCase() === 'any') return clear(EVERY_ADDRESS);
  const set = readAddressText(text);
  return set === undefined ? readTag(text) : clear(set);
}
