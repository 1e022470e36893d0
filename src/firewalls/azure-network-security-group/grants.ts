import { type Cidr, anyOf, formatCidr, formatPeer, joinCidrs } from '../../model/cidr.js';
import { contentHash, slug } from '../../model/content-name.js';
import { describeOrigins } from '../../model/describe-origins.js';
import { type Flow, type Origin, joinOrigins } from '../../model/flow.js';
import { groupBy } from '../../model/group-by.js';
import { type PortRange, formatPortRange, formatPorts } from '../../model/port-range.js';
import type { Direction, Protocol } from '../../model/protocol.js';
import { descriptionLength } from './limits.js';
import { DIRECTIONS, type OneOrMore, type SecurityRule, WAYS } from './rules.js';

/** A flow, or a part of it, in one family and with every row that asked for it. */
interface Grant {
  readonly direction: Direction;
  readonly protocol: Protocol;
  readonly ports: readonly PortRange[];
  readonly sources: readonly Cidr[];
  readonly destination: Cidr;
  readonly origins: readonly Origin[];
}

/** A rule that has no place yet; `key` is what its name and place come from. */
export interface DraftRule {
  readonly key: string;
  readonly rule: Omit<SecurityRule, 'priority'>;
}

/**
 * One rule for what shares direction, protocol, ports, sources and vendors, with all its destinations; and one for
 * each range of ports that is open to every destination, whoever asked. So one network more changes one rule, and the
 * rule keeps its name.
 */
export function draftsOf(flows: readonly Flow[]): readonly DraftRule[] {
  const same = groupBy(flows.flatMap(grantsOf), (grant) => `${openingOf(grant)} ${formatCidr(grant.destination)}`);
  const grants = same.map((group) => ({ ...group[0], origins: joinOrigins(group.flatMap(({ origins }) => origins)) }));
  return groupBy(grants, keyOf).map((group) => ({ key: keyOf(group[0]), rule: ruleOf(group) }));
}

/** In one family each: Azure mixes none in a rule, and no packet has one of each. */
export function grantsOf({ direction, protocol, ports, sources, destination, origins }: Flow): readonly Grant[] {
  const destinations = destination.kind === 'cidr' ? [destination] : ([4, 6] as const).map(anyOf);
  return destinations.flatMap((each) => {
    const own = sources.filter(({ family }) => family === each.family);
    const parts = each.prefix === 0 ? ports.map((range) => [range]) : [ports];
    return own.length === 0 ? [] : parts.map((part) => ({ direction, protocol, ports: part, sources: own, destination: each, origins }));
  });
}

const openingOf = ({ direction, protocol, ports, sources }: Grant): string =>
  `${direction} ${protocol} ${formatPorts(ports)} from ${sources.map(formatCidr).join(',')}`;

/** `any`, or the vendors. Not the rows: joined ports blur which row asked for which. */
const forWhom = ({ destination, origins }: Grant): string =>
  destination.prefix === 0 ? 'any' : [...new Set(origins.map(({ vendor }) => vendor))].join(' ');

const keyOf = (grant: Grant): string => `${openingOf(grant)} ipv${grant.destination.family} ${forWhom(grant)}`;

function ruleOf(group: readonly [Grant, ...Grant[]]): DraftRule['rule'] {
  const [first] = group;
  return {
    name: nameOf(first),
    direction: DIRECTIONS[first.direction],
    access: 'Allow',
    protocol: first.protocol === 'tcp' ? 'Tcp' : 'Udp',
    sources: oneOrMore(first.sources.map(formatPeer)),
    destinations: oneOrMore(joinCidrs(group.map(({ destination }) => destination)).map(formatPeer)),
    ports: oneOrMore(first.ports.map(formatPortRange)),
    description: describeOrigins(group.flatMap(({ origins }) => origins), descriptionLength.value),
  };
}

/** `out-flexperto-udp-3478-0123456789`, at most 80 characters; `_` between ports, so that two are not read as a range. */
function nameOf(grant: Grant): string {
  const ports = formatPorts(grant.ports).replaceAll(',', '_').slice(0, 20);
  return `${WAYS[grant.direction]}-${slug(forWhom(grant), 36)}-${grant.protocol}-${ports}-${contentHash(keyOf(grant))}`;
}

function oneOrMore(texts: readonly string[]): OneOrMore {
  const [first, ...others] = texts;
  if (first === undefined) throw new Error('expected at least one, got an empty list, which Azure reads as any');
  return [first, ...others];
}
