import type { IntervalSet } from '../../model/interval-set.js';
import { EVERY_APPLICATION, EVERY_PROTOCOL, PROTOCOL_NUMBERS, applicationSet, protocolSet } from '../../model/space.js';
import { type Within, atMost, exact } from './read-within.js';
import { wordTable } from '../../model/word-table.js';

/** What the protocol word of a header asks for. */
export interface Header {
  readonly protocol: Within<number>;
  readonly application: Within<number>;
  readonly inside: boolean;
  readonly unread: readonly string[];
}

export const TCP = PROTOCOL_NUMBERS['tcp'] ?? 6;
const UDP = PROTOCOL_NUMBERS['udp'] ?? 17;
const ICMP = [...protocolSet(PROTOCOL_NUMBERS['icmp'] ?? 1), ...protocolSet(PROTOCOL_NUMBERS['icmpv6'] ?? 58)];
const BOTH = [...protocolSet(TCP), ...protocolSet(UDP)];

/** What a rule for an application is about: in Suricata their names are written small, and `ssl` is none. */
export const appLayerOf = (word: string): 'tls' | 'http' | undefined => (word === 'tls' ? 'tls' : word === 'http' || word === 'http1' ? 'http' : undefined);

export function headerProtocol(said: string): Header {
  const word = said.toLowerCase();
  const application = appLayerOf(said);
  const plain = PLAIN[word];
  if (application !== undefined) return { protocol: exact(OVER_TCP), application: exact(applicationSet(application)), inside: true, unread: [] };
  if (plain !== undefined) return { protocol: exact(plain), application: exact(EVERY_APPLICATION), inside: false, unread: [] };
  return { ...boundsOf(word, said), inside: true };
}

/** What a word may mean that is not read: TLS or HTTP under a name that Suricata refuses, another application, or anything. */
function boundsOf(word: string, said: string): Omit<Header, 'inside'> {
  const unread = [`traffic of ${said} is not told from other traffic`];
  const named = appLayerOf(word) ?? (word === 'ssl' ? 'tls' : undefined);
  if (named !== undefined) return { protocol: atMost(OVER_TCP), application: atMost(applicationSet(named)), unread: [`the protocol ${said}, which Suricata refuses`] };
  const carried = APPLICATIONS[word];
  if (carried !== undefined) return { protocol: atMost(carried), application: atMost(applicationSet('opaque')), unread };
  return { protocol: atMost(OTHER_WORDS[word] ?? BOTH), application: atMost(EVERY_APPLICATION), unread };
}

const [OVER_TCP, OVER_UDP] = [protocolSet(TCP), protocolSet(UDP)];
const PLAIN = wordTable<IntervalSet<number>>({ ip: EVERY_PROTOCOL, any: EVERY_PROTOCOL, tcp: OVER_TCP, 'tcp-pkt': OVER_TCP, udp: OVER_UDP, icmp: ICMP, sctp: protocolSet(132) });
const OTHER_WORDS = wordTable<IntervalSet<number>>({ ip4: EVERY_PROTOCOL, ip6: EVERY_PROTOCOL, ipv4: EVERY_PROTOCOL, ipv6: EVERY_PROTOCOL, quic: OVER_UDP, icmpv6: ICMP, icmpv4: ICMP });

/** What carries an application that is neither TLS nor HTTP. */
export const carrierOf = (word: string): IntervalSet<number> | undefined => APPLICATIONS[word];

/** Applications that are neither TLS nor HTTP, and what carries them: what is recognised as one is not the other. */
const APPLICATIONS = wordTable<IntervalSet<number>>({
  ssh: OVER_TCP, ftp: OVER_TCP, smb: OVER_TCP, rdp: OVER_TCP, rfb: OVER_TCP, telnet: OVER_TCP, pgsql: OVER_TCP, mqtt: OVER_TCP,
  dhcp: OVER_UDP, ntp: OVER_UDP, tftp: OVER_UDP, snmp: OVER_UDP, ike: OVER_UDP, dns: BOTH, krb5: BOTH, sip: BOTH, nfs: BOTH, dcerpc: BOTH,
});
