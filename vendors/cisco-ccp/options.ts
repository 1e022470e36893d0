import { address, choice, cidrs, flag, group, hostOrAddress, optional, port, withDefault, type OptionsOf } from '../../src/model/option.js';

const OWN = { own: true } as const;

const publicChat = {
  enabled: flag('accept them', false),
  sources: optional(cidrs('where they come from: the corporate website, a reverse proxy', OWN)),
  exposeToInternet: flag('accept them from every address, in place of sources', false),
} as const;

const xmpp = {
  enabled: flag('send them', false),
  host: optional(hostOrAddress('the XMPP Notifications server, in the intranet or on the internet')),
  port: optional(port('its port; 5222 when not given')),
} as const;

export const options = {
  solution: choice('what the server is part of; CCE has a media routing listener', ['CCE', 'CCX']),
  server: address('the Customer Collaboration Platform server', OWN),
  uiClients: cidrs('browsers and API clients of its user interface', OWN),
  publicChat: withDefault(group('chat and callback requests from a website or from the internet', publicChat), {}),
  mrPgs: optional(cidrs('Media Routing Peripheral Gateways; needed with CCE, single addresses preferred', OWN)),
  mrPort: optional(port('the media routing listener, CCE alone; 38001 when not given')),
  xmpp: withDefault(group('notifications through an external XMPP server', xmpp), {}),
  allowHttp80: flag('plaintext HTTP on port 80, beside HTTPS on 443', false),
  allowBosh7071: flag('plaintext BOSH on port 7071, beside secure BOSH on 7443', false),
} as const;

export type Options = OptionsOf<typeof options>;
