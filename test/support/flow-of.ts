import { type Cidr, parseCidr } from '../../src/model/cidr.js';
import { orThrow } from '../../src/model/diagnostic.js';
import { parsePattern } from '../../src/model/domain-pattern.js';
import { type Flow, joinOrigins } from '../../src/model/flow.js';
import { parsePorts } from '../../src/model/port-range.js';
import type { Application, Direction, Protocol } from '../../src/model/protocol.js';

export const cidrOfText = (text: string): Cidr => orThrow(parseCidr(text, 'test'));

const SHAPE = /^(egress|ingress) (tcp|udp) ([\d,-]+) (tls|http|opaque) (\S+) from (\S+) for (\S+)$/;

/**
 * `egress tcp 80,443 tls *.x.example from 10.1.0.0/16 for alpha/web`: direction, protocol, ports, application,
 * destination with or without a path, sources, rows.
 */
export function flowOf(text: string): Flow {
  const [, direction, protocol, ports = '', application, to = '', from = '', rows = ''] = SHAPE.exec(text) ?? [];
  const isNetwork = /^[\d.]+(\/\d+)?$|:/.test(to);
  const [host = '', ...path] = to.split(/(?=\/)/);
  const destination = isNetwork ? cidrOfText(to) : orThrow(parsePattern(host, text)).patterns[0];
  if (destination === undefined) throw new Error(text);
  return Object.freeze({
    direction: direction as Direction,
    protocol: protocol as Protocol,
    ports: orThrow(parsePorts(ports, text)),
    sources: from.split(',').map(cidrOfText),
    destination,
    ...(isNetwork || path.length === 0 ? {} : { path: path.join('') }),
    application: application as Application,
    origins: joinOrigins(rows.split(',').map((row) => ({ vendor: row.split('/')[0] ?? '', requirement: row.split('/')[1] ?? '' }))),
  });
}
