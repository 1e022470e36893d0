import { type Reading, anyOfReadings, clear, unclear } from '../../model/condition.js';
import { readAddressText } from '../../model/address-text.js';
import { EVERY_ADDRESS, V4_ADDRESSES, V6_ADDRESSES } from '../../model/space.js';
import type { TerraformConfig, Value, ValueMap } from '../../terraform/config.js';
import { isComputed } from '../../terraform/owner.js';
import { itemsIn, readItems } from '../../terraform/read-items.js';
import { describeValue } from '../../terraform/values.js';
import { readPrefixList } from './read-prefix-list.js';

type Peers = Reading<bigint>;

/** An `ingress` or `egress` block; `lists` is false where it names nobody at all. */
export function peersOfBlock(config: TerraformConfig, block: ValueMap): { readonly lists: boolean; readonly reading: Peers } {
  const { cidr_blocks: four, ipv6_cidr_blocks: six, prefix_list_ids: lists, security_groups: groups, self } = block;
  const named = [four, six, lists, groups].some((value) => itemsIn(value).length > 0) || (self !== undefined && self !== null && self !== false);
  return { lists: named, reading: anyOfReadings([networks(four, 4), networks(six, 6), prefixLists(config, lists), members(groups), itself(self)]) };
}

/**
 * An `aws_security_group_rule`. A group stands alone; what the configuration leaves out, the provider fills in after
 * apply, and beside other peers it is none (provider documentation, read 2026-11-20).
 */
export function peersOfRule(config: TerraformConfig, values: ValueMap): Peers {
  const { cidr_blocks: four, ipv6_cidr_blocks: six, prefix_list_ids: lists, source_security_group_id: group, self } = values;
  const others = [four, six, lists].some((value) => itemsIn(value).length > 0) || self === true;
  return anyOfReadings([networks(four, 4), networks(six, 6), prefixLists(config, lists), members(isComputed(group) && others ? null : group), itself(self)]);
}

/** An `aws_vpc_security_group_egress_rule` or `..._ingress_rule`. */
export function peersOfVpcRule(config: TerraformConfig, values: ValueMap): Peers {
  const { cidr_ipv4: four, cidr_ipv6: six, prefix_list_id: list, referenced_security_group_id: group } = values;
  return anyOfReadings([networks(four, 4), networks(six, 6), prefixLists(config, list), members(group)]);
}

function networks(value: Value | undefined, family: 4 | 6): Peers {
  const read = (text: string): Peers | undefined => {
    const set = readAddressText(text);
    return set === undefined ? undefined : clear(set);
  };
  return readItems(value, { whole: family === 4 ? V4_ADDRESSES : V6_ADDRESSES, text: read });
}

const prefixLists = (config: TerraformConfig, value: Value | undefined): Peers => anyOfReadings(itemsIn(value).map((item) => readPrefixList(config, item)));

/** Groups stand for the addresses of their members, which come and go. */
const members = (value: Value | undefined): Peers => anyOfReadings(itemsIn(value).map((item) => unclear(EVERY_ADDRESS, `members of ${describeValue(item)}`)));

function itself(self: Value | undefined): Peers {
  return self === undefined || self === null || self === false || self === 'false' ? clear([]) : unclear(EVERY_ADDRESS, 'members of the group itself');
}
