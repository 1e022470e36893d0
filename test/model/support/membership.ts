import { BlockList, isIPv6 } from 'node:net';
import type { Cidr } from '../../../src/model/cidr.js';
import type { DomainPattern } from '../../../src/model/domain-pattern.js';
import type { Flow } from '../../../src/model/flow.js';
import type { Probe } from '../../../src/model/probe.js';

// Who is in which set, decided the slow and plain way, without any code of the model.

const lists = new WeakMap<Cidr, BlockList>();

function listOf(cidr: Cidr): BlockList {
  const known = lists.get(cidr);
  if (known !== undefined) return known;
  const list = new BlockList();
  list.addSubnet(addressText(cidr), cidr.prefix, cidr.family === 4 ? 'ipv4' : 'ipv6');
  lists.set(cidr, list);
  return list;
}

function addressText({ family, network }: Cidr): string {
  const [count, base] = family === 4 ? [4, 256n] : [8, 65536n];
  const digits: bigint[] = [];
  for (let rest = network, left = count; left > 0; left -= 1, rest /= base) digits.unshift(rest % base);
  return family === 4 ? digits.join('.') : digits.map((digit) => digit.toString(16)).join(':');
}

export function inCidr(address: string, cidr: Cidr): boolean {
  const six = isIPv6(address);
  return six === (cidr.family === 6) && listOf(cidr).check(address, six ? 'ipv6' : 'ipv4');
}

export function underPattern(name: string, { scope, name: base }: DomainPattern): boolean {
  return scope === 'exact' ? name === base : name.endsWith(`.${base}`);
}

export function asks(flow: Flow, packet: Probe): boolean {
  const { destination } = flow;
  const there = destination.kind === 'cidr' ? inCidr(packet.destination, destination) : (flow.application === 'opaque' || packet.application === flow.application) && packet.name !== undefined && underPattern(packet.name, destination);
  return (
    there &&
    flow.direction === packet.direction &&
    flow.protocol === packet.protocol &&
    flow.ports.some(({ from, to }) => from <= packet.port && packet.port <= to) &&
    flow.sources.some((source) => inCidr(packet.source, source))
  );
}

export const ask = (flows: readonly Flow[], packet: Probe): boolean => flows.some((flow) => asks(flow, packet));
