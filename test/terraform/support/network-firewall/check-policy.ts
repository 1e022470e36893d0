/** What Network Firewall refuses in a firewall policy. */
import { invalid, type AwsError } from './aws-error.js';
import { MAX_GROUPS_PER_POLICY, MAX_POLICY_STATEFUL_CAPACITY, MAX_PRIORITY } from './limits.js';
import { ruleOrderOf, type FirewallPolicy, type Reference, type RuleOrder, type StoredRuleGroup } from './model.js';

const STATELESS_ACTIONS = ['aws:pass', 'aws:drop', 'aws:forward_to_sfe'];
const SUFFIXES = ['strict', 'established', 'established_app_layer', 'established_app_layer_to_server'];
const STATEFUL_ACTIONS = SUFFIXES.flatMap((suffix) => [`aws:drop_${suffix}`, `aws:alert_${suffix}`]);

/** How a policy finds the groups it refers to. */
export type FindRuleGroup = (arn: string) => StoredRuleGroup | undefined;

/** Checks a policy against the rule groups that exist. `region` is the one the policy is created in. */
export function checkPolicy(policy: FirewallPolicy, region: string, find: FindRuleGroup): void {
  const order = ruleOrderOf(policy.StatefulEngineOptions);
  checkStatelessActions('StatelessDefaultActions', policy.StatelessDefaultActions ?? []);
  checkStatelessActions('StatelessFragmentDefaultActions', policy.StatelessFragmentDefaultActions ?? []);
  checkDefaultActions(policy.StatefulDefaultActions ?? [], order);
  checkVariables(policy);
  checkReferences(policy.StatefulRuleGroupReferences ?? [], order, region, find);
}

function checkStatelessActions(member: string, actions: readonly string[]): void {
  const standard = actions.filter((action) => STATELESS_ACTIONS.includes(action));
  if (standard.length === 0) throw invalid(`${member} cannot be null or empty`, { context: member });
  if (standard.length > 1) throw invalid(`${member} cannot exist together`, { parameter: standard.join(', '), context: member });
}

function checkDefaultActions(actions: readonly string[], order: RuleOrder): void {
  const context = 'StatefulDefaultActions';
  if (actions.length === 0) return;
  if (order !== 'STRICT_ORDER') throw invalid(`${context} has invalid rule order`, { parameter: order, context });
  const unknown = actions.find((action) => !STATEFUL_ACTIONS.includes(action));
  if (unknown !== undefined) throw invalid(`${context} is invalid`, { parameter: unknown, context });
  const drops = actions.filter((action) => action.startsWith('aws:drop_'));
  const mixed = new Set(actions.map(family).filter((name) => name !== 'strict')).size > 1;
  if (drops.length > 1 || mixed) throw invalid(`${context} cannot exist together`, { parameter: actions.join(', '), context });
}

/** Established and application-layer actions exclude each other; strict goes with either. */
function family(action: string): string {
  return action.includes('_app_layer') ? 'app_layer' : action.endsWith('_strict') ? 'strict' : 'established';
}

function checkVariables(policy: FirewallPolicy): void {
  const names = Object.keys(policy.PolicyVariables?.RuleVariables ?? {});
  const other = names.find((name) => name !== 'HOME_NET');
  if (other !== undefined) throw invalid('RuleVariables is invalid', { parameter: other, context: `PolicyVariables.RuleVariables.IPSet.${other}` });
}

function checkReferences(references: readonly Reference[], order: RuleOrder, region: string, find: FindRuleGroup): void {
  const context = 'StatefulRuleGroupReferences';
  if (references.length > MAX_GROUPS_PER_POLICY) throw invalid(`${context} limit exceeded`, { parameter: references.length, context });
  references.forEach((reference, at) => checkPriority(reference, order, at));
  checkUnique(references);
  const groups = references.map((reference, at) => checkTarget(reference, order, region, find, at));
  const reserved = groups.reduce((sum, group) => sum + (group?.capacity ?? 0), 0);
  if (reserved > MAX_POLICY_STATEFUL_CAPACITY) throw invalid(`${context} capacity exceeded`, { parameter: reserved, context });
}

function checkPriority(reference: Reference, order: RuleOrder, at: number): void {
  const { Priority: priority } = reference;
  const where = `StatefulRuleGroupReferences[${at}]`;
  if (order !== 'STRICT_ORDER') {
    if (priority !== undefined) throw invalid('Priority cannot be provided', { parameter: priority, context: `${where}[Priority=${priority}]` });
  } else if (priority === undefined) {
    throw invalid('Priority cannot be null', { context: `${where}.Priority` });
  } else if (priority < 1 || priority > MAX_PRIORITY) {
    throw invalid('Priority is not within the bound', { parameter: priority, context: `${where}.Priority` });
  }
}

function checkUnique(references: readonly Reference[]): void {
  references.forEach((reference, at) => {
    const before = references.slice(0, at);
    const where = `StatefulRuleGroupReferences[${at}]`;
    const { Priority: priority, ResourceArn: arn } = reference;
    if (priority !== undefined && before.some((other) => other.Priority === priority)) {
      throw invalid('Priority has duplicate values', { parameter: priority, context: `${where}[Priority=${priority}]` });
    }
    if (before.some((other) => other.ResourceArn === arn)) throw invalid('ResourceArn has duplicate values', { parameter: arn, context: `${where}.ResourceArn` });
  });
}

/** AWS-managed groups are not kept here: they are accepted, and reserve nothing. */
function checkTarget(reference: Reference, order: RuleOrder, region: string, find: FindRuleGroup, at: number): StoredRuleGroup | undefined {
  const arn = reference.ResourceArn ?? '';
  if (!arn.includes(':stateful-rulegroup/')) throw wrongArn('rule group ARN is of incorrect entity type', arn);
  if (arn.split(':')[3] !== region) throw wrongArn('rule group ARN is invalid', arn);
  if (arn.includes(':aws-managed:')) return undefined;
  const group = find(arn);
  if (group === undefined) throw wrongArn('rule group ARN does not exist', arn);
  if (reference.Override?.Action !== undefined) throw wrongArn('rule group must be a managed resource', arn);
  if (ruleOrderOf(group.body.StatefulRuleOptions) !== order) {
    throw invalid('ResourceArn has invalid rule order', { parameter: arn, context: `StatefulRuleGroupReferences[${at}].ResourceArn` });
  }
  return group;
}

function wrongArn(what: string, arn: string): AwsError {
  return invalid(what, { parameter: arn });
}
