import { DEFAULT_ACTIONS } from '../../../src/firewalls/aws-network-firewall/options.js';
import type { RuleGroup } from '../../../src/firewalls/aws-network-firewall/rules.js';
import type { Flow } from '../../../src/model/flow.js';
import { describeWithSuricata } from '../../engine/support/describe-with-suricata.js';
import { defaultActionRules } from '../../engine/support/default-actions.js';
import { domainListRules } from '../../engine/support/domain-list.js';
import type { EnginePacket, Fate } from '../../engine/support/engine-packet.js';
import { judge } from '../../engine/support/judge.js';
import { testRules } from '../../engine/support/suricata.js';
import type { RuleVariables } from '../../engine/support/suricata-config.js';
import { cidrs, flow, lowered, textsOf } from './support.js';

const SOURCES = cidrs('10.20.0.0/16', '2001:db8:20::/48');
const at = { from: ['10.20.0.0/16', '2001:db8:20::/48'] };
const SERVER = { from: ['192.0.2.0/24', '203.0.113.9'], direction: 'ingress', origins: ['acme/listener'] } as const;

const FLOWS: readonly Flow[] = [
  flow('443/tcp tls api.x.com', at),
  flow('443,8443/tcp tls *.y.com', at),
  flow('80/tcp http www.x.com', at),
  flow('80/tcp http *.y.com', at),
  flow('3478,40000-40010/udp opaque 198.51.100.0/24', at),
  flow('5222/tcp opaque 198.51.100.7', at),
  flow('6000/udp opaque 2001:db8:ff::/48', at),
  flow('7443/tcp opaque 10.20.0.10', SERVER),
  flow('1025-2000/udp opaque 0.0.0.0/0', at),
  flow('9443/tcp tls own.z.com', { from: ['10.20.9.0/24'] }),
];

const out = (changes: Partial<EnginePacket>): EnginePacket => ({ source: '10.20.0.5', destination: '203.0.113.77', protocol: 'tcp', port: 443, application: 'tls', ...changes });
const tls = (name: string, changes: Partial<EnginePacket> = {}): EnginePacket => out({ name, ...changes });
const http = (name: string, changes: Partial<EnginePacket> = {}): EnginePacket => out({ name, port: 80, application: 'http', ...changes });
const raw = (protocol: 'tcp' | 'udp', port: number, destination: string, changes: Partial<EnginePacket> = {}): EnginePacket => out({ protocol, port, destination, application: 'opaque', ...changes });
const V6 = { source: '2001:db8:20::5', destination: '2001:db8:ff::1' };

/** Written from the flows above, by hand. */
const PASS: readonly EnginePacket[] = [
  tls('api.x.com'), tls('API.X.com'), tls('api.x.com', V6), tls('a.y.com'), tls('a.b.y.com', { port: 8443 }),
  http('www.x.com'), http('WWW.X.COM'), http('a.y.com'),
  raw('udp', 3478, '198.51.100.0'), raw('udp', 40000, '198.51.100.255'), raw('udp', 40010, '198.51.100.1'),
  raw('tcp', 5222, '198.51.100.7'), raw('udp', 6000, '2001:db8:ff:ffff::1', { source: V6.source }),
  raw('tcp', 7443, '10.20.0.10', { source: '192.0.2.255' }), raw('tcp', 7443, '10.20.0.10', { source: '203.0.113.9' }),
  raw('udp', 1025, '203.0.113.1'), raw('udp', 2000, '203.0.113.1'),
  tls('own.z.com', { source: '10.20.9.1', port: 9443 }),
];

const DROP: readonly EnginePacket[] = [
  tls('x.com'), tls('y.com'), tls('b.api.x.com'), tls('evily.com'), tls('a.y.com.evil.net'), tls('evil.net'), out({}),
  tls('api.x.com', { port: 8443 }), tls('a.y.com', { port: 444 }), tls('api.x.com', { source: '10.21.0.1' }),
  tls('www.x.com'), http('api.x.com'), http('www.x.com', { port: 8080 }), http('y.com'), http('www.x.com.evil.net'),
  raw('tcp', 443, '203.0.113.77'), raw('tcp', 80, '203.0.113.77'), out({ protocol: 'udp', name: 'api.x.com' }),
  raw('udp', 3477, '198.51.100.1'), raw('udp', 3479, '198.51.100.1'), raw('udp', 40011, '198.51.100.1'), raw('udp', 3478, '198.51.101.0'), raw('udp', 3478, '198.51.99.255'),
  raw('tcp', 3478, '198.51.100.1'), raw('tcp', 5222, '198.51.100.8'), raw('udp', 5222, '198.51.100.7'), raw('udp', 6000, '2001:db8:fe::1', { source: V6.source }),
  raw('tcp', 7443, '10.20.0.10', { source: '192.0.3.0' }), raw('tcp', 7443, '10.20.0.11', { source: '192.0.2.1' }), raw('tcp', 7442, '10.20.0.10', { source: '192.0.2.1' }),
  raw('udp', 1024, '203.0.113.1'), raw('udp', 2001, '203.0.113.1'),
  tls('own.z.com', { port: 9443 }),
  // The other side connects from the very port that was opened to it.
  raw('tcp', 22, '10.20.0.5', { source: '198.51.100.7', sourcePort: 5222 }),
  raw('udp', 53, '10.20.0.5', { source: '198.51.100.7', sourcePort: 3478 }),
];

const variablesOf = (groups: readonly RuleGroup[]): RuleVariables => ({
  ipSets: Object.fromEntries(groups.flatMap(({ ipSets }) => ipSets.map(({ name, definition }) => [name, definition]))),
  portSets: {},
});

function rulesOf(groups: readonly RuleGroup[]): readonly string[] {
  const lists = groups.flatMap(({ contents }, index) =>
    contents.kind === 'domain-list'
      ? [domainListRules({ targets: contents.targets.map(({ target }) => target), targetTypes: [contents.targetType], generatedRulesType: 'ALLOWLIST' }, 1 + 10_000 * index)]
      : [],
  );
  return [...lists, ...textsOf(groups)];
}

async function verdicts(groups: readonly RuleGroup[], actions: readonly string[], packets: readonly EnginePacket[]): Promise<readonly Fate[]> {
  return judge(rulesOf(groups), actions, variablesOf(groups), packets);
}

const shown = ({ packet }: Fate): string => JSON.stringify(packet);

describeWithSuricata('Network Firewall rules in Suricata 7', () => {
  const lowerFor = (given: Readonly<Record<string, unknown>>) => lowered(FLOWS, given, { sources: SOURCES });

  it.each(DEFAULT_ACTIONS)('load, every one, beside %s', async (defaultAction) => {
    const { rules } = lowerFor({ defaultAction });
    const text = [...rulesOf(rules.groups), ...defaultActionRules([defaultAction])].join('\n');
    expect(await testRules(text, variablesOf(rules.groups))).toMatchObject({ accepted: true });
  });

  it.each(DEFAULT_ACTIONS)('pass what was asked, with its replies, and nothing else: %s', async (defaultAction) => {
    const { rules } = lowerFor({ defaultAction });
    const passing = await verdicts(rules.groups, rules.policy?.defaultActions ?? [], PASS);
    expect(passing.filter(({ verdict, repliesDropped }) => verdict === 'dropped' || repliesDropped).map(shown)).toEqual([]);
    const dropped = await verdicts(rules.groups, rules.policy?.defaultActions ?? [], DROP);
    expect(dropped.filter(({ verdict }) => verdict === 'passed').map(shown)).toEqual([]);
  }, 60_000);

  it('wait for a ClientHello in two packets under the default default action', async () => {
    const { rules } = lowerFor({});
    const [asked, other] = await verdicts(rules.groups, rules.policy?.defaultActions ?? [], [tls('api.x.com', { splitHello: true }), tls('x.com', { splitHello: true })]);
    expect([asked?.verdict, other?.verdict]).toEqual(['passed', 'dropped']);
  });

  it.each(DEFAULT_ACTIONS)('pass every port and the apex from a domain list, as the widenings say, and nothing else: %s', async (defaultAction) => {
    const { rules } = lowerFor({ mode: 'domain-list', defaultAction });
    const widened = [tls('api.x.com', { port: 8443 }), tls('y.com'), tls('y.com', { port: 1 }), tls('a.y.com', { port: 444 }), http('www.x.com', { port: 8080 }), http('y.com')];
    const inward = tls('api.x.com', { destination: '10.20.3.3' });
    const passing = await verdicts(rules.groups, rules.policy?.defaultActions ?? [], [...PASS, ...widened, inward]);
    expect(passing.filter(({ verdict, repliesDropped }) => verdict === 'dropped' || repliesDropped).map(shown)).toEqual([]);
    const still = DROP.filter((packet) => !widened.some((each) => JSON.stringify(each) === JSON.stringify(packet)));
    expect(still).toHaveLength(DROP.length - 5);
    const dropped = await verdicts(rules.groups, rules.policy?.defaultActions ?? [], still);
    expect(dropped.filter(({ verdict }) => verdict === 'passed').map(shown)).toEqual([]);
  }, 60_000);
});
