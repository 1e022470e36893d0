/**
 * What Network Firewall refuses in Suricata rules. The words are AWS's where somebody measured them (limits.ts names
 * the source); a refusal whose words nobody published says so in a comment.
 */
import { AwsError, constraint, invalid } from './aws-error.js';
import { MAX_RULES_STRING_BYTES, RULE_LENGTH_REFUSED } from './limits.js';
import { ruleOrderOf, type RuleGroup, type StatefulRule } from './model.js';
import { namesIn, parseRule, ruleLines, withServiceGid, type SuricataRule } from './suricata-text.js';

const ACTIONS = ['pass', 'drop', 'reject', 'alert'];
const REJECTABLE = ['tcp', 'http', 'tls', 'smb', 'ssh', 'smtp', 'dcerpc'];
const FORBIDDEN = ['dataset', 'datarep', 'iprep', 'lua', 'luajit', 'filestore'];
const PCRE_COMPANIONS = ['tls.sni', 'http.host', 'dns.query', 'http.uri', 'content'];
const BUILT_IN = ['HOME_NET', 'EXTERNAL_NET'];

/** Checks a rules string and returns how many rules, which is how much capacity, it holds. */
export function checkRulesString(rules: string, group: RuleGroup, at: string): number {
  if (Buffer.byteLength(rules) > MAX_RULES_STRING_BYTES) {
    throw constraint(at, `have length less than or equal to ${MAX_RULES_STRING_BYTES}`);
  }
  return checkRules(ruleLines(rules), group);
}

/** Checks 5-tuple rules as the Suricata rules that the service makes of them. */
export function checkStatefulRules(rules: readonly StatefulRule[], group: RuleGroup): number {
  return checkRules(rules.map(asText), group);
}

function asText(rule: StatefulRule): string {
  const { Protocol, Source, SourcePort, Direction, Destination, DestinationPort } = rule.Header;
  const arrow = Direction === 'ANY' ? '<>' : '->';
  const place = [Source, SourcePort, arrow, Destination, DestinationPort].map((word) => (word === 'ANY' ? 'any' : word));
  const options = rule.RuleOptions.map(({ Keyword, Settings = [] }) => (Settings.length === 0 ? Keyword : `${Keyword}:${Settings.join(',')}`));
  return `${rule.Action.toLowerCase()} ${Protocol.toLowerCase()} ${place.join(' ')} (${options.join('; ')};)`;
}

function checkRules(lines: readonly string[], group: RuleGroup): number {
  const rules = lines.map(mustParse);
  for (const rule of rules) checkOrder(rule, group);
  for (const rule of rules) checkNames(rule, group);
  for (const rule of rules) checkRule(rule, group);
  checkSids(rules);
  return rules.length;
}

/** Suricata's own words for a line it cannot parse vary; these are not measured. A `\` at the end is such a line. */
function mustParse(line: string): SuricataRule {
  const rule = parseRule(line);
  if (rule !== undefined) return rule;
  const reason = line.endsWith('\\') ? 'rule continuation with a backslash is not supported' : 'rule is malformed';
  throw new AwsError('InvalidRequestException', `stateful rule is invalid, rule: ${line}, reason: ${reason}`);
}

function checkOrder(rule: SuricataRule, group: RuleGroup): void {
  if (ruleOrderOf(group.StatefulRuleOptions) !== 'STRICT_ORDER') return;
  if (!rule.options.some(({ keyword }) => keyword === 'priority' || keyword === 'classtype')) return;
  throw invalid("RulesString has invalid keywords. Rule groups that use strict order can't have rules that contain the keywords `priority` or `classtype`", { parameter: rule.text, context: 'RulesSource.RulesString' });
}

/** HTTP_PORTS and Suricata's other defaults do not exist here: only HOME_NET and EXTERNAL_NET are built in. */
function checkNames(rule: SuricataRule, group: RuleGroup): void {
  const { IPSets = {}, PortSets = {} } = group.RuleVariables ?? {};
  const references = group.ReferenceSets?.IPSetReferences ?? {};
  const addresses = `${rule.source} ${rule.destination}`;
  mustBeDeclared(namesIn(addresses, '$').filter((name) => !BUILT_IN.includes(name)), IPSets, 'RuleVariables.IPSets');
  mustBeDeclared(namesIn(`${rule.sourcePort} ${rule.destinationPort}`, '$'), PortSets, 'RuleVariables.PortSets');
  mustBeDeclared(namesIn(addresses, '@'), references, 'ReferenceSets.IPSetReferences');
}

function mustBeDeclared(names: readonly string[], declared: Readonly<Record<string, unknown>>, context: string): void {
  const missing = names.find((name) => !Object.hasOwn(declared, name));
  if (missing !== undefined) throw invalid(`${missing} cannot be null or empty`, { context: `${context}.${missing}` });
}

function checkRule(rule: SuricataRule, group: RuleGroup): void {
  const has = (keyword: string): boolean => rule.options.some((option) => option.keyword === keyword);
  const gid = rule.options.find((option) => option.keyword === 'gid');
  if (gid !== undefined) throw unsuitable(rule.text, `GIDs are not allowed. Illegal option(s): [gid:${gid.value ?? ''}]`);
  const text = withServiceGid(rule);
  if (!ACTIONS.includes(rule.action)) throw unsuitable(text, `Action ${rule.action} is not supported`);
  if (rule.action === 'reject' && !REJECTABLE.includes(rule.protocol)) throw unsuitable(text, `${rule.protocol} reject is not supported`);
  const forbidden = FORBIDDEN.find(has);
  if (forbidden !== undefined) throw unsuitable(text, `RuleOptions ${forbidden} is not supported`);
  if (has('pcre') && !PCRE_COMPANIONS.some(has)) {
    throw unsuitable(text, `Using "pcre" without one of the following options is not allowed: [${PCRE_COMPANIONS.join(', ')}].`);
  }
  if (!has('sid')) throw unsuitable(text, 'sid not assigned');
  checkLength(text, rule, group);
}

function unsuitable(rule: string, reason: string): AwsError {
  return new AwsError('InvalidRequestException', `stateful rule is invalid, rule: ${rule}, reason: ${reason}`);
}

/** A rule is as long as it is after its variables are replaced by their values (quotas page). */
function checkLength(text: string, rule: SuricataRule, group: RuleGroup): void {
  const { IPSets = {}, PortSets = {} } = group.RuleVariables ?? {};
  const header = [rule.source, rule.sourcePort, rule.destination, rule.destinationPort].join(' ');
  const growth = namesIn(header, '$').map((name) => valueLength((IPSets[name] ?? PortSets[name])?.Definition, name));
  const length = growth.reduce((sum, more) => sum + more, text.length);
  if (length >= RULE_LENGTH_REFUSED) throw unsuitable(text, `Rule exceeds max length (8192), Length: ${length}.`);
}

function valueLength(definition: readonly string[] | undefined, name: string): number {
  return definition === undefined ? 0 : `[${definition.join(',')}]`.length - `$${name}`.length;
}

function checkSids(rules: readonly SuricataRule[]): void {
  const seen = new Set<string>();
  for (const rule of rules) {
    const sid = rule.options.find((option) => option.keyword === 'sid')?.value ?? '';
    if (seen.has(sid)) throw new AwsError('InvalidRequestException', `stateful rule is invalid, reason: Duplicate signature "${withServiceGid(rule)}"`);
    seen.add(sid);
  }
}
