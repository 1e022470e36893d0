import { ACK, type Endpoint, FIN, PSH, SYN, tcpPacket, udpPacket } from './packet.js';

/** One side speaks: each payload is one packet. */
export interface Turn {
  readonly from: 'client' | 'server';
  readonly payloads: readonly Buffer[];
}

/** A TCP connection from handshake to FIN, as whole IP packets in order. */
export function tcpConversation(client: Endpoint, server: Endpoint, turns: readonly Turn[]): Buffer[] {
  const peers = {
    client: { self: client, peer: server, next: 1_000 },
    server: { self: server, peer: client, next: 5_000 },
  };
  const packets: Buffer[] = [];
  const send = (side: Turn['from'], flags: number, payload: Buffer = Buffer.alloc(0)): void => {
    const me = peers[side];
    const other = peers[side === 'client' ? 'server' : 'client'];
    const acknowledgement = flags & ACK ? other.next : 0;
    packets.push(tcpPacket({ from: me.self, to: me.peer, sequence: me.next, acknowledgement, flags, payload }));
    // SYN and FIN each take one sequence number.
    me.next += payload.length + (flags & (SYN | FIN) ? 1 : 0);
  };
  send('client', SYN);
  send('server', SYN | ACK);
  send('client', ACK);
  for (const turn of turns) {
    const listener = turn.from === 'client' ? 'server' : 'client';
    for (const payload of turn.payloads) {
      send(turn.from, PSH | ACK, payload);
      send(listener, ACK);
    }
  }
  send('client', FIN | ACK);
  send('server', FIN | ACK);
  send('client', ACK);
  return packets;
}

/** UDP datagrams both ways, as whole IP packets in order. */
export function udpConversation(client: Endpoint, server: Endpoint, turns: readonly Turn[]): Buffer[] {
  return turns.flatMap((turn) => {
    const [from, to] = turn.from === 'client' ? [client, server] : [server, client];
    return turn.payloads.map((payload) => udpPacket({ from, to, payload }));
  });
}
