import { openingsOf, widenedBy } from '../../../src/site/open-widenings.js';
import { formatProbe, packetIn } from '../../../src/check/sample.js';
import { contextOf, flow, linesOf, lowered, targetsOf, textsOf, withoutSids } from './support.js';

const LIST = { mode: 'domain-list' };
const lost = (lowering: ReturnType<typeof lowered>): readonly string[] => lowering.widenings.map((widening) => widening.lost);

describe('domain lists', () => {
  it('one for TLS, one for HTTP, and none that would be empty', () => {
    const both = lowered([flow('443/tcp tls api.x.com'), flow('80/tcp http www.x.com')], LIST).rules.groups;
    expect(both.map(({ id, contents }) => [id, contents.kind])).toEqual([['tls-names', 'domain-list'], ['http-names', 'domain-list']]);
    expect(targetsOf(both, 'TLS_SNI')).toEqual(['api.x.com']);
    expect(targetsOf(both, 'HTTP_HOST')).toEqual(['www.x.com']);
    expect(lowered([flow('443/tcp tls api.x.com')], LIST).rules.groups.map(({ id }) => id)).toEqual(['tls-names']);
  });

  it('write a wildcard with a dot, and never x beside .x, which AWS refuses as a duplicate', () => {
    const { groups } = lowered([flow('443/tcp tls *.x.com'), flow('443/tcp tls x.com'), flow('443/tcp tls *.y.com'), flow('443/tcp tls a.y.com')], LIST).rules;
    expect(targetsOf(groups, 'TLS_SNI')).toEqual(['.x.com', '.y.com', 'a.y.com']);
  });

  it('have the site as HOME_NET, and every address as EXTERNAL_NET: a name may lead anywhere', () => {
    expect(lowered([flow('443/tcp tls x.com')], LIST).rules.groups[0]?.ipSets).toEqual([
      { name: 'EXTERNAL_NET', definition: ['0.0.0.0/0', '::/0'] },
      { name: 'HOME_NET', definition: ['10.20.0.0/16'] },
    ]);
  });

  it('say vendors and rows in the description, and keep the origins of each name', () => {
    const flows = [flow('443/tcp tls *.tokbox.com', { origins: ['alleo/media', 'flexperto/video'] }), flow('443/tcp tls api.x.com', { origins: ['alleo/api'] })];
    const [group] = lowered(flows, LIST).rules.groups;
    expect(group?.description).toBe('vendor-egress: TLS names of office, for 3 rows of alleo, flexperto');
    expect(lowered(flows.slice(1), LIST).rules.groups[0]?.description).toBe('vendor-egress: TLS names of office, for 1 row of alleo');
    expect(group?.contents).toMatchObject({ targets: [{ target: '.tokbox.com', origins: [{ vendor: 'alleo' }, { vendor: 'flexperto' }] }, { target: 'api.x.com' }] });
  });

  it('leave addresses, UDP and other sources to exact rules', () => {
    const own = flow('443/tcp tls own.x.com', { from: ['10.20.9.0/24'] });
    const lowering = lowered([flow('443/tcp tls api.x.com'), own, flow('9/udp opaque 198.51.100.7')], LIST);
    expect(lowering.rules.groups.map(({ id }) => id)).toEqual(['tls-names', 'rules']);
    expect(withoutSids(textsOf(lowering.rules.groups).join('\n').split('\n'))).toEqual([
      'pass tls 10.20.9.0/24 any -> any 443 (tls.sni; content:"own.x.com"; startswith; nocase; endswith; msg:"acme/web"; flow:to_server; sid:N; rev:1;)',
      'pass udp $HOME_NET any -> 198.51.100.7 9 (msg:"acme/web"; flow:to_server; sid:N; rev:1;)',
      'pass udp 198.51.100.7 9 -> $HOME_NET any (msg:"acme/web (replies)"; flow:to_client; sid:N; rev:1;)',
    ]);
    expect(lowering.widenings.some(({ flow: widened }) => widened === own)).toBe(false);
    expect(lowering.notes.join()).toContain('flows by name whose sources a domain list cannot hold: 1;');
  });

  it('need handshakes passed under aws:drop_strict', () => {
    expect(withoutSids(linesOf([flow('443/tcp tls x.com')], { ...LIST, defaultAction: 'aws:drop_strict' }))).toEqual([
      'pass tcp $HOME_NET any -> any any (msg:"TCP handshakes"; flow:not_established, to_server; sid:N; rev:1;)',
      'pass tcp any any -> $HOME_NET any (msg:"TCP handshakes (replies)"; flow:not_established, to_client; sid:N; rev:1;)',
    ]);
  });
});

describe('what a domain list widens', () => {
  it('the port, and the apex of a wildcard, each for itself', () => {
    const asked = flow('443/tcp tls *.x.com');
    expect(lowered([asked], LIST).widenings).toEqual([
      { lost: 'port', flow: asked, permits: [flow('1-65535/tcp tls *.x.com')], why: 'a domain list matches its names on every port' },
      { lost: 'apex', flow: asked, permits: [flow('1-65535/tcp tls x.com')], why: '.x.com in a domain list also means x.com' },
    ]);
  });

  it('not the apex when it is asked too, by itself or below a name above it', () => {
    expect(lost(lowered([flow('443/tcp tls *.x.com'), flow('443/tcp tls x.com')], LIST))).toEqual(['port', 'port']);
    expect(lost(lowered([flow('443/tcp tls *.a.x.com'), flow('443/tcp tls *.x.com')], LIST))).toEqual(['port', 'apex', 'port']);
  });

  it('the apex for TLS where it is asked for HTTP alone: the lists do not share', () => {
    expect(lost(lowered([flow('443/tcp tls *.x.com'), flow('80/tcp http x.com')], LIST))).toEqual(['port', 'apex', 'port']);
  });

  it('not the port when every port is asked', () => {
    expect(lost(lowered([flow('1-65535/tcp tls x.com')], LIST))).toEqual([]);
  });

  it('the path beside the port', () => {
    const asked = flow('443/tcp tls x.com', { path: '/a/*' });
    const { widenings } = lowered([asked], LIST);
    expect(widenings.map(({ lost: axis, permits }) => [axis, permits])).toEqual([
      ['port', [flow('1-65535/tcp tls x.com')]],
      ['path', [flow('443/tcp tls x.com')]],
    ]);
  });

  it('in series with a firewall that holds the port, only the apex is open', () => {
    const asked = flow('443/tcp tls *.x.com');
    const anywhere = flow('443/tcp tls 0.0.0.0/0');
    const group = { rules: {}, unsupported: [], notes: [], widenings: [{ lost: 'address', flow: asked, permits: [anywhere], why: '' }] } as const;
    const points = [
      { kind: { id: 'aws-security-group', seesNames: false }, units: [{ lowering: group }] },
      { kind: { id: 'aws-network-firewall', seesNames: true }, units: [{ lowering: lowered([asked], LIST, { namesBehind: true }) }] },
    ];
    const openings = openingsOf({ sources: asked.sources, required: [asked] }, points, widenedBy(points));
    expect(openings.map(({ by }) => by.map((widenings) => widenings.map(({ lost }) => lost)))).toEqual([[['apex'], ['address']]]);
    expect(openings.map(({ packets }) => packets.map(packetIn).map(formatProbe))).toEqual([['443/tcp tls x.com at 203.0.113.7 from 10.20.0.0']]);
  });

  it('does not depend on the site having an own policy', () => {
    const arn = 'arn:aws:network-firewall:eu-central-1:123456789012:firewall-policy/hub';
    const context = contextOf({ ...LIST, existingPolicyArn: arn });
    expect(context.options.existingPolicyArn).toBe(arn);
    expect(lowered([flow('443/tcp tls x.com')], { ...LIST, existingPolicyArn: arn }).rules.groups).toEqual(lowered([flow('443/tcp tls x.com')], LIST).rules.groups);
  });
});
