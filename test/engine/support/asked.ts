import type { Cidr } from '../../../src/model/cidr.js';
import type { DomainPattern } from '../../../src/model/domain-pattern.js';
import type { Flow } from '../../../src/model/flow.js';
import { addressBytes } from './address.js';
import type { EnginePacket } from './engine-packet.js';

/*
 * Whether a packet is asked for, decided without anything that the rules were made with: text is compared as text and
 * numbers as numbers, flow by flow. Who opens a connection is not written in a packet, so ingress and egress are one.
 */

/** Does any of the flows ask for this packet? */
export const isAsked = (flows: readonly Flow[], packet: EnginePacket): boolean => flows.some((flow) => asks(flow, packet));

function asks(flow: Flow, packet: EnginePacket): boolean {
  return (
    flow.protocol === packet.protocol &&
    flow.ports.some(({ from, to }) => packet.port >= from && packet.port <= to) &&
    flow.sources.some((source) => isWithin(source, packet.source)) &&
    (flow.destination.kind === 'cidr' ? isWithin(flow.destination, packet.destination) : flow.application === packet.application && isNamed(flow.destination, packet) && isOnPath(flow, packet))
  );
}

function isWithin({ family, network, prefix }: Cidr, address: string): boolean {
  const bytes = addressBytes(address);
  if (bytes.length !== (family === 4 ? 4 : 16)) return false;
  const number = BigInt(`0x${bytes.toString('hex')}`);
  return number >= network && number < network + 2n ** BigInt(bytes.length * 8 - prefix);
}

/** A Host may say its port; what stands before it is the name. */
function isNamed({ scope, name }: DomainPattern, { name: said = '', application }: EnginePacket): boolean {
  const claimed = (application === 'http' ? said.replace(/:\d+$/, '') : said).toLowerCase();
  return scope === 'exact' ? claimed === name : claimed.slice(-name.length - 1) === `.${name}`;
}

/** In TLS no path is seen: the connection to its host is what the row needs. */
function isOnPath({ path, application }: Flow, packet: EnginePacket): boolean {
  if (path === undefined || application === 'tls') return true;
  const said = packet.path ?? '/';
  return path.endsWith('*') ? said.startsWith(path.slice(0, -1)) : said === path;
}
