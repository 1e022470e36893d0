import { type Cidr } from '../../model/cidr.js';
import { formatDestination } from '../../model/destination.js';
import type { Flow } from '../../model/flow.js';
import { formatPortRange } from '../../model/port-range.js';
import { type Context, destinationsOf, sourcesOf } from './addresses.js';
import { type Draft, headOf, rulesOf } from './draft.js';
import { type NonEmpty, mapped, nonEmpty } from './non-empty.js';
import type { NetworkRule } from './rules.js';

/** Rules by address; they see neither name nor application. */
export function addressRules(flows: readonly Flow[], context: Context): readonly Draft<NetworkRule>[] {
  return rulesOf(flows, (flow) => bare({ ...flow, application: 'opaque' })).map((same) => {
    const head = headOf(same, wordsOf(same), context);
    const from = sourcesOf(same[0].sources, context);
    const to = destinationsOf(head.name, same.flatMap(networkOf), context);
    return { rule: { ...head, ...partsOf(same), sources: from.addresses, to: to.addresses }, made: [...from.made, ...to.made] };
  });
}

/** Rules by exact name, matched by the addresses that the firewall itself resolves it to. */
export function nameRules(flows: readonly Flow[], context: Context): readonly Draft<NetworkRule>[] {
  return rulesOf(flows, bare).map((same) => {
    const from = sourcesOf(same[0].sources, context);
    const fqdns = nonEmpty([...new Set(same.map(({ destination }) => formatDestination(destination)))].sort());
    return { rule: { ...headOf(same, ['name', ...wordsOf(same)], context), ...partsOf(same), sources: from.addresses, to: { kind: 'fqdns', fqdns } }, made: from.made };
  });
}

function partsOf([{ protocol, ports }]: NonEmpty<Flow>): Pick<NetworkRule, 'protocol' | 'ports'> {
  return { protocol: protocol === 'tcp' ? 'TCP' : 'UDP', ports: mapped(nonEmpty(ports), formatPortRange) };
}

const wordsOf = ([{ direction, protocol }]: NonEmpty<Flow>): readonly string[] => (direction === 'ingress' ? ['in', protocol] : [protocol]);

const networkOf = ({ destination }: Flow): readonly Cidr[] => (destination.kind === 'cidr' ? [destination] : []);

function bare({ path: _path, inspect: _inspect, ...flow }: Flow): Flow {
  return flow;
}
