import type { Unsupported } from '../firewall.js';
import type { Cidr } from '../../model/cidr.js';
import type { DomainPattern } from '../../model/domain-pattern.js';
import type { Flow } from '../../model/flow.js';
import { PORT_CHARACTERS } from './limits.js';
import { portsText } from './suricata-text.js';

/** Ports where names are decided on. A pass by address on one of them, to anywhere, would void the rules by name. */
const NAMED_PORTS = [80, 443];

/** Why no rule of Network Firewall can say this flow. */
export function cannot(flow: Flow): string | undefined {
  const { destination, application, protocol, ports } = flow;
  if (portsText(ports).length > PORT_CHARACTERS) return `${ports.length} port ranges do not fit in one rule`;
  if (destination.kind === 'name') return application === 'opaque' || protocol === 'udp' ? 'a name is seen only in TLS (SNI) and HTTP (Host)' : undefined;
  const voided = NAMED_PORTS.filter((port) => ports.some(({ from, to }) => from <= port && port <= to));
  if (protocol === 'udp' || destination.prefix > 0 || voided.length === 0) return undefined;
  return `TCP ${voided.join(' and ')} to every destination would void the rules that decide by name`;
}

/** A flow that shows its name. */
export type NamedFlow = Flow & { readonly destination: DomainPattern; readonly application: 'tls' | 'http' };

/** A flow to a network. */
export type AddressFlow = Flow & { readonly destination: Cidr };

export interface SortedFlows {
  readonly named: readonly NamedFlow[];
  readonly addressed: readonly AddressFlow[];
  readonly unsupported: readonly Unsupported[];
}

/** Each flow in one of three heaps, by how it can be said. */
export function sortFlows(flows: readonly Flow[]): SortedFlows {
  const judged = flows.map((flow) => ({ flow, why: cannot(flow) }));
  const said = judged.flatMap(({ flow, why }) => (why === undefined ? [flow] : []));
  return {
    named: said.filter((flow): flow is NamedFlow => flow.destination.kind === 'name'),
    addressed: said.filter((flow): flow is AddressFlow => flow.destination.kind === 'cidr'),
    unsupported: judged.flatMap(({ flow, why }) => (why === undefined ? [] : [{ flow, why }])),
  };
}
