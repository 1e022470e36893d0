import { formatFlow } from '../../../src/model/flow.js';
import { formatCidr } from '../../../src/model/cidr.js';
import { cidrOfText } from '../../support/flow-of.js';
import { lowerTexts, optionsOf, GROUP } from './support.js';

// Ids end in the first ten digits of the SHA-256 of what AWS knows a rule by, computed with sha256sum.

describe('one rule for each protocol, port range and peer', () => {
  test('tcp to a network', () => {
    expect(lowerTexts(['egress tcp 443 tls 198.51.100.0/24 from 10.1.0.0/16 for alpha/web']).rules).toEqual([
      {
        id: 'egress-tcp-443-198-51-100-0-24-eaf0106210',
        direction: 'egress',
        protocol: 'tcp',
        from: 443,
        to: 443,
        peer: { kind: 'cidr', family: 4, cidr: '198.51.100.0/24' },
        description: 'alpha/web',
      },
    ]);
  });

  test('a range of media ports to a lone address, which keeps its prefix length', () => {
    expect(lowerTexts(['egress udp 1025-65535 opaque 198.51.100.7 from 10.1.0.0/16 for alpha/media']).rules).toEqual([
      {
        id: 'egress-udp-1025-65535-198-51-100-7-32-767dccb3f3',
        direction: 'egress',
        protocol: 'udp',
        from: 1025,
        to: 65535,
        peer: { kind: 'cidr', family: 4, cidr: '198.51.100.7/32' },
        description: 'alpha/media',
      },
    ]);
  });

  test('each range of a list of ports', () => {
    const { rules } = lowerTexts(['egress tcp 80,4700-5000 opaque 203.0.113.0/24 from 10.1.0.0/16 for alpha/rtc']);
    expect(rules.map(({ id, from, to }) => [id, from, to])).toEqual([
      ['egress-tcp-4700-5000-203-0-113-0-24-6aca02a0af', 4700, 5000],
      ['egress-tcp-80-203-0-113-0-24-2f0dbd6b5b', 80, 80],
    ]);
  });

  test('IPv6 beside IPv4', () => {
    const { rules } = lowerTexts(['egress tcp 443 tls 2001:db8::/32 from 2001:db8:1::/48 for alpha/web', 'egress tcp 443 tls 198.51.100.0/24 from 10.1.0.0/16 for alpha/web']);
    expect(rules.map(({ id, peer }) => [id, peer])).toEqual([
      ['egress-tcp-443-198-51-100-0-24-eaf0106210', { kind: 'cidr', family: 4, cidr: '198.51.100.0/24' }],
      ['egress-tcp-443-2001-db8-32-6db7a25517', { kind: 'cidr', family: 6, cidr: '2001:db8::/32' }],
    ]);
  });

  test('ingress: who calls is the peer', () => {
    const { rules, widenings, notes } = lowerTexts(['ingress tcp 443 tls 10.1.0.10 from 10.20.0.0/16 for ccp/ui'], { sources: [cidrOfText('10.1.0.10')] });
    expect(rules.map(({ id, direction, peer }) => [id, direction, peer])).toEqual([['ingress-tcp-443-10-20-0-0-16-71289f0084', 'ingress', { kind: 'cidr', family: 4, cidr: '10.20.0.0/16' }]]);
    expect(widenings).toEqual([]);
    expect(notes).toEqual(['vendor-egress-office: attach it to 10.1.0.10/32 and to nothing else; a security group says nothing about its own side']);
  });

  test('nothing asked, nothing said', () => {
    expect(lowerTexts([])).toEqual({ rules: [], widenings: [], unsupported: [], left: [], notes: [] });
  });
});

describe('over vendors', () => {
  test('the same opening of two vendors is one rule with both as its origins', () => {
    const { rules } = lowerTexts([
      'egress tcp 443 tls 198.51.100.0/24 from 10.1.0.0/16 for beta/web',
      'egress tcp 443 opaque 198.51.100.0/24 from 10.1.0.0/16 for alpha/turn',
      'egress tcp 443 tls 198.51.100.0/24 from 10.1.0.0/16 for alpha/web',
    ]);
    expect(rules.map(({ id, description }) => [id, description])).toEqual([['egress-tcp-443-198-51-100-0-24-eaf0106210', 'alpha/turn, alpha/web, beta/web']]);
  });

  test('443 to anywhere for the names of two vendors is one rule: AWS would refuse the second', () => {
    const { rules } = lowerTexts(
      ['egress tcp 443 tls api.alpha.example from 10.1.0.0/16 for alpha/web', 'egress tcp 443 tls *.beta.example from 10.1.0.0/16 for beta/web'],
      { namesBehind: true },
    );
    expect(rules).toEqual([
      {
        id: 'egress-tcp-443-0-0-0-0-0-0fdf50b6af',
        direction: 'egress',
        protocol: 'tcp',
        from: 443,
        to: 443,
        peer: { kind: 'cidr', family: 4, cidr: '0.0.0.0/0' },
        description: 'alpha/web, beta/web',
      },
    ]);
  });

  test('more origins than a description holds are counted by vendor', () => {
    const texts = Array.from({ length: 30 }, (_, index) => `egress tcp 443 tls host.x.example from 10.1.0.0/16 for alpha/requirement-${index},beta/requirement-${index}`);
    expect(lowerTexts(texts, { namesBehind: true }).rules.map(({ description }) => description)).toEqual(['alpha (30 rows), beta (30 rows)']);
  });

  test('ids of look-alike peers do not collide', () => {
    const { rules } = lowerTexts([
      'egress tcp 443 tls 33.3.0.0/20 from 10.1.0.0/16 for alpha/web',
      'egress tcp 443 tls 33.30.0.0/20 from 10.1.0.0/16 for alpha/web',
      'egress tcp 443 tls 3.33.0.0/20 from 10.1.0.0/16 for alpha/web',
      'egress tcp 443 tls 2001:db8::/32 from 10.1.0.0/16 for alpha/web',
      'egress tcp 443 tls 2001:db8:32::/48 from 10.1.0.0/16 for alpha/web',
    ]);
    const stripped = rules.map(({ id }) => id.replace(/[^A-Za-z0-9_-]/g, ''));
    expect(new Set(stripped).size).toBe(5);
    expect(stripped).toEqual(rules.map(({ id }) => id));
  });
});

describe('names', () => {
  const tls = 'egress tcp 443 tls api.alpha.example from 10.1.0.0/16 for alpha/web';

  test('are refused alone', () => {
    const { rules, unsupported, widenings } = lowerTexts([tls]);
    expect([rules, widenings]).toEqual([[], []]);
    expect(unsupported.map(({ flow, why }) => [formatFlow(flow), why])).toEqual([
      ['egress tcp 443 tls api.alpha.example', 'it sees addresses, not names, and no firewall behind it decides on names'],
    ]);
  });

  test('open their port to every destination when a firewall behind decides on them, and that is said', () => {
    const { rules, unsupported, widenings } = lowerTexts([tls, 'egress tcp 80 http api.alpha.example/v1/* from 10.1.0.0/16 for alpha/crl'], { namesBehind: true });
    expect(rules.map(({ from, peer }) => [from, peer])).toEqual([
      [443, { kind: 'cidr', family: 4, cidr: '0.0.0.0/0' }],
      [80, { kind: 'cidr', family: 4, cidr: '0.0.0.0/0' }],
    ]);
    expect(unsupported).toEqual([]);
    expect(widenings.map(({ lost, permits }) => [lost, permits.map(formatFlow)])).toEqual([
      ['address', ['egress tcp 443 tls 0.0.0.0/0']],
      ['address', ['egress tcp 80 http 0.0.0.0/0']],
    ]);
  });

  test('open IPv6 only for sources that have it', () => {
    const families = (sources: string): readonly unknown[] =>
      lowerTexts([`egress tcp 443 tls api.alpha.example from ${sources} for alpha/web`], { namesBehind: true }).rules.map(({ id, peer }) => [id, peer.kind === 'cidr' ? peer.cidr : '']);
    expect(families('10.1.0.0/16')).toEqual([['egress-tcp-443-0-0-0-0-0-0fdf50b6af', '0.0.0.0/0']]);
    expect(families('2001:db8:1::/48')).toEqual([['egress-tcp-443-0-269b5a361a', '::/0']]);
    expect(families('10.1.0.0/16,2001:db8:1::/48')).toEqual([
      ['egress-tcp-443-0-0-0-0-0-0fdf50b6af', '0.0.0.0/0'],
      ['egress-tcp-443-0-269b5a361a', '::/0'],
    ]);
  });

  test.each(['tcp 443', 'udp 3478'])('that are not on the wire are refused whatever stands behind: %s', (opening) => {
    const { rules, unsupported } = lowerTexts([`egress ${opening} opaque turn.alpha.example from 10.1.0.0/16 for alpha/turn`], { namesBehind: true });
    expect(rules).toEqual([]);
    expect(unsupported.map(({ why }) => why)).toEqual(['it sees addresses, not names, and no firewall behind it can match a name that is not on the wire']);
  });

  test('of servers that are called are refused: the group is attached to an address', () => {
    const { unsupported } = lowerTexts(['ingress tcp 443 tls ccp.office.example from 10.20.0.0/16 for ccp/ui'], { namesBehind: true });
    expect(unsupported.map(({ why }) => why)).toEqual(['it needs the address of the server, not its name']);
  });
});

describe('an existing group', () => {
  const existing = { options: optionsOf({ securityGroupId: GROUP }) };

  test('a direction that no row is about is left to whoever owns it', () => {
    expect(lowerTexts(['egress tcp 443 tls 198.51.100.0/24 from 10.1.0.0/16 for alpha/web'], existing).left).toEqual(['ingress']);
    expect(lowerTexts(['ingress tcp 443 tls 10.1.0.0/16 from 198.51.100.0/24 for alpha/web'], existing).left).toEqual(['egress']);
  });

  test('in one that is made here both are decided', () => {
    expect(lowerTexts(['egress tcp 443 tls 198.51.100.0/24 from 10.1.0.0/16 for alpha/web']).left).toEqual([]);
  });
});

describe('the side of the group itself', () => {
  test('flows from different sources share the group: the narrower is widened to all of them', () => {
    const { rules, widenings } = lowerTexts([
      'egress tcp 443 tls 198.51.100.0/24 from 10.1.0.0/16 for alpha/web',
      'egress tcp 5222 opaque 203.0.113.5 from 10.1.0.10 for ccp/xmpp',
    ]);
    expect(rules.length).toBe(2);
    expect(widenings.map(({ lost, flow, permits, why }) => [lost, formatFlow(flow), permits.map((each) => [formatFlow(each), each.sources.map(formatCidr)]), why])).toEqual([
      [
        'source',
        'egress tcp 5222 opaque 203.0.113.5/32',
        [['egress tcp 5222 opaque 203.0.113.5/32', ['10.1.0.0/16']]],
        'a security group opens it for all that wear the group (10.1.0.0/16), not for 10.1.0.10/32 alone',
      ],
    ]);
  });

  test('a name from some of the sources loses both', () => {
    const { widenings } = lowerTexts(
      ['egress tcp 443 tls api.alpha.example from 10.1.0.10 for alpha/web', 'egress udp 3478 opaque 203.0.113.5 from 10.1.0.0/16 for alpha/turn'],
      { namesBehind: true },
    );
    expect(widenings.map(({ lost, permits }) => [lost, permits.map((each) => [formatFlow(each), each.sources.map(formatCidr)])])).toEqual([
      ['address', [['egress tcp 443 tls 0.0.0.0/0', ['10.1.0.0/16']]]],
      ['source', [['egress tcp 443 tls 0.0.0.0/0', ['10.1.0.0/16']]]],
    ]);
  });

  test('two servers in one group are opened to the callers of both', () => {
    const { widenings } = lowerTexts([
      'ingress tcp 443 tls 10.1.0.10 from 10.20.0.0/16 for ccp/ui',
      'ingress tcp 25 opaque 10.1.0.20 from 198.51.100.0/24 for mail/in',
    ], { sources: [cidrOfText('10.1.0.10')] });
    expect(widenings.map(({ lost, flow, permits }) => [lost, formatFlow(flow), permits.map(formatFlow)])).toEqual([
      ['address', 'ingress tcp 443 tls 10.1.0.10/32', ['ingress tcp 443 tls 10.1.0.10/32', 'ingress tcp 443 tls 10.1.0.20/32']],
      ['address', 'ingress tcp 25 opaque 10.1.0.20/32', ['ingress tcp 25 opaque 10.1.0.10/32', 'ingress tcp 25 opaque 10.1.0.20/32']],
    ]);
  });

  test('all of the site wears it, whoever a row is for; a site of its own for the server is the way out', () => {
    const { widenings, notes } = lowerTexts(['ingress tcp 443 tls 10.1.0.10 from 10.20.0.0/16 for ccp/ui', 'egress tcp 22 opaque 203.0.113.5 from 10.1.2.0/24 for desk/console']);
    expect(widenings.map(({ lost, permits, why, remedy }) => [lost, permits.map((each) => [formatFlow(each), each.sources.map(formatCidr)]), why, remedy])).toEqual([
      [
        'address',
        [['ingress tcp 443 tls 10.1.0.0/16', ['10.20.0.0/16']]],
        'a security group opens it to all that wear the group (10.1.0.0/16), not to 10.1.0.10/32 alone',
        'a site with sources 10.1.0.10/32 and no others',
      ],
      [
        'source',
        [['egress tcp 22 opaque 203.0.113.5/32', ['10.1.0.0/16']]],
        'a security group opens it for all that wear the group (10.1.0.0/16), not for 10.1.2.0/24 alone',
        'a site with sources 10.1.2.0/24 and no others',
      ],
    ]);
    expect(notes).toEqual(['vendor-egress-office: attach it to 10.1.0.0/16 and to nothing else; a security group says nothing about its own side']);
  });

  test('clients that share the group of a server are opened to its callers', () => {
    const { widenings } = lowerTexts([
      'ingress tcp 443 tls 10.1.0.10 from 10.20.0.0/16 for ccp/ui',
      'egress tcp 443 tls 198.51.100.0/24 from 10.1.0.0/16 for alpha/web',
    ]);
    expect(widenings.map(({ lost, permits }) => [lost, permits.map(formatFlow)])).toEqual([['address', ['ingress tcp 443 tls 10.1.0.0/16']]]);
  });
});

describe('notes', () => {
  test('an existing group may still permit everything', () => {
    const { notes } = lowerTexts(['egress tcp 443 tls 198.51.100.0/24 from 10.1.0.0/16 for alpha/web'], { options: optionsOf({ securityGroupId: GROUP }) });
    expect(notes).toEqual([
      'sg-0123456789abcdef0: attach it to 10.1.0.0/16 and to nothing else; a security group says nothing about its own side',
      'sg-0123456789abcdef0: it exists already, and a group made outside Terraform begins with a rule that permits all egress; while it is there, these rules restrict nothing',
    ]);
  });

  const many = (count: number, port: number): readonly string[] =>
    Array.from({ length: count }, (_, index) => `egress tcp ${port} opaque 198.51.${Math.floor(index / 100)}.${2 * (index % 100)} from 10.1.0.0/16 for alpha/web`);

  test('60 rules are what AWS allows by default; 61 are said', () => {
    const options = optionsOf({ vpcId: 'vpc-01234567', prefixListThreshold: 1000 });
    expect(lowerTexts(many(60, 443), { options }).notes).toHaveLength(1);
    expect(lowerTexts(many(61, 443), { options }).notes[1]).toBe(
      'vendor-egress-office: 61 IPv4 egress rules, a prefix list counted by its size, where AWS allows 60 by default; have the quota "Inbound or outbound rules per security group" raised first',
    );
  });

  test('a prefix list counts as its size, once for each rule that names it', () => {
    const notes = lowerTexts([...many(21, 443), ...many(21, 3478)]).notes;
    expect(notes).toHaveLength(1); // 2 rules, 30 each
    expect(lowerTexts([...many(31, 443), ...many(31, 3478)]).notes[1]).toContain('80 IPv4 egress rules');
  });
});

describe('a site with both address families', () => {
  const both = '10.1.0.0/16,2001:db8:9::/48';

  test('a rule of one family is no wider for who wears the group with addresses of the other', () => {
    const { widenings } = lowerTexts(['egress udp 3478 opaque 198.51.100.0/24 from 10.1.0.0/16 for a/x', 'egress udp 3478 opaque 2001:db8:400::/48 from 2001:db8:9::/48 for a/x', `egress tcp 443 tls api.example.com from ${both} for a/x`], { namesBehind: true });
    expect(widenings.map(({ lost }) => lost)).toEqual(['address']);
  });

  test('of the same family it is', () => {
    const { widenings } = lowerTexts(['egress udp 3478 opaque 198.51.100.0/24 from 10.1.0.0/16 for a/x', `egress udp 3479 opaque 198.51.100.0/24 from 10.2.0.0/16 for a/x`]);
    expect(widenings.map(({ lost }) => lost)).toEqual(['source', 'source']);
  });
});
