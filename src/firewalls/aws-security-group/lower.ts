import type { Lowering, LoweringContext, Unsupported, Widening } from '../firewall.js';
import { type Cidr, coversCidr, formatCidr, joinCidrs } from '../../model/cidr.js';
import { contentHash, slug } from '../../model/content-name.js';
import { describeOrigins } from '../../model/describe-origins.js';
import { type Flow, directionsWithout, ownSideOf } from '../../model/flow.js';
import { groupBy } from '../../model/group-by.js';
import { type Grant, formatOpening, grantsOf, identityOf, peersOf } from './grants.js';
import { descriptionLength } from './limits.js';
import { notesOf } from './notes.js';
import type { AwsSecurityGroupOptions } from './options.js';
import { listRulesOf, vendorsOf } from './prefix-lists.js';
import type { SecurityGroupRule, SecurityGroupRules } from './rules.js';

type Context = LoweringContext<AwsSecurityGroupOptions>;

/** What a security group has no words for: names, unless a firewall in series decides on them. */
export function cannot(flow: Flow, { namesBehind }: Pick<Context, 'namesBehind'>): string | undefined {
  if (flow.destination.kind === 'cidr') return undefined;
  if (flow.direction === 'ingress') return 'it needs the address of the server, not its name';
  if (flow.application === 'opaque') return 'it sees addresses, not names, and no firewall behind it can match a name that is not on the wire';
  return namesBehind ? undefined : 'it sees addresses, not names, and no firewall behind it decides on names';
}

/** Rules for one group that stands in front of everything the flows begin or end at. */
export function lower(flows: readonly Flow[], context: Context): Lowering<SecurityGroupRules> {
  const judged = flows.map((flow) => ({ flow, why: cannot(flow, context) }));
  const said = judged.flatMap(({ flow, why }) => (why === undefined ? [flow] : []));
  const rules = rulesOf(grantsOf(said), context);
  const own = wearersOf(said, context);
  return {
    rules,
    widenings: said.flatMap((flow) => wideningsOf(flow, own)),
    unsupported: judged.flatMap(({ flow, why }): readonly Unsupported[] => (why === undefined ? [] : [{ flow, why }])),
    left: context.options.securityGroupId === undefined ? [] : directionsWithout(said),
    notes: said.length === 0 ? [] : notesOf(rules, own, context),
  };
}

/**
 * Networks of one opening, one family and the same vendors: few are rules of their own, many go into lists. Every
 * address is no network: in a list it would make the networks beside it moot, and move with the vendors that ask for it.
 */
function rulesOf(grants: readonly Grant[], { site, options }: Context): SecurityGroupRules {
  const everywhere = grants.filter(({ peer }) => peer.prefix === 0);
  const networks = grants.filter(({ peer }) => peer.prefix > 0);
  const groups = groupBy(networks, (grant) => `${formatOpening(grant)} ipv${grant.peer.family} ${vendorsOf(grant.origins)}`);
  const isLong = (group: readonly Grant[]): boolean => group.length > options.prefixListThreshold;
  const single = [...everywhere, ...groups.filter((group) => !isLong(group)).flat()].map(ruleOf);
  return [...single, ...listRulesOf(groups.filter(isLong), site)].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

function ruleOf(grant: Grant): SecurityGroupRule {
  const { direction, protocol, range, peer, origins } = grant;
  const cidr = formatCidr(peer);
  const id = `${slug(`${formatOpening(grant)}-${cidr}`)}-${contentHash(identityOf(grant))}`;
  return { id, direction, protocol, from: range.from, to: range.to, peer: { kind: 'cidr', family: peer.family, cidr }, description: describeOrigins(origins, descriptionLength.value) };
}

/** What has to wear the group, of which a rule says nothing: all of the site, and the servers that rows bring. */
const wearersOf = (flows: readonly Flow[], { sources }: Context): readonly Cidr[] => joinCidrs([...sources, ...flows.flatMap(ownSideOf)]);

/** IPv4 does not reach IPv6: who wears the group with addresses of the other family alone gains nothing by the rule. */
function wideningsOf(flow: Flow, wearers: readonly Cidr[]): readonly Widening[] {
  const own = wearers.filter(({ family }) => peersOf(flow).some((peer) => peer.family === family));
  const permits = permittedFor(flow, own);
  return lossesOf(flow, own).map((loss) => ({ ...loss, flow, permits }));
}

type Lost = Pick<Widening, 'lost' | 'why' | 'remedy'>;

function lossesOf({ direction, sources, destination }: Flow, own: readonly Cidr[]): readonly Lost[] {
  const others = `all that wear the group (${listed(own)})`;
  if (direction === 'ingress') {
    const server = destination.kind === 'cidr' ? [destination] : [];
    return holdAll(server, own) ? [] : [{ lost: 'address', why: `a security group opens it to ${others}, not to ${listed(server)} alone`, remedy: siteOfItsOwn(server) }];
  }
  return [
    ...(destination.kind === 'cidr' ? [] : [{ lost: 'address', why: 'a security group sees neither names nor applications: the port is open to every destination' } as const]),
    ...(holdAll(sources, own) ? [] : [{ lost: 'source', why: `a security group opens it for ${others}, not for ${listed(sources)} alone`, remedy: siteOfItsOwn(sources) } as const]),
  ];
}

const listed = (cidrs: readonly Cidr[]): string => cidrs.map(formatCidr).join(', ');

/** With a group that nothing else wears. */
const siteOfItsOwn = (sources: readonly Cidr[]): string => `a site with sources ${listed(sources)} and no others`;

const holdAll = (wide: readonly Cidr[], narrow: readonly Cidr[]): boolean => narrow.every((each) => wide.some((cidr) => coversCidr(cidr, each)));

/** All that the rules for this flow let through. */
function permittedFor({ path: _, ...flow }: Flow, own: readonly Cidr[]): readonly Flow[] {
  if (flow.direction === 'ingress') return own.map((destination) => Object.freeze({ ...flow, destination }));
  return peersOf(flow).map((destination) => Object.freeze({ ...flow, sources: own, destination }));
}
