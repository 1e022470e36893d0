import { readAddressText } from '../../model/address-text.js';
import { type Reading, anyOfReadings, clear, unclear } from '../../model/condition.js';
import { EVERY_ADDRESS, V4_ADDRESSES } from '../../model/space.js';
import type { Resource, TerraformConfig, Value } from '../../terraform/config.js';
import { isElsewhere, ownerOf } from '../../terraform/owner.js';
import { itemsIn, readItems } from '../../terraform/read-items.js';
import { describeValue, resourcesOf } from '../../terraform/values.js';

/**
 * Addresses, CIDRs, ranges `a-b` and `*`; any other word is a service tag. `*` surely holds IPv4; whether it also holds
 * IPv6 on a dual-stack firewall is not documented (deploy-dual-stack-firewall, 2026-07-16).
 */
export function readAddresses(value: Value | undefined): Reading<bigint> {
  return readItems(value, { whole: EVERY_ADDRESS, text: readAddress });
}

function readAddress(text: string): Reading<bigint> {
  if (text === '*') return { least: V4_ADDRESSES, most: EVERY_ADDRESS, unread: [] };
  const set = readAddressText(text);
  return set === undefined ? unclear(EVERY_ADDRESS, `service tag ${text}`) : clear(set);
}

/** What the IP Groups hold, inline and entry by entry. They hold IPv4 alone, and one that is empty matches nothing (ip-groups, 2026-03-28). */
export function readIpGroups(config: TerraformConfig, value: Value | undefined): Reading<bigint> {
  return anyOfReadings(itemsIn(value).map((item) => readIpGroup(config, item)));
}

function readIpGroup(config: TerraformConfig, value: Value): Reading<bigint> {
  const groups = resourcesOf(config, 'azurerm_ip_group');
  const owner = ownerOf(value, groups);
  if (isElsewhere(owner)) return unclear(V4_ADDRESSES, `IP Group ${owner.elsewhere} is not in this configuration`);
  const readings = owner.here.map((group) => readMembers(config, groups, group));
  const [only] = readings;
  return owner.sure && only !== undefined ? only : unclear(anyOfReadings(readings).most, `which IP Group ${describeValue(value)} is`);
}

function readMembers(config: TerraformConfig, groups: readonly Resource[], group: Resource): Reading<bigint> {
  const apart = resourcesOf(config, 'azurerm_ip_group_cidr').flatMap((each) => {
    const owner = ownerOf(each.values['ip_group_id'], groups);
    if (isElsewhere(owner) || !owner.here.includes(group)) return [];
    const reading = readMember(each.values['cidr']);
    return [owner.sure && each.repeats === undefined ? reading : unclear(reading.most, `whether ${each.address} is in ${group.address}`)];
  });
  return anyOfReadings([readMember(group.values['cidrs']), ...apart]);
}

function readMember(value: Value | undefined): Reading<bigint> {
  const read = (text: string): Reading<bigint> | undefined => {
    const set = readAddressText(text);
    return set === undefined ? undefined : clear(set);
  };
  return readItems(value, { whole: V4_ADDRESSES, text: read });
}
