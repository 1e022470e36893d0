import type { RuleGroup } from '../../../src/firewalls/aws-network-firewall/rules.js';
import { rulesString } from '../../../src/firewalls/aws-network-firewall/suricata-text.js';
import { checkPolicy } from '../../terraform/support/network-firewall/check-policy.js';
import { checkRuleGroup } from '../../terraform/support/network-firewall/check-rule-group.js';
import type { RuleGroup as ApiGroup, StoredRuleGroup } from '../../terraform/support/network-firewall/model.js';
import { cidrs, flow, lowered } from './support.js';

/** The group as the API takes it. */
const apiGroup = ({ ipSets, contents }: RuleGroup): ApiGroup => ({
  RuleVariables: { IPSets: Object.fromEntries(ipSets.map(({ name, definition }) => [name, { Definition: definition }])) },
  RulesSource:
    contents.kind === 'suricata'
      ? { RulesString: rulesString(contents.rules) }
      : { RulesSourceList: { GeneratedRulesType: 'ALLOWLIST', TargetTypes: [contents.targetType], Targets: contents.targets.map(({ target }) => target) } },
  StatefulRuleOptions: { RuleOrder: 'STRICT_ORDER' },
});

const arnOf = ({ name }: RuleGroup): string => `arn:aws:network-firewall:eu-central-1:123456789012:stateful-rulegroup/${name}`;

const FLOWS = [
  ...['443/tcp tls *.x.com', '443/tcp tls x.com', '80/tcp http *.x.com', '80,8080/tcp http www.y.com', '5222/tcp opaque 198.51.100.7', '1025-65535/udp opaque 0.0.0.0/0', '53/udp opaque 2001:db8::/32'].map((text) => flow(text)),
  flow('443/tcp tls own.x.com', { from: ['10.20.1.0/24', '10.20.3.0/24'] }),
  flow('7443/tcp opaque 10.20.0.10', { direction: 'ingress', from: ['192.0.2.0/24'] }),
  flow('443/tcp tls *.z.com', { origins: Array.from({ length: 60 }, (_, index) => `vendor/requirement-of-some-length-${index}`) }),
];

describe.each(['suricata', 'domain-list'])('the service takes what %s mode writes', (mode) => {
  const few = lowered(FLOWS, { mode });
  const sources = cidrs(...Array.from({ length: 700 }, (_, index) => `10.${Math.floor(index / 128)}.${(index % 128) * 2}.0/24`));
  const crowded = lowered(FLOWS.map((each) => ({ ...each, sources })), { mode, defaultAction: 'aws:drop_strict' }, { sources });
  const names = lowered(Array.from({ length: 8_000 }, (_, index) => flow(`443/tcp tls n${index}.x.com`)), { mode });

  it.each([['a few flows', few], ['very many sources', crowded], ['very many names', names]])('%s: each group, within its capacity', (_, { rules }) => {
    for (const group of rules.groups) {
      expect(checkRuleGroup('STATEFUL', group.capacity, apiGroup(group))).toBeLessThanOrEqual(group.capacity);
      expect(group.name).toMatch(/^[a-zA-Z0-9-]{1,128}$/);
      expect(group.description.length).toBeLessThanOrEqual(512);
    }
  });

  it.each([['a few flows', few], ['very many sources', crowded], ['very many names', names]])('%s: the policy, with all its groups', (_, { rules }) => {
    const stored = new Map(rules.groups.map((group) => [arnOf(group), { capacity: group.capacity, body: apiGroup(group) } as StoredRuleGroup]));
    const policy = {
      StatelessDefaultActions: ['aws:forward_to_sfe'],
      StatelessFragmentDefaultActions: ['aws:forward_to_sfe'],
      StatefulDefaultActions: rules.policy?.defaultActions ?? [],
      StatefulEngineOptions: { RuleOrder: 'STRICT_ORDER' as const },
      PolicyVariables: { RuleVariables: { HOME_NET: { Definition: rules.policy?.homeNet ?? [] } } },
      StatefulRuleGroupReferences: rules.groups.map((group) => ({ ResourceArn: arnOf(group), Priority: group.priority })),
    };
    expect(() => checkPolicy(policy, 'eu-central-1', (arn) => stored.get(arn))).not.toThrow();
    expect(rules.groups.length).toBeGreaterThan(0);
  });
});
