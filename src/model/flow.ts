import { type Cidr, coversCidr, formatCidr } from './cidr.js';
import { type Destination, compareDestinations, coversDestination, formatDestination } from './destination.js';
import { memo } from './memo.js';
import { type PortRange, coversPorts, formatPorts } from './port-range.js';
import { type Application, DIRECTIONS, type Direction, type Protocol } from './protocol.js';

/** Which row of which vendor's page asked for it. */
export interface Origin {
  readonly vendor: string;
  readonly requirement: string;
}

/**
 * A set of packets: from any of the sources to the destination on any of the ports. To a network it means every
 * application and every name or none; to a name it means the application given (any, when it is opaque), to whatever
 * address, under that name. Replies are implied.
 */
export interface Flow {
  readonly direction: Direction;
  readonly protocol: Protocol;
  /** Sorted, joined, at least one. */
  readonly ports: readonly PortRange[];
  /** Sorted, joined, at least one; never empty for "any". */
  readonly sources: readonly Cidr[];
  readonly destination: Destination;
  /** A path of an URL row; a firewall that cannot see paths widens to the host and has to say so. */
  readonly path?: string;
  readonly application: Application;
  /** The page forbids TLS inspection of it. */
  readonly inspect?: 'forbid';
  /** Sorted, at least one. */
  readonly origins: readonly Origin[];
}

export const formatOrigin = ({ vendor, requirement }: Origin): string => `${vendor}/${requirement}`;

export const formatOrigins = (origins: readonly Origin[]): string => origins.map(formatOrigin).join(', ');

/** `egress tcp 443 tls *.tokbox.com`: without sources and origins. */
export function formatFlow(flow: Flow): string {
  return `${flow.direction} ${flow.protocol} ${formatPorts(flow.ports)} ${flow.application} ${formatDestination(flow.destination)}${flow.path ?? ''}`;
}

/** Each origin once, in order. */
export function joinOrigins(origins: readonly Origin[]): readonly Origin[] {
  const byText = new Map(origins.map((origin) => [formatOrigin(origin), origin]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, origin]) => origin);
}

/** Addresses on the site's own side: who opens the connection, or which server it is opened to. */
export const ownSideOf = ({ direction, sources, destination }: Flow): readonly Cidr[] => (direction === 'egress' ? sources : destination.kind === 'cidr' ? [destination] : []);

/** Directions in which none of these goes. */
export const directionsWithout = (flows: readonly Flow[]): readonly Direction[] => DIRECTIONS.filter((direction) => !flows.some((flow) => flow.direction === direction));

/** What two flows must share to be said in one rule: everything but ports, destination and origins. */
export const flowKey = ({ direction, protocol, application, path, inspect, sources }: Flow): string =>
  `${direction}|${protocol}|${application}|${path ?? ''}|${inspect ?? ''}|${sourcesKey(sources)}`;

const sourcesKey = memo((sources: readonly Cidr[]): string => sources.map(formatCidr).join(','));

/** Does it ask for some paths of its host? A star alone is every path. */
export const saysPath = ({ path }: Flow): boolean => path !== undefined && path !== '/*';

/** Could a packet be of both? Told by what is quick to compare. */
export const mayMeet = (a: Flow, b: Flow): boolean =>
  a.direction === b.direction &&
  a.protocol === b.protocol &&
  (a.destination.kind !== b.destination.kind || coversDestination(a.destination, b.destination) || coversDestination(b.destination, a.destination)) &&
  a.ports.some(({ from, to }) => b.ports.some((range) => from <= range.to && range.from <= to));

/** Does the first permit every packet of the second, and keep from inspecting what the second keeps from inspecting? */
export function coversFlow(wide: Flow, narrow: Flow): boolean {
  return (
    wide.direction === narrow.direction &&
    wide.protocol === narrow.protocol &&
    (wide.destination.kind === 'cidr' || wide.application === 'opaque' || wide.application === narrow.application) &&
    (wide.path === undefined || wide.path === narrow.path) &&
    (narrow.inspect === undefined || wide.inspect === narrow.inspect) &&
    coversPorts(wide.ports, narrow.ports) &&
    coversDestination(wide.destination, narrow.destination) &&
    (wide.sources === narrow.sources || narrow.sources.every((source) => wide.sources.some((each) => coversCidr(each, source))))
  );
}

/** An order that depends on the content alone. */
export function compareFlows(a: Flow, b: Flow): number {
  const byDestination = compareDestinations(a.destination, b.destination);
  if (byDestination !== 0) return byDestination;
  const left = orderText(a);
  const right = orderText(b);
  return left < right ? -1 : left > right ? 1 : 0;
}

const orderText = (flow: Flow): string => [flowKey(flow), formatPorts(flow.ports), ...flow.origins.map(formatOrigin)].join('|');
