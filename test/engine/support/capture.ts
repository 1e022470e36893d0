import { addressBytes } from './address.js';
import { tcpConversation, udpConversation } from './conversation.js';
import type { EnginePacket } from './engine-packet.js';
import { turnsOf } from './flow-turns.js';
import type { Endpoint } from './packet.js';
import { pcapFile } from './pcap.js';

/** A capture of many flows, and the key of each packet's flow in the order given. */
export interface Capture {
  readonly file: Buffer;
  readonly keys: readonly string[];
}

const FIRST_PORT = 1_024;
const PORTS = 65_536 - FIRST_PORT;

/** One whole flow per packet, one after the other; each has a client port of its own so that flows stay apart. */
export function captureOf(packets: readonly EnginePacket[]): Capture {
  const flows = packets.map((packet, index) => flowOf(packet, packet.sourcePort ?? FIRST_PORT + (index % PORTS), index));
  const keys = flows.map((flow) => flow.key);
  if (new Set(keys).size < keys.length) throw new Error(`capture: ${keys.length} packets reuse a 5-tuple; judge fewer at once`);
  return { file: pcapFile(flows.flatMap((flow) => flow.packets)), keys };
}

function flowOf(packet: EnginePacket, clientPort: number, index: number): { key: string; packets: Buffer[] } {
  const client = { address: packet.source, port: clientPort };
  const server = { address: packet.destination, port: packet.port };
  const converse = packet.protocol === 'tcp' ? tcpConversation : udpConversation;
  const key = flowKey(packet.protocol, client, server);
  return { key, packets: converse(client, server, turnsOf(packet, String(index))) };
}

/** A flow's 5-tuple in one spelling, the client first: Suricata writes IPv6 in full. */
export function flowKey(protocol: string, client: Endpoint, server: Endpoint): string {
  const end = ({ address, port }: Endpoint): string => `${addressBytes(address).toString('hex')}/${port}`;
  return `${protocol.toLowerCase()} ${end(client)} ${end(server)}`;
}
