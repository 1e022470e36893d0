import { readAddressText } from '../../../src/model/address-text.js';
import { type Condition, type Reading, asks, clear, linesOf, mayAsk, on, together } from '../../../src/model/condition.js';
import { below, exactly } from '../../../src/model/domain-pattern.js';
import type { Filter } from '../../../src/model/filter.js';
import { groupBy } from '../../../src/model/group-by.js';
import { parsePorts } from '../../../src/model/port-range.js';
import { EVERY_ADDRESS, applicationSet, directionSet, nameSet, portSet, protocolSet } from '../../../src/model/space.js';
import type { TerraformConfig, Value, ValueMap } from '../../../src/terraform/config.js';
import { readItems } from '../../../src/terraform/read-items.js';
import { describeValue, resourcesOf } from '../../../src/terraform/values.js';

/** What the walls of a configuration let out, whoever wrote it. It imports nothing of what writes the rules. */
export function read(config: TerraformConfig): readonly Filter[] {
  const walls = groupBy(resourcesOf(config, 'plainwall_rule'), ({ values }) => describeValue(values['wall_id']));
  return walls.map((rules) => ({
    kind: 'plainwall',
    point: describeValue(rules[0].values['wall_id']),
    directions: ['egress'],
    lines: rules.flatMap(({ address, values }) => linesOf('permit', { rule: address }, readRule(values))),
    otherwise: 'deny',
  }));
}

/** Each part says what it surely matches and what at most: a value that only apply tells is nothing, and anything. */
const readRule = (values: ValueMap): Condition =>
  together([
    asks({ direction: directionSet('egress') }),
    on('source', readItems(values['sources'], { whole: EVERY_ADDRESS, text: readNetwork })),
    readProtocol(values['protocol']),
    readPorts(values['ports']),
    readTarget(values['target']),
  ]);

function readNetwork(text: string): Reading<bigint> | undefined {
  const set = readAddressText(text);
  return set === undefined ? undefined : clear(set);
}

function readProtocol(value: Value | undefined): Condition {
  if (value === 'tcp') return asks({ protocol: protocolSet(6) });
  return value === 'udp' ? asks({ protocol: protocolSet(17) }) : mayAsk({}, `protocol ${describeValue(value)}`);
}

function readPorts(value: Value | undefined): Condition {
  const ports = parsePorts(typeof value === 'string' ? value : '', 'ports');
  return ports.ok ? asks({ port: portSet(ports.value) }) : mayAsk({}, `ports ${describeValue(value)}`);
}

/** A name is matched in TLS alone. */
function readTarget(value: Value | undefined): Condition {
  if (typeof value !== 'string') return mayAsk({}, `target ${describeValue(value)}`);
  const network = readAddressText(value);
  if (network !== undefined) return asks({ address: network });
  const name = value.startsWith('*.') ? below(value.slice(2)) : exactly(value);
  return asks({ application: applicationSet('tls'), name: nameSet([name]) });
}
