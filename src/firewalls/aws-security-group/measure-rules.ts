import type { Share } from '../../model/meter.js';
import type { Direction } from '../../model/protocol.js';
import { vendorsIn } from '../../model/vendors-in.js';
import type { Resource, TerraformConfig, Value, ValueMap } from '../../terraform/config.js';
import { isComputed, isElsewhere, ownerOf } from '../../terraform/owner.js';
import { itemsIn } from '../../terraform/read-items.js';
import { describeValue, isMap, numberOf, resourcesOf, textOf } from '../../terraform/values.js';

/** What one rule takes of the quota of its group. */
export interface Weight extends Share {
  /** Address of the group, or its id where it is elsewhere. */
  readonly group: string;
  readonly direction: Direction;
  readonly family: 4 | 6;
  /** By a prefix list. */
  readonly byList: boolean;
  readonly unread: readonly string[];
}

type Peer = Pick<Weight, 'family' | 'amount' | 'byList' | 'unread'>;

const DIRECTIONS: readonly Direction[] = ['egress', 'ingress'];
const FAMILIES = [4, 6] as const;

/** Every rule of every group: each network is one, a prefix list is its `max_entries`, a group or a list of AWS one or more of each family. */
export function weightsIn(config: TerraformConfig): readonly Weight[] {
  const groups = ['aws_security_group', 'aws_default_security_group'].flatMap((type) => resourcesOf(config, type));
  return [...groups.flatMap((group) => inlineWeights(config, group)), ...apartWeights(config, groups)];
}

const inlineWeights = (config: TerraformConfig, group: Resource): readonly Weight[] =>
  DIRECTIONS.flatMap((direction) =>
    itemsIn(group.values[direction]).flatMap((block, index) => {
      const rule = `${group.address} ${direction}[${index}]`;
      if (isComputed(block)) return []; // what the configuration leaves out, the provider fills in
      if (!isMap(block)) return FAMILIES.map((family) => ({ group: group.address, direction, family, who: rule, amount: 0, byList: false, unread: [describeValue(block)] }));
      return weighed(config, block, rule, group.address, direction);
    }),
  );

function apartWeights(config: TerraformConfig, groups: readonly Resource[]): readonly Weight[] {
  const old = resourcesOf(config, 'aws_security_group_rule').map((rule) => ({ rule, directions: DIRECTIONS.filter((each) => rule.values['type'] === each) }));
  const rules = [...old, ...DIRECTIONS.flatMap((direction) => resourcesOf(config, `aws_vpc_security_group_${direction}_rule`).map((rule) => ({ rule, directions: [direction] })))];
  return rules.flatMap(({ rule, directions }) => {
    const owner = ownerOf(rule.values['security_group_id'], groups);
    const owners = isElsewhere(owner) ? [owner.elsewhere] : owner.here.map(({ address }) => address);
    const doubt = [...(owners.length === 1 ? [] : [`which group ${rule.address} belongs to`]), ...(rule.repeats === undefined ? [] : [`how often ${rule.address} is made: ${rule.repeats}`])];
    return owners.flatMap((group) => directions.flatMap((direction) => weighed(config, rule.values, rule.address, group, direction).map((weight) => doubted(weight, doubt))));
  });
}

/** What may not be there is not counted, and said. */
const doubted = (weight: Weight, doubt: readonly string[]): Weight => (doubt.length === 0 ? weight : { ...weight, amount: 0, unread: [...weight.unread, ...doubt] });

function weighed(config: TerraformConfig, values: ValueMap, rule: string, group: string, direction: Direction): readonly Weight[] {
  const who = vendorsIn(textOf(values['description']) ?? '') ?? rule;
  return peersOf(config, values).map((peer) => ({ ...peer, group, direction, who }));
}

function peersOf(config: TerraformConfig, values: ValueMap): readonly Peer[] {
  const each = (names: readonly string[]): readonly Value[] => names.flatMap((name) => itemsIn(values[name]));
  const one = (family: 4 | 6): Peer => ({ family, amount: 1, byList: false, unread: [] });
  const groups = [...each(['security_groups', 'referenced_security_group_id', 'source_security_group_id']), ...(values['self'] === true ? [true] : [])];
  return [
    ...each(['cidr_blocks', 'cidr_ipv4']).map(() => one(4)),
    ...each(['ipv6_cidr_blocks', 'cidr_ipv6']).map(() => one(6)),
    // One of each family: which it is counted in is not documented.
    ...groups.flatMap(() => FAMILIES.map(one)),
    ...each(['prefix_list_ids', 'prefix_list_id']).flatMap((list) => listPeers(config, list)),
  ];
}

function listPeers(config: TerraformConfig, value: Value): readonly Peer[] {
  const owner = ownerOf(value, resourcesOf(config, 'aws_ec2_managed_prefix_list'));
  const [list] = isElsewhere(owner) || !owner.sure ? [] : owner.here;
  const most = numberOf(list?.values['max_entries']);
  const family = list?.values['address_family'];
  if (most !== undefined && family === 'IPv4') return [{ family: 4, amount: most, byList: true, unread: [] }];
  if (most !== undefined && family === 'IPv6') return [{ family: 6, amount: most, byList: true, unread: [] }];
  return FAMILIES.map((each) => ({ family: each, amount: most ?? 1, byList: true, unread: [`the size of prefix list ${describeValue(value)}`] }));
}
