import { type Condition, asks, either, mayAsk, on, together, uncertain } from '../../model/condition.js';
import { type IntervalSet, difference, unionOf } from '../../model/interval-set.js';
import type { Direction } from '../../model/protocol.js';
import { EVERY_PORT, EVERY_PROTOCOL, directionSet, protocolSet } from '../../model/space.js';
import type { Value, ValueMap } from '../../terraform/config.js';
import { itemsIn } from '../../terraform/read-items.js';
import { describeValue, textOf } from '../../terraform/values.js';
import { readPeers } from './read-peers.js';
import { readPorts } from './read-ports.js';

/** What a rule matches, inline or standalone: both have the same attributes. */
export function readRule(values: ValueMap): Condition {
  return together([readDirection(values['direction']), readProtocol(values), sourcePorts(values), on('source', readPeers(values, 'source')), on('address', readPeers(values, 'destination'))]);
}

/** Both, where it is not known. */
export function directionsOf(value: Value | undefined): readonly Direction[] {
  const word = textOf(value)?.toLowerCase();
  return word === 'outbound' ? ['egress'] : word === 'inbound' ? ['ingress'] : ['egress', 'ingress'];
}

function readDirection(value: Value | undefined): Condition {
  const [only, other] = directionsOf(value);
  return only === undefined || other !== undefined ? mayAsk({}, `direction ${describeValue(value)}`) : asks({ direction: directionSet(only) });
}

const TCP_UDP: IntervalSet<number> = [...protocolSet(6), ...protocolSet(17)];
const ICMP = protocolSet(1);
const ICMPS = unionOf([...ICMP, ...protocolSet(58)]);

/** ESP and AH are 50 and 51 (IANA, read 2026-11-20). */
const PORTLESS: ReadonlyMap<string, IntervalSet<number>> = new Map([['esp', protocolSet(50)], ['ah', protocolSet(51)]]);

function readProtocol(values: ValueMap): Condition {
  const ports = readPorts(values['destination_port_range'], values['destination_port_ranges']);
  const everyPort = isEvery(ports.least);
  const word = textOf(values['protocol'])?.toLowerCase();
  if (word === 'tcp' || word === 'udp') return together([asks({ protocol: protocolSet(word === 'tcp' ? 6 : 17) }), on('port', ports)]);
  if (word === '*') return everyPort ? asks({}) : either([together([asks({ protocol: TCP_UDP }), on('port', ports)]), withoutPorts(difference(EVERY_PROTOCOL, TCP_UDP))]);
  if (word === 'icmp') return everyPort ? { ...mayAsk({ protocol: ICMPS }, 'whether Icmp holds ICMPv6'), least: [{ protocol: ICMP }] } : withoutPorts(ICMPS);
  const portless = PORTLESS.get(word ?? '');
  if (portless === undefined) return mayAsk({}, `protocol ${describeValue(values['protocol'])}`);
  return everyPort ? asks({ protocol: portless }) : withoutPorts(portless);
}

/** Whether a rule for some ports matches a protocol that has none is not documented. */
const withoutPorts = (protocol: IntervalSet<number>): Condition => mayAsk({ protocol }, 'whether protocols without ports match a rule for some ports');

const isEvery = (ports: IntervalSet<number>): boolean => difference(EVERY_PORT, ports).length === 0;

/** No axis of a packet holds its source port; nothing is sent from port 0. */
function sourcePorts(values: ValueMap): Condition {
  const { source_port_range: one, source_port_ranges: several } = values;
  const { least } = readPorts(one, several);
  if (difference([[1, 65536]], least).length === 0) return asks({});
  return uncertain(asks({}), `only from source ports ${[...itemsIn(one), ...itemsIn(several)].map(describeValue).join(', ') || 'that are not given'}`);
}
