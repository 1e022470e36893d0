import { measure } from '../../../src/firewalls/aws-network-firewall/measure.js';
import { configOf, deployed, readings } from '../../check/support.js';

const A = 'pass tls $HOME_NET any -> any 443 (tls.sni; content:"a.example"; startswith; nocase; endswith; msg:"alleo/media, flexperto/web"; flow:to_server; sid:1; rev:1;)';
const B = 'pass tcp $NETS any -> 203.0.113.0/24 443 (msg:"alleo/media"; flow:to_server; sid:2; rev:1;)';
const C = 'pass udp $HOME_NET any -> any 53 (sid:3;)';

const group = (rulesSource: object, more: object = {}): object => ({ name: 'g', type: 'STATEFUL', capacity: 100, rule_group: { rules_source: rulesSource, stateful_rule_options: { rule_order: 'STRICT_ORDER' }, ...more } });
const groups = (of: Readonly<Record<string, object>>, more: object = {}): ReturnType<typeof configOf> => configOf({ aws_networkfirewall_rule_group: of, ...more });
const at = (config: ReturnType<typeof configOf>, name = 'g'): readonly string[] | undefined => readings(measure([deployed('vpc', config)]))[`aws_networkfirewall_rule_group.${name}`];

test('one for each rule, comments free, by the vendors of their messages or by sid; bytes of the whole text', () => {
  const variables = { rule_variables: { ip_sets: [{ key: 'HOME_NET', ip_set: { definition: ['10.0.0.0/8', '192.168.0.0/16'] } }, { key: 'NETS', ip_set: { definition: ['10.1.0.0/16'] } }] } };
  const text = `# why\n\n${A}\n${B}\n${C}`;
  // A with [10.0.0.0/8,192.168.0.0/16] in place of $HOME_NET: 27 characters for 9.
  expect(at(groups({ g: group({ rules_string: text }, variables) }))).toEqual([
    'capacity 3/100: alleo 1, alleo + flexperto 1, sid 3 1',
    'capacityPerGroup 100/30000: aws_networkfirewall_rule_group.g 100',
    `bytesPerRulesString ${text.length}/2000000: alleo + flexperto ${A.length + 1}, alleo ${B.length + 1}, sid 3 ${C.length + 1}`,
    `charactersPerRule ${A.length + 27 - 9}/8175: alleo + flexperto ${A.length + 18}`,
  ]);
});

test.each([
  [['TLS_SNI'], 4],
  [['TLS_SNI', 'HTTP_HOST'], 7],
])('a domain list of two names for %p takes %d: N*P + P + 1', (types, needed) => {
  const list = { generated_rules_type: 'ALLOWLIST', target_types: types, targets: ['a.example', '.b.example'] };
  expect(at(groups({ g: group({ rules_source_list: list }) }))).toEqual([
    `capacity ${needed}/100: 2 names for ${types.length} target types ${needed}`,
    'capacityPerGroup 100/30000: aws_networkfirewall_rule_group.g 100',
    'namesPerList 2/7500 (advice)',
  ]);
});

test('stateful_rule blocks, references, and text that only apply knows', () => {
  const references = { reference_sets: { ip_set_references: ['A', 'B'].map((key) => ({ key, ip_set_reference: { reference_arn: 'arn' } })) } };
  expect(at(groups({ g: group({ stateful_rule: [{ action: 'PASS' }, { action: 'PASS' }] }, references) }))).toEqual([
    'capacity 2/100: stateful_rule blocks 2',
    'capacityPerGroup 100/30000: aws_networkfirewall_rule_group.g 100',
    'referencesPerGroup 2/5: @A 1, @B 1',
  ]);
  expect(at(groups({ g: group({ rules_string: '${file("x.rules")}' }) }))?.[0]).toBe('capacity 0/100 or more: ${file("x.rules")}');
});

test('400 networks in HOME_NET of the policy break a rule', () => {
  const definition = Array.from({ length: 600 }, (_, index) => `10.${Math.floor(index / 250)}.${index % 250}.0/24`);
  const policy = { stateful_rule_group_reference: [{ priority: 1, resource_arn: '${aws_networkfirewall_rule_group.g.arn}' }], policy_variables: { rule_variables: [{ key: 'HOME_NET', ip_set: { definition } }] } };
  const config = groups({ g: group({ rules_string: C }) }, { aws_networkfirewall_firewall_policy: { p: { name: 'p', firewall_policy: policy } } });
  expect(at(config)?.[3]).toBe(`charactersPerRule ${C.length - 9 + definition.join().length + 2}/8175: sid 3 ${C.length - 9 + definition.join().length + 2}`);
});

describe('policies', () => {
  const reference = (name: string, priority: number): object => ({ priority, resource_arn: name.startsWith('arn') ? name : `\${aws_networkfirewall_rule_group.${name}.arn}` });
  const policyOf = (...references: object[]): object => ({ aws_networkfirewall_firewall_policy: { p: { name: 'p', firewall_policy: { stateful_rule_group_reference: references } } } });

  test('add up what their groups reserve; one elsewhere reserves what nobody here knows', () => {
    const config = groups({ g: group({ rules_string: C }), h: { ...group({ rules_string: B }), capacity: 400 } }, policyOf(reference('g', 1), reference('h', 2), reference('arn:aws:x', 3)));
    expect(readings(measure([deployed('vpc', config)]))['aws_networkfirewall_firewall_policy.p']).toEqual([
      'groupsPerPolicy 3/20: arn:aws:x 1, aws_networkfirewall_rule_group.g 1, aws_networkfirewall_rule_group.h 1',
      'capacityPerPolicy 500/30000: aws_networkfirewall_rule_group.h 400, aws_networkfirewall_rule_group.g 100 or more: the capacity of arn:aws:x',
    ]);
  });

  test('what the cloud raised counts, the lowest where sites differ; what it never raises does not', () => {
    const config = groups({ g: group({ rules_string: C }) }, policyOf(reference('g', 1)));
    const meters = readings(measure([{ sites: ['a', 'b'], config, raised: [{ capacityPerPolicy: 50_000 }, { capacityPerPolicy: 40_000, groupsPerPolicy: 99 }] }]));
    expect(meters['aws_networkfirewall_firewall_policy.p']).toEqual(['groupsPerPolicy 1/20: aws_networkfirewall_rule_group.g 1', 'capacityPerPolicy 100/40000: aws_networkfirewall_rule_group.g 100']);
  });

  test('groups for a policy elsewhere, and all of an account, are summed over sites as advice', () => {
    const config = groups({ g: group({ rules_string: C }) });
    const meters = readings(measure([deployed('a', config), deployed('b', groups({ g: group({ rules_string: C }) }))]));
    expect(meters['policies elsewhere']).toEqual(['groupsPerPolicy 2/20: a 1, b 1 (advice)', 'capacityPerPolicy 200/30000: a 100, b 100 (advice)']);
    expect(meters['aws account']).toEqual(['groupsPerRegion 2/50: a 1, b 1 (advice)']);
  });
});
