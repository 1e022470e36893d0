import { formatDestination } from '../model/destination.js';
import { type Flow, compareFlows, flowKey, joinOrigins } from '../model/flow.js';
import { groupBy } from '../model/group-by.js';
import { joinPortRanges } from '../model/port-range.js';

/** Flows that differ in their ports alone become one flow with the ports of all. */
export function joinPorts(flows: readonly Flow[]): readonly Flow[] {
  const groups = groupBy(flows, (flow) => `${flowKey(flow)}|${formatDestination(flow.destination)}`);
  return groups.map(joined).sort(compareFlows);
}

function joined(group: readonly [Flow, ...Flow[]]): Flow {
  if (group.length === 1) return group[0];
  return Object.freeze({
    ...group[0],
    ports: joinPortRanges(group.flatMap((flow) => flow.ports)),
    origins: joinOrigins(group.flatMap((flow) => flow.origins)),
  });
}
