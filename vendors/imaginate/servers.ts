import { type Cidr, formatPeer, parseCidr } from '../../src/model/cidr.js';
import { orThrow } from '../../src/model/diagnostic.js';
import type { Options } from './options.js';

/** The page publishes both, as two ways to name one server. */
export interface Server {
  readonly host: string;
  readonly ip: Cidr;
}

export type Role = 'web' | 'mediaStream' | 'turn';
export type Pin = Options['pin'];

const at = (address: string): Cidr => orThrow(parseCidr(address, 'imaginate.PUBLISHED'));

/** Imaginate's own servers: the page, lines 8 and 11 to 16, read 2026-11-20. */
const PUBLISHED: Readonly<Record<Role, Server>> = {
  web: { host: 'nuspace.imaginate.in', ip: at('20.198.105.5') },
  mediaStream: { host: 'mediastream.imaginate.in', ip: at('20.207.206.33') },
  turn: { host: 'mediarelay.imaginate.in', ip: at('52.172.48.238') },
};

export const usesAssist = ({ products }: Options): boolean => products.includes('assist');

/** Which servers the user has to name. A single server on premises relays media on the media stream's machine. */
export function ownRoles(options: Options): readonly Role[] {
  if (options.deployment === 'imaginateCloud') return [];
  if (!usesAssist(options)) return ['web'];
  return options.deployment === 'ownCloud' ? ['web', 'mediaStream', 'turn'] : ['web', 'mediaStream'];
}

export function serverOf(options: Options, role: Role): Server | undefined {
  if (options.deployment === 'imaginateCloud') return PUBLISHED[role];
  if (role === 'turn') return options.deployment === 'onPremSingle' ? options.mediaStreamServer : options.turnServer;
  return role === 'web' ? options.webServer : options.mediaStreamServer;
}

/** Name first, as firewalls should match it where they can. */
export function destinationsOf(server: Server | undefined, pin: Pin): readonly string[] {
  if (server === undefined) return [];
  return [...(pin === 'ip' ? [] : [server.host]), ...(pin === 'name' ? [] : [formatPeer(server.ip)])];
}

/** 80 is the default; on a single server the media stream holds it. */
export const turnPortOf = ({ turnPort, deployment }: Options): number => turnPort ?? (deployment === 'onPremSingle' ? 12700 : 80);
