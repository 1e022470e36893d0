import type { Share } from '../../model/meter.js';
import { vendorsIn } from '../../model/vendors-in.js';
import type { Resource, TerraformConfig, Value, ValueMap } from '../../terraform/config.js';
import { itemsIn } from '../../terraform/read-items.js';
import { describeValue, followed, isList, isMap, isReference, isUnknown, textOf } from '../../terraform/values.js';

/** What a rule collection group takes of the quotas of its policy, each by who takes it. */
export interface GroupUse {
  readonly collections: readonly Share[];
  /** Sources times destinations of each network rule. */
  readonly pairs: readonly Share[];
  /** FQDNs in network rules. */
  readonly names: readonly Share[];
  readonly translated: readonly Share[];
  /** IP Groups that rules name, each once: an id in lower case, or an address in the configuration. */
  readonly ipGroups: readonly string[];
  readonly bytes: readonly Share[];
  readonly unread: readonly string[];
}

const TYPES = ['nat', 'network', 'application'] as const;

type Type = (typeof TYPES)[number];

interface Rule {
  readonly type: Type;
  readonly who: string;
  readonly rule: ValueMap;
}

export function useOf(config: TerraformConfig, group: Resource, doubts: readonly string[]): GroupUse {
  const collections = TYPES.flatMap((type) => itemsIn(group.values[`${type}_rule_collection`]).map((block) => ({ type, block })));
  const rules = collections.flatMap(({ type, block }) => (isMap(block) ? rulesOf(group, type, block) : []));
  const network = rules.filter(({ type }) => type === 'network');
  return {
    collections: collections.map(({ block }) => ({ who: textOf(isMap(block) ? block['name'] : null) ?? group.address, amount: 1 })),
    pairs: network.map(({ who, rule }) => ({ who, amount: pairsOf(rule) })),
    names: network.map(({ who, rule }) => ({ who, amount: itemsIn(rule['destination_fqdns']).length })),
    translated: rules.filter(({ type }) => type === 'nat').map(({ who }) => ({ who, amount: 1 })),
    ipGroups: [...new Set(rules.flatMap(({ rule }) => [...itemsIn(rule['source_ip_groups']), ...itemsIn(rule['destination_ip_groups'])]).map((item) => ipGroupKey(config, item)))],
    bytes: bytesOf(group, rules),
    unread: [
      ...doubts,
      ...(group.repeats === undefined ? [] : [`how often ${group.address} is made: ${group.repeats}`]),
      ...collections.flatMap(({ block }) => (isMap(block) ? itemsIn(block['rule']).filter((rule) => !isMap(rule)).map(describeValue) : [describeValue(block)])),
    ],
  };
}

function rulesOf(group: Resource, type: Type, collection: ValueMap): readonly Rule[] {
  return itemsIn(collection['rule']).flatMap((rule) => {
    if (!isMap(rule)) return [];
    const vendors = vendorsIn(textOf(rule['description']) ?? '');
    return [{ type, rule, who: vendors ?? `${group.address} ${textOf(collection['name']) ?? type}/${textOf(rule['name']) ?? 'rule'}` }];
  });
}

/** Each address or range is one, and so are an IP Group and a name (azure-docs includes/firewall-limits.md of 2023-10-10). */
function pairsOf(rule: ValueMap): number {
  const side = (...names: readonly string[]): number => new Set(names.flatMap((name) => itemsIn(rule[name])).map(describeValue)).size;
  return side('source_addresses', 'source_ip_groups') * side('destination_addresses', 'destination_ip_groups', 'destination_fqdns');
}

const ipGroupKey = (config: TerraformConfig, item: Value): string => textOf(item)?.toLowerCase() ?? followed(config, item)?.address ?? describeValue(item);

/** What Azure counts is the group as it stands in the API, whose words are longer than Terraform's here and shorter there. */
function bytesOf(group: Resource, rules: readonly Rule[]): readonly Share[] {
  const frame = { who: `${group.address} itself`, amount: 500 };
  return [frame, ...rules.map(({ type, who, rule }) => ({ who, amount: Buffer.byteLength(JSON.stringify({ ruleType: `${type}Rule`, ...asJson(rule) })) + 1 }))];
}

/** Length of the id of an IP Group: /subscriptions/<36>/resourceGroups/<n>/providers/Microsoft.Network/ipGroups/<n>. */
const UNKNOWN_ID = 'x'.repeat(200);

type Plain = string | number | boolean | readonly Plain[] | { readonly [key: string]: Plain };

function asJson(map: ValueMap): { readonly [key: string]: Plain } {
  const entries = Object.entries(map).flatMap(([key, value]): readonly (readonly [string, Plain])[] => {
    const plain = plainOf(value);
    return plain === undefined ? [] : [[key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()), plain]];
  });
  return Object.fromEntries(entries);
}

function plainOf(value: Value): Plain | undefined {
  if (value === null || value === '') return undefined;
  if (isUnknown(value) || isReference(value)) return UNKNOWN_ID;
  if (isMap(value)) return asJson(value);
  if (!isList(value)) return value;
  return value.length === 0 ? undefined : value.flatMap((each) => plainOf(each) ?? []);
}
