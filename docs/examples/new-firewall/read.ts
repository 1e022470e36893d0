import type { Filter, FilterLine } from '../../../src/model/filter.js';
import { type Packets, boxOfPackets, parsePackets } from '../../../src/model/parse-packets.js';
import { EVERYTHING, type Space } from '../../../src/model/space.js';
import { parseCidr } from '../../../src/model/cidr.js';
import type { Resource, TerraformConfig } from '../../../src/terraform/config.js';

/**
 * What Plainwall's rules say, whoever wrote them. It is a stranger to `lower.ts`: it works from what the resource means,
 * and what it cannot read is bounded, never ignored.
 */
export function read(config: TerraformConfig): readonly Filter[] {
  const rules = config.resources.filter(({ type }) => type === 'plainwall_rule');
  const walls = [...new Set(rules.map(({ values }) => String(values.wall_id)))];
  return walls.map((wall) => ({
    kind: 'plainwall',
    point: wall,
    directions: ['egress'],
    lines: rules.filter(({ values }) => String(values.wall_id) === wall).map(lineOf),
    otherwise: 'deny',
  }));
}

function lineOf({ address, values }: Resource): FilterLine {
  const text = `${String(values.ports)}/${String(values.protocol)} ${String(values.target)}`;
  const packets = parsePackets(text, address);
  const sources = Array.isArray(values.sources) ? values.sources.map((source) => parseCidr(String(source), address)) : undefined;
  if (!packets.ok || sources === undefined) return { action: 'permit', rule: address, least: [], most: [EVERYTHING], unread: text };
  const space: Space = [boxOfPackets(asSeen(packets.value), sources.flatMap((source) => (source.ok ? [source.value] : [])))];
  const exact = sources.every((source) => source.ok);
  return { action: 'permit', rule: address, least: exact ? space : [], most: exact ? space : [EVERYTHING] };
}

/** A name is matched in TLS alone. */
const asSeen = (packets: Packets): Packets => (packets.names.length === 0 ? packets : { ...packets, application: 'tls' });
