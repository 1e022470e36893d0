import { type Condition, type Ranked, type RulePlace, linesOf, mayAsk, perhaps, uncertain } from '../../model/condition.js';
import type { FilterLine } from '../../model/filter.js';
import { SOME_NAME, protocolSet } from '../../model/space.js';
import type { Resource, TerraformConfig, Value, ValueMap } from '../../terraform/config.js';
import { itemsIn } from '../../terraform/read-items.js';
import { describeValue, isMap, numberOf, textOf } from '../../terraform/values.js';
import { readApplicationRule } from './read-application-rule.js';
import { readNatRule } from './read-nat-rule.js';
import { readNetworkRule } from './read-network-rule.js';

/** Types of rules, in the order in which the firewall looks at them. */
export const SECTIONS = ['nat', 'network', 'application'] as const;
export type Section = (typeof SECTIONS)[number];

/** Collections of rules with their place, by type. */
export type Sections = Readonly<Record<Section, readonly Ranked[]>>;

export const joinSections = (all: readonly Sections[]): Sections => ({
  nat: all.flatMap(({ nat }) => nat),
  network: all.flatMap(({ network }) => network),
  application: all.flatMap(({ application }) => application),
});

/** The same with each collection changed. */
export const mapSections = ({ nat, network, application }: Sections, change: (ranked: Ranked) => Ranked): Sections => ({ nat: nat.map(change), network: network.map(change), application: application.map(change) });

/** The same, of a policy that may not be asked at all. */
export const uncertainSections = (sections: Sections): Sections =>
  mapSections(sections, ({ priority, lines }) => ({ priority, lines: lines.map((line) => perhaps(line, 'whether its policy is the parent')) }));

type Reader = (config: TerraformConfig, rule: ValueMap, action: FilterLine['action'] | undefined) => Condition;

const READERS: Readonly<Record<Section, Reader>> = { nat: readNatRule, network: readNetworkRule, application: readApplicationRule };

/** The most that any rule of the type could match. */
const WIDEST: Readonly<Record<Section, Parameters<typeof mayAsk>[0]>> = { nat: {}, network: {}, application: { protocol: protocolSet(6), name: SOME_NAME } };

/** A rule collection group; `sure` where it is known to belong to the policy. */
export function readGroup(config: TerraformConfig, group: Resource, sure: boolean): Sections {
  const doubts = doubtsOf(group, sure ? undefined : 'firewall_policy_id');
  const priority = numberOf(group.values['priority']);
  const read = (section: Section): readonly Ranked[] =>
    itemsIn(group.values[`${section}_rule_collection`]).map((block, index) => readCollection(config, section, block, `${group.address} ${section}_rule_collection[${index}]`, group.address, priority, doubts));
  return { nat: read('nat'), network: read('network'), application: read('application') };
}

/** Why a resource may have no say, though it is there. */
export function doubtsOf(resource: Resource, owner: string | undefined): readonly string[] {
  return [
    ...(resource.repeats === undefined ? [] : [`how often it is made: ${resource.repeats}`]),
    ...(owner === undefined ? [] : [`what it belongs to: ${describeValue(resource.values[owner])}`]),
  ];
}

function readCollection(config: TerraformConfig, section: Section, block: Value, place: string, address: string, group: number | undefined, doubts: readonly string[]): Ranked {
  if (!isMap(block)) return { priority: undefined, lines: linesOf(undefined, { rule: place }, mayAsk(WIDEST[section], `${describeValue(block)} is not known here`)) };
  const own = numberOf(block['priority']);
  return {
    priority: group === undefined || own === undefined ? undefined : [group, own],
    lines: linesOfRules(config, section, block, `${address} ${textOf(block['name']) ?? place}`, doubts),
  };
}

/** The rules of a collection in list order. */
export function linesOfRules(config: TerraformConfig, section: Section, collection: ValueMap, place: string, doubts: readonly string[]): readonly FilterLine[] {
  const action = actionOf(collection['action'], section);
  return itemsIn(collection['rule']).flatMap((rule, index) => {
    if (!isMap(rule)) return linesOf(action, { rule: `${place}/rule[${index}]` }, mayAsk(WIDEST[section], `${describeValue(rule)} is not known here`));
    const condition = READERS[section](config, rule, action);
    const lines = linesOf(action, placeOf(`${place}/${textOf(rule['name']) ?? `rule[${index}]`}`, rule['description']), doubts.length === 0 ? condition : uncertain(condition, ...doubts));
    const seen = section === 'application' ? seenBeyondNames(rule) : {};
    return lines.map((line) => ({ ...line, ...seen }));
  });
}

/** What an application rule looks at beside names. A value that is not known may be `true`. */
function seenBeyondNames(rule: ValueMap): Pick<FilterLine, 'urls' | 'inspects'> {
  const urls = urlsAlone(rule);
  const terminates = rule['terminate_tls'] ?? false;
  return { ...(urls === undefined ? {} : { urls }), ...(terminates === false || terminates === 'false' ? {} : { inspects: true }) };
}

/** The URLs of a rule that has no other destinations and whose URLs are all known. */
function urlsAlone(rule: ValueMap): readonly string[] | undefined {
  const urls = itemsIn(rule['destination_urls']);
  const texts = urls.flatMap((url) => textOf(url) ?? []);
  const others = ['destination_fqdns', 'destination_fqdn_tags', 'web_categories'].flatMap((name) => itemsIn(rule[name]));
  return texts.length === 0 || texts.length < urls.length || others.length > 0 ? undefined : texts;
}

function actionOf(action: Value | undefined, section: Section): FilterLine['action'] | undefined {
  const word = textOf(action)?.toLowerCase();
  if (section === 'nat') return 'permit';
  return word === 'allow' ? 'permit' : word === 'deny' ? 'deny' : undefined;
}

function placeOf(rule: string, description: Value | undefined): RulePlace {
  const about = textOf(description);
  return about === undefined || about === '' ? { rule } : { rule, about };
}
