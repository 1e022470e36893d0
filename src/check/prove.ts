import { type Cidr, joinCidrs } from '../model/cidr.js';
import type { Bounds } from '../model/filter.js';
import { type Flow, ownSideOf } from '../model/flow.js';
import type { IntervalSet } from '../model/interval-set.js';
import { memo } from '../model/memo.js';
import { DIRECTIONS, type Direction } from '../model/protocol.js';
import { type Box, type Space, EVERYTHING, V4_ADDRESSES, V6_ADDRESSES, addressSet, directionSet, intersect, joinBoxes, portSet, spaceOfFlows, subtract } from '../model/space.js';

/** What has to hold for a site. */
export interface Claim {
  readonly sources: readonly Cidr[];
  readonly required: readonly Flow[];
  /** Permitted beyond what is required, and accepted by name: these packets and no others. */
  readonly accepted: Space;
  /** Permitted because an option of a firewall says so. Default: nothing. */
  readonly granted?: Space;
  /** What the firewalls decide on. Default: both. A direction that none decides on is not theirs to prove. */
  readonly directions?: readonly Direction[];
  /** What others ask of the same firewalls: theirs to prove, and no excess of this one. Default: none. */
  readonly beside?: readonly Claim[];
}

/** A flow that does not hold as it is asked for, and packets that show it. */
export interface Gap {
  readonly flow: Flow;
  readonly packets: Space;
}

/** Both empty: proved. */
export interface Proof {
  /** Required and not surely permitted. */
  readonly missing: readonly Gap[];
  /** Perhaps permitted, and neither required nor accepted. */
  readonly excess: Space;
}

/** required ⊆ permitted ⊆ required ∪ accepted, through all points in series. */
export function prove(claim: Claim, points: readonly Bounds[]): Proof {
  const universe = packetsOf(claim);
  const within = points.map((point) => boundsWithin(point, universe));
  const least = inSeries(within.map((point) => point.least));
  const most = inSeries(within.map((point) => point.most));
  return {
    missing: missingFrom(claim.required, universe, least),
    excess: subtract(most, askedFor(claim)),
  };
}

function boundsWithin({ least, most }: Bounds, universe: Space): Bounds {
  const met = intersect(most, universe);
  return { least: least === most ? met : intersect(least, universe), most: met };
}

/** What may be permitted: required, accepted and granted, for this site and for others beside it. */
export const askedFor = memo((claim: Claim): Space => {
  const asked = withOthers(claim).flatMap(({ required, accepted, granted = [] }) => [...spaceOfFlows(required), ...accepted, ...granted]);
  return bothWays(claim, joinBoxes(asked)); // joined: a domain list is accepted name by name
});

/** A packet from one address behind the firewalls to another goes out and comes in at once: asked for one way, it is both ways. */
export const bothWays = (claim: Claim, asked: Space): Space => [...asked, ...intersect(asked, [insideOf(claim)]).map((box) => ({ ...box, direction: EVERYTHING.direction }))];

/** All between addresses behind the firewalls. */
export const insideOf = memo((claim: Claim): Box => {
  const own = addressSet(joinCidrs(withOthers(claim).flatMap(ownOf)));
  return { ...EVERYTHING, source: own, address: own };
});

/** This site, and those whose rules stand in the same firewalls. */
export const withOthers = (claim: Claim): readonly Claim[] => [claim, ...(claim.beside ?? [])];

/** The flows that are not surely permitted. All at once first: a proved site, and they nearly all are, then costs one subtraction. */
export function missingFrom(required: readonly Flow[], universe: Space, least: Space): readonly Gap[] {
  const missing = (flows: readonly Flow[]): Space => subtract(intersect(spaceOfFlows(flows), universe), least);
  if (missing(required).length === 0) return [];
  return required.map((flow) => ({ flow, packets: missing([flow]) })).filter(({ packets }) => packets.length > 0);
}

export const inSeries = ([first = [], ...others]: readonly Space[]): Space => others.reduce<Space>(intersect, first);

/** Nothing is sent to port 0, and no flow can ask for it; a rule for any port holds it. */
const PORTS = portSet([{ from: 1, to: 65535 }]);

/** No packet goes from one address family to the other. */
export const ONE_FAMILY: Space = [V4_ADDRESSES, V6_ADDRESSES].map((family) => ({ ...EVERYTHING, port: PORTS, source: family, address: family }));

/**
 * The packets that are the site's business: out from its addresses and its servers, in to them. What a shared firewall
 * permits to others is theirs to prove.
 */
export const packetsOf = memo((claim: Claim): Space => {
  const { directions = DIRECTIONS } = claim;
  const own = ownAddresses(claim);
  const business = { egress: { source: own }, ingress: { address: own } };
  const ways = directions.map((direction) => ({ ...EVERYTHING, direction: directionSet(direction), ...business[direction] }));
  return intersect(ways, ONE_FAMILY);
});

/** The addresses that are a site's own. */
export const ownAddresses = (claim: Claim): IntervalSet<bigint> => addressSet(ownOf(claim));

/** The site's addresses, and servers that rows bring: who opens connections for one row may be reached for another. */
const ownOf = ({ sources, required }: Claim): readonly Cidr[] => joinCidrs([...new Set([sources, ...required.map(ownSideOf)])].flat());
