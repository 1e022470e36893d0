import type { Cidr } from '../../src/model/cidr.js';
import { type Problem, shown } from '../../src/model/diagnostic.js';
import type { Options } from './options.js';

/** What has to hold between the options. */
export const check = (options: Options, where: string): readonly Problem[] => [
  ...problemsOfMediaRouting(options, where),
  ...problemsOfPublicChat(options.publicChat, `${where}.publicChat`),
  ...problemsOfXmpp(options.xmpp, `${where}.xmpp`),
  ...problemsOfFamily(options, where),
];

function problemsOfMediaRouting({ solution, mrPgs, mrPort }: Options, where: string): readonly Problem[] {
  if (solution === 'CCX') return unused({ mrPgs, mrPort }, 'with CCX, which has no media routing', where);
  return mrPgs === undefined ? [{ where: `${where}.mrPgs`, expected: 'the addresses of the MR PGs with CCE', got: 'nothing' }] : [];
}

function problemsOfPublicChat({ enabled, sources, exposeToInternet }: Options['publicChat'], where: string): readonly Problem[] {
  const given = { sources, exposeToInternet: exposeToInternet ? true : undefined };
  if (!enabled) return unused(given, 'unless enabled is true', where);
  if (sources !== undefined && exposeToInternet) return [{ where, expected: 'sources or exposeToInternet', got: 'both' }];
  return sources === undefined && !exposeToInternet ? [{ where: `${where}.sources`, expected: 'at least one source, or exposeToInternet: true', got: 'nothing' }] : [];
}

function problemsOfXmpp({ enabled, host, port }: Options['xmpp'], where: string): readonly Problem[] {
  if (!enabled) return unused({ host, port }, 'unless enabled is true', where);
  return host === undefined ? [{ where: `${where}.host`, expected: 'the XMPP Notifications server', got: 'nothing' }] : [];
}

/** A value that would change nothing is a misunderstanding, not a default. */
function unused(given: Readonly<Record<string, unknown>>, why: string, where: string): readonly Problem[] {
  return Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [{ where: `${where}.${name}`, expected: `nothing ${why}`, got: shownValue(value) }]));
}

const shownValue = (value: unknown): string => (typeof value === 'object' ? 'addresses' : shown(value));

/** No packet goes from an IPv6 source to an IPv4 server. */
function problemsOfFamily({ server, uiClients, publicChat, mrPgs = [] }: Options, where: string): readonly Problem[] {
  const lists: Readonly<Record<string, readonly Cidr[]>> = { uiClients, 'publicChat.sources': publicChat.sources ?? [], mrPgs };
  return Object.entries(lists).flatMap(([name, cidrs]) => {
    const other = cidrs.find(({ family }) => family !== server.family);
    return other === undefined ? [] : [{ where: `${where}.${name}`, expected: `IPv${server.family}, as the server`, got: `IPv${other.family}` }];
  });
}
