/** The Network Firewall service refuses what AWS documents or was measured to refuse, with AWS's error types and words. */
import { startNetworkFirewall, type Answer, type NetworkFirewallEndpoint } from './support/network-firewall-endpoint.js';

const RULE = 'pass tls $HOME_NET any -> any 443 (tls.sni; content:"a.example"; startswith; endswith; nocase; msg:"a"; flow:to_server; sid:1; rev:1;)';
const STRICT = { StatefulRuleOptions: { RuleOrder: 'STRICT_ORDER' } };
const stateless = { StatelessDefaultActions: ['aws:forward_to_sfe'], StatelessFragmentDefaultActions: ['aws:forward_to_sfe'] };
const strictEngine = { StatefulEngineOptions: { RuleOrder: 'STRICT_ORDER' } };

let aws: NetworkFirewallEndpoint;
beforeEach(async () => { aws = await startNetworkFirewall(); });
afterEach(() => aws.stop());

const createGroup = (name: string, group: object, capacity = 100): Promise<Answer> =>
  aws.call('CreateRuleGroup', { RuleGroupName: name, Type: 'STATEFUL', Capacity: capacity, RuleGroup: group });
const createPolicy = (policy: object, name = 'p'): Promise<Answer> =>
  aws.call('CreateFirewallPolicy', { FirewallPolicyName: name, FirewallPolicy: { ...stateless, ...policy } });
const rules = (text: string, more: object = {}): object => ({ RulesSource: { RulesString: text }, ...STRICT, ...more });
const domains = (...targets: string[]): object =>
  ({ RulesSource: { RulesSourceList: { Targets: targets, TargetTypes: ['TLS_SNI', 'HTTP_HOST'], GeneratedRulesType: 'ALLOWLIST' } }, ...STRICT });
const arn = (name: string, kind = 'stateful-rulegroup'): string => `arn:aws:network-firewall:eu-central-1:123456789012:${kind}/${name}`;
const refused = (message: string, type = 'InvalidRequestException'): object => ({ error: { type, message } });
const rule = (options: string, header = 'pass tcp any any -> any 443'): string => `${header} (${options})`;

describe('accepted', () => {
  test.each([
    ['a rule', rules(RULE)],
    ['comments and blank lines', rules(`# why\n\n${RULE}\n`)],
    ['lists with spaces and a semicolon in quotes', rules(rule('msg:"a\\; b"; sid:1;', 'pass tcp any any -> [10.0.0.0/8, !10.1.0.0/16] [80, 443:500]'))],
    ['declared variables and references', rules(rule('sid:1;', 'pass tcp $NETS any -> @LIST $PORTS'), {
      RuleVariables: { IPSets: { NETS: { Definition: ['10.0.0.0/8'] } }, PortSets: { PORTS: { Definition: ['443'] } } },
      ReferenceSets: { IPSetReferences: { LIST: { ReferenceArn: 'arn:aws:ec2:eu-central-1:1:prefix-list/pl-1' } } },
    })],
    ['pcre on an allowed buffer', rules(rule('tls.sni; pcre:"/x/"; sid:1;'))],
    ['a domain list', domains('a.example', '.b.example')],
    ['upper case beside lower case', domains('A.example', 'a.example')],
  ])('%s', async (_what, group) => {
    expect((await createGroup('g', group)).error).toBeUndefined();
  });

  test('priority and classtype in the default order', async () => {
    const group = { RulesSource: { RulesString: rule('priority:1; classtype:misc-activity; sid:1;') } };
    expect((await createGroup('g', group)).error).toBeUndefined();
  });

  test('a dry run tells the capacity and stores nothing', async () => {
    const answer = await aws.call('CreateRuleGroup', { RuleGroupName: 'g', Type: 'STATEFUL', Capacity: 30_000, DryRun: true, RuleGroup: domains('a.example', 'b.example') });
    expect(answer.output).toMatchObject({ RuleGroupResponse: { ConsumedCapacity: 7 } });
    expect(aws.ruleGroups()).toEqual({});
  });
});

describe('a rule group is refused:', () => {
  const bad = (text: string, reason: string): readonly [object, string] =>
    [rules(text), `stateful rule is invalid, rule: ${text.slice(0, -1)} gid:1234567890;), reason: ${reason}`];
  const cases: Readonly<Record<string, readonly [object, string, number?]>> = {
    'wildcard target': [domains('ok.example', '*.example.com'), 'Targets has invalid format, parameter: [*.example.com], context: RulesSource.RulesSourceList.Targets[1]'],
    'target with a scheme': [domains('https://example.com'), 'Targets has invalid format, parameter: [https://example.com], context: RulesSource.RulesSourceList.Targets[0]'],
    'target with a path': [domains('example.com/a'), 'Targets has invalid format, parameter: [example.com/a], context: RulesSource.RulesSourceList.Targets[0]'],
    'target with an empty label': [domains('a..example'), 'Targets has invalid format, parameter: [a..example], context: RulesSource.RulesSourceList.Targets[0]'],
    'targets that differ in the dot': [domains('.example.com', 'example.com'), 'Targets has duplicate values, parameter: [example.com], context: RulesSource.RulesSourceList.Targets[1]'],
    'no targets': [domains(), 'Targets cannot be null or empty, context: RulesSource.RulesSourceList.Targets'],
    'too little capacity': [rules(`${RULE}\n${RULE.replace('sid:1', 'sid:2')}`), 'StatefulRules capacity exceeded, parameter: [2], context: RulesSource.StatefulRules', 1],
    'too little capacity for domains': [domains('a.example'), 'StatefulRules capacity exceeded, parameter: [5], context: RulesSource.StatefulRules', 4],
    'capacity over the quota': [rules(RULE), 'Capacity capacity exceeded, parameter: [30001], context: Capacity', 30_001],
    'no source': [{ RulesSource: {} }, 'RulesString, RulesSourceList, StatefulRules must set exactly one of them, context: RulesSource'],
    'two sources': [{ RulesSource: { RulesString: RULE, StatefulRules: [] } }, 'RulesString, RulesSourceList, StatefulRules must set exactly one of them, context: RulesSource'],
    'no sid': bad(rule('msg:"a";'), 'sid not assigned'),
    'unknown action': bad(rule('sid:1;', 'rejectboth tcp any any -> any any'), 'Action rejectboth is not supported'),
    'reject of udp': bad(rule('sid:1;', 'reject udp any any -> any any'), 'udp reject is not supported'),
    'bare pcre': bad(rule('pcre:"/x/"; sid:1;'), 'Using "pcre" without one of the following options is not allowed: [tls.sni, http.host, dns.query, http.uri, content].'),
    ...Object.fromEntries(['dataset', 'datarep', 'iprep', 'lua', 'luajit', 'filestore'].map((keyword) =>
      [keyword, bad(rule(`content:"a"; ${keyword}:x; sid:1;`), `RuleOptions ${keyword} is not supported`)] as const)),
    'own gid': [rules(rule('gid:9; sid:1;')), `stateful rule is invalid, rule: ${rule('gid:9; sid:1;')}, reason: GIDs are not allowed. Illegal option(s): [gid:9]`],
    'duplicate sid': [rules(`${rule('msg:"a"; sid:1;')}\n${rule('msg:"b"; sid:1;')}`), `stateful rule is invalid, reason: Duplicate signature "${rule('msg:"b"; sid:1; gid:1234567890;')}"`],
    'priority in strict order': [rules(rule('priority:2; sid:1;')), `RulesString has invalid keywords. Rule groups that use strict order can't have rules that contain the keywords \`priority\` or \`classtype\`, parameter: [${rule('priority:2; sid:1;')}], context: RulesSource.RulesString`],
    'classtype in strict order': [rules(rule('classtype:x; sid:1;')), `RulesString has invalid keywords. Rule groups that use strict order can't have rules that contain the keywords \`priority\` or \`classtype\`, parameter: [${rule('classtype:x; sid:1;')}], context: RulesSource.RulesString`],
    'undeclared variable': [rules(rule('sid:1;', 'pass tcp [$MYNET,10.0.0.0/8] any -> any any')), 'MYNET cannot be null or empty, context: RuleVariables.IPSets.MYNET'],
    'undeclared port variable': [rules(rule('sid:1;', 'pass tcp any any -> any $HTTP_PORTS')), 'HTTP_PORTS cannot be null or empty, context: RuleVariables.PortSets.HTTP_PORTS'],
    'undeclared reference': [rules(rule('sid:1;', 'pass tcp any any -> @LIST any')), 'LIST cannot be null or empty, context: ReferenceSets.IPSetReferences.LIST'],
    'bad variable name': [rules(RULE, { RuleVariables: { IPSets: { '1NET': { Definition: ['10.0.0.0/8'] } } } }), 'IPSets is invalid, parameter: [1NET], context: RuleVariables.IPSets'],
    'six references': [rules(RULE, references(6)), 'IPSetReferences limit exceeded, parameter: [6], context: ReferenceSets'],
    'a repeated reference': [rules(RULE, references(2, 'same')), 'IPSetReferences is invalid, parameter: [arn:aws:ec2:eu-central-1:1:prefix-list/pl-same], context: ReferenceSets'],
    'backslash continuation': [rules(`pass tcp any any -> any 443 (msg:"a"; \\\n sid:1;)`), 'stateful rule is invalid, rule: pass tcp any any -> any 443 (msg:"a"; \\, reason: rule continuation with a backslash is not supported'],
    'half a rule': [rules('pass tcp any any -> any 443'), 'stateful rule is invalid, rule: pass tcp any any -> any 443, reason: rule is malformed'],
    'two million bytes': [rules('#'.repeat(2_000_001)), "1 validation error detected: Value at 'ruleGroup.rulesSource.rulesString' failed to satisfy constraint: Member must have length less than or equal to 2000000"],
  };

  test.each(Object.entries(cases))('%s', async (_what, [group, message, capacity]) => {
    expect(await createGroup('g', group, capacity)).toEqual(refused(message));
    expect(aws.ruleGroups()).toEqual({});
  });

  test('8,176 characters, but not 8,175; and variables count with their values', async () => {
    const long = (length: number): string => { const rest = rule('msg:""; sid:1;').length; return rule(`msg:"${'x'.repeat(length - rest)}"; sid:1;`); };
    expect((await createGroup('ok', rules(long(8175)))).error).toBeUndefined();
    expect((await createGroup('g', rules(long(8176)))).error?.message).toMatch(/Rule exceeds max length \(8192\), Length: 8192\.$/);
    const many = Array.from({ length: 700 }, (_, at) => `10.${Math.floor(at / 250)}.${at % 250}.0/24`);
    const expanded = rules(rule('sid:1;', 'pass tcp $NETS any -> any 443'), { RuleVariables: { IPSets: { NETS: { Definition: many } } } });
    expect((await createGroup('g', expanded)).error?.message).toMatch(/Rule exceeds max length \(8192\), Length: \d+\.$/);
  });

  test.each(['under_score', 'a b', '', 'x'.repeat(129)])('name "%s"', async (name) => {
    expect((await createGroup(name, rules(RULE))).error?.message).toMatch(/^1 validation error detected: Value at 'ruleGroupName' failed to satisfy constraint/);
  });

  test('a name that is taken', async () => {
    await createGroup('g', rules(RULE));
    expect((await createGroup('g', rules(RULE))).error?.type).toBe('InvalidRequestException');
  });

  test('5-tuple rules are held to the same', async () => {
    const Header = { Protocol: 'IP', Source: '$HOME_NET', SourcePort: 'ANY', Direction: 'FORWARD', Destination: 'ANY', DestinationPort: 'ANY' };
    const StatefulRules = [{ Action: 'REJECT', Header, RuleOptions: [{ Keyword: 'sid', Settings: ['1'] }] }];
    expect((await createGroup('g', { RulesSource: { StatefulRules } })).error?.message).toMatch(/reason: ip reject is not supported$/);
  });

  function references(count: number, name?: string): object {
    const entries = Array.from({ length: count }, (_, at) => [`R${at}`, { ReferenceArn: `arn:aws:ec2:eu-central-1:1:prefix-list/pl-${name ?? at}` }]);
    return { ReferenceSets: { IPSetReferences: Object.fromEntries(entries) as object } };
  }
});

describe('a policy is refused:', () => {
  beforeEach(async () => {
    await createGroup('strict', rules(RULE));
    await createGroup('action', { RulesSource: { RulesString: RULE } });
  });
  const reference = (name: string, priority?: number): object => ({ ResourceArn: arn(name), ...(priority === undefined ? {} : { Priority: priority }) });
  const references = (...list: object[]): object => ({ StatefulRuleGroupReferences: list });
  const defaults = (...actions: string[]): object => ({ ...strictEngine, StatefulDefaultActions: actions });

  const cases: Readonly<Record<string, readonly [object, string]>> = {
    'no priority in strict order': [{ ...strictEngine, ...references(reference('strict')) }, 'Priority cannot be null, context: StatefulRuleGroupReferences[0].Priority'],
    'a priority in action order': [references(reference('action', 1)), 'Priority cannot be provided, parameter: [1], context: StatefulRuleGroupReferences[0][Priority=1]'],
    'a priority used twice': [{ ...strictEngine, ...references(reference('strict', 1), reference('action', 1)) }, 'Priority has duplicate values, parameter: [1], context: StatefulRuleGroupReferences[1][Priority=1]'],
    'an action group in a strict policy': [{ ...strictEngine, ...references(reference('action', 1)) }, `ResourceArn has invalid rule order, parameter: [${arn('action')}], context: StatefulRuleGroupReferences[0].ResourceArn`],
    'a strict group in an action policy': [references(reference('strict')), `ResourceArn has invalid rule order, parameter: [${arn('strict')}], context: StatefulRuleGroupReferences[0].ResourceArn`],
    'a group that is not there': [references(reference('nobody')), `rule group ARN does not exist, parameter: [${arn('nobody')}]`],
    'a group of the other kind': [references({ ResourceArn: arn('x', 'stateless-rulegroup') }), `rule group ARN is of incorrect entity type, parameter: [${arn('x', 'stateless-rulegroup')}]`],
    'a group of another region': [references({ ResourceArn: arn('x').replace('eu-central-1', 'us-east-1') }), `rule group ARN is invalid, parameter: [${arn('x').replace('eu-central-1', 'us-east-1')}]`],
    'an override of an own group': [references({ ...reference('action'), Override: { Action: 'DROP_TO_ALERT' } }), `rule group must be a managed resource, parameter: [${arn('action')}]`],
    'default actions without strict order': [{ StatefulDefaultActions: ['aws:drop_strict'] }, 'StatefulDefaultActions has invalid rule order, parameter: [DEFAULT_ACTION_ORDER], context: StatefulDefaultActions'],
    'two drops': [defaults('aws:drop_strict', 'aws:drop_established'), 'StatefulDefaultActions cannot exist together, parameter: [aws:drop_strict, aws:drop_established], context: StatefulDefaultActions'],
    'established with app layer': [defaults('aws:drop_established', 'aws:alert_established_app_layer'), 'StatefulDefaultActions cannot exist together, parameter: [aws:drop_established, aws:alert_established_app_layer], context: StatefulDefaultActions'],
    'an unknown default action': [defaults('aws:drop_everything'), 'StatefulDefaultActions is invalid, parameter: [aws:drop_everything], context: StatefulDefaultActions'],
    'no stateless default': [{ StatelessDefaultActions: [] }, 'StatelessDefaultActions cannot be null or empty, context: StatelessDefaultActions'],
    'two stateless defaults': [{ StatelessDefaultActions: ['aws:pass', 'aws:drop'] }, 'StatelessDefaultActions cannot exist together, parameter: [aws:pass, aws:drop], context: StatelessDefaultActions'],
    'a variable other than HOME_NET': [{ PolicyVariables: { RuleVariables: { EXTERNAL_NET: { Definition: ['10.0.0.0/8'] } } } }, 'RuleVariables is invalid, parameter: [EXTERNAL_NET], context: PolicyVariables.RuleVariables.IPSet.EXTERNAL_NET'],
    'more than 20 groups': [references(...Array.from({ length: 21 }, (_, at) => reference(`g${at}`))), 'StatefulRuleGroupReferences limit exceeded, parameter: [21], context: StatefulRuleGroupReferences'],
  };

  test.each(Object.entries(cases))('%s', async (_what, [policy, message]) => {
    expect(await createPolicy(policy)).toEqual(refused(message));
    expect(aws.policies()).toEqual({});
  });

  test('more than 30,000 reserved capacity', async () => {
    await createGroup('big', rules(RULE), 29_901);
    const policy = { ...strictEngine, ...references(reference('strict', 1), reference('big', 2)) };
    expect(await createPolicy(policy)).toEqual(refused('StatefulRuleGroupReferences capacity exceeded, parameter: [30001], context: StatefulRuleGroupReferences'));
  });

  test('but the recommended one is accepted', async () => {
    const actions = ['aws:drop_established_app_layer_to_server', 'aws:alert_established_app_layer_to_server'];
    expect((await createPolicy({ ...defaults(...actions), ...references(reference('strict', 100)) })).error).toBeUndefined();
  });
});

describe('state', () => {
  const policy = { ...stateless, ...strictEngine, StatefulRuleGroupReferences: [{ ResourceArn: arn('g'), Priority: 1 }] };

  test('a group or policy in use is not deleted, one that is not in use passes through DELETING', async () => {
    await createGroup('g', rules(RULE));
    await aws.call('CreateFirewallPolicy', { FirewallPolicyName: 'p', FirewallPolicy: policy });
    await aws.call('CreateFirewall', { FirewallName: 'f', FirewallPolicyArn: arn('p', 'firewall-policy'), VpcId: 'vpc-1', SubnetMappings: [{ SubnetId: 'subnet-1' }] });
    const inUse = refused('Unable to delete the object because it is still in use', 'InvalidOperationException');
    expect(await aws.call('DeleteRuleGroup', { RuleGroupArn: arn('g') })).toEqual(inUse);
    expect(await aws.call('DeleteFirewallPolicy', { FirewallPolicyName: 'p' })).toEqual(inUse);
    await aws.call('UpdateFirewallPolicy', { FirewallPolicyName: 'p', UpdateToken: await token('FirewallPolicy', 'p'), FirewallPolicy: { ...stateless, ...strictEngine } });
    expect((await aws.call('DeleteRuleGroup', { RuleGroupArn: arn('g') })).error).toBeUndefined();
    expect((await aws.call('DescribeRuleGroup', { RuleGroupArn: arn('g') })).output).toMatchObject({ RuleGroupResponse: { RuleGroupStatus: 'DELETING' } });
    expect((await aws.call('DescribeRuleGroup', { RuleGroupArn: arn('g') })).error?.type).toBe('ResourceNotFoundException');
  });

  test('a stale token is refused, and every write rotates it', async () => {
    await createGroup('g', rules(RULE));
    const first = await token('RuleGroup', 'g');
    const update = { RuleGroupName: 'g', Type: 'STATEFUL', RuleGroup: rules(RULE.replace('sid:1', 'sid:2')) };
    expect((await aws.call('UpdateRuleGroup', { ...update, UpdateToken: first })).error).toBeUndefined();
    expect((await aws.call('UpdateRuleGroup', { ...update, UpdateToken: first })).error?.type).toBe('InvalidTokenException');
    expect((await aws.call('UpdateRuleGroup', update)).error?.message).toContain('UpdateToken cannot be null');
  });

  test('an update is held to the capacity and the order of the creation', async () => {
    await createGroup('g', rules(RULE), 1);
    const UpdateToken = await token('RuleGroup', 'g');
    const two = rules(`${RULE}\n${RULE.replace('sid:1', 'sid:2')}`);
    expect(await aws.call('UpdateRuleGroup', { RuleGroupName: 'g', UpdateToken, RuleGroup: two })).toEqual(refused('StatefulRules capacity exceeded, parameter: [2], context: RulesSource.StatefulRules'));
    expect(await aws.call('UpdateRuleGroup', { RuleGroupName: 'g', UpdateToken, Rules: RULE })).toEqual(refused('parameter is invalid, parameter: [DEFAULT_ACTION_ORDER]'));
  });

  test('one logging destination may change in a call', async () => {
    await aws.call('CreateFirewallPolicy', { FirewallPolicyName: 'p', FirewallPolicy: stateless });
    await aws.call('CreateFirewall', { FirewallName: 'f', FirewallPolicyArn: arn('p', 'firewall-policy'), VpcId: 'vpc-1', SubnetMappings: [] });
    const config = (LogType: string): object => ({ LogType, LogDestinationType: 'S3', LogDestination: { bucketName: 'b' } });
    const update = (...types: string[]): Promise<Answer> => aws.call('UpdateLoggingConfiguration', { FirewallName: 'f', LoggingConfiguration: { LogDestinationConfigs: types.map(config) } });
    expect(await update('ALERT', 'FLOW')).toEqual(refused('Given logging configuration attempts to create/modify multiple log destination configs'));
    expect((await update('ALERT')).error).toBeUndefined();
    expect((await update('ALERT', 'FLOW')).error).toBeUndefined();
  });

  async function token(kind: 'RuleGroup' | 'FirewallPolicy', name: string): Promise<unknown> {
    return (await aws.call(`Describe${kind}`, { [`${kind}Name`]: name })).output?.['UpdateToken'];
  }
});
