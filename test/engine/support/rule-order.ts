/*
 * AWS's strict order on a stock Suricata 7.
 *
 * Strict order evaluates rules as they stand: by rule group priority, then by line. Stock Suricata cannot: it sorts
 * rules by action first (action-order), then by flowbits and its kin, then by the priority keyword, then by SID
 * (src/detect-engine-sigorder.c), and takes the matches of a packet in that order until a pass
 * (src/detect-engine-alert.c, PacketAlertFinalize). Every action has a rank of its own, so rules of two actions
 * cannot be interleaved.
 *
 * For rule sets of the form "pass rules, then default actions" nothing need be interleaved: with passes ranked first
 * and the defaults last, both orders give every packet the same verdict. Among passes the order decides only which
 * one is named, and that order is kept with `priority`, which AWS forbids in strict groups and so is free for us.
 * Alerts rank between passes and drops because the default drops read flow marks that alert rules set
 * (default-actions.ts). A group with a drop or reject before a pass would be judged wrongly, so it is refused here.
 *
 * `alert` is put into each pass so that the log names the pass that matched; it changes no verdict.
 */

const BLOCKING = new Set(['drop', 'reject', 'rejectsrc', 'rejectdst', 'rejectboth']);

/** The rules of a policy in one text that stock Suricata evaluates as AWS's strict order would. */
export function strictOrder(ruleGroups: readonly string[], defaults: readonly string[]): string {
  const rules = ruleGroups.flatMap(ruleLines);
  refuseReordering(rules);
  return [...rules, ...defaults].map(inPlace).join('\n');
}

/** The rules of a group: its lines without comments and blanks. */
export function ruleLines(ruleGroup: string): string[] {
  return ruleGroup.split('\n').map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
}

function refuseReordering(rules: readonly string[]): void {
  const firstBlock = rules.findIndex((rule) => BLOCKING.has(actionOf(rule)));
  const late = rules.findIndex((rule, index) => firstBlock !== -1 && index > firstBlock && actionOf(rule) === 'pass');
  if (late !== -1) throw new Error(`rule order: expected no pass after a drop (stock Suricata passes first), got ${rules[late]}`);
}

function inPlace(rule: string, index: number): string {
  const options = actionOf(rule) === 'pass' ? `alert; priority:${index + 1};` : `priority:${index + 1};`;
  const opening = rule.indexOf('(');
  if (opening === -1) throw new Error(`rule order: expected a rule with options in brackets, got ${rule}`);
  return `${rule.slice(0, opening + 1)}${options} ${rule.slice(opening + 1)}`;
}

const actionOf = (rule: string): string => rule.split(/\s/, 1)[0] ?? '';
