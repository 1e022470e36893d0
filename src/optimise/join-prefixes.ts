import { type Cidr, joinCidrs } from '../model/cidr.js';
import { type Flow, compareFlows, flowKey, formatOrigins } from '../model/flow.js';
import { groupBy } from '../model/group-by.js';
import { formatPorts } from '../model/port-range.js';

/** Networks that two flows of the same rows name side by side become the one network above them. */
export function joinPrefixes(flows: readonly Flow[]): readonly Flow[] {
  const named = flows.filter((flow) => flow.destination.kind === 'name');
  const networks = flows.filter((flow) => flow.destination.kind === 'cidr');
  const groups = groupBy(networks, (flow) => `${flowKey(flow)}|${formatPorts(flow.ports)}|${formatOrigins(flow.origins)}`);
  return [...named, ...groups.flatMap(joined)].sort(compareFlows);
}

function joined(group: readonly [Flow, ...Flow[]]): readonly Flow[] {
  const destinations = joinCidrs(group.map((flow) => flow.destination as Cidr));
  return destinations.map((destination) => Object.freeze({ ...group[0], destination }));
}
