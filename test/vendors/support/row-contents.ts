import { type Destination, coversDestination, formatDestination } from '../../../src/model/destination.js';
import { parseCidr } from '../../../src/model/cidr.js';
import { orThrow } from '../../../src/model/diagnostic.js';
import { parsePattern } from '../../../src/model/domain-pattern.js';
import type { Flow } from '../../../src/model/flow.js';
import { type PortRange, coversPorts, joinPortRanges, parsePorts } from '../../../src/model/port-range.js';

/** What a row says to a reader who knows nothing of the page: hosts, addresses, ports and protocols. */
export interface RowContents {
  readonly destinations: readonly Destination[];
  readonly ports: readonly PortRange[];
  readonly protocols: readonly string[];
}

/** Words that are no hosts of the row, misprints, and the placeholder, filled in as the probes do. */
const READINGS: readonly (readonly [RegExp, string])[] = [
  [/\(e\.g\.[^)]*\)/g, ''],
  [/included in https?:\S+/g, ''],
  [/<tenant>/g, 'acme'],
  [/\.edge\.agora \.io\.sd-rtn\.com/g, '.edge.agora.io .sd-rtn.com'],
  [/\*\.eu-west- 1\./g, '*.eu-west-1.'],
];

const ADDRESS = /\b\d+\.\d+\.\d+\.\d+(?:\/\d+)?/g;
const HOST = /(?:(?:\*\.)+|\.)?[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.[a-z]{2,}/g;
const PORTS = /(?<![\w.-])\d{2,5}(?: ?- ?\d{2,5})?(?![\w.-])/g;

export function contentsOf(row: string): RowContents {
  const text = READINGS.reduce((words, [pattern, reading]) => words.replace(pattern, reading), row);
  const rest = text.replace(ADDRESS, ' ');
  return {
    destinations: [
      ...(text.match(ADDRESS) ?? []).map((address) => orThrow(parseCidr(address, row))),
      ...(rest.match(HOST) ?? []).flatMap((host) => orThrow(parsePattern(host, row)).patterns),
    ],
    ports: (rest.replace(HOST, ' ').match(PORTS) ?? []).flatMap((ports) => orThrow(parsePorts(ports, row))),
    protocols: ['tcp', 'udp'].filter((protocol) => new RegExp(`\\b${protocol}\\b`, 'i').test(rest)),
  };
}

/** What of a row these flows do not ask for. */
export function unasked({ destinations, ports, protocols }: RowContents, flows: readonly Flow[]): readonly string[] {
  const asked = joinPortRanges(flows.flatMap((flow) => flow.ports));
  return [
    ...destinations.filter((destination) => !flows.some((flow) => coversDestination(flow.destination, destination))).map(formatDestination),
    ...ports.filter((range) => !coversPorts(asked, [range])).map(({ from, to }) => `${from}-${to}`),
    ...protocols.filter((protocol) => !flows.some((flow) => flow.protocol === protocol)),
  ];
}
