import { escapeMessage, shorten } from '../../../src/firewalls/aws-network-firewall/suricata-text.js';
import { flow, linesOf, lowered, textsOf, withoutSids } from './support.js';

const rules = (...flows: Parameters<typeof linesOf>[0]): readonly string[] => withoutSids(linesOf(flows));

describe('a flow in Suricata words', () => {
  it('TLS to one name', () => {
    expect(rules(flow('443/tcp tls api.x.com'))).toEqual([
      'pass tls $HOME_NET any -> any 443 (tls.sni; content:"api.x.com"; startswith; nocase; endswith; msg:"acme/web"; flow:to_server; sid:N; rev:1;)',
    ]);
  });

  it('TLS below a name: no dotprefix, so the name itself is not meant', () => {
    expect(rules(flow('443/tcp tls *.x.com'))).toEqual([
      'pass tls $HOME_NET any -> any 443 (tls.sni; content:".x.com"; nocase; endswith; msg:"acme/web"; flow:to_server; sid:N; rev:1;)',
    ]);
  });

  it('HTTP: http.host is lower case and takes no nocase', () => {
    expect(rules(flow('80/tcp http www.x.com'), flow('80/tcp http *.y.com'))).toEqual([
      'pass http $HOME_NET any -> any 80 (http.host; content:".y.com"; endswith; msg:"acme/web"; flow:to_server; sid:N; rev:1;)',
      'pass http $HOME_NET any -> any 80 (http.host; content:"www.x.com"; startswith; endswith; msg:"acme/web"; flow:to_server; sid:N; rev:1;)',
    ]);
  });

  it('several ports and ranges in one rule', () => {
    expect(rules(flow('80,443,4700-5000/tcp tls api.x.com'))[0]).toMatch(/^pass tls \$HOME_NET any -> any \[80,443,4700:5000\] \(/);
    expect(rules(flow('1025-65535/tcp tls api.x.com'))[0]).toMatch(/^pass tls \$HOME_NET any -> any 1025:65535 \(/);
  });

  it('UDP to a network: a rule each way, because UDP replies match no rule of the request', () => {
    expect(rules(flow('1025-65535/udp opaque 198.51.100.0/24', { origins: ['acme/media'] }))).toEqual([
      'pass udp $HOME_NET any -> 198.51.100.0/24 1025:65535 (msg:"acme/media"; flow:to_server; sid:N; rev:1;)',
      'pass udp 198.51.100.0/24 1025:65535 -> $HOME_NET any (msg:"acme/media (replies)"; flow:to_client; sid:N; rev:1;)',
    ]);
  });

  it('raw TCP to an address: a direction, or the SYN alone would pass the connection and let the other side in', () => {
    expect(rules(flow('5222/tcp opaque 198.51.100.7'))).toEqual([
      'pass tcp $HOME_NET any -> 198.51.100.7 5222 (msg:"acme/web"; flow:to_server; sid:N; rev:1;)',
      'pass tcp 198.51.100.7 5222 -> $HOME_NET any (msg:"acme/web (replies)"; flow:to_client; sid:N; rev:1;)',
    ]);
  });

  it('TLS to an address is any application to it, as a flow to a network means', () => {
    expect(rules(flow('443/tcp tls 198.51.100.7'))[0]).toBe('pass tcp $HOME_NET any -> 198.51.100.7 443 (msg:"acme/web"; flow:to_server; sid:N; rev:1;)');
  });

  it('IPv6', () => {
    expect(rules(flow('3478/udp opaque 2001:db8::/32'))[0]).toBe('pass udp $HOME_NET any -> 2001:db8::/32 3478 (msg:"acme/web"; flow:to_server; sid:N; rev:1;)');
  });

  it('any destination that was acknowledged', () => {
    expect(rules(flow('3478/udp opaque 0.0.0.0/0'))[0]).toBe('pass udp $HOME_NET any -> 0.0.0.0/0 3478 (msg:"acme/web"; flow:to_server; sid:N; rev:1;)');
  });

  it("ingress: from the sources given to the server, sources in a list as a variable named by what it holds", () => {
    const one = flow('7443/tcp opaque 10.20.0.10', { direction: 'ingress', from: ['192.0.2.0/24'] });
    expect(rules(one)).toEqual([
      'pass tcp 10.20.0.10 7443 -> 192.0.2.0/24 any (msg:"acme/web (replies)"; flow:to_client; sid:N; rev:1;)',
      'pass tcp 192.0.2.0/24 any -> 10.20.0.10 7443 (msg:"acme/web"; flow:to_server; sid:N; rev:1;)',
    ]);
    const two = lowered([flow('7443/tcp opaque 10.20.0.10', { direction: 'ingress', from: ['192.0.2.0/24', '203.0.113.9'] })]);
    const [group] = two.rules.groups;
    const [set] = group?.ipSets ?? [];
    expect(group?.ipSets).toEqual([{ name: expect.stringMatching(/^SOURCES_[0-9A-F]{16}$/), definition: ['192.0.2.0/24', '203.0.113.9'] }]);
    expect(textsOf(two.rules.groups)[0]).toContain(`pass tcp $${set?.name ?? '?'} any -> 10.20.0.10 7443 (`);
  });

  it('never more than strict order and the service take: one line a rule, no priority, classtype or gid', () => {
    const lines = linesOf([flow('443/tcp tls *.x.com'), flow('80/tcp http *.x.com'), flow('9/udp opaque 198.51.100.0/24')]);
    expect(lines).toHaveLength(4);
    for (const line of lines) expect(line).not.toMatch(/priority|classtype|gid:|\\$/);
  });

  it('says HOME_NET with the group, so that the policy it is in makes no difference', () => {
    expect(lowered([flow('443/tcp tls x.com')]).rules.groups[0]?.ipSets).toEqual([{ name: 'HOME_NET', definition: ['10.20.0.0/16'] }]);
  });
});

describe('aws:drop_strict', () => {
  const strict = { defaultAction: 'aws:drop_strict' };

  it('needs handshakes passed both ways where a name decides', () => {
    expect(withoutSids(linesOf([flow('443/tcp tls x.com')], strict))).toEqual([
      'pass tcp $HOME_NET any -> any any (msg:"TCP handshakes"; flow:not_established, to_server; sid:N; rev:1;)',
      'pass tcp any any -> $HOME_NET any (msg:"TCP handshakes (replies)"; flow:not_established, to_client; sid:N; rev:1;)',
      'pass tls $HOME_NET any -> any 443 (tls.sni; content:"x.com"; startswith; nocase; endswith; msg:"acme/web"; flow:to_server; sid:N; rev:1;)',
    ]);
  });

  it('needs none for addresses, and no other default action needs any', () => {
    expect(linesOf([flow('9/udp opaque 198.51.100.7')], strict).join()).not.toContain('handshake');
    expect(linesOf([flow('443/tcp tls x.com')]).join()).not.toContain('handshake');
  });

  it('is noted as one to try first', () => {
    expect(lowered([flow('443/tcp tls x.com')], strict).notes.join('\n')).toMatch(/drop_strict can drop a TLS ClientHello.*\n.*drop_strict needs handshakes/);
  });
});

describe('origins', () => {
  it('of two vendors stand in one rule', () => {
    const flows = [flow('443/tcp tls *.tokbox.com', { origins: ['alleo/media'] }), flow('443/tcp tls *.tokbox.com', { origins: ['flexperto/video'] })];
    expect(rules(...flows)).toHaveLength(1);
    expect(rules(...flows)[0]).toContain('msg:"alleo/media, flexperto/video";');
  });

  it('that do not fit in the message stand in comments above, which cost no capacity', () => {
    const origins = Array.from({ length: 40 }, (_, index) => `vendor-of-meetings/requirement-${index + 10}`);
    const lines = linesOf([flow('443/tcp tls x.com', { origins })]);
    const rule = lines[40] ?? '';
    expect(lines).toHaveLength(41);
    const sid = /sid:(\d+)/.exec(rule)?.[1] ?? '?';
    expect(lines[0]).toBe(`# ${sid}: vendor-of-meetings/requirement-10`);
    expect(rule).toMatch(/requirement-23 and 26 more"; flow/);
    expect(rule.match(/msg:"([^"]*)"/)?.[1]?.length).toBeLessThanOrEqual(500);
  });

  it('cannot end a string or an option, or start a new line', () => {
    expect(escapeMessage('a"b;c\\d|e:f\ng')).toBe('a\\"b\\;c\\\\d\\|e\\:f g');
  });

  it('are shortened by whole words', () => {
    expect(shorten(['aaaa', 'bbbb', 'cccc'], 16)).toBe('aaaa, bbbb, cccc');
    expect(shorten(['aaaa', 'bbbb', 'cccc'], 15)).toBe('aaaa and 2 more');
  });
});

describe('what no rule can say', () => {
  it.each([
    ['443/tcp opaque x.com', 'a name is seen only in TLS (SNI) and HTTP (Host)'],
    ['3478/udp opaque *.x.com', 'a name is seen only in TLS (SNI) and HTTP (Host)'],
    ['443/tcp opaque 0.0.0.0/0', 'TCP 443 to every destination would void the rules that decide by name'],
    ['1-65535/tcp opaque ::/0', 'TCP 80 and 443 to every destination would void the rules that decide by name'],
  ])('%s', (text, why) => {
    const asked = flow(text);
    const { rules: said, unsupported } = lowered([asked]);
    expect(unsupported).toEqual([{ flow: asked, why }]);
    expect(said.groups).toEqual([]);
  });

  it('leaves UDP 443 and TCP beside 80 and 443 to any destination', () => {
    expect(lowered([flow('443/udp opaque 0.0.0.0/0'), flow('81-442,444-65535/tcp opaque 0.0.0.0/0')]).unsupported).toEqual([]);
  });

  it('is a path: the host is opened, and that is said', () => {
    const asked = flow('443/tcp tls www.x.com', { path: '/recaptcha/*' });
    const { widenings, rules: said } = lowered([asked]);
    expect(widenings).toEqual([{ lost: 'path', flow: asked, permits: [flow('443/tcp tls www.x.com')], why: expect.stringContaining('path') }]);
    expect(textsOf(said.groups)[0]).toContain('content:"www.x.com"; startswith; nocase; endswith;');
  });

  it('is nothing else: Suricata rules are exact', () => {
    expect(lowered([flow('443/tcp tls *.x.com'), flow('9/udp opaque 198.51.100.0/24')]).widenings).toEqual([]);
  });
});
