import { evaluate } from '../../src/check/evaluate.js';
import { orThrow } from '../../src/model/diagnostic.js';
import type { Filter } from '../../src/model/filter.js';
import { parseProbe } from '../../src/model/parse-probe.js';
import type { Probe } from '../../src/model/probe.js';

const WORDED = /^(icmp|icmpv6|esp|gre) (\S+)( in)? from (\S+)$/;
const NUMBERS: Readonly<Record<string, string>> = { esp: '50', gre: '47' };

/** As {@link parseProbe}, and `icmp 10.0.0.1 from 10.0.0.2` for what has no ports. */
export function probeOf(text: string): Probe {
  const [, protocol, destination = '', ingress, source = ''] = WORDED.exec(text) ?? [];
  if (protocol === undefined) return orThrow(parseProbe(text, text, { source: '10.20.0.7', address: '203.0.113.9' }));
  return { direction: ingress === undefined ? 'egress' : 'ingress', source, destination, protocol: NUMBERS[protocol] ?? protocol, port: 0, application: 'opaque' };
}

/** `permit by aws_security_group.web egress[0]`, `deny` where no line decides. */
export function verdictOf(filter: Filter, packet: string): string {
  const { verdict, line, perhaps } = evaluate(filter, probeOf(packet));
  const by = verdict === 'unknown' ? perhaps ?? line : line;
  return by === undefined ? verdict : `${verdict} by ${by.rule}`;
}

/** The filter of that point; an error names the points there are. */
export function filterAt(filters: readonly Filter[], point: string): Filter {
  const found = filters.filter((filter) => filter.point === point);
  const [filter, ...others] = found;
  if (filter === undefined || others.length > 0) throw new Error(`${point}: ${found.length} of ${filters.map((each) => each.point).join(', ')}`);
  return filter;
}
