import { readAddress } from './address-slip.js';
import { type Cidr, bitsOf } from './cidr.js';
import { type Checked, type Problem, invalid, shown, unknownWord, valid } from './diagnostic.js';
import { type DomainPattern, parsePattern } from './domain-pattern.js';
import { type PortRange, countPorts, coversPorts, parsePorts } from './port-range.js';
import { APPLICATIONS, type Application, type Direction, PROTOCOLS, type Protocol } from './protocol.js';
import {
  type Box,
  EVERYTHING,
  EVERY_ADDRESS,
  EVERY_APPLICATION,
  EVERY_NAME,
  EVERY_PORT,
  PROTOCOL_NUMBERS,
  addressSet,
  applicationSet,
  directionSet,
  nameSet,
  portSet,
  protocolSet,
} from './space.js';

/** Packets as people write them. What is left out is not narrowed. */
export interface Packets {
  readonly direction: Direction;
  readonly protocol: Protocol;
  /** Undefined for every port: `*`. */
  readonly ports: readonly PortRange[] | undefined;
  readonly application: Application | undefined;
  readonly names: readonly DomainPattern[];
  readonly addresses: readonly Cidr[];
  readonly sources: readonly Cidr[];
}

const EXPECTED = 'packets such as 443/tcp tls api.example.com, 3478/udp 198.51.100.0/24, 22/tcp or 443/tcp 10.1.2.10 in from 10.9.0.0/16';
const SHAPE = /^(?<ports>[\d,-]+|\*)\/(?<protocol>[a-z]+)(?: (?<application>tls|http|opaque))?(?: (?!(?:in|from|at)(?: |$))(?<target>\S+))?(?: at (?<at>\S+))?(?<ingress> in)?(?: from (?<source>\S+))?$/i;
const ADDRESS = /^[\d.]+(\/\d+)?$|^[\da-f:]*:[\da-f:.]*(\/\d+)?$/i;

/** On one line, with one blank between words. */
export const packetsText = (text: string): string => text.trim().replace(/\s+/g, ' ');

/** Reads `PORTS/PROTOCOL [APPLICATION] [NAME or CIDR] [at CIDR] [in] [from CIDR]`, in capitals or not. */
export function parsePackets(text: string, where: string): Checked<Packets> {
  const found = typeof text === 'string' ? SHAPE.exec(packetsText(text))?.groups : undefined;
  return found === undefined ? invalid({ where, expected: EXPECTED, got: shown(text), ...guessed(text) }) : readParts(found, where);
}

function readParts(found: Readonly<Record<string, string | undefined>>, where: string): Checked<Packets> {
  const [said = '', target = ''] = [found.protocol?.toLowerCase(), found.target];
  const numeric = ADDRESS.test(target);
  const ports = found.ports === '*' ? valid(undefined) : parsePorts(String(found.ports), where);
  const names = target === '' || numeric ? valid({ patterns: [] }) : parsePattern(target, where);
  const address = readAt(numeric ? target : undefined, found.at, where);
  const source = readCidr(found.source, where);
  const protocol = PROTOCOLS.find((each) => each === said);
  if (protocol === undefined || !ports.ok || !names.ok || !address.ok || !source.ok) {
    const unknown = protocol === undefined ? [unknownWord(where, said, PROTOCOLS)] : [];
    return invalid(...unknown, ...[ports, names, address, source].flatMap((read) => (read.ok ? [] : read.problems)));
  }
  return valid({ ...spoken(found), protocol, ports: ports.value, names: names.value.patterns, addresses: address.value, sources: source.value });
}

/** Ports and protocol the other way round, with blanks or a colon between; and words as reports print them. */
const LOOSE = [/^(?<protocol>tcp|udp)[ /:]+(?<ports>\d+(?: ?[,-] ?\d+)*|\*)(?<rest>.*)$/i, /^(?:out )?(?<ports>\d+(?: ?[,-] ?\d+)*|\*)[ /:]+(?<protocol>tcp|udp)\b(?<rest>.*)$/i];

/** What stands in the log of whoever asks: `https://api.example.com/v1`, `api.example.com:8443`, `api.example.com`. */
const ADDRESSED = /^(?:(?<scheme>https?|wss?):\/\/)?(?<name>[\w.-]+\.[\w.-]+)(?::(?<port>\d+))?(?:[/?#].*)?$/i;

/** What was probably meant: `443/tcp` by `tcp/443`, `443 tcp` and `out 443/tcp tls to api.example.com`; `443/tcp api.example.com` by an URL. */
function guessed(text: unknown): Pick<Problem, 'meant'> {
  const plain = typeof text === 'string' ? packetsText(text) : '';
  const { scheme = 'https', name, port = /^(http|ws)$/i.test(scheme) ? '80' : '443' } = ADDRESSED.exec(plain)?.groups ?? {};
  if (name !== undefined) return { meant: `${port}/tcp ${name}` };
  const { ports = '', protocol = '', rest = '' } = LOOSE.map((form) => form.exec(plain)?.groups).find((found) => found !== undefined) ?? {};
  const meant = `${ports.replace(/ /g, '')}/${protocol}${rest.replace(/ to /i, ' ')}`;
  return SHAPE.test(meant) ? { meant } : {};
}

const spoken = (found: Readonly<Record<string, string | undefined>>): Pick<Packets, 'direction' | 'application'> => ({
  direction: found.ingress === undefined ? 'egress' : 'ingress',
  application: APPLICATIONS.find((each) => each === found.application?.toLowerCase()),
});

/** An address as the target, or behind `at` for a name: never both, of which one would be passed over. */
function readAt(target: string | undefined, at: string | undefined, where: string): Checked<readonly Cidr[]> {
  if (target === undefined || at === undefined) return readCidr(target ?? at, where);
  return invalid({ where, expected: 'an address, or a name at an address', got: shown(`${target} at ${at}`) });
}

/** No text is no narrowing: an empty list. */
function readCidr(text: string | undefined, where: string): Checked<readonly Cidr[]> {
  if (text === undefined) return valid([]);
  const read = readAddress(text, where);
  return read.ok ? valid([read.value]) : read;
}

/** What a client most likely speaks: `tls` to a name on TCP 443, `http` on TCP 80, otherwise `opaque`. */
export function likelyApplication(protocol: string, port: number | undefined, named: boolean): Application {
  if (!named || protocol !== 'tcp') return 'opaque';
  return port === 443 ? 'tls' : port === 80 ? 'http' : 'opaque';
}

/** Is it one packet, as far as it was said? What was left out is asked about for whoever it may be. */
export function isOne({ ports, names, addresses, sources }: Packets): boolean {
  const isAddress = ({ family, prefix }: Cidr): boolean => prefix === bitsOf(family);
  const [name, ...more] = names;
  return ports !== undefined && countPorts(ports) === 1 && more.length === 0 && name?.scope !== 'below' && [...addresses, ...sources].every(isAddress) && (name !== undefined || addresses.length > 0);
}

/** The packets with the application a client most likely speaks on each port, where it was not said. */
export function asSpoken(packets: Packets): readonly [Packets, ...Packets[]] {
  const { application, names, protocol, ports = EVERY } = packets;
  if (application !== undefined || names.length === 0) return [packets];
  const special = SPOKEN.filter((port) => coversPorts(ports, [{ from: port, to: port }]));
  const rest = SPOKEN.reduce((left, port) => left.flatMap((range) => around(range, port)), ports);
  const [first, ...others] = [...special.map((port) => [{ from: port, to: port }]), ...(rest.length === 0 ? [] : [rest])].map((some) => speaking(packets, some, likelyApplication(protocol, some[0]?.from, true)));
  return [first ?? speaking(packets, ports, 'opaque'), ...others];
}

const EVERY: readonly PortRange[] = [{ from: 1, to: 65535 }];

/** Ports on which a client speaks something that shows a name. */
const SPOKEN = [443, 80];

const speaking = (packets: Packets, ports: readonly PortRange[], application: Application): Packets => ({ ...packets, ports, application });

/** A range of ports without one of them. */
const around = ({ from, to }: PortRange, port: number): readonly PortRange[] =>
  [{ from, to: Math.min(to, port - 1) }, { from: Math.max(from, port + 1), to }].filter((range) => range.from <= range.to);

/** As a set. The site's own side, where it was not given, is `own`: the sources of what goes out, the destinations of what comes in. */
export function boxOfPackets(packets: Packets, own: readonly Cidr[]): Box {
  const [sources, addresses] = packets.direction === 'egress' ? [own, []] : [[], own];
  return {
    ...EVERYTHING,
    direction: directionSet(packets.direction),
    protocol: protocolSet(PROTOCOL_NUMBERS[packets.protocol] ?? 0),
    application: packets.application === undefined ? EVERY_APPLICATION : applicationSet(packets.application),
    port: packets.ports === undefined ? EVERY_PORT : portSet(packets.ports),
    source: addressesOr(packets.sources, sources),
    address: addressesOr(packets.addresses, addresses),
    name: packets.names.length === 0 ? EVERY_NAME : nameSet(packets.names),
  };
}

/** The given ones, or else the others, or else every address. */
function addressesOr(given: readonly Cidr[], others: readonly Cidr[]): Box['address'] {
  const [first, ...rest] = given.length === 0 ? others : given;
  return first === undefined ? EVERY_ADDRESS : addressSet([first, ...rest]);
}
