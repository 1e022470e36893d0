import type { Lowering, LoweringContext, Unsupported, Widening } from '../firewall.js';
import { type Flow, directionsWithout } from '../../model/flow.js';
import { formatPeer, joinCidrs } from '../../model/cidr.js';
import type { Direction } from '../../model/protocol.js';
import { EVERYTHING, type Space, addressSet, directionSet } from '../../model/space.js';
import { draftsOf, grantsOf } from './grants.js';
import { denyPriority, internalPriorities } from './limits.js';
import { notesOf } from './notes.js';
import type { AzureNetworkSecurityGroupOptions } from './options.js';
import { PLACES, placed } from './priorities.js';
import { ANY, DIRECTIONS, type SecurityRule, type SecurityRules, WAYS } from './rules.js';

type Context = LoweringContext<AzureNetworkSecurityGroupOptions>;

/** What a network security group has no words for: names, unless a firewall in series decides on them. */
export function cannot(flow: Flow, { namesBehind }: Pick<Context, 'namesBehind'>): string | undefined {
  if (grantsOf(flow).length === 0) return 'its sources and its destination are of different address families, and no packet is';
  if (flow.destination.kind === 'cidr') return undefined;
  if (flow.direction === 'ingress') return 'it needs the address of the server, not its name';
  if (flow.application === 'opaque') return 'it sees addresses, not names, and no firewall behind it can match a name that is not on the wire';
  return namesBehind ? undefined : 'it sees addresses, not names, and no firewall behind it decides on names';
}

/** Rules for a subnet or a server: what was asked, what stays inside, and a final deny. */
export function lower(flows: readonly Flow[], context: Context): Lowering<SecurityRules> {
  const judged = flows.map((flow) => ({ flow, why: cannot(flow, context) }));
  const said = judged.flatMap(({ flow, why }) => (why === undefined ? [flow] : []));
  const drafts = draftsOf(said);
  const unsupported = judged.flatMap(({ flow, why }): readonly Unsupported[] => (why === undefined ? [] : [{ flow, why }]));
  const excess = tooMany(drafts.length);
  if (excess !== undefined) return { rules: [], widenings: [], unsupported: flows.map((flow) => ({ flow, why: excess })), notes: [] };
  const closed = closedDirections(said, context.options);
  const rules = [...placed(drafts), ...closed.flatMap((direction) => closing(direction, context.options))].sort(byPlace);
  const granted = closed.flatMap((direction) => internalSpace(direction, context.options));
  const left = context.options.networkSecurityGroupName === undefined ? [] : directionsWithout(said);
  return { rules, widenings: said.flatMap(wideningOf), unsupported, granted, left, notes: closed.length === 0 ? [] : notesOf(rules, closed, context) };
}

/** A group made here has no one else to decide on a direction; an existing one has, where no vendor asks for anything. */
function closedDirections(flows: readonly Flow[], { networkSecurityGroupName }: AzureNetworkSecurityGroupOptions): readonly Direction[] {
  const both = ['egress', 'ingress'] as const;
  return networkSecurityGroupName === undefined ? both : both.filter((direction) => flows.some((flow) => flow.direction === direction));
}

function internalSpace(direction: Direction, { denyOthers, internalNetworks }: AzureNetworkSecurityGroupOptions): Space {
  if (!denyOthers || internalNetworks === undefined) return [];
  const inside = addressSet(internalNetworks);
  return [{ ...EVERYTHING, direction: directionSet(direction), ...(direction === 'egress' ? { address: inside } : { source: inside }) }];
}

const tooMany = (rules: number): string | undefined => (rules <= PLACES ? undefined : `${rules} rules would be needed, and there are ${PLACES} priorities for them`);

/** A port is opened to every destination where a name was asked. */
function wideningOf(flow: Flow): readonly Widening[] {
  if (flow.destination.kind === 'cidr') return [];
  const { path: _, ...rest } = flow;
  const permits = grantsOf(flow).map(({ ports, sources, destination }) => Object.freeze({ ...rest, ports, sources, destination }));
  return [{ lost: 'address', flow, permits, why: 'a network security group sees neither names nor applications: the port is open to every destination' }];
}

/**
 * Azure's default rules permit the virtual network in both directions and, outbound, the internet; a deny before them
 * is what makes the rules above it mean something. Internal networks are named by address: the tag VirtualNetwork
 * takes in the prefixes of routes, and with a default route to a firewall it is every address.
 */
function closing(direction: Direction, { denyOthers, internalNetworks }: AzureNetworkSecurityGroupOptions): readonly SecurityRule[] {
  if (!denyOthers) return [];
  const way = { direction: DIRECTIONS[direction], protocol: '*', ports: ANY } as const;
  const inside = ([4, 6] as const).flatMap((family): readonly SecurityRule[] => {
    const [first, ...others] = joinCidrs(internalNetworks ?? []).filter((cidr) => cidr.family === family).map(formatPeer);
    if (first === undefined) return [];
    const peers = direction === 'egress' ? { sources: ANY, destinations: [first, ...others] as const } : { sources: [first, ...others] as const, destinations: ANY };
    return [{ ...way, ...peers, name: `${WAYS[direction]}-internal-ipv${family}`, priority: internalPriorities[family], access: 'Allow', description: 'internalNetworks of the site' }];
  });
  const deny: SecurityRule = { ...way, name: `${WAYS[direction]}-deny-others`, priority: denyPriority, access: 'Deny', sources: ANY, destinations: ANY, description: 'everything that no vendor asked for' };
  return [...inside, deny];
}

const byPlace = (a: SecurityRule, b: SecurityRule): number => (a.direction === b.direction ? a.priority - b.priority : a.direction < b.direction ? -1 : 1);
