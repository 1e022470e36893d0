import { type OptionsOf, choice, flag, withDefault } from '../../src/model/option.js';

/** What a site uses of Alleo. The page calls almost nothing optional: defaults are what a meeting and its owner need. */
export const options = {
  adminPortal: flag('admin portal, for users and devices', true),
  externalWidgets: flag('widgets from outside Alleo', false),
  roomsWebClient: flag('rooms client in a browser', true),
  azureTelemetry: flag('logging to Azure Application Insights', false),
  supportPortal: flag('support portal and help center', true),
  liveAv: flag('live audio, live video and screen sharing', true),
  telemetryEndpoints: withDefault(choice('telemetry hosts: of the page, or those that Microsoft adds to it', ['published', 'current']), 'published'),
  coarse: flag('*.withalleo.com in place of its hosts one by one', false),
  httpRedirect: flag('port 80, which only redirects to 443', false),
} as const;

export type AlleoOptions = OptionsOf<typeof options>;
