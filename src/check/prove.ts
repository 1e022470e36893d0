import { joinCidrs } from '../model/cidr.js';
import type { Bounds } from '../model/filter.js';
import type { Flow } from '../model/flow.js';
import type { Direction } from '../model/protocol.js';
import { type Space, EVERYTHING, addressSet, directionSet, intersect, spaceOfFlow, spaceOfFlows, subtract } from '../model/space.js';

/** What has to hold for a site. */
export interface Claim {
  readonly sources: Parameters<typeof addressSet>[0];
  readonly required: readonly Flow[];
  /** Permitted beyond what is required, and accepted by name. */
  readonly accepted: readonly Flow[];
  /** Permitted because an option of a firewall says so. Default: nothing. */
  readonly granted?: Space;
  /** What the firewalls decide on. Default: both. A direction that none decides on is not theirs to prove. */
  readonly directions?: readonly Direction[];
}

/** Both empty: proved. */
export interface Proof {
  /** Required and not surely permitted. */
  readonly missing: readonly { readonly flow: Flow; readonly packets: Space }[];
  /** Perhaps permitted, and neither required nor accepted. */
  readonly excess: Space;
}

/** required ⊆ permitted ⊆ required ∪ accepted, through all points in series. */
export function prove(claim: Claim, points: readonly Bounds[]): Proof {
  const universe = packetsOf(claim);
  const least = inSeries(points.map((point) => intersect(point.least, universe)));
  const most = inSeries(points.map((point) => intersect(point.most, universe)));
  return {
    missing: missingFrom(claim.required, least),
    excess: subtract(most, [...spaceOfFlows([...claim.required, ...claim.accepted]), ...(claim.granted ?? [])]),
  };
}

/** All at once first: a proved site, and they nearly all are, then costs one subtraction. */
function missingFrom(required: readonly Flow[], least: Space): Proof['missing'] {
  if (subtract(spaceOfFlows(required), least).length === 0) return [];
  return required.map((flow) => ({ flow, packets: subtract([spaceOfFlow(flow)], least) })).filter(({ packets }) => packets.length > 0);
}

export const inSeries = ([first = [], ...others]: readonly Space[]): Space => others.reduce<Space>(intersect, first);

/**
 * The packets that are the site's business: out from its addresses and its servers, in to them. What a shared firewall
 * permits to others is theirs to prove.
 */
export function packetsOf({ sources, required, directions = ['egress', 'ingress'] }: Claim): Space {
  const outward = joinCidrs([...sources, ...required.flatMap((flow) => (flow.direction === 'egress' ? flow.sources : []))]);
  const servers = required.flatMap((flow) => (flow.direction === 'ingress' && flow.destination.kind === 'cidr' ? [flow.destination] : []));
  const inward = joinCidrs([...sources, ...servers]);
  const business = { egress: { source: addressSet(outward) }, ingress: { address: addressSet(inward) } };
  return directions.map((direction) => ({ ...EVERYTHING, direction: directionSet(direction), ...business[direction] }));
}
