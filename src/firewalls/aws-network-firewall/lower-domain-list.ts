import type { Widening } from '../firewall.js';
import { coversPattern, exactly } from '../../model/domain-pattern.js';
import { type Flow, joinOrigins } from '../../model/flow.js';
import type { Cidr } from '../../model/cidr.js';
import { groupBy } from '../../model/group-by.js';
import { coversPorts } from '../../model/port-range.js';
import type { NamedFlow } from './cannot.js';
import type { ListTarget } from './rules.js';
import { fitsRule, isHome } from './sources.js';

const EVERY_PORT = [{ from: 1, to: 65535 }] as const;

/**
 * Can a domain list say it? A list matches names of traffic from HOME_NET, so other sources, and sources that fill a
 * rule, are left to Suricata rules, which are exact.
 */
export const isListable = ({ sources }: NamedFlow, home: readonly Cidr[]): boolean => isHome(sources, home) && fitsRule(home);

/** Each name once: `.x` also stands for `x`, and the two together are refused as duplicates. */
export function targetsOf(flows: readonly NamedFlow[]): readonly ListTarget[] {
  const groups = groupBy(flows, ({ destination }) => destination.name);
  const targets = groups.map((group) => ({
    target: group.some(({ destination }) => destination.scope === 'below') ? `.${group[0].destination.name}` : group[0].destination.name,
    origins: joinOrigins(group.flatMap(({ origins }) => origins)),
  }));
  return targets.sort((a, b) => (a.target < b.target ? -1 : 1));
}

/** What a list of these names permits beyond them: every port, and the apex of a wildcard. One application at a time. */
export function listWidenings(flows: readonly NamedFlow[]): readonly Widening[] {
  const asked = flows.map(({ destination }) => destination);
  return flows.flatMap((flow) => {
    const open = { ...withoutPath(flow), ports: EVERY_PORT };
    const apex = exactly(flow.destination.name);
    const apexToo = flow.destination.scope === 'exact' || asked.some((pattern) => coversPattern(pattern, apex));
    return [
      ...(coversPorts(flow.ports, EVERY_PORT) ? [] : [widening('port', flow, open, 'a domain list matches its names on every port')]),
      ...(apexToo ? [] : [widening('apex', flow, { ...open, destination: apex }, `.${apex.name} in a domain list also means ${apex.name}`)]),
    ];
  });
}

/** The host instead of the path. Even in plain HTTP only the first request of a connection is held to a rule. */
export const pathWidening = (flow: Flow): readonly Widening[] =>
  flow.path === undefined ? [] : [widening('path', flow, withoutPath(flow), 'a path is not seen without TLS inspection, and in plain HTTP only that of the first request')];

const widening = (lost: Widening['lost'], flow: Flow, permits: Flow, why: string): Widening => ({ lost, flow, permits: [Object.freeze(permits)], why });

function withoutPath<F extends Flow>(flow: F): F {
  const { path, ...rest } = flow;
  return path === undefined ? flow : (rest as F);
}
