import { linesOf } from '../../model/condition.js';
import type { FilterLine } from '../../model/filter.js';
import type { Direction } from '../../model/protocol.js';
import { readRule } from './read-rule.js';

type DefaultRule = readonly [name: string, access: 'permit' | 'deny', source: string, destination: string];

/** By priority, 65000 to 65500: learn.microsoft.com/azure/virtual-network/network-security-groups-overview, read 2026-11-20. */
const DEFAULTS: Readonly<Record<Direction, readonly DefaultRule[]>> = {
  ingress: [
    ['AllowVnetInBound', 'permit', 'VirtualNetwork', 'VirtualNetwork'],
    ['AllowAzureLoadBalancerInBound', 'permit', 'AzureLoadBalancer', '*'],
    ['DenyAllInBound', 'deny', '*', '*'],
  ],
  egress: [
    ['AllowVnetOutBound', 'permit', 'VirtualNetwork', 'VirtualNetwork'],
    ['AllowInternetOutBound', 'permit', '*', 'Internet'],
    ['DenyAllOutBound', 'deny', '*', '*'],
  ],
};

/** The rules that Azure puts behind those of every group; they cannot be removed. */
export const defaultRules = (point: string, directions: readonly Direction[]): readonly FilterLine[] =>
  directions.flatMap((direction) => DEFAULTS[direction].flatMap((rule) => defaultLines(point, direction, rule)));

function defaultLines(point: string, direction: Direction, [name, action, source, destination]: DefaultRule): readonly FilterLine[] {
  const condition = readRule({
    direction: direction === 'egress' ? 'Outbound' : 'Inbound',
    protocol: '*',
    source_port_range: '*',
    destination_port_range: '*',
    source_address_prefix: source,
    destination_address_prefix: destination,
  });
  return linesOf(action, { rule: `${point} ${name}`, about: 'a default rule of Azure' }, condition);
}
