import type { Problem } from '../../model/diagnostic.js';
import { groupBy } from '../../model/group-by.js';
import { DIRECTIONS, type Direction } from '../../model/protocol.js';
import type { Resource, TerraformConfig } from '../../terraform/config.js';
import { isComputed, isElsewhere, ownerOf } from '../../terraform/owner.js';
import { itemsIn } from '../../terraform/read-items.js';
import { describeValue, isMap, resourcesOf, textOf } from '../../terraform/values.js';
import { lintFamilies } from './lint-families.js';
import { lintPrefixLists } from './lint-prefix-lists.js';
import { peersOf } from './measure-rules.js';

/** What AWS would refuse of security groups and prefix lists, or what undoes itself at each apply. */
export function lint(config: TerraformConfig): readonly Problem[] {
  const groups = ['aws_security_group', 'aws_default_security_group'].flatMap((type) => resourcesOf(config, type));
  const rules = apartRules(config, groups);
  return [...groups.flatMap((group) => bothWays(config, group, rules)), ...duplicates(rules), ...groups.flatMap(lintName), ...rules.flatMap(lintDescription), ...rules.flatMap(({ rule }) => lintFamilies(rule.address, rule.values)), ...groups.flatMap(inlineFamilies), ...lintPrefixLists(config)];
}

const inlineFamilies = ({ address, values }: Resource): readonly Problem[] =>
  DIRECTIONS.flatMap((direction) => itemsIn(values[direction]).flatMap((block, index) => (isMap(block) ? lintFamilies(`${address} ${direction}[${index}]`, block) : [])));

interface Apart {
  readonly rule: Resource;
  readonly group: string;
  readonly direction: Direction;
}

function apartRules(config: TerraformConfig, groups: readonly Resource[]): readonly Apart[] {
  const old = resourcesOf(config, 'aws_security_group_rule').flatMap((rule) => DIRECTIONS.filter((direction) => rule.values['type'] === direction).map((direction) => ({ rule, direction })));
  const rules = [...old, ...DIRECTIONS.flatMap((direction) => resourcesOf(config, `aws_vpc_security_group_${direction}_rule`).map((rule) => ({ rule, direction })))];
  return rules.flatMap((each) => {
    const owner = ownerOf(each.rule.values['security_group_id'], groups);
    const [first] = isElsewhere(owner) || !owner.sure ? [] : owner.here;
    if (first !== undefined) return [{ ...each, group: first.address }];
    return isElsewhere(owner) ? [{ ...each, group: owner.elsewhere }] : [];
  });
}

/**
 * Inline rules remove what they do not list: each apply undoes the other (aws_security_group documentation, read
 * 2026-11-20). A plan of a group that exists repeats the rules of their own inline: they are no second way.
 */
function bothWays(config: TerraformConfig, group: Resource, rules: readonly Apart[]): readonly Problem[] {
  return DIRECTIONS.flatMap((direction) => {
    const apart = rules.filter((each) => each.group === group.address && each.direction === direction);
    const known = new Set(apart.flatMap(({ rule }) => peersOf(config, rule.values).map(({ identity }) => identity)));
    const inline = itemsIn(group.values[direction]).filter((block) => !isComputed(block) && !(isMap(block) && peersOf(config, block).every(({ identity }) => known.has(identity))));
    const [first] = apart;
    if (inline.length === 0 || first === undefined) return [];
    return [{ where: `${group.address}.${direction}`, expected: 'rules either inline or as resources of their own: together each apply undoes the other', got: `${inline.length} inline beside ${first.rule.address}` }];
  });
}

const IDENTITY = ['ip_protocol', 'protocol', 'from_port', 'to_port', 'cidr_ipv4', 'cidr_ipv6', 'prefix_list_id', 'referenced_security_group_id', 'cidr_blocks', 'ipv6_cidr_blocks', 'prefix_list_ids', 'source_security_group_id', 'self'];

/** The description is no part of what AWS tells rules apart by. */
function duplicates(rules: readonly Apart[]): readonly Problem[] {
  const same = groupBy(rules.filter(({ rule }) => rule.repeats === undefined), ({ rule, group, direction }) => [group, direction, ...IDENTITY.map((name) => describeValue(rule.values[name] ?? null))].join('|'));
  return same.flatMap(([first, ...others]) => others.map(({ rule }) => ({ where: rule.address, expected: 'each protocol, ports and peer once in a group: AWS refuses the second (InvalidPermission.Duplicate)', got: `what ${first.rule.address} says` })));
}

function lintName({ address, values }: Resource): readonly Problem[] {
  const name = textOf(values['name']);
  if (name === undefined || (name.length <= 255 && !name.startsWith('sg-') && DESCRIPTION.test(name))) return [];
  return [{ where: `${address}.name`, expected: 'at most 255 of the characters AWS takes, not beginning with sg-', got: `"${name}"` }];
}

/** Of groups' names and rules' descriptions (API_IpRange, read 2026-11-20). */
const DESCRIPTION = /^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]*$/;

function lintDescription({ rule: { address, values } }: Apart): readonly Problem[] {
  const text = textOf(values['description']);
  if (text === undefined || (text.length <= 255 && DESCRIPTION.test(text))) return [];
  return [{ where: `${address}.description`, expected: 'at most 255 of a-z, A-Z, 0-9, blanks and ._-:/()#,@[]+=&;{}!$*', got: `"${text}"` }];
}
