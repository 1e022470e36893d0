import type { Share } from '../../model/meter.js';
import { DIRECTIONS, type Direction } from '../../model/protocol.js';
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
  /** What AWS tells rules of a group and direction apart by: a rule that is written twice is one. */
  readonly identity: string;
  readonly unread: readonly string[];
}

type Peer = Pick<Weight, 'family' | 'amount' | 'byList' | 'identity' | 'unread'>;

const FAMILIES = [4, 6] as const;

/**
 * Every rule of every group: each network is one, a prefix list is its `max_entries`, a group or a list of AWS one or
 * more of each family. A plan repeats rules that are resources of their own in the group that they are in already.
 */
export function weightsIn(config: TerraformConfig): readonly Weight[] {
  const known = weighedConfigs.get(config) ?? weigh(config);
  weighedConfigs.set(config, known);
  return known;
}

// Several meters ask for them.
const weighedConfigs = new WeakMap<TerraformConfig, readonly Weight[]>();

function weigh(config: TerraformConfig): readonly Weight[] {
  const groups = ['aws_security_group', 'aws_default_security_group'].flatMap((type) => resourcesOf(config, type));
  const all = [...groups.flatMap((group) => inlineWeights(config, group)), ...apartWeights(config, groups)];
  return [...new Map(all.map((weight) => [[weight.group, weight.direction, weight.family, weight.identity].join('|'), weight])).values()];
}

const inlineWeights = (config: TerraformConfig, group: Resource): readonly Weight[] =>
  DIRECTIONS.flatMap((direction) =>
    itemsIn(group.values[direction]).flatMap((block, index) => {
      const rule = `${group.address} ${direction}[${index}]`;
      if (isComputed(block)) return []; // what the configuration leaves out, the provider fills in
      if (!isMap(block)) return FAMILIES.map((family) => ({ group: group.address, direction, family, who: rule, amount: 0, byList: false, identity: rule, unread: [describeValue(block)] }));
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

/** What a block or a rule opens to, each peer with its protocol and ports. */
export function peersOf(config: TerraformConfig, values: ValueMap): readonly Peer[] {
  const opening = openingOf(values);
  const each = (names: readonly string[]): readonly Value[] => names.flatMap((name) => itemsIn(values[name]));
  const one = (family: 4 | 6, peer: Value): Peer => ({ family, amount: 1, byList: false, identity: `${opening} ${describeValue(peer)}`, unread: [] });
  const groups = [...each(['security_groups', 'referenced_security_group_id', 'source_security_group_id']), ...(values['self'] === true ? [true] : [])];
  return [
    ...each(['cidr_blocks', 'cidr_ipv4']).map((peer) => one(4, peer)),
    ...each(['ipv6_cidr_blocks', 'cidr_ipv6']).map((peer) => one(6, peer)),
    // One of each family: which it is counted in is not documented.
    ...groups.flatMap((peer) => FAMILIES.map((family) => one(family, peer))),
    ...each(['prefix_list_ids', 'prefix_list_id']).flatMap((list) => listPeers(config, list, `${opening} ${describeValue(list)}`)),
  ];
}

/** For all protocols some resources write ports of 0 and some none. */
function openingOf(values: ValueMap): string {
  const protocol = describeValue(values['ip_protocol'] ?? values['protocol'] ?? null);
  return /^"?(-1|all)"?$/.test(protocol) ? 'all' : [protocol, ...['from_port', 'to_port'].map((name) => describeValue(values[name] ?? null))].join(' ');
}

function listPeers(config: TerraformConfig, value: Value, identity: string): readonly Peer[] {
  const owner = ownerOf(value, resourcesOf(config, 'aws_ec2_managed_prefix_list'));
  const [list] = isElsewhere(owner) || !owner.sure ? [] : owner.here;
  const most = numberOf(list?.values['max_entries']);
  const family = list?.values['address_family'];
  if (most !== undefined && family === 'IPv4') return [{ family: 4, amount: most, byList: true, identity, unread: [] }];
  if (most !== undefined && family === 'IPv6') return [{ family: 6, amount: most, byList: true, identity, unread: [] }];
  return FAMILIES.map((each) => ({ family: each, amount: most ?? 1, byList: true, identity, unread: [`the size of prefix list ${describeValue(value)}`] }));
}
