import { EVERY_ADDRESS } from '../../model/space.js';
import { type IntervalSet, unionOf } from '../../model/interval-set.js';
import { REFERENCE, type Resource, type TerraformConfig, type Value, type ValueMap } from '../../terraform/config.js';
import { blockOf, blocksOf, followed, isReference, listOf, resourcesOf, textOf } from '../../terraform/values.js';
import { type Variables, anyAddress, anyPort, itemsOfSet, readAddress } from './read-axes.js';
import type { Item } from './read-list.js';
import { type Within, atMost, exact } from './read-within.js';

type Meaning = readonly Item[] | Within<bigint>;

/** Of a policy: what HOME_NET is when a group says nothing. */
export interface PolicyVariables {
  readonly homeNet?: Meaning;
  readonly externalNet?: Meaning;
}

/**
 * `policy_variables`. The policy may set HOME_NET; without it AWS takes the networks of the firewall's VPC, which are
 * followed where the VPC is in the configuration. EXTERNAL_NET is what HOME_NET is not (developer guide, "Limitations
 * and caveats for stateful rules").
 */
export function readPolicyVariables(policy: ValueMap, vpcNetworks: readonly string[] | undefined): PolicyVariables {
  const sets = addressSets(blockOf(policy['policy_variables'])['rule_variables'], 'ip_set');
  const home = sets.get('HOME_NET') ?? (vpcNetworks === undefined ? undefined : itemsOfSet(vpcNetworks));
  const external = sets.get('EXTERNAL_NET');
  return { ...(home === undefined ? {} : { homeNet: home }), ...(external === undefined ? {} : { externalNet: external }) };
}

/** A rule group's own variables before the policy's. Its own HOME_NET leaves the policy's EXTERNAL_NET as it is. */
export function readVariables(config: TerraformConfig, group: ValueMap, policy: PolicyVariables): Variables {
  const own = blockOf(group['rule_variables']);
  const addresses = addressSets(own['ip_sets'], 'ip_set');
  const ports = portSets(own['port_sets']);
  const references = referenceSets(config, group);
  const home = policy.homeNet;
  const standard = new Map<string, Meaning>([
    ['HOME_NET', home ?? anyAddress],
    ['EXTERNAL_NET', policy.externalNet ?? (home === undefined ? anyAddress : negationOf(home))],
  ]);
  return {
    addresses: (name) => (name.startsWith('@') ? references.get(name.slice(1)) : (addresses.get(name.slice(1)) ?? standard.get(name.slice(1)))),
    ports: (name) => ports.get(name.slice(1)),
  };
}

const negationOf = (home: Meaning): Meaning => (isItems(home) ? [{ negated: true, items: home }] : anyAddress);
const isItems = (meaning: Meaning): meaning is readonly Item[] => Array.isArray(meaning);

function addressSets(blocks: Value | undefined, inner: string): ReadonlyMap<string, Meaning> {
  return new Map(blocksOf(blocks).flatMap((block) => named(block, inner, (members) => (members === undefined ? undefined : itemsOfSet(members)) ?? anyAddress)));
}

function portSets(blocks: Value | undefined): ReadonlyMap<string, readonly Item[] | Within<number>> {
  return new Map(blocksOf(blocks).flatMap((block) => named(block, 'port_set', (members) => (members === undefined ? undefined : itemsOfSet(members)) ?? anyPort)));
}

function named<M>(block: ValueMap, inner: string, meaningOf: (members: readonly string[] | undefined) => M): readonly (readonly [string, M])[] {
  const key = textOf(block['key']);
  return key === undefined ? [] : [[key, meaningOf(knownTexts(blockOf(block[inner])['definition']))]];
}

/** All members as text; undefined where one is not known, or there is none. */
function knownTexts(value: Value | undefined): readonly string[] | undefined {
  const texts = listOf(value).map(textOf);
  const known = texts.filter((text): text is string => text !== undefined);
  return known.length === texts.length && known.length > 0 ? known : undefined;
}

function referenceSets(config: TerraformConfig, group: ValueMap): ReadonlyMap<string, Within<bigint>> {
  const blocks = blocksOf(blockOf(group['reference_sets'])['ip_set_references']);
  return new Map(blocks.flatMap((block) => {
    const key = textOf(block['key']);
    const list = followed(config, blockOf(block['ip_set_reference'])['reference_arn']);
    return key === undefined ? [] : [[key, prefixList(config, list)] as const];
  }));
}

/** The networks of a managed prefix list, inline or one resource each; anything where they are not all known. */
function prefixList(config: TerraformConfig, list: Resource | undefined): Within<bigint> {
  if (list?.type !== 'aws_ec2_managed_prefix_list') return anyAddress;
  const apart = resourcesOf(config, 'aws_ec2_managed_prefix_list_entry').filter(({ values }) => refersTo(values['prefix_list_id'], list));
  const inline = listOf(list.values['entry']);
  const cidrs = [...blocksOf(inline), ...apart.map(({ values }) => values)].map(({ cidr }) => addressesOf(cidr));
  const sure = cidrs.flatMap((set) => set ?? []);
  const isWhole = cidrs.every((set) => set !== undefined) && blocksOf(inline).length === inline.length && list.repeats === undefined && apart.every(({ repeats }) => repeats === undefined);
  return isWhole ? exact(unionOf(sure)) : list.repeats === undefined ? { least: unionOf(sure), most: EVERY_ADDRESS } : atMost(EVERY_ADDRESS);
}

const refersTo = (value: Value | undefined, to: Resource): boolean => isReference(value) && value[REFERENCE] === to.address;



const addressesOf = (value: Value | undefined): IntervalSet<bigint> | undefined => (typeof value === 'string' ? readAddress(value) : undefined);
