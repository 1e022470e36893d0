import { cannot } from '../../../src/firewalls/azure-firewall/lower.js';
import { cidr, contextOf, flow } from './support.js';

// What a cloud engineer reads in azure.md (sections 2, 3, 10) and Microsoft's pages, by hand.
const refused: readonly [string, Parameters<typeof flow>, object, string][] = [
  ['UDP to a wildcard', ['media', 'udp 3478 opaque', '*.x.com'], { dnsProxy: true }, 'UDP 3478 needs a network rule, and network rules take no wildcard names'],
  ['UDP to a name without DNS proxy', ['stun', 'udp 3478 opaque', 'stun.x.com'], {}, 'UDP 3478 to a name needs a network rule by name: set dnsProxy once the policy has DNS proxy on and clients resolve through the firewall'],
  ['UDP to a name with Basic', ['stun', 'udp 3478 opaque', 'stun.x.com'], { sku: 'Basic' }, 'UDP 3478 to a name needs a network rule by name, and Basic has none'],
  ['any destination on TCP 443', ['turn', 'tcp 443 opaque', '0.0.0.0/0'], {}, 'a network rule for TCP 443 to any destination would void every application rule'],
  ['any destination on a range with both', ['turn', 'tcp 1-1000 opaque', '0.0.0.0/0'], {}, 'a network rule for TCP 80 and 443 to any destination would void every application rule'],
  ['a wide range of TLS ports', ['rtm', 'tcp 4700-5000 tls', '*.agora.io'], {}, 'an application rule names its ports one by one: 4700-5000 is 301 of them, more than 15'],
  ['16 TLS ports in a row', ['rtm', 'tcp 9000-9015 tls', 'x.com'], {}, 'an application rule names its ports one by one: 9000-9015 is 16 of them, more than 15'],
  ['a TLS port beyond 64000', ['api', 'tcp 443,64001 tls', 'x.com'], {}, 'application rules take ports up to 64000, not 64001'],
  ['an IPv6 destination', ['api', 'tcp 443 opaque', '2001:db8::/32'], {}, 'Azure Firewall takes no IPv6 destinations: it has IPv6 as a preview, in network rules alone, and without it one IPv6 address fails the firewall; leave IPv6 out of this site and out of the options of its vendors, exclude the row, or give it a site through another firewall'],
  ['IPv6 sources', ['api', 'tcp 443 tls', 'x.com', { sources: [cidr('10.0.0.0/8'), cidr('2001:db8::/64')] }], {}, 'Azure Firewall takes no IPv6 sources: it has IPv6 as a preview, in network rules alone, and without it one IPv6 address fails the firewall; leave IPv6 out of this site and out of the options of its vendors, exclude the row, or give it a site through another firewall'],
  ['ingress to a name', ['ews', 'tcp 443 tls', 'mail.x.com', { direction: 'ingress' }], {}, 'ingress is matched by address: give the address of the server'],
];

test.each(refused)('%s', (_, asked, options, why) => expect(cannot(flow(...asked), contextOf(options))).toBe(why));

const taken: readonly [string, Parameters<typeof flow>, object][] = [
  ['TLS to a wildcard', ['api', 'tcp 443 tls', '*.x.com'], { sku: 'Basic' }],
  ['15 TLS ports in a row', ['rtm', 'tcp 9000-9014 tls', 'x.com'], {}],
  ['the last application port', ['api', 'tcp 64000 tls', 'x.com'], {}],
  ['UDP to a name with DNS proxy', ['stun', 'udp 3478 opaque', 'stun.x.com'], { dnsProxy: true }],
  ['any destination on UDP', ['media', 'udp 1025-65535 opaque', '0.0.0.0/0'], {}],
  ['any destination on another TCP port', ['turn', 'tcp 3478 opaque', '0.0.0.0/0'], {}],
  ['TCP 443 to addresses', ['turn', 'tcp 443 opaque', '198.51.100.0/24'], {}],
  ['a port beyond 64000 to addresses', ['media', 'udp 65535 opaque', '198.51.100.0/24'], {}],
  ['ingress to a server', ['ui', 'tcp 443 opaque', '10.1.2.10', { direction: 'ingress' }], {}],
];

test.each(taken)('%s is taken', (_, asked, options) => expect(cannot(flow(...asked), contextOf(options))).toBeUndefined());
