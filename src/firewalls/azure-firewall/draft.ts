import { formatDestination } from '../../model/destination.js';
import { type Flow, flowKey, formatOrigins, joinOrigins } from '../../model/flow.js';
import { groupBy } from '../../model/group-by.js';
import { formatPortRange, formatPorts } from '../../model/port-range.js';
import { type Context, isSitesOwn } from './addresses.js';
import { ruleName, sourcesWord } from './names.js';
import type { NonEmpty } from './non-empty.js';
import type { IpGroup } from './rules.js';

/** A rule, and the IP Groups it needs. */
export interface Draft<R> {
  readonly rule: R;
  readonly made: readonly IpGroup[];
}

/**
 * Flows that one rule says: they differ in their destination alone. A destination that several flows ask for in the
 * same way, once what the rule cannot see is gone, stands in one rule with the origins of all.
 */
export function rulesOf(flows: readonly Flow[], seen: (flow: Flow) => Flow): readonly NonEmpty<Flow>[] {
  const alike = groupBy(flows.map(seen), (flow) => `${flowKey(flow)}|${formatPorts(flow.ports)}|${formatDestination(flow.destination)}`);
  const once = alike.map((same) => ({ ...same[0], origins: joinOrigins(same.flatMap(({ origins }) => origins)) }));
  return groupBy(once, (flow) => `${flowKey({ ...flow, path: '' })}|${formatPorts(flow.ports)}|${formatOrigins(flow.origins)}`);
}

/** Name and description of the rule for these flows. `words` tell it from rules of another kind for the same rows. */
export function headOf([flow]: NonEmpty<Flow>, words: readonly string[], context: Context): { readonly name: string; readonly description: string } {
  const foreign = isSitesOwn(flow.sources, context) ? [] : [sourcesWord(flow.sources)];
  const name = ruleName(flow.origins, [...words, flow.ports.map(formatPortRange).join('_'), ...foreign]);
  return { name, description: formatOrigins(flow.origins) };
}

/** The order of the names: a rule's place depends on what it says. */
export const byName = <R extends { readonly name: string }>(drafts: readonly Draft<R>[]): readonly Draft<R>[] =>
  [...drafts].sort((a, b) => (a.rule.name < b.rule.name ? -1 : 1));
