import type { Lines, Requirement } from '../../src/vendor/vendor-document.js';
import type { Options } from './options.js';
import { ports } from './ports.js';

type Row = Requirement<Options>;

/** What one line of the page says: a name, or an URL without its scheme, and the description glued to it. */
interface Entry {
  readonly id: string;
  readonly to: string;
  readonly line: Lines;
  readonly about: string;
  readonly caution?: string;
}

const TURN = 'TURN over TCP 443 shows no name: it passes by the streaming addresses, not by this row';
const SHARED = "shared by everyone on Google's infrastructure: data can leave through it";

const required: readonly Entry[] = [
  { id: 'platform', to: 'flexperto.com', line: '66', about: 'platform' },
  { id: 'platform-below', to: '*.flexperto.com', line: '67', about: 'platform' },
  { id: 'platform-below-2', to: '*.*.flexperto.com', line: '68', about: 'platform' },
  { id: 'platform-below-3', to: '*.*.*.flexperto.com', line: '69', about: 'platform' },
  { id: 'jquery', to: 'ajax.googleapis.com/ajax/libs/jquery/*', line: '70', about: 'script library' },
  { id: 'fonts-googleapis', to: 'fonts.googleapis.com', line: '71', about: 'fonts' },
  { id: 'fonts-gstatic', to: 'fonts.gstatic.com', line: '72', about: 'fonts' },
  { id: 'recaptcha', to: 'www.google.com/recaptcha/*', line: '73', about: 'protection of the login against bots' },
  { id: 'recaptcha-static', to: 'www.gstatic.com/recaptcha/*', line: '74', about: 'protection of the login against bots' },
  { id: 'opentok', to: '*.opentok.com', line: '75', about: 'streaming', caution: TURN },
  { id: 'tokbox', to: '*.tokbox.com', line: '76', about: 'streaming', caution: TURN },
];

type Feature = 'analytics' | 'cdnBroad' | 'helpVideos' | 'helpDesk' | 'errorReporting';

const recommended: readonly (Entry & { readonly feature: Feature })[] = [
  { id: 'hotjar', to: '*.hotjar.com', line: '125', about: 'user tracking', feature: 'analytics', caution: 'Hotjar also uses hotjar.io, which the page does not list' },
  { id: 'cdn-gstatic', to: '*.gstatic.com', line: '126', about: 'static content', feature: 'cdnBroad', caution: SHARED },
  { id: 'cdn-ggpht', to: '*.ggpht.com', line: '127', about: 'static content', feature: 'cdnBroad', caution: SHARED },
  { id: 'cdn-googleapis', to: '*.googleapis.com', line: '128', about: 'static content', feature: 'cdnBroad', caution: SHARED },
  { id: 'cdn-google', to: 'www.google.com', line: '129', about: 'static content, by the page; in fact all of the search site', feature: 'cdnBroad', caution: SHARED },
  { id: 'video-vimeo', to: 'player.vimeo.com', line: '130', about: 'videos in the help desk', feature: 'helpVideos', caution: 'the films come from other hosts of Vimeo, which the page does not list' },
  { id: 'video-youtube', to: 'www.youtube-nocookie.com', line: '131', about: 'videos in the help desk', feature: 'helpVideos', caution: 'the films come from other hosts of YouTube, which the page does not list' },
  { id: 'zopim', to: '*.zopim.com', line: '132', about: 'help desk chat', feature: 'helpDesk' },
  { id: 'zendesk-assets', to: 'assets.zendesk.com', line: '133', about: 'help desk', feature: 'helpDesk' },
  { id: 'zendesk-ekr', to: 'ekr.zdassets.com', line: '134', about: 'help desk', feature: 'helpDesk' },
  { id: 'zendesk-flexperto', to: 'flexperto.zendesk.com', line: '135', about: 'help desk', feature: 'helpDesk' },
  { id: 'zendesk-static', to: 'static.zdassets.com', line: '136', about: 'help desk', feature: 'helpDesk' },
  { id: 'bugsnag', to: 'notify.bugsnag.com', line: '137', about: 'reports of errors', feature: 'errorReporting' },
  { id: 'sentry', to: 'sentry.io', line: '138', about: 'reports of errors', feature: 'errorReporting', caution: 'current Sentry clients report to names below sentry.io, which the page does not list' },
];

/** The McAfee clause forbids inspection towards all that is listed; it is taken to hold for any proxy. */
const inspectUnlessEnforced = ({ urlPaths }: Options): 'forbid' | undefined => (urlPaths === 'enforce' ? undefined : 'forbid');

const rowOf = ({ id, to, about, caution }: Entry): Pick<Row, 'id' | 'about' | 'source' | 'quote' | 'to' | 'caution' | 'inspect'> => ({
  id,
  about,
  source: 'page',
  quote: to,
  to: [to],
  inspect: to.includes('/') ? inspectUnlessEnforced : 'forbid',
  ...(caution === undefined ? {} : { caution }),
});

/** "must be whitelisted in any case" */
const requiredRow = (entry: Entry): Row => ({
  ...rowOf(entry),
  lines: [entry.line, '63', ...ports.requiredNames.lines],
  necessity: 'required',
  opens: ports.requiredNames.opens,
  inferred: ports.requiredNames.inferred,
});

/** "should be whitelisted", each with the feature that needs it */
const recommendedRow = (entry: (typeof recommended)[number]): Row => ({
  ...rowOf(entry),
  lines: [entry.line, '122', ...ports.recommendedNames.lines],
  necessity: { feature: entry.feature },
  opens: ports.recommendedNames.opens,
  inferred: ports.recommendedNames.inferred,
});

export const nameRows: readonly Row[] = [...required.map(requiredRow), ...recommended.map(recommendedRow)];
