import { evaluate } from '../../src/check/evaluate.js';
import { awsNetworkFirewall } from '../../src/firewalls/aws-network-firewall/index.js';
import type { Filter } from '../../src/model/filter.js';
import { variantsOf, vendorFolders } from '../vendors/support/vendor-folders.js';
import { describeWithSuricata } from './support/describe-with-suricata.js';
import type { EnginePacket, Fate } from './support/engine-packet.js';
import { judge } from './support/judge.js';
import type { Trial } from './support/near-misses.js';
import { type RuleSet, SETTINGS, stackRuleSets, vendorRuleSet } from './support/rule-sets.js';
import { trialsFor } from './support/trials.js';

// The reader's verdict on what we write ourselves, against the engine's: over the example stacks and every vendor.

const AT_LEAST = 5_000;
const EDGES = 400;

/** What the packet model has no word for: the client's port, a hello in two parts, a Host in capitals with a port. */
const isSayable = ({ kind, packet }: Trial): boolean => packet.sourcePort === undefined && kind !== 'split hello' && kind !== 'host in capitals with port';

function saidOf(filter: Filter, { source, destination, protocol, port, application, name }: EnginePacket): string {
  const carries = protocol === 'udp' ? 'opaque' : application;
  const host = carries === 'opaque' ? undefined : name?.replace(/:\d+$/, '');
  return evaluate(filter, { direction: 'egress', source, destination, protocol, port, application: carries, ...(host === undefined ? {} : { name: host }) }).verdict;
}

const truthOf = ({ verdict, repliesDropped }: Fate): string => (verdict === 'dropped' ? 'deny' : repliesDropped ? 'no answer' : 'permit');

describeWithSuricata('what is written, as the reader and as Suricata 7 judge it', () => {
  const tally = { exact: 0, bounded: 0 };

  async function disagreements({ config, plan, mode, defaultAction, policy, ...set }: RuleSet): Promise<readonly unknown[]> {
    const [filter, ...others] = awsNetworkFirewall.kind.read(config);
    if (filter === undefined || others.length > 0) throw new Error('expected one filter');
    const trials = trialsFor({ config, plan, mode, defaultAction, policy, ...set }, EDGES).filter(isSayable);
    const fates = await judge(policy.ruleGroups, policy.defaultActions, policy.variables, trials.map(({ packet }) => packet));
    return fates.flatMap((fate, index) => {
      const said = saidOf(filter, fate.packet);
      tally[said === 'unknown' ? 'bounded' : 'exact'] += 1;
      return said === 'unknown' || said === truthOf(fate) ? [] : [{ said, truth: truthOf(fate), kind: trials[index]?.kind, packet: JSON.stringify(fate.packet) }];
    });
  }

  it('every example stack', async () => {
    for (const stack of stackRuleSets()) expect(await disagreements(stack)).toEqual([]);
  }, 120_000);

  it.each(vendorFolders().flatMap((folder) => SETTINGS.map((settings) => ({ vendor: folder.document.id, folder, settings, ...settings }))))('$vendor: $mode, $defaultAction', async ({ folder, settings }) => {
    const [usual] = variantsOf(folder.probes);
    expect(await disagreements(vendorRuleSet(folder, usual?.options ?? {}, settings, ['10.20.0.0/16']))).toEqual([]);
  }, 120_000);

  it(`at least ${AT_LEAST} packets, nearly all of them exactly`, () => {
    process.stderr.write(`\nreader and engine agree on ${tally.exact} packets; ${tally.bounded} more the reader only bounds\n`);
    expect(tally.exact).toBeGreaterThanOrEqual(AT_LEAST);
    expect(tally.bounded).toBeLessThan(tally.exact / 20);
  });
});
