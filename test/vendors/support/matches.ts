import { parseCidr } from '../../../src/model/cidr.js';
import { orThrow } from '../../../src/model/diagnostic.js';
import { exactly } from '../../../src/model/domain-pattern.js';
import type { Flow } from '../../../src/model/flow.js';
import { parseProbe } from '../../../src/model/parse-probe.js';
import { type Box, NO_NAME, PROTOCOL_NUMBERS, addressSet, applicationSet, covers, directionSet, nameSet, portSet, protocolSet, spaceOfFlows } from '../../../src/model/space.js';

const DEFAULTS = { source: '10.20.0.0', address: '203.0.113.200' };

/** Do these flows ask for the packet? */
export function matches(flows: readonly Flow[], text: string): boolean {
  return covers(spaceOfFlows(flows), [packet(text)]);
}

function packet(text: string): Box {
  const probe = orThrow(parseProbe(text, text, DEFAULTS));
  const at = (address: string) => addressSet([orThrow(parseCidr(address, text))]);
  return {
    direction: directionSet(probe.direction),
    protocol: protocolSet(PROTOCOL_NUMBERS[probe.protocol] ?? 0),
    application: applicationSet(probe.application),
    port: portSet([{ from: probe.port, to: probe.port }]),
    source: at(probe.source),
    address: at(probe.destination),
    name: probe.name === undefined ? NO_NAME : nameSet([exactly(probe.name)]),
  };
}
