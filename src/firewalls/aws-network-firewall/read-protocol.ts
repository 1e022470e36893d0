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

export function headerProtocol(word: string): Header {
  const plain = (protocol: IntervalSet<number>): Header => ({ protocol: exact(protocol), application: exact(EVERY_APPLICATION), inside: false, unread: [] });
  const seen = (application: 'tls' | 'http'): Header => ({ protocol: exact(protocolSet(TCP)), application: exact(applicationSet(application)), inside: true, unread: [] });
  if (word === 'ip' || word === 'any') return plain(EVERY_PROTOCOL);
  if (word === 'tcp') return plain(protocolSet(TCP));
  if (word === 'udp') return plain(protocolSet(UDP));
  if (word === 'icmp') return plain(ICMP);
  if (word === 'tls' || word === 'ssl') return seen('tls');
  if (word === 'http' || word === 'http1') return seen('http');
  return { protocol: atMost(word === 'quic' ? protocolSet(UDP) : OTHER_WORDS[word] ?? BOTH), application: atMost(EVERY_APPLICATION), inside: true, unread: [`traffic of ${word} is not told from other traffic`] };
}

const OTHER_WORDS = wordTable<IntervalSet<number>>({ ip4: EVERY_PROTOCOL, ip6: EVERY_PROTOCOL, ipv4: EVERY_PROTOCOL, ipv6: EVERY_PROTOCOL, sctp: EVERY_PROTOCOL, icmpv6: ICMP, icmpv4: ICMP });
