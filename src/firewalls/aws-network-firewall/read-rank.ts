import type { RuleKind } from './read-kind.js';
import { type SuricataRule, optionOf } from './read-suricata.js';

/** What the engine ranks rules of one action by, the first number that differs; the lower comes first. */
export type Rank = readonly number[];

/** What may not be there, or stand anywhere, is met before all others. */
export const FIRST: Rank = [-1];

const USUAL_PRIORITY = 3;

/** `classtype` stands for a priority that is in a file of the engine: whichever leaves most open. */
const OF_SOME_CLASS = { flow: 255, packet: 1, unsure: 1 } as const;

/**
 * In the order of actions, not in strict order: what sets flowbits before what reads them, then by `priority`, then by
 * SID (detect-engine-sigorder.c, and tried with 7.0.10). Among passes it tells which decides first: one on a packet
 * leaves one on the flow unasked.
 */
export function rankOf(rule: SuricataRule, scope: RuleKind['scope']): Rank {
  const otherwise = optionOf(rule, 'classtype') === undefined ? USUAL_PRIORITY : OF_SOME_CLASS[scope];
  const bits = rule.options.filter(({ name }) => name === 'flowbits').map(({ value = '' }) => value);
  const [reads, sets] = [/^is(?:not)?set/i, /^(?:set|unset|toggle)/i].map((form) => bits.some((value) => form.test(value)));
  const flowbits = sets === true ? (reads === true ? 1 : 0) : reads === true ? 2 : 3;
  return [flowbits, Number(optionOf(rule, 'priority') ?? otherwise), Number(optionOf(rule, 'sid') ?? 0)];
}

export function compareRanks(a: Rank, b: Rank): number {
  const at = a.findIndex((number, index) => number !== b[index]);
  return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
