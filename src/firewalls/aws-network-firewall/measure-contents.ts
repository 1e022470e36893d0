import type { Share } from '../../model/meter.js';
import { vendorsIn } from '../../model/vendors-in.js';
import type { Resource, Value } from '../../terraform/config.js';
import { blockOf, blocksOf, describeValue, isMap, listOf, textOf } from '../../terraform/values.js';
import { ruleLines } from './read-suricata.js';

/** What a stateful rule group takes of its quotas. */
export interface GroupContents {
  /** Capacity, by who takes it. */
  readonly needed: readonly Share[];
  /** Rules as text, without comments. */
  readonly rules: readonly string[];
  /** Of the rules string, where there is one. */
  readonly bytes?: number;
  readonly bytesBy: readonly Share[];
  /** Of a domain list, where there is one. */
  readonly names?: number;
  readonly unread: readonly string[];
}

/** Reads a group in whichever of the four ways its rules are given. */
export function contentsOf({ values, repeats }: Resource): GroupContents {
  const source = blockOf(blockOf(values['rule_group'])['rules_source']);
  const text = textOf(values['rules']) ?? textOf(source['rules_string']);
  const open = [...listOf(values['rule_group']), ...listOf(blockOf(values['rule_group'])['rules_source'])].filter((each) => !isMap(each)).map(describeValue);
  const unread = [...(repeats === undefined ? [] : [`how often it exists: ${repeats}`]), ...open, ...[values['rules'], source['rules_string']].flatMap(notText)];
  if (text !== undefined) return { ...textContents(text), unread };
  const [list] = blocksOf(source['rules_source_list']);
  if (list !== undefined) {
    const texts = [...listOf(list['targets']), ...listOf(list['target_types'])];
    return { ...listContents(listOf(list['targets']), listOf(list['target_types']).length), unread: [...unread, ...texts.flatMap(notText)] };
  }
  const tuples = listOf(source['stateful_rule']);
  return { needed: tuples.length === 0 ? [] : [{ who: 'stateful_rule blocks', amount: tuples.length }], rules: [], bytesBy: [], unread: [...unread, ...tuples.filter((each) => !isMap(each)).map(describeValue)] };
}

const notText = (value: Value | undefined): readonly string[] => (value === undefined || value === null || typeof value === 'string' ? [] : [describeValue(value)]);

/** One for each rule; comments and blank lines are free (badmintoncryer/cdk-preflight, 2026-09-25). */
function textContents(text: string): Pick<GroupContents, 'needed' | 'rules' | 'bytes' | 'bytesBy'> {
  const rules = ruleLines(text);
  const owned = rules.map((rule) => ({ who: ownerOf(rule), rule }));
  return {
    needed: owned.map(({ who }) => ({ who, amount: 1 })),
    rules,
    bytes: Buffer.byteLength(text),
    bytesBy: owned.map(({ who, rule }) => ({ who, amount: Buffer.byteLength(rule) + 1 })),
  };
}

/** The vendors that its message names, else its SID. */
export function ownerOf(rule: string): string {
  const message = /\bmsg:\s*"((?:[^"\\]|\\.)*)"/.exec(rule)?.[1];
  const sid = /\bsid:\s*(\d+)/.exec(rule)?.[1];
  return vendorsIn(message ?? '') ?? (sid === undefined ? 'a rule without a sid' : `sid ${sid}`);
}

/**
 * For N names and P target types sources say N*P + P, 2N + 1 and N*P + P + 1: the last holds them all (cloudnetworks.io
 * 2021-09-22; AWS's best practices guide; badmintoncryer/cdk-preflight 2026-09-25).
 */
function listContents(targets: readonly Value[], types: number): Pick<GroupContents, 'needed' | 'rules' | 'bytesBy' | 'names'> {
  const unnamed = types === 0 ? 1 : types;
  return { needed: [{ who: `${targets.length} names for ${types} target types`, amount: targets.length * unnamed + unnamed + 1 }], rules: [], bytesBy: [], names: targets.length };
}
