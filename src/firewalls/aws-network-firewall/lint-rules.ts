import type { Problem } from '../../model/diagnostic.js';
import type { Resource, ValueMap } from '../../terraform/config.js';
import { blockOf, blocksOf, textOf } from '../../terraform/values.js';
import { lintNames } from './lint-names.js';
import { type SuricataRule, isUnparsed, optionOf, parseRules, ruleLines } from './read-suricata.js';

/** Where a rule stands. */
export interface Text {
  readonly where: string;
}

/** A rule as it was written, in its parts where it has them. */
export interface PlacedRule extends Text {
  readonly text: string;
  readonly sid?: string;
  readonly rule?: SuricataRule;
  /** Why it is none. */
  readonly why?: string;
}

/** The rules of a group: those of a rules string in full, of `stateful_rule` blocks what decides on their being taken. */
export function rulesIn(group: Resource): readonly PlacedRule[] {
  const known = readGroups.get(group) ?? readRules(group);
  readGroups.set(group, known);
  return known;
}

// A group is asked for by itself and by each policy that references it.
const readGroups = new WeakMap<Resource, readonly PlacedRule[]>();

function readRules({ address, values }: Resource): readonly PlacedRule[] {
  const source = blockOf(blockOf(values['rule_group'])['rules_source']);
  const text = textOf(values['rules']) ?? textOf(source['rules_string']) ?? '';
  const lines = ruleLines(text);
  const written = parseRules(text).map((rule, index): PlacedRule => {
    const line = lines[index] ?? '';
    if (isUnparsed(rule)) return { where: `${address} rule ${index + 1}`, text: line, why: rule.why };
    const sid = optionOf(rule, 'sid');
    return { where: sid === undefined ? `${address} rule ${index + 1}` : `${address} rule ${index + 1} (sid ${sid})`, text: line, rule, ...(sid === undefined ? {} : { sid }) };
  });
  return [...written, ...blocksOf(source['stateful_rule']).map((block, index) => tuple(address, block, index))];
}

function tuple(address: string, block: ValueMap, index: number): PlacedRule {
  const options = blocksOf(block['rule_option']).map((option) => `${textOf(option['keyword']) ?? ''}:${[option['settings']].flat().map((each) => textOf(each) ?? '').join()}`);
  const sid = options.map((option) => /^sid:+(\d+)/.exec(option)?.[1]).find((each) => each !== undefined);
  return { where: `${address} stateful_rule[${index}]`, text: '', ...(sid === undefined ? {} : { sid }) };
}

/** Keywords that the service does not take (DG/suricata-limitations-caveats; badmintoncryer/cdk-preflight 2026-09-25; read 2026-11-20). */
const REFUSED = ['dataset', 'datarep', 'iprep', 'lua', 'luajit', 'filestore'];
const ACTIONS = ['pass', 'drop', 'reject', 'alert'];
const REJECTABLE = ['tcp', 'http', 'tls', 'smb', 'ssh', 'smtp', 'dcerpc'];
const PCRE_BESIDE = ['tls.sni', 'http.host', 'dns.query', 'http.uri', 'content'];

export function lintRule({ where, text, rule, sid, why }: PlacedRule, strict: boolean): readonly Problem[] {
  if (rule === undefined) return why === undefined ? [] : [{ where, expected: `a Suricata rule on one line: ${why}`, got: shorten(text) }];
  const names = rule.options.map(({ name }) => name);
  const has = (name: string): boolean => names.includes(name);
  const problem = (expected: string, got: string): Problem => ({ where, expected, got });
  return [
    ...(sid === undefined ? [problem('a sid', 'none')] : /^\d+$/.test(sid) && Number(sid) > 0 ? [] : [problem('a sid that is a number from 1', sid)]),
    ...(ACTIONS.includes(rule.action) ? [] : [problem(`one of ${ACTIONS.join(', ')}`, rule.action)]),
    ...(rule.action === 'reject' && !REJECTABLE.includes(rule.protocol) ? [problem(`drop, or reject of ${REJECTABLE.join(', ')}`, `reject ${rule.protocol}`)] : []),
    ...(strict ? ['priority', 'classtype'].filter(has).map((name) => problem(`no ${name} in a group of strict order`, name)) : []),
    ...(has('gid') ? [problem('no gid: the service adds its own', 'gid')] : []),
    ...REFUSED.filter(has).map((name) => problem(`no ${name}, which AWS does not take`, name)),
    ...(has('pcre') && !names.some((name) => PCRE_BESIDE.includes(name)) ? [problem(`pcre beside one of ${PCRE_BESIDE.join(', ')}`, 'pcre alone')] : []),
    ...lintNames(where, rule),
  ];
}

const shorten = (text: string): string => (text.length > 80 ? `"${text.slice(0, 77)}..."` : `"${text}"`);
