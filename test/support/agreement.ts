import { permittedSpace } from '../../src/check/evaluate.js';
import type { FirewallKind, Lowering } from '../../src/firewalls/firewall.js';
import { joinCidrs } from '../../src/model/cidr.js';
import type { Filter } from '../../src/model/filter.js';
import { type Flow } from '../../src/model/flow.js';
import { EVERYTHING, type Space, addressSet, directionSet, intersect, spaceOfFlows, subtract } from '../../src/model/space.js';
import type { TerraformConfig } from '../../src/terraform/config.js';
import { readConfiguration } from '../../src/terraform/read-configuration.js';
import { orThrow } from '../../src/model/diagnostic.js';
import { samplePacket, formatProbe } from '../../src/check/sample.js';
import type { Resources } from '../conformance/support/use.js';
import { sameFamily } from './same-family.js';

export const configOf = (resource: Resources): TerraformConfig => orThrow(readConfiguration([{ name: 'main.tf.json', json: JSON.parse(JSON.stringify({ resource })) }]));

/** Packets of whoever the flows are for: out from their sources, in to their servers, as far as a filter decides on them. */
function businessOf(flows: readonly Flow[], filters: readonly Filter[]): Space {
  const own = joinCidrs(flows.flatMap((flow) => (flow.direction === 'egress' ? flow.sources : flow.destination.kind === 'cidr' ? [flow.destination] : [])));
  const directions = new Set([...flows, ...filters.flatMap((filter) => filter.directions.map((direction) => ({ direction })))].map(({ direction }) => direction));
  return [...directions].map((direction) => ({ ...EVERYTHING, direction: directionSet(direction), [direction === 'egress' ? 'source' : 'address']: addressSet(own) }));
}

const bothDirections = (space: Space): Space => space.map((box) => ({ ...box, direction: EVERYTHING.direction }));

/** Where the reader and the writer differ, each as one packet; nothing where they agree. */
export function disagreements(kind: Pick<FirewallKind, 'seesNames'>, said: readonly Flow[], lowering: Pick<Lowering<unknown>, 'widenings' | 'granted'>, filters: readonly Filter[]): readonly string[] {
  // A firewall in the middle, which is one that sees names, knows no direction: what it permits one way, it permits whoever opens.
  const towards = kind.seesNames ? bothDirections : (space: Space): Space => space;
  const asked = towards(spaceOfFlows(said));
  const widened = towards([...spaceOfFlows(lowering.widenings.flatMap(({ permits }) => permits)), ...(lowering.granted ?? [])]);
  const business = businessOf(said, filters);
  const read = filters.map(permittedSpace);
  const within = (space: Space): Space => intersect(sameFamily(intersect(space, business)), [{ ...EVERYTHING, port: [[1, 65536]] }]); // no flow asks for port 0
  const [least, most] = [within(read.flatMap((each) => each.least)), within(read.flatMap((each) => each.most))];
  return [
    ...shown('missing', subtract(within(asked), least)),
    ...shown('not there though declared', subtract(within(widened), least)),
    ...shown('excess', subtract(most, [...asked, ...widened])),
    ...shown('unclear', subtract(most, least)),
  ];
}

function shown(label: string, space: Space): readonly string[] {
  const packet = samplePacket(space);
  return packet === undefined ? [] : [`${label}: ${packet.direction} ${formatProbe(packet)}`];
}
