import { join } from 'node:path';
import { evaluate, evaluateAnySpelling } from '../../../src/check/evaluate.js';
import { read } from '../../../src/firewalls/aws-network-firewall/read.js';
import { orThrow } from '../../../src/model/diagnostic.js';
import type { Filter } from '../../../src/model/filter.js';
import { parseProbe } from '../../../src/model/parse-probe.js';
import type { Resource, TerraformConfig, Value } from '../../../src/terraform/config.js';
import { readPlan } from '../../../src/terraform/read-plan.js';
import { readTerraform } from '../../../src/terraform/read-terraform.js';
import { reference, unknown } from '../../../src/terraform/values.js';

const only = (filters: readonly Filter[]): Filter => {
  const [filter, ...others] = filters;
  if (filter === undefined || others.length > 0) throw new Error(`expected one filter, got ${filters.length}`);
  return filter;
};

const foreign = (name: string): Filter => only(orThrow(readTerraform(join(__dirname, 'foreign', name))).flatMap(read));

/** The verdict on a packet in words, and the rule that decides it. */
function judged(filter: Filter, text: string): string {
  const probe = orThrow(parseProbe(text, 'test', { source: '10.1.0.5', address: '203.0.113.9' }));
  const { verdict, line, perhaps } = evaluate(filter, probe);
  const shown = (rule: string | undefined): string => rule?.replace(/aws_\w+\./g, '') ?? 'otherwise';
  return verdict === 'unknown' ? `unknown: ${shown(line?.rule)} or ${shown(perhaps?.rule)}` : `${verdict}: ${shown(line?.rule)}`;
}

describe('configurations that others wrote', () => {
  it.each([
    ['443/tcp example.com', 'permit: domains sid 1'],
    ['8443/tcp tls a.b.example.com', 'permit: domains sid 1'],
    ['443/tcp evilexample.com', 'deny: otherwise'],
    ['443/tcp api.partner.net', 'permit: domains sid 2'],
    ['443/tcp a.api.partner.net', 'deny: otherwise'],
    ['443/tcp example.com from 192.168.0.1', 'deny: otherwise'],
    ['443/tcp example.com at 172.16.9.9', 'deny: otherwise'],
    ['443/tcp example.com at 198.51.100.9', 'deny: tuples sid 1'],
    ['8443/tcp tls example.com at 198.51.100.9', 'permit: domains sid 1'],
    ['80/tcp http example.com', 'deny: otherwise'],
    ['3478/udp 203.0.113.77', 'permit: tuples sid 2'],
    ['3479/udp 203.0.113.77', 'deny: otherwise'],
    ['3478/udp 10.9.9.9 in from 203.0.113.77', 'unknown: this stateful_default_actions or tuples sid 2'], // from its port 3478, which a packet here does not say
  ])('in the style of a module: %s', (packet, expected) => expect(judged(foreign('module-style.tf.json'), packet)).toBe(expected));

  it.each([
    ['443/tcp tls www.example.com from 10.50.1.1', 'permit: flat sid 11'],
    ['443/tcp tls www.example.com', 'deny: flat sid 10'], // not in HOME_NET, which is the VPC
    ['443/tcp tls evilexample.com from 10.50.1.1', 'deny: flat sid 10'],
    ['443/tcp tls other.net', 'permit: otherwise'],
    ['443/tcp tls a.bad.net from 10.50.1.1', 'deny: list sid 2'],
    ['80/tcp bad.net from 10.50.1.1', 'deny: list sid 1'],
    ['80/tcp bad.net', 'permit: otherwise'], // generated rules are about HOME_NET
    ['25/tcp 203.0.113.9', 'deny: flat sid 13'],
    ['22/tcp 203.0.113.9', 'permit: otherwise'],
  ])('in the order of actions: %s', (packet, expected) => expect(judged(foreign('action-order.tf.json'), packet)).toBe(expected));

  it.each([
    ['3478/udp 198.51.100.127', 'permit: media sid 1'],
    ['3478/udp 198.51.100.128', 'deny: otherwise'],
    ['49151/udp 203.0.113.8', 'deny: otherwise'],
    ['5000/udp 192.0.2.1', 'permit: media sid 2'],
    ['6000/udp 192.0.2.1', 'unknown: p stateful_default_actions or media sid 3'],
    ['7000/udp 192.0.2.1', 'unknown: p stateful_default_actions or media sid 6'],
    ['22/tcp 198.51.100.1', 'permit: media sid 4'],
    ['23/tcp 198.51.100.1', 'deny: edge priority 20'],
    ['22/tcp 203.0.113.1', 'deny: edge priority 20'],
    ['123/udp 203.0.113.1', 'unknown: edge priority 30 or edge priority 30'],
  ])('with stateless rules and references: %s', (packet, expected) => expect(judged(foreign('stateless-and-references.tf.json'), packet)).toBe(expected));

  it('names the point, what was taken for granted, and what stands beside a rule', () => {
    expect(foreign('module-style.tf.json')).toMatchObject({ kind: 'aws-network-firewall', point: 'aws_networkfirewall_firewall_policy.this', directions: ['egress', 'ingress'] });
    expect(foreign('module-style.tf.json').notes).toBeUndefined();
    expect(foreign('action-order.tf.json').notes).toEqual(['UDP fragments do not reach the stateful rules']);
    expect(foreign('stateless-and-references.tf.json').notes).toEqual([expect.stringContaining('HOME_NET is not set')]);
    expect(foreign('module-style.tf.json').lines.map(({ about }) => about)).toContain('media');
  });
});

interface Given {
  readonly rules?: Value;
  readonly source?: Value;
  readonly actions?: Value;
  readonly order?: Value;
  readonly home?: readonly string[];
  readonly references?: Value;
  readonly stateless?: Value;
}

const GROUP = 'aws_networkfirewall_rule_group.g';

function configOf({ rules, source = { rules_string: rules ?? '' }, actions = ['aws:drop_established'], order = 'STRICT_ORDER', home = ['10.0.0.0/8'], references, stateless = ['aws:forward_to_sfe'] }: Given, repeats?: string): TerraformConfig {
  const group: Resource = { address: GROUP, type: 'aws_networkfirewall_rule_group', values: { type: 'STATEFUL', rule_group: { rules_source: source, stateful_rule_options: { rule_order: order } } }, ...(repeats === undefined ? {} : { repeats }) };
  const policy = {
    policy_variables: home.length === 0 ? null : { rule_variables: { key: 'HOME_NET', ip_set: { definition: home } } },
    stateful_default_actions: actions,
    stateful_engine_options: { rule_order: order },
    stateful_rule_group_reference: references ?? { priority: 1, resource_arn: reference(GROUP, 'arn') },
    stateless_default_actions: stateless,
  };
  return { resources: [group, { address: 'aws_networkfirewall_firewall_policy.p', type: 'aws_networkfirewall_firewall_policy', values: { firewall_policy: policy } }] };
}

const filterOf = (given: Given): Filter => only(read(configOf(given)).filter(({ point }) => point !== GROUP));
const verdicts = (given: Given, packets: readonly string[]): readonly string[] => packets.map((packet) => judged(filterOf(given), packet).split(':')[0] ?? '');
const unreadIn = (given: Given): readonly string[] => filterOf(given).lines.flatMap(({ unread, rule }) => (unread === undefined || rule.includes('default') ? [] : [unread]));

const SNI = 'pass tls $HOME_NET any -> any 443 (tls.sni; content:"api.x.com"; startswith; nocase; endswith; flow:to_server; sid:1;)';

describe('traps', () => {
  it('a pass by port voids rules by name, wherever it stands', () => {
    const other = ['443/tcp evil.net'];
    expect(verdicts({ rules: SNI }, other)).toEqual(['deny']);
    expect(verdicts({ rules: `${SNI}\npass tcp $HOME_NET any -> any 443 (sid:2;)` }, other)).toEqual(['permit']);
    expect(verdicts({ rules: `${SNI}\npass tcp $HOME_NET any -> any 443 (flow:to_server; sid:2;)` }, other)).toEqual(['permit']);
    expect(verdicts({ rules: `pass tcp $HOME_NET any -> any 443 (sid:2;)\ndrop tls any any -> any any (tls.sni; content:"evil.net"; nocase; endswith; sid:3;)` }, other)).toEqual(['permit']);
    expect(verdicts({ rules: `drop tls any any -> any any (tls.sni; content:"evil.net"; nocase; endswith; sid:3;)\npass tcp $HOME_NET any -> any 443 (flow:to_server; sid:2;)` }, other)).toEqual(['deny']);
  });

  it('a drop by port fires before a pass by name that stands above it', () => {
    expect(verdicts({ rules: `${SNI}\ndrop tcp any any -> any 443 (sid:2;)` }, ['443/tcp api.x.com'])).toEqual(['deny']);
    expect(verdicts({ rules: `${SNI}\ndrop tcp any any -> any 443 (flow:to_server,established; sid:2;)` }, ['443/tcp api.x.com', '443/tcp x.com'])).toEqual(['permit', 'deny']);
  });

  it('a pass of TCP by address lets the other side open connections inwards', () => {
    const inwards = ['22/tcp 10.0.0.5 in from 198.51.100.7'];
    expect(verdicts({ rules: 'pass tcp $HOME_NET any -> 198.51.100.0/24 5000 (sid:1;)' }, inwards)).toEqual(['unknown']);
    expect(verdicts({ rules: 'pass tcp $HOME_NET any -> 198.51.100.0/24 any (sid:1;)' }, inwards)).toEqual(['permit']);
    expect(verdicts({ rules: 'pass tcp $HOME_NET any -> 198.51.100.0/24 5000 (flow:to_server; sid:1;)' }, inwards)).toEqual(['deny']);
  });

  it('a pass to the server leaves replies over UDP to a rule of their own', () => {
    const ask = 'pass udp $HOME_NET any -> 198.51.100.0/24 5000 (flow:to_server; sid:1;)';
    const media = ['5000/udp 198.51.100.7'];
    expect(verdicts({ rules: ask }, media)).toEqual(['unknown']);
    expect(verdicts({ rules: `${ask}\npass udp 198.51.100.0/24 5000 -> $HOME_NET any (flow:to_client; sid:2;)` }, media)).toEqual(['permit']);
    expect(verdicts({ rules: ask.replace('flow:to_server; ', '') }, media)).toEqual(['permit']);
  });

  it('a drop of what comes back over UDP stands in front of replies that a later rule passes', () => {
    const ask = 'pass udp $HOME_NET any -> 198.51.100.0/24 5000 (flow:to_server; sid:1;)';
    const reply = 'pass udp 198.51.100.0/24 5000 -> $HOME_NET any (flow:to_client; sid:2;)';
    const drop = 'drop udp any any -> $HOME_NET any (sid:3;)';
    const media = ['5000/udp 198.51.100.7'];
    expect(verdicts({ rules: [drop, ask, reply].join('\n') }, media)).toEqual(['unknown']);
    expect(verdicts({ rules: [ask, reply, drop].join('\n') }, media)).toEqual(['permit']);
  });

  it('a pass until a connection is established lets datagrams out that nobody answers, and opens no connection of TCP', () => {
    const rules = 'pass ip $HOME_NET any -> 198.51.100.0/24 any (flow:not_established; sid:1;)';
    expect(verdicts({ rules }, ['53/udp 198.51.100.7', '443/tcp 198.51.100.7', '53/udp 203.0.113.9'])).toEqual(['unknown', 'deny', 'deny']);
  });

  it("a client's port is as clients choose it on the way out, and a stranger's choice on the way in", () => {
    const packets = (way: string): readonly string[] => [`80/tcp 198.51.100.7${way}`, `443/tcp 198.51.100.7${way}`];
    expect(verdicts({ rules: 'pass tcp any any -> any 443 (sid:1;)' }, packets(''))).toEqual(['deny', 'permit']);
    expect(verdicts({ rules: 'pass tcp any any -> any 443 (sid:1;)' }, ['80/tcp 10.0.0.5 in from 198.51.100.7'])).toEqual(['unknown']);
    expect(verdicts({ rules: 'pass tcp any 1024: -> any 443 (flow:to_server; sid:1;)' }, packets(''))).toEqual(['deny', 'permit']);
    expect(verdicts({ rules: 'pass tcp any 1024:40000 -> any 443 (flow:to_server; sid:1;)' }, packets(''))).toEqual(['deny', 'unknown']);
  });

  it('replies over TCP are dropped by the default for both directions alone', () => {
    const rules = 'pass tcp $HOME_NET any -> any 5000 (flow:to_server; sid:1;)';
    for (const [action, expected] of [['aws:drop_established', 'permit'], ['aws:drop_established_app_layer_to_server', 'permit'], ['aws:drop_established_app_layer', 'unknown'], ['aws:drop_strict', 'unknown']])
      expect([action, ...verdicts({ rules, actions: [action ?? ''] }, ['5000/tcp 198.51.100.7'])]).toEqual([action, expected]);
  });

  it('a pass of an application in a state of its flow lets single packets through, and their answers meet the drops', () => {
    const drop = 'drop tcp any any -> any any (flow:established,to_client; sid:2;)';
    const packets = ['5000/tcp tls x.com at 198.51.100.7'];
    expect(verdicts({ rules: `pass tls any any -> any any (flow:to_server; sid:1;)\n${drop}` }, packets)).toEqual(['permit']);
    expect(verdicts({ rules: `pass tls any any -> any any (flow:to_server,established; sid:1;)\n${drop}` }, packets)).toEqual(['unknown']);
  });

  it('flags of the first packet or of a reset say nothing of data', () => {
    const packets = ['5000/tcp 198.51.100.7'];
    expect(verdicts({ rules: 'pass tcp any any -> any any (flags:S; sid:1;)' }, packets)).toEqual(['deny']);
    expect(verdicts({ rules: 'pass tcp any any -> any any (flags:R; sid:1;)' }, packets)).toEqual(['deny']);
    expect(verdicts({ rules: 'drop tcp any any -> any any (flags:S; sid:1;)\npass tcp any any -> any any (sid:2;)' }, packets)).toEqual(['deny']);
    expect(verdicts({ rules: 'drop tcp any any -> any any (flags:A; sid:1;)\npass tcp any any -> any any (sid:2;)' }, packets)).toEqual(['unknown']);
  });

  it('what is recognised as one application is not another', () => {
    const rules = (match: string): string => `drop tcp any any -> any any (${match} sid:1;)\npass tcp any any -> any any (flow:to_server; sid:2;)`;
    expect(verdicts({ rules: rules('app-layer-protocol:!tls; flow:to_server,established;') }, ['9/tcp tls x.com', '9/tcp http x.com', '9/tcp 192.0.2.1'])).toEqual(['permit', 'deny', 'unknown']);
    expect(verdicts({ rules: 'drop ssh any any -> any any (sid:1;)\npass tcp any any -> any any (flow:to_server; sid:2;)' }, ['9/tcp tls x.com', '9/tcp 192.0.2.1'])).toEqual(['permit', 'unknown']);
    expect(verdicts({ rules: 'pass udp any any -> any any (app-layer-protocol:tls; sid:1;)' }, ['443/udp tls x.com'])).toEqual(['deny']);
  });

  it('no drop among the default actions lets everything through', () => {
    expect(verdicts({ rules: SNI, actions: [] }, ['443/tcp evil.net', '9/udp 192.0.2.1'])).toEqual(['permit', 'permit']);
    expect(verdicts({ rules: SNI, actions: ['aws:alert_established'] }, ['443/tcp evil.net'])).toEqual(['permit']);
  });

  it('an allowlist drops the rest of its own protocol in the order of actions, and nothing in strict order', () => {
    const source = { rules_source_list: { generated_rules_type: 'ALLOWLIST', target_types: ['TLS_SNI'], targets: ['.x.com'] } };
    const packets = ['443/tcp x.com', '443/tcp y.com', '80/tcp y.com', '22/tcp 192.0.2.1'];
    expect(verdicts({ source, order: 'DEFAULT_ACTION_ORDER', actions: null }, packets)).toEqual(['permit', 'deny', 'permit', 'permit']);
    expect(verdicts({ source, actions: [] }, packets)).toEqual(['permit', 'permit', 'permit', 'permit']);
    expect(verdicts({ source }, packets)).toEqual(['permit', 'deny', 'deny', 'deny']);
  });
});

describe('names', () => {
  const rule = (match: string): string => `pass tls any any -> any any (${match} sid:1;)`;
  const names = ['api.x.com', 'x.com', 'a.api.x.com', 'evilx.com', 'api.x.com.evil.net'];
  it.each([
    ['tls.sni; content:"api.x.com"; startswith; nocase; endswith;', ['permit', 'deny', 'deny', 'deny', 'deny']],
    ['tls.sni; dotprefix; content:".x.com"; nocase; endswith;', ['permit', 'permit', 'permit', 'deny', 'deny']],
    ['tls.sni; content:".x.com"; nocase; endswith;', ['permit', 'deny', 'permit', 'deny', 'deny']],
    ['tls.sni; content:"x.com"; nocase; endswith;', ['permit', 'permit', 'permit', 'permit', 'deny']],
    ['tls.sni; content:!"x.com"; nocase; endswith;', ['deny', 'deny', 'deny', 'deny', 'permit']],
    ['tls.sni; content:"api|2E|x.com"; startswith; nocase; endswith;', ['permit', 'deny', 'deny', 'deny', 'deny']],
    ['tls.sni; pcre:"/(^|\\.)x\\.com$/i";', ['permit', 'permit', 'permit', 'deny', 'deny']],
    ['tls.sni; bsize:9; content:"api.x.com"; nocase;', ['permit', 'deny', 'deny', 'deny', 'deny']],
    ['tls.sni; bsize:>9; content:"x.com"; nocase;', ['deny', 'deny', 'permit', 'deny', 'permit']],
    ['tls.sni; dotprefix; content:".x.com"; nocase;', ['permit', 'permit', 'permit', 'deny', 'permit']],
    ['tls.sni; content:"api.x.com"; startswith; endswith;', ['permit', 'deny', 'deny', 'deny', 'deny']],
    ['tls.sni; content:"API.x.com"; startswith; endswith;', ['deny', 'deny', 'deny', 'deny', 'deny']],
    ['tls.sni; content:"api."; startswith; nocase;', ['permit', 'deny', 'deny', 'deny', 'permit']],
    ['tls.sni; content:"api"; nocase; content:".com"; nocase; distance:2; within:4;', ['permit', 'deny', 'permit', 'deny', 'permit']],
    ['tls.sni; content:"x.com"; nocase; offset:2; depth:7;', ['permit', 'deny', 'deny', 'permit', 'permit']],
    // Suricata holds a negation alone against the name without its dot as well.
    ['tls.sni; dotprefix; content:!".x.com"; nocase; endswith;', ['deny', 'unknown', 'deny', 'permit', 'permit']],
    ['tls.sni; pcre:"/^[a-z]+\\.x\\.com/";', ['permit', 'deny', 'deny', 'deny', 'permit']],
    ['tls.sni; dotprefix; content:"x"; pcre:"/\\.x\\.com$/i";', ['permit', 'permit', 'permit', 'deny', 'deny']],
    // What PCRE and JavaScript may not read alike, and what may take for ever.
    ['tls.sni; pcre:"/^(?!api).*x.com/i";', ['deny', 'permit', 'permit', 'permit', 'deny']],
    ['tls.sni; pcre:"/^(?<!api).*x.com/i";', ['unknown', 'unknown', 'unknown', 'unknown', 'unknown']],
    ['tls.sni; pcre:"/^(a+)+$/";', ['unknown', 'unknown', 'unknown', 'unknown', 'unknown']],
  ])('%s', (match, expected) => expect(verdicts({ rules: rule(match) }, names.map((name) => `443/tcp ${name}`))).toEqual(expected));

  it.each([
    ['tls.sni; dotprefix; content:".x.com"; nocase;', ['permit', 'permit', 'permit', 'unknown', 'unknown']],
    ['tls.sni; content:"api.x.com"; startswith; endswith;', ['unknown', 'deny', 'deny', 'deny', 'deny']],
    ['tls.sni; content:"api."; startswith; nocase;', ['unknown', 'unknown', 'unknown', 'unknown', 'unknown']],
    ['tls.sni; content:!"x.com"; nocase; endswith;', ['unknown', 'unknown', 'unknown', 'unknown', 'permit']], // x.com.x.com is no end of x.com to Suricata
    ['tls.sni; bsize:>9; content:"x.com"; nocase; endswith;', ['unknown', 'unknown', 'unknown', 'unknown', 'deny']],
    ['tls.sni; pcre:"/x.com/i";', ['unknown', 'unknown', 'unknown', 'unknown', 'unknown']],
  ])('bounded for the names of a proof, whose spelling is not known: %s', (match, expected) =>
    expect(names.map((name) => evaluateAnySpelling(filterOf({ rules: rule(match) }), orThrow(parseProbe(`443/tcp ${name}`, 'test', { source: '10.1.0.5', address: '203.0.113.9' }))).verdict)).toEqual(expected));

  it('of hosts are small, so that an expression with capitals meets none', () => {
    const host = (pattern: string): Given => ({ rules: `pass http any any -> any 80 (http.host; pcre:"${pattern}"; sid:1;)` });
    expect(['/^api\\.x\\.com$/', '/^API\\.x\\.com$/i', '/^API\\.x\\.com$/'].flatMap((pattern) => verdicts(host(pattern), ['80/tcp api.x.com']))).toEqual(['permit', 'permit', 'deny']);
  });

  it('are as the packet spells them, where a rule is about one spelling', () => {
    const filter = filterOf({ rules: rule('tls.sni; content:"api.x.com"; startswith; endswith;') });
    const said = (name: string): string => evaluate(filter, { ...orThrow(parseProbe('443/tcp api.x.com', 'test', { source: '10.1.0.5', address: '203.0.113.9' })), name }).verdict;
    expect(['api.x.com', 'API.x.com'].map(said)).toEqual(['permit', 'deny']);
  });

  it('says in words what it bounded', () => {
    expect(unreadIn({ rules: rule('tls.sni; content:"api.x.com"; startswith; endswith;') })).toEqual(['"api.x.com" without nocase matches this spelling alone']);
    expect(unreadIn({ rules: rule('tls.sni; content:"x.com"; nocase; offset:2;') })).toEqual(['"x.com" with offset']);
    expect(unreadIn({ rules: rule('tls.sni; content:"x.com"; nocase; endswith; geoip:dst,DE;') })).toEqual(['geoip:dst,DE']);
    expect(unreadIn({ rules: rule('tls.sni; content:"x.com"; nocase; endswith; pcre:"/a/R";') })).toEqual(['pcre "/a/R"']);
  });
});

describe('what cannot be read is bounded, never left out', () => {
  const some = ['443/tcp api.x.com', '9/udp 192.0.2.1'];
  it.each<[string, Given]>([
    ['a line that is no rule', { rules: 'pass everything' }],
    ['an action nobody knows', { rules: 'accept tcp any any -> any any (sid:1;)' }],
    ['rules known after apply', { source: { rules_string: unknown('${file("x.rules")}') } }],
    ['targets known after apply', { source: { rules_source_list: { generated_rules_type: 'ALLOWLIST', target_types: ['TLS_SNI'], targets: unknown('var.x') } } }],
    ['a target that AWS refuses', { source: { rules_source_list: { generated_rules_type: 'ALLOWLIST', target_types: ['TLS_SNI'], targets: ['*.x.com'] } } }],
    ['a group elsewhere', { references: { priority: 1, resource_arn: 'arn:aws:network-firewall:eu-central-1:1:stateful-rulegroup/other' } }],
    ['references known after apply', { references: unknown('var.groups') }],
    ['default actions known after apply', { rules: SNI, actions: unknown('var.actions') }],
    ['an order known after apply', { rules: SNI, order: unknown('var.order') }],
    ['stateless default actions of its own', { rules: SNI, stateless: ['custom'] }],
    ['two ways of giving rules', { source: { rules_string: SNI, rules_source_list: { generated_rules_type: 'ALLOWLIST', target_types: ['TLS_SNI'], targets: ['x.com'] } } }],
  ])('%s', (_, given) => expect(verdicts(given, some)).toEqual(['unknown', 'unknown']));

  it.each([
    ['a protocol in capitals', 'pass TLS any any -> any 443 (sid:1;)'],
    ['ssl', 'pass ssl any any -> any 443 (sid:1;)'],
    ['an application asked for twice', 'pass tls any any -> any 443 (app-layer-protocol:tls; sid:1;)'],
    ['no sid', 'pass tcp any any -> any 443 (flow:to_server;)'],
    ['two words on the flow apart', 'pass tcp any any -> any 443 (flow:established; flow:to_server; sid:1;)'],
    ['a tab behind a port', 'pass tcp any any -> any 443\t(flow:to_server; sid:1;)'],
    ['a tab behind a network', 'pass tcp any any -> 0.0.0.0/0\t443 (flow:to_server; sid:1;)'],
    ['no blank before the bracket', 'pass tcp any any -> any 443(flow:to_server; sid:1;)'],
    ['transforms before and after a content', 'pass tls any any -> any 443 (tls.sni; to_lowercase; content:"api"; dotprefix; content:".x.com"; endswith; sid:1;)'],
    ['two sids', 'pass tcp any any -> any 443 (flow:to_server; sid:1; sid:2;)'],
    ['a line that begins with a blank', '  pass tcp any any -> any 443 (flow:to_server; sid:1;)\n\tdrop tcp any any -> any 9 (flow:to_server; sid:2;)'],
    ['a sid of another rule', 'pass tcp any any -> any 443 (flow:to_server; sid:1;)\nalert tcp any any -> any 444 (sid:1;)'],
    ['a message without quotes', 'pass tcp any any -> any 443 (msg:web; flow:to_server; sid:1;)'],
    ['both ways at once', 'pass tcp any any -> any 443 (flow:to_server,from_client; sid:1;)'],
    ['a word too few', 'pass tcp any any -> any 443 (flow:to_server,; sid:1;)'],
    ['nocase on http.host', 'pass tls any any -> any 443 (sid:2;)\npass http any any -> any 80 (http.host; content:"x.com"; nocase; endswith; sid:1;)', '80/tcp api.x.com'],
    ['nocase twice', 'pass tls any any -> any 443 (tls.sni; content:"api.x.com"; nocase; nocase; startswith; endswith; sid:1;)'],
    ['a depth beside startswith', 'pass tls any any -> any 443 (tls.sni; content:"api.x.com"; startswith; depth:9; nocase; endswith; sid:1;)'],
    ['ip_proto beside tcp', 'pass tcp any any -> any 443 (ip_proto:6; flow:to_server; sid:1;)'],
  ])('what Suricata refuses to load, or passes over: %s', (_, rules, packet = '443/tcp api.x.com') => expect(verdicts({ rules }, [packet, '9/tcp 192.0.2.1'])).toEqual(['unknown', 'deny']));

  it.each([
    ['a blank before a sid', 'pass tcp any any -> any 443 (flow:to_server; sid: 1;)'],
    ['a tab behind the action and the direction', 'pass\ttcp any any ->\tany 443 \t(flow:to_server; sid:1;)'],
    ['a tab in a list', 'pass tcp any any -> any [80,\t443] (flow:to_server; sid:1;)'],
  ])('what Suricata loads: %s', (_, rules) => expect(verdicts({ rules }, ['443/tcp api.x.com', '9/tcp 192.0.2.1'])).toEqual(['permit', 'deny']));

  it('a HOME_NET that nobody sets', () => {
    expect(verdicts({ rules: SNI, home: [] }, some)).toEqual(['unknown', 'deny']);
  });

  it('a group that may not exist', () => {
    expect(judged(only(read(configOf({ rules: SNI }, 'count = "${var.on}"'))), '443/tcp api.x.com')).toMatch(/^unknown/);
  });

  it("a group of AWS's own, which drops and never passes", () => {
    const managed = { priority: 2, resource_arn: 'arn:aws:network-firewall:eu-central-1:aws-managed:stateful-rulegroup/ThreatSignaturesBotnetStrictOrder' };
    const own = { priority: 1, resource_arn: reference(GROUP, 'arn') };
    expect(verdicts({ rules: SNI, references: [own, managed] }, ['443/tcp api.x.com', '443/tcp y.com'])).toEqual(['unknown', 'deny']);
    expect(verdicts({ rules: SNI, references: [own, { ...managed, override: { action: 'DROP_TO_ALERT' } }] }, ['443/tcp api.x.com'])).toEqual(['permit']);
  });

  it('keywords whose order Terraform does not keep', () => {
    const header = { protocol: 'TLS', source: '$HOME_NET', source_port: 'ANY', direction: 'FORWARD', destination: 'ANY', destination_port: '443' };
    const options = [{ keyword: 'tls.sni' }, { keyword: 'content', settings: ['"api.x.com"'] }, { keyword: 'nocase' }, { keyword: 'endswith' }, { keyword: 'sid', settings: ['1'] }];
    expect(verdicts({ source: { stateful_rule: { action: 'PASS', header, rule_option: options } } }, ['443/tcp api.x.com', '443/tcp y.com'])).toEqual(['unknown', 'deny']);
  });

  it('a firewall whose policy is elsewhere', () => {
    const firewall: Resource = { address: 'aws_networkfirewall_firewall.f', type: 'aws_networkfirewall_firewall', values: { firewall_policy_arn: 'arn:x' } };
    expect(judged(only(read({ resources: [firewall] })), '443/tcp api.x.com')).toMatch(/^unknown/);
    expect(read({ resources: [] })).toEqual([]);
  });

  it('a firewall that uses another policy than the one that is here', () => {
    const { resources } = configOf({ rules: SNI });
    const firewall = (arn: Value): Resource => ({ address: 'aws_networkfirewall_firewall.f', type: 'aws_networkfirewall_firewall', values: { firewall_policy_arn: arn } });
    const policy = resources.find(({ type }) => type === 'aws_networkfirewall_firewall_policy')?.address ?? '';
    const points = (arn: Value): readonly string[] => read({ resources: [...resources, firewall(arn)] }).map(({ point }) => point);
    expect(points(reference(policy, 'arn'))).toEqual([policy]);
    expect(points('arn:aws:network-firewall:eu-central-1:1:firewall-policy/all')).toEqual([policy, 'aws_networkfirewall_firewall.f']);
    expect(points(unknown('${var.policy}'))).toEqual([policy, 'aws_networkfirewall_firewall.f']);
  });
});

describe('groups that no policy references', () => {
  it('are read as if one policy did, and say so', () => {
    const { resources } = configOf({ rules: SNI });
    const filter = only(read({ resources: resources.filter(({ address }) => address === GROUP) }));
    expect(filter).toMatchObject({ point: GROUP, otherwise: 'deny', notes: [`no policy here references ${GROUP}: read as if one policy did, in strict order, with an aws:drop_established default`] });
    expect(judged(filter, '443/tcp api.x.com')).toMatch(/^unknown/); // HOME_NET is the policy's
  });
});

describe('several groups', () => {
  const group = (id: string, rules: string): Resource => ({ address: `aws_networkfirewall_rule_group.${id}`, type: 'aws_networkfirewall_rule_group', values: { type: 'STATEFUL', rule_group: { rules_source: { rules_string: rules }, stateful_rule_options: { rule_order: 'STRICT_ORDER' } } } });
  const policy = (references: readonly Value[]): Resource => ({
    address: 'aws_networkfirewall_firewall_policy.p',
    type: 'aws_networkfirewall_firewall_policy',
    values: { firewall_policy: { stateful_default_actions: ['aws:drop_established'], stateful_engine_options: { rule_order: 'STRICT_ORDER' }, stateful_rule_group_reference: references, stateless_default_actions: ['aws:forward_to_sfe'] } },
  });
  const to = (id: string, priority: Value): Value => ({ priority, resource_arn: reference(`aws_networkfirewall_rule_group.${id}`, 'arn') });
  const pass = group('a', 'pass tls any any -> any 443 (tls.sni; content:"x.com"; nocase; endswith; sid:1;)');
  const drop = group('b', 'drop tls any any -> any 443 (tls.sni; content:"api.x.com"; nocase; endswith; sid:1;)');
  const verdict = (references: readonly Value[]): string => judged(only(read({ resources: [pass, drop, policy(references)] })), '443/tcp api.x.com');

  it('are asked by priority, wherever they stand', () => {
    expect(verdict([to('a', 10), to('b', 20)])).toBe('permit: a sid 1');
    expect(verdict([to('a', 20), to('b', 10)])).toBe('deny: b sid 1');
    expect(verdict([to('b', '100'), to('a', '20')])).toBe('permit: a sid 1');
  });

  it('are told by their ARN where a plan or a state knows it', () => {
    const arn = (id: string): string => `arn:aws:network-firewall:eu-central-1:123456789012:stateful-rulegroup/${id}`;
    const known = (each: Resource, id: string): Resource => ({ ...each, values: { ...each.values, id: arn(id), arn: arn(id) } });
    const naming = (id: string, priority: number): Value => ({ priority, resource_arn: arn(id) });
    const said = (...references: readonly Value[]): readonly Filter[] => read({ resources: [known(pass, 'a'), known(drop, 'b'), policy(references)] });
    expect(judged(only(said(naming('a', 10), naming('b', 20))), '443/tcp api.x.com')).toBe('permit: a sid 1');
    expect(judged(only(said(naming('a', 20), naming('b', 10))), '443/tcp api.x.com')).toBe('deny: b sid 1');
    expect(judged(said(naming('a', 10), naming('c', 5))[0] as Filter, '443/tcp api.x.com')).toMatch(/^unknown/);
  });

  it('are not named by what is no ARN of theirs', () => {
    const naming = { priority: 1, resource_arn: reference('aws_networkfirewall_rule_group.a', 'name') };
    expect(judged(read({ resources: [pass, policy([naming])] })[0] as Filter, '443/tcp api.x.com')).toMatch(/^unknown/);
  });

  it('leave the verdict open where a priority is not known', () => {
    expect(verdict([to('a', 10), to('b', unknown('var.p'))])).toMatch(/^unknown/);
  });

  it('are open too where no policy here says their order', () => {
    expect(judged(only(read({ resources: [pass, drop] })), '443/tcp api.x.com')).toMatch(/^unknown/);
    expect(judged(only(read({ resources: [pass, { ...pass, address: `${pass.address}2` }] })), '443/tcp api.x.com')).toBe('permit: a sid 1');
  });
});

describe('a plan', () => {
  it('is read as its configuration is', () => {
    const blocks = { rule_group: [{ rules_source: [{ rules_source_list: [], rules_string: SNI.replace('$HOME_NET', '10.0.0.0/8'), stateful_rule: [], stateless_rules_and_custom_actions: [] }], stateful_rule_options: [{ rule_order: 'STRICT_ORDER' }], rule_variables: [], reference_sets: [] }] };
    const policy = { firewall_policy: [{ stateful_default_actions: ['aws:drop_established'], stateful_engine_options: [{ rule_order: 'STRICT_ORDER' }], stateful_rule_group_reference: [{ priority: 1 }], stateless_default_actions: ['aws:forward_to_sfe'], policy_variables: [] }] };
    const plan = {
      format_version: '1.2',
      planned_values: { root_module: { resources: [
        { address: GROUP, mode: 'managed', type: 'aws_networkfirewall_rule_group', values: { type: 'STATEFUL', rules: null, ...blocks } },
        { address: 'aws_networkfirewall_firewall_policy.p', mode: 'managed', type: 'aws_networkfirewall_firewall_policy', values: policy },
      ] } },
      resource_changes: [{ address: 'aws_networkfirewall_firewall_policy.p', change: { after_unknown: { arn: true, firewall_policy: [{ stateful_rule_group_reference: [{ resource_arn: true }] }] } } }],
      configuration: { root_module: { resources: [
        { address: 'aws_networkfirewall_firewall_policy.p', expressions: { firewall_policy: [{ stateful_rule_group_reference: [{ resource_arn: { references: [`${GROUP}.arn`, GROUP] } }] }] } },
      ] } },
    };
    const filter = only(read(orThrow(readPlan(plan, 'plan.json'))));
    expect(judged(filter, '443/tcp api.x.com')).toBe('permit: g sid 1');
    expect(judged(filter, '443/tcp x.com')).toBe('deny: otherwise');
  });
});
