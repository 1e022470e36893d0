import { type Condition, asks, mayAsk } from '../../model/condition.js';
import type { IntervalSet } from '../../model/interval-set.js';
import { PROTOCOL_NUMBERS, protocolSet } from '../../model/space.js';
import type { Value } from '../../terraform/config.js';
import { describeValue, numberOf } from '../../terraform/values.js';

/**
 * Protocol and ports of a rule (EC2 API, IpPermission, read 2026-11-20). `-1` is every protocol on every port, and any
 * protocol but TCP, UDP and ICMP goes with all its ports, whatever ports are given. For ICMP the ports are type and code, -1 for all.
 */
export function readProtocol(protocol: Value | undefined, from: Value | undefined, to: Value | undefined): Condition {
  const word = typeof protocol === 'string' || typeof protocol === 'number' ? String(protocol).toLowerCase() : undefined;
  if (word === '-1' || word === 'all') return asks({});
  const number = word === undefined ? undefined : Object.hasOwn(PROTOCOL_NUMBERS, word) ? PROTOCOL_NUMBERS[word] : numberOf(word);
  if (number === undefined || number < 0 || number > 255) return mayAsk({}, `protocol ${describeValue(protocol)}`);
  if (number === TCP || number === UDP) return readPorts(protocolSet(number), from, to);
  return ICMPS.includes(number) ? readTypes(protocolSet(number), from, to) : asks({ protocol: protocolSet(number) });
}

const [TCP, UDP] = [6, 17];
const ICMPS: readonly number[] = [1, 58];
const HIGHEST_PORT = 65535;

function readPorts(protocol: IntervalSet<number>, from: Value | undefined, to: Value | undefined): Condition {
  const [low, high] = [numberOf(from), numberOf(to)];
  if (low === undefined || high === undefined || low < 0 || high > HIGHEST_PORT || low > high) return mayAsk({ protocol }, `ports ${describeValue(from)} to ${describeValue(to)}`);
  return asks({ protocol, port: [[low, high + 1]] });
}

/** No axis of a packet holds ICMP types. */
function readTypes(protocol: IntervalSet<number>, from: Value | undefined, to: Value | undefined): Condition {
  const isAll = (value: Value | undefined): boolean => value === undefined || value === null || numberOf(value) === -1;
  return isAll(from) ? asks({ protocol }) : mayAsk({ protocol }, `only ICMP type ${describeValue(from)}, code ${describeValue(to)}`);
}
