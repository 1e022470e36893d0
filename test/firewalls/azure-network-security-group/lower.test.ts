import { formatCidr } from '../../../src/model/cidr.js';
import { formatFlow } from '../../../src/model/flow.js';
import { holdsPoint, pointOf } from '../../../src/model/space.js';
import { probeOf } from '../../support/verdicts.js';
import { EXISTING, MADE, askedFor, lowerTexts, optionsOf } from './support.js';

// Names end in the first ten digits of the SHA-256 of what a rule is for, computed with sha256sum; priorities are
// 1000 plus those digits modulo 3000.

const deny = (way: 'in' | 'out') => ({
  name: `${way}-deny-others`,
  priority: 4096,
  direction: way === 'in' ? 'Inbound' : 'Outbound',
  access: 'Deny',
  protocol: '*',
  sources: ['*'],
  destinations: ['*'],
  ports: ['*'],
  description: 'everything that no vendor asked for',
});

describe('what was asked', () => {
  test('tcp to a network, and the denies that make it mean something', () => {
    expect(lowerTexts(['egress tcp 443 tls 198.51.100.0/24 from 10.1.0.0/16 for alpha/web']).rules).toEqual([
      deny('in'),
      {
        name: 'out-alpha-tcp-443-65eaa2863d',
        priority: 2637,
        direction: 'Outbound',
        access: 'Allow',
        protocol: 'Tcp',
        sources: ['10.1.0.0/16'],
        destinations: ['198.51.100.0/24'],
        ports: ['443'],
        description: 'alpha/web',
      },
      deny('out'),
    ]);
  });

  test('a range of media ports to a lone address', () => {
    expect(lowerTexts(['egress udp 1025-65535 opaque 198.51.100.7 from 10.1.0.0/16 for alpha/media']).rules).toEqual([
      deny('in'),
      {
        name: 'out-alpha-udp-1025-65535-1b78a14566',
        priority: 1974,
        direction: 'Outbound',
        access: 'Allow',
        protocol: 'Udp',
        sources: ['10.1.0.0/16'],
        destinations: ['198.51.100.7'],
        ports: ['1025-65535'],
        description: 'alpha/media',
      },
      deny('out'),
    ]);
  });

  test('several ports stay in one rule', () => {
    const { rules } = lowerTexts(['egress tcp 80,443,4700-5000 opaque 198.51.100.0/24 from 10.1.0.0/16 for alpha/rtc']);
    expect(askedFor(rules)).toMatchObject([{ name: 'out-alpha-tcp-80_443_4700-5000-d52439555e', priority: 1230, ports: ['80', '443', '4700-5000'] }]);
  });

  test('ingress: from the callers to the server', () => {
    expect(lowerTexts(['ingress tcp 443,7443 tls 10.1.0.10 from 10.20.0.0/16,10.30.0.0/16 for ccp/ui']).rules).toEqual([
      {
        name: 'in-ccp-tcp-443_7443-83bcbcd213',
        priority: 1931,
        direction: 'Inbound',
        access: 'Allow',
        protocol: 'Tcp',
        sources: ['10.20.0.0/16', '10.30.0.0/16'],
        destinations: ['10.1.0.10'],
        ports: ['443', '7443'],
        description: 'ccp/ui',
      },
      deny('in'),
      deny('out'),
    ]);
  });

  test('sources of its own are said exactly: no widening', () => {
    const { rules, widenings } = lowerTexts([
      'egress tcp 443 tls 198.51.100.0/24 from 10.1.0.0/16 for alpha/web',
      'egress tcp 443 tls 203.0.113.5 from 10.1.0.10 for alpha/web',
      'ingress tcp 443 tls 10.1.0.10 from 10.20.0.0/16 for ccp/ui',
      'ingress tcp 25 opaque 10.1.0.20 from 198.51.100.0/24 for mail/in',
    ]);
    expect(askedFor(rules).map(({ sources, destinations }) => `${sources.join()} ${destinations.join()}`).sort()).toEqual([
      '10.1.0.0/16 198.51.100.0/24',
      '10.1.0.10 203.0.113.5',
      '10.20.0.0/16 10.1.0.10',
      '198.51.100.0/24 10.1.0.20',
    ]);
    expect(widenings).toEqual([]);
  });

  test('nothing asked: a group made here denies everything, an existing one is left as it is', () => {
    expect(lowerTexts([]).rules).toEqual([deny('in'), deny('out')]);
    expect(lowerTexts([], { options: optionsOf(EXISTING) })).toMatchObject({ rules: [], widenings: [], unsupported: [], granted: [] });
  });
});

describe('merging', () => {
  test('one network more of a vendor changes its rule and no other', () => {
    const texts = ['egress tcp 443 tls 198.51.100.0/24 from 10.1.0.0/16 for alpha/web', 'egress udp 3478 opaque 198.51.100.0/24 from 10.1.0.0/16 for alpha/turn'];
    const before = lowerTexts(texts).rules;
    const after = lowerTexts([...texts, 'egress tcp 443 tls 203.0.113.0/24 from 10.1.0.0/16 for alpha/files']).rules;
    expect(after.filter((rule) => !before.some((each) => JSON.stringify(each) === JSON.stringify(rule)))).toEqual([
      { ...before.find(({ protocol }) => protocol === 'Tcp'), destinations: ['198.51.100.0/24', '203.0.113.0/24'], description: 'alpha/files, alpha/web' },
    ]);
    expect(after.map(({ name, priority }) => [name, priority])).toEqual(before.map(({ name, priority }) => [name, priority]));
  });

  test('networks in one rule never overlap or touch: Azure refuses it', () => {
    const { rules } = lowerTexts([
      'egress tcp 443 tls 198.51.100.0/24 from 10.1.0.0/16 for alpha/web',
      'egress tcp 443 tls 198.51.100.128/25 from 10.1.0.0/16 for alpha/part',
      'egress tcp 443 tls 198.51.101.0/24 from 10.1.0.0/16 for alpha/next',
    ]);
    expect(askedFor(rules).map(({ destinations, description }) => [destinations, description])).toEqual([[['198.51.100.0/23'], 'alpha/next, alpha/part, alpha/web']]);
  });

  test('vendors keep rules of their own; what both ask for is a rule of both', () => {
    const alpha = 'egress tcp 443 tls 198.51.100.0/24 from 10.1.0.0/16 for alpha/web';
    const { rules } = lowerTexts([alpha, 'egress tcp 443 tls 203.0.113.0/24 from 10.1.0.0/16 for beta/web', 'egress tcp 443 tls 192.0.2.0/24 from 10.1.0.0/16 for alpha/x,beta/x']);
    expect(askedFor(rules).map(({ name, priority, destinations, description }) => [name, priority, destinations, description])).toEqual([
      ['out-alpha-beta-tcp-443-d3e53e668f', 2407, ['192.0.2.0/24'], 'alpha/x, beta/x'],
      ['out-alpha-tcp-443-65eaa2863d', 2637, ['198.51.100.0/24'], 'alpha/web'],
      ['out-beta-tcp-443-105cca9463', 3867, ['203.0.113.0/24'], 'beta/web'],
    ]);
    expect(askedFor(lowerTexts([alpha]).rules).map(({ name }) => name)).toEqual(['out-alpha-tcp-443-65eaa2863d']);
  });

  test('families stand apart, and impossible pairs are left out', () => {
    const { rules, unsupported } = lowerTexts([
      'egress tcp 443 tls 198.51.100.0/24 from 10.1.0.0/16,2001:db8:1::/48 for alpha/web',
      'egress tcp 443 tls 2001:db8:2::/48 from 10.1.0.0/16,2001:db8:1::/48 for alpha/web',
      'egress tcp 8443 tls 2001:db8:2::/48 from 10.1.0.0/16 for alpha/v6',
    ]);
    expect(askedFor(rules).map(({ name, sources, destinations }) => [name, sources, destinations])).toEqual([
      ['out-alpha-tcp-443-65eaa2863d', ['10.1.0.0/16'], ['198.51.100.0/24']],
      ['out-alpha-tcp-443-8e80fbc616', ['2001:db8:1::/48'], ['2001:db8:2::/48']],
    ]);
    expect(unsupported.map(({ flow, why }) => [formatFlow(flow), why])).toEqual([
      ['egress tcp 8443 tls 2001:db8:2::/48', 'its sources and its destination are of different address families, and no packet is'],
    ]);
  });

  test('more origins than 140 characters hold are counted by vendor', () => {
    const texts = Array.from({ length: 20 }, (_, index) => `egress tcp 443 tls 198.51.100.${index} from 10.1.0.0/16 for alpha/requirement-${index}`);
    expect(askedFor(lowerTexts(texts).rules).map(({ description }) => description)).toEqual(['alpha (20 rows)']);
  });
});

describe('names', () => {
  const alpha = 'egress tcp 443 tls api.alpha.example from 10.1.0.0/16 for alpha/web';
  const beta = 'egress tcp 80,443 tls *.beta.example from 10.1.0.0/16 for beta/web';

  test('are refused alone', () => {
    const { rules, unsupported } = lowerTexts([alpha]);
    expect(askedFor(rules)).toEqual([]);
    expect(unsupported.map(({ why }) => why)).toEqual(['it sees addresses, not names, and no firewall behind it decides on names']);
  });

  test('open their ports to every destination once, whoever asked, when a firewall behind decides on them', () => {
    const { rules, widenings } = lowerTexts([alpha, beta], { namesBehind: true });
    expect(askedFor(rules).map(({ name, priority, destinations, ports, description }) => [name, priority, destinations, ports, description])).toEqual([
      ['out-any-tcp-80-eec2d63f36', 1238, ['0.0.0.0/0'], ['80'], 'beta/web'],
      ['out-any-tcp-443-4b68a7a159', 2481, ['0.0.0.0/0'], ['443'], 'alpha/web, beta/web'],
    ]);
    expect(widenings.map(({ lost, flow, permits }) => [lost, formatFlow(flow), permits.map((each) => [formatFlow(each), each.sources.map(formatCidr)])])).toEqual([
      ['address', 'egress tcp 443 tls api.alpha.example', [['egress tcp 443 tls 0.0.0.0/0', ['10.1.0.0/16']]]],
      ['address', 'egress tcp 80,443 tls *.beta.example', [['egress tcp 80 tls 0.0.0.0/0', ['10.1.0.0/16']], ['egress tcp 443 tls 0.0.0.0/0', ['10.1.0.0/16']]]],
    ]);
  });

  test('open IPv6 only for sources that have it', () => {
    const { rules } = lowerTexts(['egress tcp 443 tls api.alpha.example from 10.1.0.0/16,2001:db8:1::/48 for alpha/web'], { namesBehind: true });
    expect(askedFor(rules).map(({ name, priority, sources, destinations }) => [name, priority, sources, destinations])).toEqual([
      ['out-any-tcp-443-b97dbd80ac', 1004, ['2001:db8:1::/48'], ['::/0']],
      ['out-any-tcp-443-4b68a7a159', 2481, ['10.1.0.0/16'], ['0.0.0.0/0']],
    ]);
  });

  test('that are not on the wire are refused whatever stands behind', () => {
    const { rules, unsupported } = lowerTexts(['egress udp 3478 opaque turn.alpha.example from 10.1.0.0/16 for alpha/turn'], { namesBehind: true });
    expect(askedFor(rules)).toEqual([]);
    expect(unsupported.map(({ why }) => why)).toEqual(['it sees addresses, not names, and no firewall behind it can match a name that is not on the wire']);
  });

  test('of servers that are called are refused', () => {
    const { unsupported } = lowerTexts(['ingress tcp 443 tls ccp.office.example from 10.20.0.0/16 for ccp/ui'], { namesBehind: true });
    expect(unsupported.map(({ why }) => why)).toEqual(['it needs the address of the server, not its name']);
  });

  test('an acknowledged opening to every destination is the same rule', () => {
    const { rules, widenings } = lowerTexts(['egress udp 3478 opaque 0.0.0.0/0 from 10.1.0.0/16 for alpha/turn', 'egress udp 3478 opaque 0.0.0.0/0 from 10.1.0.0/16 for beta/turn']);
    expect(askedFor(rules).map(({ name, description }) => [name, description])).toEqual([['out-any-udp-3478-01922a3e10', 'alpha/turn, beta/turn']]);
    expect(widenings).toEqual([]);
  });
});

describe('the rest', () => {
  const web = 'egress tcp 443 tls 198.51.100.0/24 from 10.1.0.0/16 for alpha/web';
  const ui = 'ingress tcp 443 tls 10.1.0.10 from 10.20.0.0/16 for ccp/ui';

  test('is denied in both directions of a group made here, whatever has rules', () => {
    expect(lowerTexts([web, ui]).rules.filter(({ access }) => access === 'Deny')).toEqual([deny('in'), deny('out')]);
    expect(lowerTexts([ui]).rules.filter(({ access }) => access === 'Deny')).toEqual([deny('in'), deny('out')]);
    expect(lowerTexts([web]).rules.filter(({ access }) => access === 'Deny')).toEqual([deny('in'), deny('out')]);
  });

  test('is denied in an existing group where it has rules; the other direction is not this site\'s to decide, and that is said', () => {
    const { rules, notes, left } = lowerTexts([ui], { options: optionsOf(EXISTING) });
    expect(rules.filter(({ access }) => access === 'Deny')).toEqual([deny('in')]);
    expect(left).toEqual(['egress']);
    expect(lowerTexts([ui]).left).toEqual([]);
    expect(notes[1]).toBe("nsg-clients: no vendor asks for anything outbound; that direction is left to Azure's default rules, which permit the virtual network and the internet");
  });

  test('internal networks stay, by address, in one rule for each family', () => {
    const options = optionsOf({ ...MADE, internalNetworks: ['10.2.0.0/16', '10.0.0.0/15', '2001:db8:1::/48'] });
    const kept = { access: 'Allow', protocol: '*', ports: ['*'], description: 'internalNetworks of the site' };
    expect(lowerTexts([web, ui], { options }).rules.filter(({ priority }) => priority >= 4000)).toEqual([
      { ...kept, name: 'in-internal-ipv4', priority: 4090, direction: 'Inbound', sources: ['10.0.0.0/15', '10.2.0.0/16'], destinations: ['*'] },
      { ...kept, name: 'in-internal-ipv6', priority: 4091, direction: 'Inbound', sources: ['2001:db8:1::/48'], destinations: ['*'] },
      deny('in'),
      { ...kept, name: 'out-internal-ipv4', priority: 4090, direction: 'Outbound', sources: ['*'], destinations: ['10.0.0.0/15', '10.2.0.0/16'] },
      { ...kept, name: 'out-internal-ipv6', priority: 4091, direction: 'Outbound', sources: ['*'], destinations: ['2001:db8:1::/48'] },
      deny('out'),
    ]);
  });

  describe('what internal networks are granted', () => {
    const internalNetworks = ['10.2.0.0/16', '2001:db8:1::/48'];
    const packets = [
      '53/udp 10.2.0.4 from 10.1.0.9',
      '65535/tcp 10.2.255.255 from 10.1.0.9',
      'icmp 10.2.0.4 from 10.1.0.9',
      'icmpv6 2001:db8:1::4 from 2001:db8:9::9',
      '53/udp 10.3.0.0 from 10.1.0.9',
      '443/tcp 203.0.113.1 from 10.2.0.4', // from inside to anywhere: not the peer
      '22/tcp 10.1.0.9 in from 10.2.0.4',
      'icmpv6 2001:db8:9::9 in from 2001:db8:1::4',
      '22/tcp 10.1.0.9 in from 10.3.0.4',
      '22/tcp 10.2.0.4 in from 203.0.113.1',
    ];
    const out = packets.slice(0, 4);
    const into = packets.slice(6, 8);
    const grantedTo = (texts: readonly string[], given: Parameters<typeof optionsOf>[0]): readonly string[] => {
      const { granted } = lowerTexts(texts, { options: optionsOf(given) });
      return packets.filter((packet) => holdsPoint(granted ?? [], pointOf(probeOf(packet))));
    };

    test('is every packet to and from them, in both directions of a group made here', () => {
      expect(grantedTo([web], { ...MADE, internalNetworks })).toEqual([...out, ...into]);
      expect(grantedTo([ui], { ...MADE, internalNetworks })).toEqual([...out, ...into]);
    });

    test('is only the direction that has rules, in an existing group', () => {
      expect(grantedTo([web], { ...EXISTING, internalNetworks })).toEqual(out);
      expect(grantedTo([ui], { ...EXISTING, internalNetworks })).toEqual(into);
    });

    test('is nothing where none are named, nothing is denied, or nothing is asked of an existing group', () => {
      expect(grantedTo([web, ui], MADE)).toEqual([]);
      expect(grantedTo([web, ui], { ...EXISTING, denyOthers: false, internalNetworks })).toEqual([]);
      expect(grantedTo([], { ...EXISTING, internalNetworks })).toEqual([]);
    });
  });

  test('is left alone in an existing group that asks for it, and that is said', () => {
    const { rules, notes } = lowerTexts([web], { options: optionsOf({ ...EXISTING, denyOthers: false }) });
    expect(rules.map(({ access }) => access)).toEqual(['Allow']);
    expect(notes[0]).toBe("nsg-clients: nothing else outbound is denied here (denyOthers is off): unless the group has a deny of its own, Azure's default rules permit the virtual network and the internet");
  });

  test('notes say what the deny does, what it leaves, and which priorities are whose', () => {
    const own = 'nsg-vendor-egress-office: priorities 100 to 999 are left for rules of your own, which have to stand beside these in Terraform: inline rules and standalone rules overwrite each other';
    expect(lowerTexts([web, ui]).notes).toEqual([
      "nsg-vendor-egress-office: everything else outbound is denied at 4096, the virtual network's own included, its DNS servers too (name what has to stay in internalNetworks)",
      "nsg-vendor-egress-office: everything else inbound is denied at 4096, the virtual network's own included (name what has to stay in internalNetworks); so are the health probes of Azure Load Balancer",
      own,
    ]);
    expect(lowerTexts([ui]).notes).toEqual([
      "nsg-vendor-egress-office: no vendor asks for anything outbound: all of it is denied at 4096, the virtual network's own included, its DNS servers too (name what has to stay in internalNetworks)",
      "nsg-vendor-egress-office: everything else inbound is denied at 4096, the virtual network's own included (name what has to stay in internalNetworks); so are the health probes of Azure Load Balancer",
      own,
    ]);
    expect(lowerTexts([web], { options: optionsOf({ ...MADE, internalNetworks: ['10.0.0.0/8'] }) }).notes.slice(0, 2)).toEqual([
      'nsg-vendor-egress-office: everything else outbound is denied at 4096, but for 10.0.0.0/8',
      'nsg-vendor-egress-office: no vendor asks for anything inbound: all of it is denied at 4096, but for 10.0.0.0/8; so are the health probes of Azure Load Balancer',
    ]);
    expect(lowerTexts([web, ui], { options: optionsOf({ ...EXISTING, internalNetworks: ['10.0.0.0/8'] }) }).notes).toEqual([
      'nsg-clients: everything else outbound is denied at 4096, but for 10.0.0.0/8',
      'nsg-clients: everything else inbound is denied at 4096, but for 10.0.0.0/8; so are the health probes of Azure Load Balancer',
      'nsg-clients: its own rules may not use the priorities 1000 to 3999, 4090, 4091 and 4096; 100 to 999 are left for rules of your own, and decide before these do',
    ]);
  });

  test('more addresses than a group takes are said', () => {
    const texts = Array.from({ length: 4_000 }, (_, index) => `egress tcp 443 tls 198.${51 + (index >> 14)}.${(index >> 7) & 127}.${2 * (index & 127)} from 10.1.0.0/16 for alpha/web`);
    const said = (addresses: number): string | undefined => lowerTexts(texts.slice(0, addresses)).notes.find((note) => note.includes('Azure allows'));
    // The * of each of the two denies is one.
    expect(said(4_000)).toBe('nsg-vendor-egress-office: 4002 destination addresses, where Azure allows 4000');
    expect(said(3_999)).toBe('nsg-vendor-egress-office: 4001 destination addresses, where Azure allows 4000');
    expect(said(3_998)).toBeUndefined();
  });
});
