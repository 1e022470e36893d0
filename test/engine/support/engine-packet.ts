/** One thing a client tries, with the whole flow that follows from it. */
export interface EnginePacket {
  readonly source: string;
  readonly destination: string;
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
  /** A port of its own is chosen where this is left out; a connection the other way round needs it said. */
  readonly sourcePort?: number;
  /** Over UDP, `tls` is sent as QUIC-like bytes: a long header and noise. */
  readonly application: 'tls' | 'http' | 'opaque';
  /** The name claimed (SNI or Host), written on the wire as it stands here; a Host may have a port. */
  readonly name?: string;
  /** The ClientHello carries a post-quantum key share and comes in two TCP segments, the name in the second. */
  readonly splitHello?: boolean;
  /** The path of the first HTTP request; `/` when it is not said. */
  readonly path?: string;
  /** Further HTTP requests in the same connection, by their Host. */
  readonly laterNames?: readonly string[];
}

/** What became of one flow. */
export interface Fate {
  readonly packet: EnginePacket;
  /** `dropped` if any packet from the client was; a handshake that dies counts. */
  readonly verdict: 'passed' | 'dropped';
  /** Whether any packet from the server was dropped. Says something of the rules only where the verdict is `passed`. */
  readonly repliesDropped: boolean;
  /** SIDs of the pass rules that matched. */
  readonly passedBy: readonly number[];
  /** SIDs of the rules that dropped packets, from either side. */
  readonly droppedBy: readonly number[];
  /** SIDs of alert rules that matched and did nothing else. */
  readonly alertedBy: readonly number[];
  /** What Suricata took the traffic for, e.g. `tls`, `http`, `failed`. */
  readonly seenAs: string;
}
