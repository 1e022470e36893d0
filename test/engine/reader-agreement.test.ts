import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { evaluate } from '../../src/check/evaluate.js';
import { read } from '../../src/firewalls/aws-network-firewall/read.js';
import type { Filter } from '../../src/model/filter.js';
import type { TerraformConfig, ValueMap } from '../../src/terraform/config.js';
import { reference } from '../../src/terraform/values.js';
import { SETS, namesAtEachLine, packetsNear } from './reader-packets.js';
import { domainListRules } from './support/domain-list.js';
import { describeWithSuricata } from './support/describe-with-suricata.js';
import type { EnginePacket, Fate } from './support/engine-packet.js';
import { judge, judgeByAction } from './support/judge.js';
import { ruleLines } from './support/rule-order.js';
import { testRules } from './support/suricata.js';

const FOLDER = join(__dirname, 'reader-rules');
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.rules')).sort();
const DEFAULTS: readonly (readonly string[])[] = [[], ['aws:drop_established'], ['aws:drop_established_app_layer_to_server'], ['aws:drop_established_app_layer'], ['aws:drop_strict']];
const PACKETS = 160;

type Order = 'STRICT_ORDER' | 'DEFAULT_ACTION_ORDER';

function configOf(source: ValueMap, actions: readonly string[], order: Order): TerraformConfig {
  const ipSets = Object.entries(SETS.ipSets).filter(([key]) => key !== 'HOME_NET').map(([key, definition]) => ({ key, ip_set: [{ definition }] }));
  const portSets = Object.entries(SETS.portSets).map(([key, definition]) => ({ key, port_set: [{ definition }] }));
  const group = { rule_variables: [{ ip_sets: ipSets, port_sets: portSets }], rules_source: [source], stateful_rule_options: [{ rule_order: order }] };
  const policy = {
    policy_variables: [{ rule_variables: [{ key: 'HOME_NET', ip_set: [{ definition: SETS.ipSets.HOME_NET }] }] }],
    stateful_default_actions: actions,
    stateful_engine_options: [{ rule_order: order }],
    stateful_rule_group_reference: [{ priority: 100, resource_arn: reference('aws_networkfirewall_rule_group.all', 'arn') }],
    stateless_default_actions: ['aws:forward_to_sfe'],
  };
  return {
    resources: [
      { address: 'aws_networkfirewall_rule_group.all', type: 'aws_networkfirewall_rule_group', values: { type: 'STATEFUL', rule_group: [group] } },
      { address: 'aws_networkfirewall_firewall_policy.all', type: 'aws_networkfirewall_firewall_policy', values: { firewall_policy: [policy] } },
    ],
  };
}

function filterOf(source: ValueMap, actions: readonly string[], order: Order = 'STRICT_ORDER'): Filter {
  const [filter, ...others] = read(configOf(source, actions, order));
  if (filter === undefined || others.length > 0) throw new Error('expected one filter');
  return filter;
}

/** What the engine did, in the words of a verdict: out and back, or nothing; out without an answer is neither. */
const truthOf = ({ verdict, repliesDropped }: Fate): string => (verdict === 'dropped' ? 'deny' : repliesDropped ? 'no answer' : 'permit');

const saidOf = (filter: Filter, { source, destination, protocol, port, application, name }: EnginePacket): string =>
  evaluate(filter, { direction: 'egress', source, destination, protocol, port, application, ...(name === undefined ? {} : { name }) }).verdict;

/** From a client port that a rule singles out, or that no client chooses: read-axes.ts says why the reader leaves that aside. */
function isSingledOut(rules: string, { sourcePort }: EnginePacket): boolean {
  const headers = ruleLines(rules).map((line) => line.slice(0, line.indexOf('(')).replaceAll('$WEB', SETS.portSets.WEB.join(',')));
  const named = headers.flatMap((header) => header.match(/\b\d+(?::\d+)?(?=[\s\],]|$)/g) ?? []);
  if (sourcePort === undefined || sourcePort < 1_024) return sourcePort !== undefined;
  return named.some((text) => {
    const [from, to = from] = text.split(':').map(Number);
    return from !== undefined && to !== undefined && to - from < 1_024 && from <= sourcePort && sourcePort <= to;
  });
}

/** The harness adds an option to each line: a rule has to be on one. */
const onOneLine = (text: string): string => text.split('\n').filter((line) => !line.startsWith('#')).join('\n').replace(/\\\n\s*/g, ' ').replace(/[ \t]+/g, ' ');

describeWithSuricata('what the reader says and what Suricata 7 does', () => {
  const tally = { exact: 0, bounded: 0 };

  const disagreements = async (filter: Filter, rules: string, actions: readonly string[], packets: readonly EnginePacket[]): Promise<readonly unknown[]> =>
    differing(filter, rules, actions, await judge([rules], actions, SETS, packets));

  function differing(filter: Filter, rules: string, actions: readonly string[], fates: readonly Fate[]): readonly unknown[] {
    return fates.filter(({ packet }) => !isSingledOut(rules, packet)).flatMap((fate) => {
      const said = saidOf(filter, fate.packet);
      tally[said === 'unknown' ? 'bounded' : 'exact'] += 1;
      return said === 'unknown' || said === truthOf(fate) ? [] : [{ actions, said, truth: truthOf(fate), passedBy: fate.passedBy, droppedBy: fate.droppedBy, packet: JSON.stringify(fate.packet) }];
    });
  }

  it.each(FILES)('%s, in strict order under each default action', async (file) => {
    const text = readFileSync(join(FOLDER, file), 'utf8');
    expect(await testRules(text, SETS)).toMatchObject({ accepted: true });
    const rules = onOneLine(text);
    for (const [index, actions] of DEFAULTS.entries()) {
      const packets = packetsNear(rules, PACKETS, 1_000 * (FILES.indexOf(file) + 1) + index);
      expect(await disagreements(filterOf({ rules_string: text }, actions), rules, actions, packets)).toEqual([]);
    }
  }, 120_000);

  // Suricata's own order of actions is the one that AWS names DEFAULT_ACTION_ORDER; the text may stand in any order.
  it.each(FILES)('%s, from the last line to the first, in the order of actions', async (file) => {
    const lines = ruleLines(onOneLine(readFileSync(join(FOLDER, file), 'utf8')));
    const reversed = [...lines].reverse().join('\n');
    const fates = await judgeByAction(reversed, SETS, packetsNear(reversed, PACKETS, 500 + FILES.indexOf(file)));
    expect(differing(filterOf({ rules_string: reversed }, [], 'DEFAULT_ACTION_ORDER'), reversed, [], fates)).toEqual([]);
  }, 120_000);

  it.each([['spellings.rules'], ['names.rules'], ['contents.rules'], ['hosts.rules'], ['transforms.rules'], ['twice.rules']])('%s, every name at every line', async (file) => {
    const rules = onOneLine(readFileSync(join(FOLDER, file), 'utf8'));
    for (const actions of [[], ['aws:drop_established']]) expect(await disagreements(filterOf({ rules_string: rules }, actions), rules, actions, namesAtEachLine(rules))).toEqual([]);
  }, 120_000);

  it.each(DEFAULTS.map((actions) => [actions]))('a domain list in strict order, by %s', async (actions) => {
    const list = { targets: ['.x.com', 'api.y.com', 'z.com'], targetTypes: ['TLS_SNI', 'HTTP_HOST'], generatedRulesType: 'ALLOWLIST' } as const;
    const rules = domainListRules(list, 1);
    const source = { rules_source_list: [{ targets: list.targets, target_types: list.targetTypes, generated_rules_type: list.generatedRulesType }] };
    expect(await disagreements(filterOf(source, actions), rules, actions, packetsNear(rules, PACKETS, 9))).toEqual([]);
  }, 120_000);

  it('has judged at least 5,000 packets, and has a plain word for most of them', () => {
    process.stderr.write(`reader agreement: ${tally.exact} exact and ${tally.bounded} bounded verdicts over ${FILES.length} rule files\n`);
    expect(tally.exact + tally.bounded).toBeGreaterThanOrEqual(5_000);
    expect(tally.exact / (tally.exact + tally.bounded)).toBeGreaterThan(0.9);
  });
});
