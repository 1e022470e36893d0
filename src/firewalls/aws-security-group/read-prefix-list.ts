import { readAddressText } from '../../model/address-text.js';
import { type Reading, anyOfReadings, clear, unclear } from '../../model/condition.js';
import type { IntervalSet } from '../../model/interval-set.js';
import { EVERY_ADDRESS, V4_ADDRESSES, V6_ADDRESSES } from '../../model/space.js';
import type { Resource, TerraformConfig, Value } from '../../terraform/config.js';
import { hasNone, isElsewhere, ownerOf } from '../../terraform/owner.js';
import { itemsIn } from '../../terraform/read-items.js';
import { describeValue, isMap, resourcesOf } from '../../terraform/values.js';

/** The addresses of a managed prefix list: its entries, and those that are resources of their own. */
export function readPrefixList(config: TerraformConfig, value: Value): Reading<bigint> {
  const lists = resourcesOf(config, 'aws_ec2_managed_prefix_list');
  const owner = ownerOf(value, lists);
  if (isElsewhere(owner)) return unclear(EVERY_ADDRESS, `prefix list ${owner.elsewhere} is not in this configuration`);
  const readings = owner.here.map((list) => readList(config, lists, list));
  const [only] = readings;
  if (owner.sure && only !== undefined) return only;
  return unclear(anyOfReadings(readings).most, `which prefix list ${describeValue(value)} is`);
}

function readList(config: TerraformConfig, lists: readonly Resource[], list: Resource): Reading<bigint> {
  const family = addressesOf(list.values['address_family']);
  const { entry } = list.values;
  const apart = resourcesOf(config, 'aws_ec2_managed_prefix_list_entry').flatMap((each) => {
    const owner = ownerOf(each.values['prefix_list_id'], lists);
    if (isElsewhere(owner) || !owner.here.includes(list)) return [];
    const reading = readEntry(each.values, family);
    return [owner.sure && each.repeats === undefined ? reading : unclear(reading.most, `whether ${each.address} is in ${list.address}`)];
  });
  // Entries of their own and inline ones are not used together (provider documentation, read 2026-11-20).
  const inline = hasNone(list, 'entry', apart.length > 0) ? [] : itemsIn(entry).map((item) => readEntry(item, family));
  return anyOfReadings([...inline, ...apart]);
}

function addressesOf(family: Value | undefined): IntervalSet<bigint> {
  return family === 'IPv4' ? V4_ADDRESSES : family === 'IPv6' ? V6_ADDRESSES : EVERY_ADDRESS;
}

function readEntry(entry: Value, family: IntervalSet<bigint>): Reading<bigint> {
  const cidr = isMap(entry) ? entry['cidr'] : entry;
  const set = typeof cidr === 'string' ? readAddressText(cidr) : undefined;
  return set === undefined ? unclear(family, `entry ${describeValue(cidr)}`) : clear(set);
}
