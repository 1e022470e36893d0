import { captureOf } from './capture.js';
import { defaultActionRules } from './default-actions.js';
import type { EnginePacket, Fate } from './engine-packet.js';
import { fatesOf } from './fates.js';
import { strictOrder } from './rule-order.js';
import { runCapture } from './suricata.js';
import type { RuleVariables } from './suricata-config.js';

/**
 * What a policy in strict order does to each packet's whole flow, by a real Suricata 7.
 * `ruleGroups` are the groups' rule strings in the order of their priorities.
 */
export async function judge(
  ruleGroups: readonly string[],
  defaultActions: readonly string[],
  variables: RuleVariables,
  packets: readonly EnginePacket[],
): Promise<Fate[]> {
  return judgeByAction(strictOrder(ruleGroups, defaultActionRules(defaultActions)), variables, packets);
}

/** What rules do in the order that Suricata gives them: by action, and then in its own. AWS names it DEFAULT_ACTION_ORDER. */
export async function judgeByAction(rules: string, variables: RuleVariables, packets: readonly EnginePacket[]): Promise<Fate[]> {
  const { file, keys } = captureOf(packets);
  return fatesOf(packets, keys, rules, await runCapture(rules, variables, file));
}
