import { type Cidr, anyOf, formatCidr } from '../../model/cidr.js';
import { type Flow, type Origin, joinOrigins } from '../../model/flow.js';
import { groupBy } from '../../model/group-by.js';
import { type PortRange, formatPortRange } from '../../model/port-range.js';
import type { Direction, Protocol } from '../../model/protocol.js';

/** What a security group tells apart: everything of a flow but its own side, its application and its name. */
export interface Opening {
  readonly direction: Direction;
  readonly protocol: Protocol;
  readonly range: PortRange;
}

/** One opening to one network, and every row that asked for it. */
export interface Grant extends Opening {
  readonly peer: Cidr;
  readonly origins: readonly Origin[];
}

/** `egress-tcp-443` */
export const formatOpening = ({ direction, protocol, range }: Opening): string => `${direction}-${protocol}-${formatPortRange(range)}`;

/** What AWS knows a rule by. */
export const identityOf = (grant: Grant): string => `${formatOpening(grant)} ${formatCidr(grant.peer)}`;

/** Every flow in pieces of one port range and one network; pieces that AWS could not tell apart are one. */
export function grantsOf(flows: readonly Flow[]): readonly Grant[] {
  const groups = groupBy(flows.flatMap(piecesOf), identityOf);
  return groups.map((group) => ({ ...group[0], origins: joinOrigins(group.flatMap(({ origins }) => origins)) }));
}

function piecesOf(flow: Flow): readonly Grant[] {
  const { direction, protocol, origins } = flow;
  return flow.ports.flatMap((range) => peersOf(flow).map((peer) => ({ direction, protocol, range, peer, origins })));
}

/** The other side: who calls, or where it goes. A name can be at any address that the sources can talk to. */
export function peersOf({ direction, sources, destination }: Flow): readonly Cidr[] {
  if (direction === 'ingress') return sources;
  return destination.kind === 'cidr' ? [destination] : familiesOf(sources).map(anyOf);
}

const familiesOf = (cidrs: readonly Cidr[]): readonly (4 | 6)[] => ([4, 6] as const).filter((family) => cidrs.some((cidr) => cidr.family === family));
