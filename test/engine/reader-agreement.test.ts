import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { evaluate } from '../../src/check/evaluate.js';
import { read } from '../../src/firewalls/aws-network-firewall/read.js';
import type { Filter } from '../../src/model/filter.js';
import type { TerraformConfig } from '../../src/terraform/config.js';
import { reference } from '../../src/terraform/values.js';
import { SETS, packetsNear } from './reader-packets.js';
import { describeWithSuricata } from './support/describe-with-suricata.js';
import type { EnginePacket, Fate } from './support/engine-packet.js';
import { judge } from './support/judge.js';

const FOLDER = join(__dirname, 'reader-rules');
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.rules')).sort();
const DEFAULTS: readonly (readonly string[])[] = [[], ['aws:drop_established'], ['aws:drop_established_app_layer_to_server'], ['aws:drop_established_app_layer'], ['aws:drop_strict']];
const PACKETS = 160;

function configOf(rules: string, actions: readonly string[]): TerraformConfig {
  const ipSets = Object.entries(SETS.ipSets).filter(([key]) => key !== 'HOME_NET').map(([key, definition]) => ({ key, ip_set: [{ definition }] }));
  const portSets = Object.entries(SETS.portSets).map(([key, definition]) => ({ key, port_set: [{ definition }] }));
  const group = { rule_variables: [{ ip_sets: ipSets, port_sets: portSets }], rules_source: [{ rules_string: rules }], stateful_rule_options: [{ rule_order: 'STRICT_ORDER' }] };
  const policy = {
    policy_variables: [{ rule_variables: [{ key: 'HOME_NET', ip_set: [{ definition: SETS.ipSets.HOME_NET }] }] }],
    stateful_default_actions: actions,
    stateful_engine_options: [{ rule_order: 'STRICT_ORDER' }],
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

function filterOf(rules: string, actions: readonly string[]): Filter {
  const [filter, ...others] = read(configOf(rules, actions));
  if (filter === undefined || others.length > 0) throw new Error('expected one filter');
  return filter;
}

/** What the engine did, in the words of a verdict: out and back, or nothing; out without an answer is neither. */
const truthOf = ({ verdict, repliesDropped }: Fate): string => (verdict === 'dropped' ? 'deny' : repliesDropped ? 'no answer' : 'permit');

const saidOf = (filter: Filter, { source, destination, protocol, port, application, name }: EnginePacket): string =>
  evaluate(filter, { direction: 'egress', source, destination, protocol, port, application, ...(name === undefined ? {} : { name }) }).verdict;

describeWithSuricata('what the reader says and what Suricata 7 does', () => {
  const tally = { exact: 0, bounded: 0 };

  it.each(FILES)('%s', async (file) => {
    const rules = readFileSync(join(FOLDER, file), 'utf8');
    for (const [index, actions] of DEFAULTS.entries()) {
      const packets = packetsNear(rules, PACKETS, 1_000 * (FILES.indexOf(file) + 1) + index);
      const filter = filterOf(rules, actions);
      const fates = await judge([rules], actions, SETS, packets);
      const wrong = fates.flatMap((fate) => {
        const said = saidOf(filter, fate.packet);
        tally[said === 'unknown' ? 'bounded' : 'exact'] += 1;
        return said === 'unknown' || said === truthOf(fate) ? [] : [{ file, actions, said, truth: truthOf(fate), by: [fate.passedBy, fate.droppedBy, fate.seenAs], packet: JSON.stringify(fate.packet) }];
      });
      expect(wrong).toEqual([]);
    }
  }, 120_000);

  it('has judged at least 5,000 packets, and has a plain word for most of them', () => {
    process.stderr.write(`reader agreement: ${tally.exact} exact and ${tally.bounded} bounded verdicts over ${FILES.length} rule files\n`);
    expect(tally.exact + tally.bounded).toBeGreaterThanOrEqual(5_000);
    expect(tally.exact / (tally.exact + tally.bounded)).toBeGreaterThan(0.8);
  });
});
