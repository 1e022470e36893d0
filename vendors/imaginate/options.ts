import { address, choice, choices, cidrs, group, hostName, numberChoice, optional, port, withDefault, type OptionsOf } from '../../src/model/option.js';

const OWN = { own: true } as const;

/** The page publishes name and address of each server and asks for both, so a server of the user's own has both too. */
const server = { host: hostName('its name'), ip: address('its address', OWN) } as const;

const ports = {
  web: withDefault(port('web server'), 443),
  mediaHttp: withDefault(port('media stream, plaintext'), 80),
  mediaHttps: withDefault(port('media stream'), 443),
} as const;

const PINS = ['name', 'ip', 'both'] as const;

/**
 * `pin` and `pinOpaque`: the page gives name and address of a server as two ways to say one thing, never as two
 * conditions. Rows that show their name to a firewall go by name, because names outlive addresses. Rows that show none
 * (TURN, the communication server) go by address, because most firewalls match raw TCP and UDP by address alone, and
 * the page itself publishes the address.
 */
export const options = {
  products: withDefault(choices('what is used; Assist adds media stream and TURN', ['atom', 'assist']), ['atom', 'assist']),
  deployment: withDefault(choice('who hosts the servers', ['imaginateCloud', 'ownCloud', 'onPremSingle']), 'imaginateCloud'),
  webServer: optional(group('your web server, outside imaginateCloud', server)),
  mediaStreamServer: optional(group('your media stream server, outside imaginateCloud; on a single server it relays media too', server)),
  turnServer: optional(group('your TURN server, with ownCloud', server)),
  communicationServer: optional(group('a dedicated communication server; both its name and its address are needed', server)),
  turnPort: optional(numberChoice('where TURN listens; when not given 80, and 12700 with onPremSingle', [80, 12700, 12701])),
  ports: withDefault(group('ports of your own servers', ports), {}),
  pin: withDefault(choice('web and media stream by name, by address or by both', PINS), 'name'),
  pinOpaque: withDefault(choice('TURN and communication by name, by address or by both', PINS), 'ip'),
  serverIngress: optional(cidrs('clients that reach your own servers; given, ingress to these servers is opened', OWN)),
} as const;

export type Options = OptionsOf<typeof options>;
