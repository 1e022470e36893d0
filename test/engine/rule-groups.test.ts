import { variantsOf, vendorFolders } from '../vendors/support/vendor-folders.js';
import { defaultActionRules } from './support/default-actions.js';
import { describeWithSuricata } from './support/describe-with-suricata.js';
import { type RuleSet, SETTINGS, stackRuleSets, vendorRuleSet } from './support/rule-sets.js';
import { testRules } from './support/suricata.js';
import { evaluated, policyIn } from './support/synthesized-policy.js';

const cases = vendorFolders().flatMap((folder) => SETTINGS.map((settings) => ({ vendor: folder.document.id, folder, settings, ...settings })));

/** All groups of a policy at once, so that a SID that two of them use is seen as well. */
const accepts = ({ policy }: RuleSet) => testRules([...policy.ruleGroups, ...defaultActionRules(policy.defaultActions)].join('\n'), policy.variables);

describe('what Terraform makes of a rule', () => {
  it('is the text behind its escapes', () => expect(evaluated('pass tcp $HOME_NET any (msg:"$${a} %%{b} 5%";)')).toBe('pass tcp $HOME_NET any (msg:"${a} %{b} 5%";)'));

  it.each(['msg:"${a}"', 'msg:"%{if a}"'])('is not known where a template stands: %s', (text) => expect(() => evaluated(text)).toThrow('expected no template in a rule'));
});

describe('a synthesized policy', () => {
  const group = (name: string, rules: string) => ({ rule_group: { rule_variables: { ip_sets: [{ key: 'HOME_NET', ip_set: { definition: [`10.${name}.0.0/16`] } }] }, rules_source: { rules_string: rules } } });
  const json = (references: readonly string[]): string =>
    JSON.stringify({
      resource: {
        aws_networkfirewall_firewall_policy: {
          p: {
            firewall_policy: {
              policy_variables: { rule_variables: [{ key: 'HOME_NET', ip_set: { definition: ['10.0.0.0/8'] } }] },
              stateful_default_actions: ['aws:drop_strict'],
              stateful_rule_group_reference: references.map((id, index) => ({ priority: 9 - index, resource_arn: `\${aws_networkfirewall_rule_group.${id}.arn}` })),
            },
          },
        },
        aws_networkfirewall_rule_group: { a: group('1', '# why\npass ip $HOME_NET any -> $EXTERNAL_NET any (sid:1;)'), b: group('2', 'pass ip any any -> $HOME_NET any (msg:"$HOME_NET"; sid:2;)') },
      },
    });

  it('has its groups by priority, each with its own variables', () => {
    expect(policyIn(json(['a', 'b']))).toEqual({
      defaultActions: ['aws:drop_strict'],
      ruleGroups: ['pass ip any any -> $HOME_NET_G0 any (msg:"$HOME_NET"; sid:2;)', 'pass ip $HOME_NET_G1 any -> $EXTERNAL_NET any (sid:1;)'],
      variables: { ipSets: { HOME_NET: ['10.0.0.0/8'], HOME_NET_G0: ['10.2.0.0/16'], HOME_NET_G1: ['10.1.0.0/16'] }, portSets: {} },
    });
  });

  it('is refused when it leaves a group out, or names one that is not there', () => {
    expect(() => policyIn(json(['a']))).toThrow('references every rule group, got b');
    expect(() => policyIn(json(['a', 'b', 'c']))).toThrow('references every rule group, got c');
  });
});

// Other options of a vendor's probes are loaded by verdicts.test.ts, where a rule that is not accepted ends the run.
describeWithSuricata('suricata -T accepts', () => {
  it('every example stack', async () => {
    for (const stack of stackRuleSets()) {
      expect(stack.policy.ruleGroups.join('')).toContain('pass ');
      expect([stack.name, await accepts(stack)]).toEqual([stack.name, expect.objectContaining({ accepted: true })]);
    }
  }, 60_000);

  it.each(cases)('$vendor: $mode, $defaultAction', async ({ folder, settings }) => {
    const [usual] = variantsOf(folder.probes);
    const ruleSet = vendorRuleSet(folder, usual?.options ?? {}, settings, ['10.20.0.0/16']);
    expect(ruleSet.policy.ruleGroups.join('')).toContain('pass ');
    expect(await accepts(ruleSet)).toMatchObject({ accepted: true });
  }, 30_000);
});
