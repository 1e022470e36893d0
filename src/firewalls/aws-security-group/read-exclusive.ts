import type { Direction } from '../../model/protocol.js';
import { REFERENCE, type Resource, type TerraformConfig, type Value } from '../../terraform/config.js';
import { isElsewhere, ownerOf } from '../../terraform/owner.js';
import { itemsIn } from '../../terraform/read-items.js';
import { describeValue, isReference, resourcesOf, textOf } from '../../terraform/values.js';

/**
 * Why a rule of its own, or the inline ones of a group, may be gone: `aws_vpc_security_group_rules_exclusive` removes
 * what it does not list (provider documentation, read 2026-11-20). Inline rules have no ids that it could list.
 */
export function removedBy(config: TerraformConfig, ruleOrGroup: Resource, direction: Direction): readonly string[] {
  const lists = resourcesOf(config, 'aws_vpc_security_group_rules_exclusive').filter((list) => isAbout(list, ruleOrGroup));
  return lists.filter((list) => !itemsIn(list.values[`${direction}_rule_ids`]).some((item) => names(item, ruleOrGroup))).map(({ address }) => `whether ${address} removes it`);
}

/** May it be for the group of the rule, or for the group? */
function isAbout({ values: { security_group_id: listed } }: Resource, ruleOrGroup: Resource): boolean {
  const named = ruleOrGroup.values['security_group_id'];
  if (named === undefined) return !isElsewhere(ownerOf(listed, [ruleOrGroup]));
  const alike = describeValue(listed) === describeValue(named);
  const [one, other] = [listed, named].map((value) => (isReference(value) ? 'reference' : typeof value));
  return alike || one !== other || one === 'object'; // two texts, or two references, are two groups
}

/** A rule gives its id as `security_group_rule_id` as well. */
const names = (item: Value, { address, values }: Resource): boolean =>
  isReference(item) ? item[REFERENCE] === address && ['id', 'security_group_rule_id'].includes(item.attribute) : textOf(item) !== undefined && item === values['id'];
