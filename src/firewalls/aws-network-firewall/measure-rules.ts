import type { Share } from '../../model/meter.js';
import type { Resource, Value } from '../../terraform/config.js';
import { blockOf, blocksOf, listOf, textOf } from '../../terraform/values.js';
import { type GroupContents, ownerOf } from './measure-contents.js';

type Longest = Share & { readonly unread: readonly string[] };

/** How many characters a `$NAME` is replaced by. */
type Lengths = ReadonlyMap<string, number>;

/**
 * The longest rule once its variables are replaced by their values, `[a,b]`. Whether the networks of an IP set reference
 * count is not documented: they are left out.
 */
export function longestRule(group: Resource, { rules }: GroupContents, policyHome: readonly Value[] | undefined): Longest | undefined {
  const lengths = lengthsOf(group, policyHome);
  const measured = rules.map((rule) => ({ rule, amount: lengthOf(rule, lengths) }));
  const longest = measured.reduce<(typeof measured)[number] | undefined>((best, each) => (best === undefined || each.amount > best.amount ? each : best), undefined);
  if (longest === undefined) return undefined;
  const unknown = namesIn(longest.rule).filter((name) => !lengths.has(name)).map((name) => `what $${name} holds`);
  return { who: ownerOf(longest.rule), amount: longest.amount, unread: unknown };
}

const headerOf = (rule: string): string => rule.slice(0, Math.max(rule.indexOf('('), 0));

const namesIn = (rule: string): readonly string[] => [...headerOf(rule).matchAll(/\$(\w+)/g)].map(([, name]) => name ?? '');

function lengthOf(rule: string, lengths: Lengths): number {
  return namesIn(rule).reduce((sum, name) => sum + Math.max(0, (lengths.get(name) ?? 0) - name.length - 1), rule.length);
}

function lengthsOf({ values }: Resource, policyHome: readonly Value[] | undefined): Lengths {
  const own = blockOf(blockOf(values['rule_group'])['rule_variables']);
  const sets = [...blocksOf(own['ip_sets']).map((set) => [set, 'ip_set'] as const), ...blocksOf(own['port_sets']).map((set) => [set, 'port_set'] as const)];
  const named = sets.flatMap(([set, inner]): readonly (readonly [string, number])[] => {
    const key = textOf(set['key']);
    return key === undefined ? [] : [[key, expandedLength(listOf(blockOf(set[inner])['definition']))]];
  });
  const home = policyHome === undefined ? [] : [['HOME_NET', expandedLength(policyHome)] as const, ['EXTERNAL_NET', expandedLength(policyHome) + 1] as const];
  return new Map([...home, ...named]);
}

const expandedLength = (members: readonly Value[]): number => members.map((each) => textOf(each) ?? '').join(',').length + 2;
