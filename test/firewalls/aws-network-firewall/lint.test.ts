import { lint } from '../../../src/firewalls/aws-network-firewall/lint.js';
import { formatProblem } from '../../../src/model/diagnostic.js';
import { configOf } from '../../check/support.js';

// What is refused: badmintoncryer/cdk-preflight (create calls, 2026-09-25) and the developer guide, read 2026-11-20.

const said = (resource: unknown): readonly string[] => lint(configOf(resource)).map(formatProblem);

const STRICT = { stateful_rule_options: { rule_order: 'STRICT_ORDER' } };

const group = (ruleGroup: object): object => ({ aws_networkfirewall_rule_group: { g: { name: 'g', type: 'STATEFUL', capacity: 100, rule_group: { ...STRICT, ...ruleGroup } } } });

const rules = (text: string, more: object = {}): readonly string[] => said(group({ rules_source: { rules_string: text }, ...more }));

const rule = (options: string, header = 'pass tcp any any -> any 8443'): string => `${header} (${options})`;

const list = (more: object): readonly string[] => said(group({ rules_source: { rules_source_list: { generated_rules_type: 'ALLOWLIST', target_types: ['TLS_SNI'], targets: ['a.example'], ...more } } }));

test.each([
  ['https://example.com', 'example.com'],
  ['example.com/a', 'example.com'],
  ['example.com:443', 'example.com'],
  ['*.*.example.com', '.example.com'],
  ['a..example', undefined],
  ['x', undefined],
  ['foo.*.example.com', undefined],
  ['-a.example', undefined],
])('a target %s is refused', (target, meant) => {
  const [first, ...others] = list({ targets: [target] });
  expect(others).toEqual([]);
  expect(first).toContain(`got ${JSON.stringify(target)}${meant === undefined ? '' : ` (did you mean ${meant}?)`}`);
});

test('targets with and without a dot in front, capitals and underscores are taken', () => {
  expect(list({ targets: ['.example.com', 'API.example.org', 'a_b.example.net'] })).toEqual([]);
});

test('a list without targets, or without types', () => {
  expect(list({ targets: [] })).toEqual(['aws_networkfirewall_rule_group.g.rules_source_list.targets: expected at least one name, got an empty list']);
  expect(list({ target_types: [] })).toEqual(['aws_networkfirewall_rule_group.g.rules_source_list.target_types: expected TLS_SNI, HTTP_HOST or both, got an empty list']);
});

test.each([
  ['no sid', rule('msg:"a";'), 'rule 1: expected a sid, got none'],
  ['priority', rule('priority:2; sid:1;'), 'rule 1 (sid 1): expected no priority in a group of strict order, got priority'],
  ['classtype', rule('classtype:x; sid:1;'), 'rule 1 (sid 1): expected no classtype in a group of strict order, got classtype'],
  ['gid', rule('gid:9; sid:1;'), 'rule 1 (sid 1): expected no gid: the service adds its own, got gid'],
  ['dataset', rule('content:"a"; dataset:x; sid:1;'), 'rule 1 (sid 1): expected no dataset, which AWS does not take, got dataset'],
  ['a bare pcre', rule('pcre:"/x/"; sid:1;'), 'rule 1 (sid 1): expected pcre beside one of tls.sni, http.host, dns.query, http.uri, content, got pcre alone'],
  ['reject of udp', rule('sid:1;', 'reject udp any any -> any 53'), 'rule 1 (sid 1): expected drop, or reject of tcp, http, tls, smb, ssh, smtp, dcerpc, got reject udp'],
  ['an unknown action', rule('sid:1;', 'rejectboth tcp any any -> any 53'), 'rule 1 (sid 1): expected one of pass, drop, reject, alert, got rejectboth'],
  ['an undeclared variable', rule('sid:1;', 'pass tcp any any -> any $HTTP_PORTS'), 'rule 1 (sid 1): expected $HTTP_PORTS declared in rule_variables of the group, got nothing'],
  ['an undeclared reference', rule('sid:1;', 'pass tcp any any -> @LIST any'), 'rule 1 (sid 1): expected @LIST declared in reference_sets of the group, got nothing'],
  ['nocase on http.host', rule('http.host; content:"a.example"; nocase; endswith; sid:1;', 'pass http any any -> any 80'), 'rule 1 (sid 1): expected no nocase on http.host, which is lower case already, got content:"a.example"; nocase'],
  ['capitals on http.host', rule('http.host; content:"A.example"; endswith; sid:1;', 'pass http any any -> any 80'), 'rule 1 (sid 1): expected small letters on http.host, which is lower case already, got content:"A.example" (did you mean a.example?)'],
  ['no nocase on tls.sni', rule('tls.sni; content:"a.example"; startswith; endswith; sid:1;', 'pass tls any any -> any 443'), 'rule 1 (sid 1): expected nocase on tls.sni, which is as the client wrote it, got content:"a.example"'],
  ['a star', rule('tls.sni; content:"*.a.example"; nocase; endswith; sid:1;', 'pass tls any any -> any 443'), 'rule 1 (sid 1): expected a host name or the end of one: a star is a letter like any other, got content:"*.a.example"'],
  ['no endswith', rule('tls.sni; dotprefix; content:".a.example"; nocase; sid:1;', 'pass tls any any -> any 443'), 'rule 1 (sid 1): expected endswith: without it the rule also passes www.a.example.example.net, got content:".a.example"'],
  ['dotprefix behind its content', rule('tls.sni; content:".a.example"; dotprefix; nocase; endswith; sid:1;', 'pass tls any any -> any 443'), 'rule 1 (sid 1): expected dotprefix between tls.sni and its content, got dotprefix after a content'],
  ['a backslash at the end of a line', 'pass tcp any any -> any 443 (msg:"a"; \\', 'rule 1: expected a Suricata rule on one line: nothing follows the backslash at its end, got "pass tcp any any -> any 443 (msg:\\"a\\"; \\\\"'],
])('%s', (_what, text, expected) => {
  expect(rules(text).map((each) => each.replace('aws_networkfirewall_rule_group.g ', ''))).toEqual([expected.replace(/\\"/g, '"').replace('\\\\', '\\')]);
});

test('nocase on http.host is taken behind a transform', () => {
  expect(rules('pass http any any -> any 80 (http.host; dotprefix; content:".X.com"; nocase; endswith; flow:to_server; sid:1;)')).toEqual([]);
});

test('priority and classtype are free in action order', () => {
  expect(rules(rule('priority:2; classtype:x; sid:1;'), { stateful_rule_options: {} })).toEqual([]);
});

test('variables and references that are declared', () => {
  const variables = { ip_sets: [{ key: 'NETS', ip_set: { definition: ['10.0.0.0/8'] } }], port_sets: [{ key: 'PORTS', port_set: { definition: ['443'] } }] };
  const references = { ip_set_references: [{ key: 'LIST', ip_set_reference: { reference_arn: 'arn:aws:ec2:eu-central-1:1:prefix-list/pl-1' } }] };
  expect(rules(rule('sid:1;', 'pass tcp [$NETS,!$HOME_NET] any -> @LIST $PORTS'), { rule_variables: variables, reference_sets: references })).toEqual([]);
  expect(rules('', { rules_source: { rules_string: rule('sid:1;') }, rule_variables: { ip_sets: [{ key: '1NET', ip_set: { definition: [] } }] } })).toEqual([
    'aws_networkfirewall_rule_group.g 1NET: expected a variable name of letters, digits and underscores, a letter first, at most 32, got "1NET"',
    'aws_networkfirewall_rule_group.g 1NET: expected at least one value in its definition, got an empty list',
  ]);
});

test('stateful_rule blocks are held to one sid each', () => {
  const block = (sid: string): object => ({ action: 'PASS', header: { protocol: 'TCP' }, rule_option: [{ keyword: 'sid', settings: [sid] }] });
  expect(said(group({ rules_source: { stateful_rule: [block('1'), block('1')] } }))).toEqual([
    'aws_networkfirewall_rule_group.g stateful_rule[1]: expected a sid of its own, not 1, got that of aws_networkfirewall_rule_group.g stateful_rule[0]',
  ]);
});

describe('a policy', () => {
  const PASS = rule('sid:1;');
  const HOME = { policy_variables: { rule_variables: [{ key: 'HOME_NET', ip_set: { definition: ['10.0.0.0/8'] } }] } };
  const reference = (name: string, priority?: number): object => ({ resource_arn: `\${aws_networkfirewall_rule_group.${name}.arn}`, ...(priority === undefined ? {} : { priority }) });

  const inPolicy = (policy: object, texts: Readonly<Record<string, string>> = { a: PASS }, order: object = STRICT): readonly string[] => {
    const groups = Object.entries(texts).map(([name, text]) => [name, { name, type: 'STATEFUL', capacity: 100, rule_group: { rules_source: { rules_string: text }, ...order } }]);
    const firewall_policy = {
      stateless_default_actions: ['aws:forward_to_sfe'],
      stateful_engine_options: { rule_order: 'STRICT_ORDER' },
      stateful_default_actions: ['aws:drop_established'],
      stateful_rule_group_reference: Object.keys(texts).map((name, index) => reference(name, index + 1)),
      ...HOME,
      ...policy,
    };
    return said({ aws_networkfirewall_rule_group: Object.fromEntries(groups), aws_networkfirewall_firewall_policy: { p: { name: 'p', firewall_policy } } }).map((each) => each.replaceAll('aws_networkfirewall_', ''));
  };

  test('that is right', () => {
    expect(inPolicy({})).toEqual([]);
  });

  test('a sid in two of its groups', () => {
    expect(inPolicy({}, { a: PASS, b: PASS })).toEqual(['rule_group.b rule 1 (sid 1): expected a sid of its own in firewall_policy.p, not 1, got that of a rule of rule_group.a']);
  });

  test('a name that two of its groups have', () => {
    const named = (...names: readonly string[]): readonly string[] => {
      const groups = names.map((name, index) => [`g${index}`, { name, type: 'STATEFUL', capacity: 100, rule_group: { rules_source: { rules_string: rule(`sid:${index + 1};`) }, ...STRICT } }]);
      const firewall_policy = { stateless_default_actions: ['aws:forward_to_sfe'], stateful_engine_options: { rule_order: 'STRICT_ORDER' }, stateful_default_actions: ['aws:drop_established'], stateful_rule_group_reference: groups.map((_, index) => reference(`g${index}`, index + 1)), ...HOME };
      return said({ aws_networkfirewall_rule_group: Object.fromEntries(groups), aws_networkfirewall_firewall_policy: { p: { name: 'p', firewall_policy } } });
    };
    expect(named('a', 'b')).toEqual([]);
    expect(named('a', 'a')).toEqual(['aws_networkfirewall_rule_group.g1.name: expected a name of its own among the groups of the policy, got "a", which aws_networkfirewall_rule_group.g0 has']);
  });

  test('priorities that are missing, used twice, or given in action order', () => {
    expect(inPolicy({ stateful_rule_group_reference: [reference('a')] })).toEqual(['firewall_policy.p rule_group.a.priority: expected a priority: the rule order is strict, got nothing']);
    expect(inPolicy({ stateful_rule_group_reference: [reference('a', 1), reference('b', 1)] }, { a: PASS, b: PASS.replace('sid:1', 'sid:2') })).toEqual([
      'firewall_policy.p rule_group.b.priority: expected a priority of its own, got 1, which rule_group.a has',
    ]);
    expect(inPolicy({ stateful_engine_options: {}, stateful_default_actions: [] }, { a: PASS }, {})).toEqual(['firewall_policy.p rule_group.a.priority: expected no priority: the rule order is by action, got 1']);
  });

  test('a group of the other order', () => {
    expect(inPolicy({}, { a: PASS }, {})).toEqual(['firewall_policy.p rule_group.a: expected a group of strict order, as the policy is, got one of action order']);
  });

  test('default actions that let everything pass, exclude each other, or are unknown', () => {
    const open = 'firewall_policy.p.stateful_default_actions: expected a drop: without one everything that no rule matches passes, got ';
    expect(inPolicy({ stateful_default_actions: [] })).toEqual([`${open}nothing`]);
    expect(inPolicy({ stateful_default_actions: ['aws:alert_established'] })).toEqual([`${open}aws:alert_established`]);
    expect(inPolicy({ stateful_default_actions: ['aws:drop_strict', 'aws:drop_established'] })).toEqual(['firewall_policy.p.stateful_default_actions: expected one drop, got aws:drop_strict, aws:drop_established']);
    expect(inPolicy({ stateful_default_actions: ['aws:drop_established', 'aws:alert_established_app_layer'] })).toEqual([
      'firewall_policy.p.stateful_default_actions: expected either established or app_layer, which exclude each other, got aws:drop_established, aws:alert_established_app_layer',
    ]);
    expect(inPolicy({ stateful_default_actions: ['aws:drop_strict', 'aws:drop_everything'] })[0]).toContain('got aws:drop_everything');
  });

  test('HOME_NET that is not set, where rules or a list need it', () => {
    const missing = 'firewall_policy.p.policy_variables: expected HOME_NET, which rule_group.a uses; without it only the networks of the firewall\'s own VPC match, got nothing';
    expect(inPolicy({ policy_variables: null }, { a: rule('sid:1;', 'pass tcp $HOME_NET any -> any 8443') })).toEqual([missing]);
    expect(inPolicy({ policy_variables: null })).toEqual([]);
    expect(inPolicy({ policy_variables: null }, { a: rule('sid:1;', 'pass tcp $HOME_NET any -> any 8443') }, { ...STRICT, rule_variables: { ip_sets: [{ key: 'HOME_NET', ip_set: { definition: ['10.0.0.0/8'] } }] } })).toEqual([]);
  });

  test('traffic that never reaches the rules', () => {
    expect(inPolicy({ stateless_default_actions: ['aws:pass'] })).toEqual(['firewall_policy.p.stateless_default_actions: expected aws:forward_to_sfe: the rule groups see nothing else, got aws:pass']);
  });

  test('fragments of UDP that pass whatever the rules say', () => {
    expect(inPolicy({ stateless_fragment_default_actions: ['aws:drop'] })).toEqual([]);
    expect(inPolicy({ stateless_fragment_default_actions: ['aws:pass'] })).toEqual([
      'firewall_policy.p.stateless_fragment_default_actions: expected aws:forward_to_sfe or aws:drop: UDP in fragments passes whatever the rule groups say, got aws:pass',
    ]);
  });
});

test('stateless rules of a group, and stateless groups of a policy, with one priority', () => {
  const stateless = (...priorities: readonly number[]): object => ({
    aws_networkfirewall_rule_group: { s: { name: 's', type: 'STATELESS', capacity: 10, rule_group: { rules_source: { stateless_rules_and_custom_actions: { stateless_rule: priorities.map((priority) => ({ priority, rule_definition: { actions: ['aws:pass'], match_attributes: {} } })) } } } } },
  });
  expect(said(stateless(1, 2))).toEqual([]);
  expect(said(stateless(1, 2, 1))).toEqual(['aws_networkfirewall_rule_group.s stateless_rule: expected a priority of its own in the group, got 1 more than once']);
  const references = (...priorities: readonly number[]): object => ({ aws_networkfirewall_firewall_policy: { p: { name: 'p', firewall_policy: { stateless_default_actions: ['aws:forward_to_sfe'], stateless_fragment_default_actions: ['aws:drop'], stateless_rule_group_reference: priorities.map((priority, index) => ({ priority, resource_arn: `arn:aws:network-firewall:eu-central-1:1:stateless-rulegroup/${index}` })) } } } });
  expect(said(references(10, 20))).toEqual([]);
  expect(said(references(10, 10))).toEqual(['aws_networkfirewall_firewall_policy.p stateless_rule_group_reference: expected a priority of its own in the policy, got 10 more than once']);
});
