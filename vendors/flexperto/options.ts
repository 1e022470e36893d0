import type { Problem } from '../../src/model/diagnostic.js';
import { type OptionsOf, choice, choices, cidrs, flag, group, optional, withDefault } from '../../src/model/option.js';
import { pinnedList } from '../../src/vendor/pinned-list.js';

const exchange = {
  server: cidrs('addresses of your Exchange server, and of autodiscover where it is another machine', { own: true }),
  sources: cidrs("Cronofy's addresses for your data centre, from flexperto or Cronofy: the page lost its list"),
} as const;

export const options = {
  streamingRegions: withDefault(choices('where streams run; DE is always in, global needs globalStreaming', ['DE', 'IRL', 'global']), ['DE']),
  globalStreaming: optional(pinnedList('reviewed copy of whitelist.tokbox.com/whitelist.json')),
  stunTurn3478: flag('TCP and UDP 3478 to the streaming addresses; without it calls across NAT may fail', true),
  stunTurn5349: flag('TCP and UDP 5349 to the streaming addresses, for the best experience', false),
  plainHttp: flag('TCP 80 to the names as well as 443', true),
  helpDesk: flag('help desk (Zendesk)', true),
  helpVideos: flag('videos embedded in the help desk', false),
  errorReporting: flag('reports of errors in the browser (Bugsnag, Sentry)', true),
  analytics: flag('user tracking (Hotjar)', false),
  cdnBroad: flag("Google's shared hosts as a whole: *.gstatic.com, *.ggpht.com, *.googleapis.com, www.google.com", false),
  urlPaths: withDefault(choice('rows with a path: host alone, or inspected so that the path is seen', ['host-only', 'enforce']), 'host-only'),
  acceptInspection: flag('inspect the rows with a path although the page forbids it', false),
  exchangeEws: flag('Cronofy may reach your Exchange server for calendars', false),
  exchange: optional(group('the server that exchangeEws opens, and to whom', exchange)),
} as const;

export type Options = OptionsOf<typeof options>;

/** What has to hold between the options. */
export function check(chosen: Options, where: string): readonly Problem[] {
  const global = chosen.streamingRegions.includes('global');
  return [
    ...(global && chosen.globalStreaming === undefined ? [missing(`${where}.globalStreaming`, options.globalStreaming.expected, 'streamingRegions has global')] : []),
    ...(chosen.exchangeEws && chosen.exchange === undefined ? [missing(`${where}.exchange`, options.exchange.expected, 'exchangeEws is on')] : []),
    ...(chosen.urlPaths === 'enforce' && !chosen.acceptInspection
      ? [{ where: `${where}.acceptInspection`, expected: 'true with urlPaths: enforce, because the page wants SSL inspection disabled', got: 'false' }]
      : []),
  ];
}

const missing = (where: string, expected: string, because: string): Problem => ({ where, expected: `${expected}, because ${because}`, got: 'nothing' });

/** What whoever chooses these options should know. */
export function cautions({ streamingRegions, globalStreaming, exchangeEws, exchange: given, urlPaths, cdnBroad }: Options): readonly string[] {
  const global = streamingRegions.includes('global');
  return [
    // Notice of 90 days, for projects in the Enterprise environment: developer.vonage.com/en/video/guides/ip-addresses, read 2026-11-20.
    ...(global && globalStreaming !== undefined
      ? [`globalStreaming is as of ${globalStreaming.asOf}: Vonage changes the list on 90 days' notice, or none in an emergency, and keeps to it only for clients that set ipWhitelist`]
      : []),
    ...(!global && globalStreaming !== undefined ? ['globalStreaming is given and opens nothing: streamingRegions is without global'] : []),
    ...(!exchangeEws && given !== undefined ? ['exchange is given and opens nothing: exchangeEws is off'] : []),
    ...(urlPaths === 'enforce' && cdnBroad ? ['cdnBroad opens the hosts of the rows with a path as a whole: urlPaths: enforce restricts nothing'] : []),
  ];
}
