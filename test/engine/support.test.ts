import { captureOf } from './support/capture.js';
import { defaultActionRules } from './support/default-actions.js';
import { describeWithSuricata } from './support/describe-with-suricata.js';
import { domainListRules } from './support/domain-list.js';
import type { EnginePacket, Fate } from './support/engine-packet.js';
import { judge } from './support/judge.js';
import { strictOrder } from './support/rule-order.js';
import { testRules } from './support/suricata.js';

const VARIABLES = { ipSets: { HOME_NET: ['10.20.0.0/16', '2001:db8:20::/48'] }, portSets: {} };
const TO_SERVER = ['aws:drop_established_app_layer_to_server', 'aws:alert_established_app_layer_to_server'];
const ESTABLISHED = ['aws:drop_established'];
const BOTH_WAYS = ['aws:drop_established_app_layer'];
const STRICT = ['aws:drop_strict'];
const EACH_DEFAULT = [TO_SERVER, ESTABLISHED, BOTH_WAYS];

const EXACT = 'pass tls $HOME_NET any -> any 443 (tls.sni; content:"api.x.com"; startswith; nocase; endswith; flow:to_server; sid:1;)';
const BELOW = 'pass tls $HOME_NET any -> any 443 (tls.sni; content:".x.com"; nocase; endswith; flow:to_server; sid:2;)';
const APEX_AND_BELOW = 'pass tls $HOME_NET any -> any 443 (tls.sni; dotprefix; content:".x.com"; nocase; endswith; flow:to_server; sid:3;)';
const HOST = 'pass http $HOME_NET any -> any 80 (http.host; content:"www.x.com"; startswith; endswith; flow:to_server; sid:4;)';
const HANDSHAKE = [
  'pass tcp $HOME_NET any -> any any (flow:not_established,to_server; sid:8;)',
  'pass tcp any any -> $HOME_NET any (flow:not_established,to_client; sid:9;)',
].join('\n');

const packet = (changes: Partial<EnginePacket> = {}): EnginePacket =>
  ({ source: '10.20.0.5', destination: '203.0.113.9', protocol: 'tcp', port: 443, application: 'tls', ...changes });
const tls = (name: string, changes: Partial<EnginePacket> = {}): EnginePacket => packet({ name, ...changes });
const http = (name: string, changes: Partial<EnginePacket> = {}): EnginePacket => packet({ name, port: 80, application: 'http', ...changes });
const raw = (protocol: 'tcp' | 'udp', port: number, changes: Partial<EnginePacket> = {}): EnginePacket =>
  packet({ protocol, port, application: 'opaque', destination: '198.51.100.7', ...changes });

async function passing(rules: string, actions: readonly string[], packets: readonly EnginePacket[]): Promise<boolean[]> {
  return (await judge([rules], actions, VARIABLES, packets)).map((fate) => fate.verdict === 'passed');
}

async function fate(rules: string, actions: readonly string[], one: EnginePacket): Promise<Fate> {
  const [only] = await judge([rules], actions, VARIABLES, [one]);
  if (only === undefined) throw new Error('judge gave no fate');
  return only;
}

describe('the capture', () => {
  it('is the same bytes on every run', () => {
    const packets = [tls('a.x.com', { splitHello: true }), http('a.x.com'), raw('udp', 53)];
    expect(captureOf(packets).file.equals(captureOf(packets).file)).toBe(true);
  });

  it('refuses two flows of one 5-tuple', () => {
    expect(() => captureOf([raw('udp', 53, { sourcePort: 9 }), raw('udp', 53, { sourcePort: 9 })])).toThrow('reuse a 5-tuple');
  });
});

describe('rules on their way to the engine', () => {
  it('refuses a drop before a pass, which stock Suricata would turn round', () => {
    expect(() => strictOrder(['drop quic any any -> any any (sid:7;)', EXACT], [])).toThrow('expected no pass after a drop');
  });

  it('silences a default drop without its alert twin, as AWS does', () => {
    expect(defaultActionRules(ESTABLISHED).every((rule) => rule.startsWith('drop ') && rule.includes('noalert'))).toBe(true);
    expect(defaultActionRules([...ESTABLISHED, 'aws:alert_established']).some((rule) => rule.includes('noalert'))).toBe(false);
    expect(defaultActionRules(['aws:alert_strict']).every((rule) => rule.startsWith('alert '))).toBe(true);
    expect(() => defaultActionRules(['aws:drop_some'])).toThrow('got aws:drop_some');
  });

  it('renders a domain list as AWS documents it', () => {
    const list = { targets: ['.amazon.com', 'example.com'], targetTypes: ['TLS_SNI', 'HTTP_HOST'], generatedRulesType: 'ALLOWLIST' } as const;
    expect(domainListRules(list, 1).split('\n')).toEqual([
      'pass tls $HOME_NET any -> $EXTERNAL_NET any (ssl_state:client_hello; tls.sni; dotprefix; content:".amazon.com"; nocase; endswith; msg:"matching TLS allowlisted FQDNs"; flow:to_server, established; sid:1; rev:1;)',
      'pass tls $HOME_NET any -> $EXTERNAL_NET any (ssl_state:client_hello; tls.sni; content:"example.com"; startswith; nocase; endswith; msg:"matching TLS allowlisted FQDNs"; flow:to_server, established; sid:2; rev:1;)',
      'pass http $HOME_NET any -> $EXTERNAL_NET any (http.host; dotprefix; content:".amazon.com"; endswith; msg:"matching HTTP allowlisted FQDNs"; flow:to_server, established; sid:3; rev:1;)',
      'pass http $HOME_NET any -> $EXTERNAL_NET any (http.host; content:"example.com"; startswith; endswith; msg:"matching HTTP allowlisted FQDNs"; flow:to_server, established; sid:4; rev:1;)',
    ]);
  });
});

describeWithSuricata('real Suricata 7', () => {
  describe('suricata -T', () => {
    const accepted = async (rules: string): Promise<boolean> => (await testRules(rules, VARIABLES)).accepted;

    it('takes the forms in use and every default action', async () => {
      const scopes = ['strict', 'established', 'established_app_layer', 'established_app_layer_to_server'];
      const defaults = scopes.flatMap((scope) => [[`aws:drop_${scope}`], [`aws:alert_${scope}`], [`aws:drop_${scope}`, `aws:alert_${scope}`]]);
      for (const actions of defaults) {
        expect([actions, await accepted([EXACT, BELOW, APEX_AND_BELOW, HOST, ...defaultActionRules(actions)].join('\n'))]).toEqual([actions, true]);
      }
    });

    it('refuses nocase and capitals with http.host, and a SID used twice', async () => {
      expect(await accepted(HOST.replace('startswith;', 'startswith; nocase;'))).toBe(false);
      expect(await accepted(HOST.replace('www', 'WWW'))).toBe(false);
      expect(await accepted(`${EXACT}\n${BELOW.replace('sid:2', 'sid:1')}`)).toBe(false);
    });
  });

  describe('names', () => {
    const names = ['api.x.com', 'API.X.com', 'x.com', 'www.x.com', 'a.api.x.com', 'evilapi.x.com', 'evilx.com', 'api.x.com.evil.net', 'api.x.com.'];
    it.each([
      ['exact', EXACT, ['api.x.com', 'API.X.com']],
      ['below', BELOW, ['api.x.com', 'API.X.com', 'www.x.com', 'a.api.x.com', 'evilapi.x.com']],
      ['apex and below', APEX_AND_BELOW, ['api.x.com', 'API.X.com', 'x.com', 'www.x.com', 'a.api.x.com', 'evilapi.x.com']],
      ['exact without nocase', EXACT.replace(' nocase;', ''), ['api.x.com']],
    ])('%s', async (_, rule, expected) => {
      for (const actions of EACH_DEFAULT) {
        const passed = await passing(rule, actions, names.map((name) => tls(name)));
        expect(names.filter((_name, index) => passed[index])).toEqual(expected);
      }
    });

    it('drops what has no name, another port, another source, or is not TLS', async () => {
      const others = [packet(), tls('api.x.com', { port: 444 }), tls('api.x.com', { port: 442 }), tls('api.x.com', { source: '10.21.0.1' }), raw('tcp', 443), packet({ protocol: 'udp' })];
      for (const actions of EACH_DEFAULT) expect(await passing(EXACT, actions, others)).toEqual(others.map(() => false));
    });

    it('reads IPv6, and says who passed and who dropped', async () => {
      const ends = { source: '2001:db8:20::1', destination: '2001:db8:ff::1' };
      expect(await fate(EXACT, TO_SERVER, tls('api.x.com', ends))).toMatchObject({ verdict: 'passed', repliesDropped: false, passedBy: [1], droppedBy: [], seenAs: 'tls' });
      expect(await fate(EXACT, TO_SERVER, tls('x.com', ends))).toMatchObject({ verdict: 'dropped', passedBy: [], droppedBy: [expect.any(Number)], seenAs: 'tls' });
    });

    it('waits for a split ClientHello only under the app_layer actions', async () => {
      const split = [tls('api.x.com', { splitHello: true }), tls('www.x.com', { splitHello: true })];
      expect(await passing(EXACT, TO_SERVER, split)).toEqual([true, false]);
      expect(await passing(EXACT, BOTH_WAYS, split)).toEqual([true, false]);
      expect(await passing(EXACT, ESTABLISHED, split)).toEqual([false, false]);
    });

    it('needs the handshake passed both ways under drop_strict, and then still no split ClientHello', async () => {
      const hellos = [tls('api.x.com'), tls('api.x.com', { splitHello: true }), tls('x.com')];
      expect(await passing(EXACT, STRICT, hellos)).toEqual([false, false, false]);
      expect(await passing(`${EXACT}\n${HANDSHAKE}`, STRICT, hellos)).toEqual([true, false, false]);
    });

    it('passes everything without a default action', async () => {
      expect(await passing(EXACT, [], [tls('x.com'), raw('udp', 9)])).toEqual([true, true]);
    });

    it('is void beside a broad pass on the port, with a direction or without', async () => {
      const other = [tls('evil.net'), raw('tcp', 443)];
      expect(await passing(`${EXACT}\npass tcp $HOME_NET any -> any 443 (sid:7;)`, TO_SERVER, other)).toEqual([true, true]);
      expect(await passing(`${EXACT}\npass tcp $HOME_NET any -> any 443 (flow:to_server; sid:7;)`, TO_SERVER, other)).toEqual([true, true]);
    });

    it('works for a domain list, whatever the port', async () => {
      const rules = domainListRules({ targets: ['.y.com', 'x.com'], targetTypes: ['TLS_SNI', 'HTTP_HOST'], generatedRulesType: 'ALLOWLIST' }, 1);
      const asked = [tls('y.com'), tls('A.y.com', { port: 8443 }), tls('x.com', { splitHello: true }), http('b.y.com', { port: 8080 }), http('X.com')];
      // A private destination is not in $EXTERNAL_NET, which the generated rules name.
      const not = [tls('x.com', { destination: '10.20.9.9' }), tls('a.x.com'), tls('evily.com'), http('evily.com'), http('a.x.com'), packet()];
      expect(await passing(rules, TO_SERVER, [...asked, ...not])).toEqual([...asked.map(() => true), ...not.map(() => false)]);
    });
  });

  describe('hosts', () => {
    it('reads Host in any case and without its port, but not both at once', async () => {
      const hosts = [http('www.x.com'), http('WWW.X.COM'), http('www.x.com:80'), http('WWW.X.COM:80'), http('x.com'), http('a.www.x.com'), http('www.x.com.evil.net'), packet({ port: 80, application: 'http' })];
      for (const actions of EACH_DEFAULT) expect(await passing(HOST, actions, hosts)).toEqual([true, true, true, false, false, false, false, false]);
    });

    it('judges a connection by its first request: later hosts ride along', async () => {
      const several = [http('www.x.com', { laterNames: ['evil.net', 'www.x.com'] }), http('evil.net', { laterNames: ['www.x.com'] })];
      for (const actions of EACH_DEFAULT) expect(await passing(HOST, actions, several)).toEqual([true, false]);
    });
  });

  describe('addresses', () => {
    const ASK = 'pass udp $HOME_NET any -> 198.51.100.0/24 6000 (flow:to_server; sid:1;)';
    const REPLY = 'pass udp 198.51.100.0/24 6000 -> $HOME_NET any (flow:to_client; sid:2;)';
    const replies = async (rules: string, actions: readonly string[], one: EnginePacket): Promise<string> => {
      const { verdict, repliesDropped } = await fate(rules, actions, one);
      return verdict === 'dropped' ? 'nothing' : repliesDropped ? 'asks' : 'both';
    };

    it.each([
      ['an IP-only UDP pass', ASK.replace('flow:to_server; ', ''), 'udp', ['both', 'both', 'both', 'both']],
      ['a UDP pass to the server', ASK, 'udp', ['both', 'asks', 'asks', 'asks']],
      ['a UDP pass with its reply rule', `${ASK}\n${REPLY}`, 'udp', ['both', 'both', 'both', 'both']],
      ['an IP-only TCP pass', ASK.replace('udp', 'tcp').replace('flow:to_server; ', ''), 'tcp', ['both', 'both', 'both', 'both']],
      ['a TCP pass to the server', ASK.replace('udp', 'tcp'), 'tcp', ['both', 'both', 'asks', 'asks']],
      ['a TCP pass with its reply rule', `${ASK}\n${REPLY}`.replaceAll('udp', 'tcp'), 'tcp', ['both', 'both', 'both', 'both']],
    ] as const)('%s, under each default', async (_, rules, protocol, expected) => {
      const seen = await Promise.all([TO_SERVER, ESTABLISHED, BOTH_WAYS, STRICT].map((actions) => replies(rules, actions, raw(protocol, 6000))));
      expect(seen).toEqual(expected);
    });

    it('keeps to the range, the port and the protocol', async () => {
      const near = [raw('udp', 5999), raw('udp', 6001), raw('udp', 6000, { destination: '198.51.101.0' }), raw('udp', 6000, { destination: '198.51.99.255' }), raw('tcp', 6000), raw('udp', 6000, { source: '10.19.255.255' })];
      expect(await passing(`${ASK}\n${REPLY}`, TO_SERVER, near)).toEqual(near.map(() => false));
    });

    it('opens the way back in with an IP-only TCP pass, and not with a direction', async () => {
      const inward = raw('tcp', 22, { source: '198.51.100.7', sourcePort: 6000, destination: '10.20.0.5' });
      const out = ASK.replace('udp', 'tcp');
      expect(await passing(out.replace('flow:to_server; ', ''), TO_SERVER, [inward])).toEqual([true]);
      expect(await passing(`${out}\n${REPLY.replace('udp', 'tcp')}`, TO_SERVER, [inward])).toEqual([false]);
    });
  });

  describe('the size of a run', () => {
    it('judges 5,000 flows in one capture', async () => {
      const kinds = [tls('api.x.com'), tls('x.com'), http('www.x.com'), raw('udp', 6000), tls('api.x.com', { splitHello: true })];
      const packets = Array.from({ length: 5_000 }, (_, index) => kinds[index % kinds.length] ?? packet());
      const started = performance.now();
      const passed = await passing(`${EXACT}\n${HOST}`, TO_SERVER, packets);
      process.stderr.write(`engine: 5,000 flows judged in ${Math.round(performance.now() - started)} ms\n`);
      expect(passed).toEqual(packets.map((_, index) => [true, false, true, false, true][index % kinds.length]));
    }, 60_000);
  });
});
