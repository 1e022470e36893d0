import { variantsOf, vendorFolders } from '../vendors/support/vendor-folders.js';
import { describeWithSuricata } from './support/describe-with-suricata.js';
import { DEFAULT_ACTIONS, type RuleSet, SETTINGS, stackRuleSets, vendorRuleSet } from './support/rule-sets.js';
import { trialsFor } from './support/trials.js';
import { type Counts, addCounts, countsOf, tableOf } from './support/verdict-table.js';
import { isKnownLoss, judgeTrials, line, unshown } from './support/verdicts.js';

// Packets near the edges of what is asked for, against what is synthesized. Who is right is decided by asked.ts.

/** Both families: names are asked for over either. */
const SOURCES = ['10.20.0.0/16', '2001:db8:20::/48'];

/**
 * Every edge of the stacks, and of each vendor's usual options under the default action that is the default; a draw of
 * this many where another default action or another set of options changes only some of it.
 */
const DRAWN = { action: 300, options: 120 };
const EVERY_EDGE = Number.MAX_SAFE_INTEGER;

/** At least as many packets as the issue asks for, whatever vendors come and go. */
const AT_LEAST = 5_000;

const cases = vendorFolders().flatMap((folder) => SETTINGS.map((settings) => ({ vendor: folder.document.id, folder, settings, ...settings })));

describeWithSuricata('generated packets in Suricata 7', () => {
  const rows = new Map<string, Counts>();

  async function judgeEdges(ruleSet: RuleSet, edges: number): Promise<void> {
    const judged = await judgeTrials(ruleSet, trialsFor(ruleSet, edges));
    const row = `${ruleSet.name}, ${ruleSet.mode}, ${ruleSet.defaultAction}`;
    rows.set(row, addCounts(rows.get(row) ?? {}, countsOf(ruleSet, judged)));
    expect(judged.filter((each) => each.wrong !== undefined && !isKnownLoss(each, ruleSet)).map(line)).toEqual([]);
    expect(unshown(ruleSet, judged)).toEqual([]);
    // What is lost is said to whoever deploys it.
    const split = judged.some((each) => each.kind === 'split hello' && isKnownLoss(each, ruleSet));
    expect(ruleSet.plan.notes.some((note) => note.includes('ClientHello that comes in two packets')) || !split).toBe(true);
  }

  it('every example stack', async () => {
    const stacks = stackRuleSets();
    expect(stacks.length).toBeGreaterThan(1);
    for (const stack of stacks) await judgeEdges(stack, EVERY_EDGE);
  }, 120_000);

  it.each(cases)('$vendor: $mode, $defaultAction', async ({ folder, settings }) => {
    const [usual, ...others] = variantsOf(folder.probes);
    const isDefault = settings.defaultAction === DEFAULT_ACTIONS[0];
    await judgeEdges(vendorRuleSet(folder, usual?.options ?? {}, settings, SOURCES), isDefault ? EVERY_EDGE : DRAWN.action);
    // Other options change what is asked for, not how a default action works.
    for (const { options } of isDefault ? others : []) await judgeEdges(vendorRuleSet(folder, options, settings, SOURCES), DRAWN.options);
  }, 120_000);

  it(`were at least ${AT_LEAST}`, () => {
    process.stderr.write(`\n${tableOf(rows)}\n`);
    expect([...rows.values()].reduce(addCounts, {})['packets']).toBeGreaterThanOrEqual(AT_LEAST);
  });
});
