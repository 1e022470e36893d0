import { type Problem, shown } from '../../src/model/diagnostic.js';
import type { Options } from './options.js';
import { type Role, ownRoles, serverOf, turnPortOf, usesAssist } from './servers.js';

/** The page's ports by deployment: lines 13 to 17, read 2026-11-20. */
const TURN_PORTS: Readonly<Record<Options['deployment'], readonly number[]>> = {
  imaginateCloud: [80],
  ownCloud: [80, 12700, 12701],
  onPremSingle: [12700, 12701],
};

const ROLES: readonly (readonly [Role, 'webServer' | 'mediaStreamServer' | 'turnServer'])[] = [
  ['web', 'webServer'],
  ['mediaStream', 'mediaStreamServer'],
  ['turn', 'turnServer'],
];

/** What has to hold between the options. */
export function check(options: Options, where: string): readonly Problem[] {
  if (options.products.length === 0) return [{ where: `${where}.products`, expected: 'at least one of atom, assist', got: 'an empty list' }];
  return [
    ...ROLES.flatMap(([role, name]) => problemsOfServer(options, role, name, where)),
    ...problemsOfTurnPort(options, where),
    ...problemsOfSharedServer(options, where),
    ...problemsOfPorts(options, where),
    ...problemsOfIngress(options, `${where}.serverIngress`),
  ];
}

function problemsOfServer(options: Options, role: Role, name: (typeof ROLES)[number][1], where: string): readonly Problem[] {
  const server = options[name];
  const needed = ownRoles(options).includes(role);
  const at = `${where}.${name}`;
  const situation = `with ${options.deployment} and ${options.products.join(', ')}`;
  if (needed) return server === undefined ? [{ where: at, expected: `host and ip ${situation}`, got: 'nothing' }] : [];
  return server === undefined ? [] : [{ where: at, expected: `nothing ${situation}`, got: shown(server.host) }];
}

function problemsOfTurnPort(options: Options, where: string): readonly Problem[] {
  const { turnPort, deployment } = options;
  if (turnPort === undefined) return [];
  const at = `${where}.turnPort`;
  if (!usesAssist(options)) return [{ where: at, expected: 'nothing without assist', got: shown(turnPort) }];
  const allowed = TURN_PORTS[deployment];
  return allowed.includes(turnPort) ? [] : [{ where: at, expected: `${allowed.join(' or ')} with ${deployment}`, got: shown(turnPort) }];
}

/** One machine cannot listen twice on one port. */
function problemsOfSharedServer(options: Options, where: string): readonly Problem[] {
  const turn = serverOf(options, 'turn');
  const media = serverOf(options, 'mediaStream');
  const port = turnPortOf(options);
  const taken = [options.ports.mediaHttp, options.ports.mediaHttps].includes(port);
  if (turn === undefined || media === undefined || turn.ip.network !== media.ip.network || turn.ip.family !== media.ip.family || !taken) return [];
  return [{ where: `${where}.turnPort`, expected: 'a port that the media stream on the same server leaves free', got: shown(port) }];
}

function problemsOfPorts({ deployment, ports }: Options, where: string): readonly Problem[] {
  if (deployment !== 'imaginateCloud') return [];
  const published = { web: 443, mediaHttp: 80, mediaHttps: 443 } as const;
  return (['web', 'mediaHttp', 'mediaHttps'] as const).flatMap((name) =>
    ports[name] === published[name] ? [] : [{ where: `${where}.ports.${name}`, expected: `${published[name]} with imaginateCloud`, got: shown(ports[name]) }],
  );
}

function problemsOfIngress(options: Options, where: string): readonly Problem[] {
  const { serverIngress, communicationServer } = options;
  if (serverIngress === undefined) return [];
  const servers = [...ownRoles(options).flatMap((role) => serverOf(options, role) ?? []), ...(communicationServer === undefined ? [] : [communicationServer])];
  if (servers.length === 0) return [{ where, expected: 'nothing without a server of your own', got: 'addresses' }];
  const other = servers.find(({ ip }) => serverIngress.some(({ family }) => family !== ip.family));
  return other === undefined ? [] : [{ where, expected: `IPv${other.ip.family}, as ${other.host}`, got: `IPv${other.ip.family === 4 ? 6 : 4}` }];
}
