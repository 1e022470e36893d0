/** What Network Firewall refuses in a rule group as a whole. Returns what the group consumes of its capacity. */
import { invalid } from './aws-error.js';
import { checkDomainList } from './check-domain-list.js';
import { checkRulesString, checkStatefulRules } from './check-rules.js';
import { MAX_CAPACITY, MAX_IP_SET_REFERENCES } from './limits.js';
import type { RuleGroup, RuleGroupType, RulesSource } from './model.js';

const VARIABLE_NAME = /^[A-Za-z][A-Za-z0-9_]{0,31}$/;
const SOURCE = 'RulesSource';

/** Checks a group of this type and capacity, and returns its consumed capacity. */
export function checkRuleGroup(type: RuleGroupType, capacity: number, group: RuleGroup): number {
  if (capacity > MAX_CAPACITY) throw invalid('Capacity capacity exceeded', { parameter: capacity, context: 'Capacity' });
  if (capacity < 1) throw invalid('Capacity is invalid', { parameter: capacity, context: 'Capacity' });
  const source = group.RulesSource ?? {};
  if (type === 'STATELESS') return checkStateless(source);
  checkStatefulSource(source);
  checkVariables(group);
  checkReferences(group);
  const consumed = consumption(source, group);
  if (consumed > capacity) throw invalid('StatefulRules capacity exceeded', { parameter: consumed, context: `${SOURCE}.StatefulRules` });
  return consumed;
}

/** The product writes no stateless rules, so only their presence is checked. */
function checkStateless(source: RulesSource): number {
  const member = 'StatelessRulesAndCustomActions';
  if (source[member] === undefined) throw invalid(`${member} cannot be null`, { context: `${SOURCE}.${member}` });
  return 0;
}

function checkStatefulSource(source: RulesSource): void {
  const stateless = 'StatelessRulesAndCustomActions';
  if (source[stateless] !== undefined) throw invalid(`${stateless} is invalid`, { context: `${SOURCE}.${stateless}` });
  const set = [source.RulesString, source.RulesSourceList, source.StatefulRules].filter((one) => one !== undefined);
  if (set.length !== 1) throw invalid('RulesString, RulesSourceList, StatefulRules must set exactly one of them', { context: SOURCE });
}

function checkVariables(group: RuleGroup): void {
  const { IPSets = {}, PortSets = {} } = group.RuleVariables ?? {};
  for (const [kind, sets] of [['IPSets', IPSets], ['PortSets', PortSets]] as const) {
    for (const [name, set] of Object.entries(sets)) {
      if (!VARIABLE_NAME.test(name)) throw invalid(`${kind} is invalid`, { parameter: name, context: `RuleVariables.${kind}` });
      if ((set.Definition ?? []).length === 0) throw invalid(`${name} cannot be null or empty`, { context: `RuleVariables.${kind}.${name}` });
    }
  }
}

function checkReferences(group: RuleGroup): void {
  const references = Object.entries(group.ReferenceSets?.IPSetReferences ?? {});
  const seen = new Set<string>();
  for (const [name, { ReferenceArn: arn = '' }] of references) {
    const bad = !VARIABLE_NAME.test(name) ? name : !arn.startsWith('arn:aws') || seen.has(arn) ? arn : undefined;
    if (bad !== undefined) throw invalid('IPSetReferences is invalid', { parameter: bad, context: 'ReferenceSets' });
    seen.add(arn);
  }
  if (references.length > MAX_IP_SET_REFERENCES) throw invalid('IPSetReferences limit exceeded', { parameter: references.length, context: 'ReferenceSets' });
}

function consumption(source: RulesSource, group: RuleGroup): number {
  if (source.RulesString !== undefined) return checkRulesString(source.RulesString, group, 'ruleGroup.rulesSource.rulesString');
  if (source.RulesSourceList !== undefined) return checkDomainList(source.RulesSourceList);
  return checkStatefulRules(source.StatefulRules ?? [], group);
}
