import { familyOf } from './cidr.js';
import { type Checked, type Problem, invalid, shown, valid } from './diagnostic.js';
import { parsePattern } from './domain-pattern.js';
import { likelyApplication } from './parse-packets.js';
import { parsePortRange } from './port-range.js';
import type { Probe } from './probe.js';
import { type Application, APPLICATIONS, PROTOCOLS } from './protocol.js';

const EXPECTED = 'a packet such as 443/tcp tls api.example.com, 3478/udp 198.51.100.7 or 443/tcp 10.1.2.10 in from 10.9.0.4';
const SHAPE = /^(?<port>\d+)\/(?<protocol>[a-z]+)(?: (?<application>tls|http|opaque))? (?<target>\S+?)(?: at (?<at>\S+))?(?<ingress> in)?(?: from (?<source>\S+))?$/;

/** What a probe leaves open is filled in from here. */
export interface ProbeDefaults {
  readonly source: string;
  /** Where a name leads, when the probe gives no address. */
  readonly address: string;
}

/**
 * Reads one packet. With a name on TCP 443 the application is `tls`, on TCP 80 `http`, unless it is said; otherwise
 * `opaque`. `NAME at ADDRESS` gives both.
 */
export function parseProbe(text: string, where: string, defaults: ProbeDefaults): Checked<Probe> {
  const found = SHAPE.exec(text.trim().replace(/\s+/g, ' '))?.groups;
  if (found === undefined) return invalid({ where, expected: EXPECTED, got: shown(text) });
  const part = (name: string, otherwise = ''): string => found[name] ?? otherwise;
  const [port, protocol, target, source] = [part('port'), part('protocol'), part('target'), part('source', defaults.source)];
  const name = familyOf(target) === undefined ? target.toLowerCase() : undefined;
  const destination = name === undefined ? target : part('at', defaults.address);
  const problems = [...problemsOfParts(where, port, protocol, name), ...[destination, source].flatMap((each) => problemOfAddress(where, each))];
  if (problems.length > 0) return invalid(...problems);
  const direction = found.ingress === undefined ? 'egress' : 'ingress';
  const application = applicationOf(found.application, protocol, Number(port), name);
  return valid({ direction, source, destination, protocol, port: Number(port), application, ...(name === undefined ? {} : { name }) });
}

function problemsOfParts(where: string, port: string, protocol: string, name: string | undefined): readonly Problem[] {
  const range = parsePortRange(port, where);
  const pattern = name === undefined ? undefined : parsePattern(name, where);
  return [
    ...(range.ok ? [] : range.problems),
    ...(PROTOCOLS.some((each) => each === protocol) ? [] : [{ where, expected: 'tcp or udp', got: shown(protocol) }]),
    ...(pattern === undefined || pattern.ok ? [] : pattern.problems),
  ];
}

const problemOfAddress = (where: string, address: string): readonly Problem[] => (familyOf(address) === undefined ? [{ where, expected: 'an address', got: shown(address) }] : []);

const applicationOf = (said: string | undefined, protocol: string, port: number, name: string | undefined): Application =>
  APPLICATIONS.find((each) => each === said) ?? likelyApplication(protocol, port, name !== undefined);
