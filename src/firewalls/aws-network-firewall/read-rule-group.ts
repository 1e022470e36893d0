import type { Resource, TerraformConfig, Value, ValueMap } from '../../terraform/config.js';
import { blockOf, blocksOf, describeValue, isMap, listOf, textOf } from '../../terraform/values.js';
import { headerReader } from './read-axes.js';
import { isContentOption } from './read-contents.js';
import { domainListRules } from './read-domain-list.js';
import { type ReadRule, type RuleContext, type Shown, readRule, unreadable } from './read-rule.js';
import { type Parsed, type RuleOption, type SuricataRule, isUnparsed, optionOf, parseRule, parseRules } from './read-suricata.js';
import { type PolicyVariables, readVariables } from './read-variables.js';

/** `strict`: by priority and then as they stand. `action`: passes, drops, rejects. */
export type RuleOrder = 'strict' | 'action';

export const readOrder = (options: ValueMap): RuleOrder | undefined => {
  const said = options['rule_order'] ?? null;
  if (said === 'STRICT_ORDER') return 'strict';
  return said === null || said === 'DEFAULT_ACTION_ORDER' ? 'action' : undefined;
};

export const orderOfGroup = ({ values }: Resource): RuleOrder | undefined => readOrder(blockOf(blockOf(values['rule_group'])['stateful_rule_options']));

/** What the groups of a policy are read with. */
export interface GroupContext {
  readonly config: TerraformConfig;
  readonly variables: PolicyVariables;
  readonly order: RuleOrder;
  /** The one packet that rules are read for, if they are. */
  readonly shown: Shown | undefined;
}

/** The rules of a stateful rule group in order, from whichever of the four ways they are written in. */
export function readRuleGroup({ address, values, repeats }: Resource, { config, variables, order, shown }: GroupContext): readonly ReadRule[] {
  const group = blockOf(values['rule_group']);
  const description = textOf(values['description']);
  const context: RuleContext = {
    address,
    header: headerReader(readVariables(config, group, variables)),
    shown,
    ...(description === undefined ? {} : { about: description }),
    ...(repeats === undefined ? {} : { doubt: `how often the group exists: ${repeats}` }),
  };
  const sources = sourcesOf(values, blockOf(group['rules_source']));
  const [only, ...others] = sources;
  if (only === undefined) return listOf(values['rule_group']).every(isMap) ? [] : unreadable(address, describeValue(values['rule_group']));
  if (others.length > 0) return unreadable(address, 'more than one way of giving rules');
  return readSource(only, context, order);
}

type Source = readonly ['text' | 'list' | 'tuples', Value];

function sourcesOf(values: ValueMap, source: ValueMap): readonly Source[] {
  const given: readonly (readonly [Source[0], Value | undefined])[] = [
    ['text', values['rules']],
    ['text', source['rules_string']],
    ['list', source['rules_source_list']],
    ['tuples', source['stateful_rule']],
  ];
  return given.flatMap(([kind, value]) => (listOf(value).length === 0 ? [] : [[kind, value ?? null] as const]));
}

function readSource([kind, value]: Source, context: RuleContext, order: RuleOrder): readonly ReadRule[] {
  const rules = kind === 'tuples' ? listOf(value).map(parseTuple) : parseSource(kind, value, order);
  if (rules === undefined) return unreadable(context.address, describeValue(value));
  const repeated = repeatedIn(rules.map((rule) => (isUnparsed(rule) ? undefined : optionOf(rule, 'sid'))));
  return rules.flatMap((rule) => readRule(rule, doubted(rule, context, kind === 'tuples', repeated)));
}

function parseSource(kind: 'text' | 'list', value: Value, order: RuleOrder): readonly Parsed[] | undefined {
  if (kind === 'list') return listOf(value).every(isMap) ? domainListRules(blockOf(value), order)?.map(parseRule) : undefined;
  const text = textOf(value);
  return text === undefined ? undefined : parseRules(text);
}

function repeatedIn(texts: readonly (string | undefined)[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(texts.flatMap((text) => (text === undefined || seen.size < seen.add(text).size ? [] : [text])));
}

/** Two rules of one SID are refused by the service; Suricata leaves one of them out. */
function doubted(rule: Parsed, context: RuleContext, isTuple: boolean, repeated: ReadonlySet<string>): RuleContext {
  if (isUnparsed(rule)) return context;
  const sid = optionOf(rule, 'sid');
  const doubts = [
    context.doubt,
    rule.doubt,
    isTuple && rule.options.some(isContentOption) ? 'rule_option is a set, so that the order of its keywords is lost' : undefined,
    sid !== undefined && repeated.has(sid) ? `another rule has its sid ${sid}` : undefined,
  ].filter((each) => each !== undefined);
  return doubts.length === 0 ? context : { ...context, doubt: doubts.join('; ') };
}

function parseTuple(tuple: Value): Parsed {
  const rule = isMap(tuple) ? tupleRule(tuple) : undefined;
  return rule ?? { text: describeValue(tuple), why: 'a stateful_rule that cannot be read' };
}

function tupleRule({ action, header, rule_option: options }: ValueMap): SuricataRule | undefined {
  const { protocol, source, source_port: sourcePort, destination, destination_port: destinationPort, direction } = blockOf(header);
  const words = [action, protocol, source, sourcePort, destination, destinationPort, direction].map(textOf);
  const read = blocksOf(options).map(tupleOption);
  if (words.some((word) => word === undefined) || read.some((option) => option === undefined) || !listOf(options).every(isMap)) return undefined;
  const [act = '', proto = '', from = '', fromPort = '', to = '', toPort = '', way = ''] = words;
  if (!['FORWARD', 'ANY'].includes(way.toUpperCase())) return undefined;
  return {
    action: act.toLowerCase(),
    protocol: proto.toLowerCase(),
    source: from,
    sourcePort: fromPort,
    direction: way.toUpperCase() === 'ANY' ? '<>' : '->',
    destination: to,
    destinationPort: toPort,
    options: read.filter((option): option is RuleOption => option !== undefined),
  };
}

/** `keyword = "sid"` with `settings = ["1"]`, or `keyword = "sid:1"`. */
function tupleOption({ keyword, settings }: ValueMap): RuleOption | undefined {
  const [name = '', ...inline] = textOf(keyword)?.split(':') ?? [];
  const texts = listOf(settings).map(textOf);
  if (name === '' || texts.some((text) => text === undefined)) return undefined;
  const value = [inline.join(':'), ...texts].filter((text) => text !== '').join(',');
  return { name: name.trim().toLowerCase(), ...(value === '' ? {} : { value }) };
}
