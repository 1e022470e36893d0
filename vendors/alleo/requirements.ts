import type { Opening, Requirement } from '../../src/vendor/vendor-document.js';
import type { AlleoOptions } from './options.js';

type Row = Requirement<AlleoOptions>;

const HTTPS: readonly Opening[] = [{ protocol: 'tcp', ports: '443', application: 'tls' }];
const MEDIA_HOSTS = ['*.tokbox.com', '*.opentok.com'] as const;

const byHost: NonNullable<Row['when']> = { holds: ({ coarse }) => !coarse, otherwise: 'coarse opens *.withalleo.com in its place' };
const withLiveAv: NonNullable<Row['when']> = { holds: ({ liveAv }) => liveAv, otherwise: 'liveAv is off' };

const LONG_LIVED = 'WebSockets may stay silent for longer than the idle timeout of the firewall, which then cuts them';
const BY_ICE = 'the page names hosts, but clients learn media addresses from ICE and not from DNS: rules learned from these names miss them';

const cloud: readonly Row[] = [
  {
    id: 'api',
    about: 'API: authentication, collaboration, file transfer',
    source: 'page',
    lines: ['13-18'],
    quote: '443 | HTTPS/WSS | api.withalleo.com',
    necessity: 'required',
    when: byHost,
    opens: HTTPS,
    to: ['api.withalleo.com'],
    asPublished: 'HTTPS/WSS, Bidirectional',
    caution: LONG_LIVED,
  },
  {
    id: 'app',
    about: 'the Alleo application',
    source: 'page',
    lines: ['19-24'],
    quote: '443 | HTTPS | meet.withalleo.com',
    necessity: 'required',
    when: byHost,
    opens: HTTPS,
    to: ['meet.withalleo.com'],
  },
  {
    id: 'admin-portal',
    about: 'admin portal',
    source: 'page',
    lines: ['25-30'],
    quote: 'Access to Alleo Admin Portal for user and device administration',
    necessity: { feature: 'adminPortal' },
    when: byHost,
    opens: HTTPS,
    to: ['admin.withalleo.com'],
  },
  {
    id: 'external-widgets',
    about: 'external widgets',
    source: 'page',
    lines: ['31-36'],
    quote: 'This is required if external widgets are used',
    necessity: { feature: 'externalWidgets' },
    when: byHost,
    opens: HTTPS,
    to: ['widgets.withalleo.com'],
    caution: 'widgets load from hosts of their own, which the page does not list',
  },
  {
    id: 'rooms-web-client',
    about: 'rooms client, web version',
    source: 'page',
    lines: ['37-42'],
    quote: 'Access to Alleo Rooms Client (web version)',
    necessity: { feature: 'roomsWebClient' },
    when: byHost,
    opens: HTTPS,
    to: ['display.withalleo.com'],
  },
  {
    id: 'support-portal',
    about: 'support portal',
    source: 'page',
    lines: ['49-54'],
    quote: '443 | HTTPS | support.withalleo.com',
    necessity: { feature: 'supportPortal' },
    when: byHost,
    opens: HTTPS,
    to: ['support.withalleo.com'],
    caution: 'a Zendesk help center: its assets may load from *.zdassets.com, which the page does not list',
  },
  {
    id: 'help-center',
    about: 'help center',
    source: 'page',
    lines: ['55-60'],
    quote: '443 | HTTPS | help.withalleo.com',
    necessity: { feature: 'supportPortal' },
    when: byHost,
    opens: HTTPS,
    to: ['help.withalleo.com'],
  },
  {
    id: 'cloud-wildcard',
    about: 'every host of the Alleo cloud',
    source: 'page',
    lines: ['1'],
    quote: 'the primary Alleo Cloud endpoint (*.withalleo.com)',
    necessity: 'required',
    when: { holds: ({ coarse }) => coarse, otherwise: 'the hosts are listed one by one' },
    opens: HTTPS,
    to: ['*.withalleo.com'],
    caution: 'also opens the hosts of features that are off',
  },
  {
    id: 'http-redirect',
    about: 'redirect from port 80 to 443',
    source: 'page',
    lines: ['1', '7-8'],
    quote: 'targeting port 80 are immediately redirected',
    necessity: { feature: 'httpRedirect' },
    opens: [{ protocol: 'tcp', ports: '80', application: 'http' }],
    to: ['*.withalleo.com'],
    inferred: 'the line names the Alleo cloud; line 1 says that this is *.withalleo.com',
  },
];

const telemetry: readonly Row[] = [
  {
    id: 'azure-telemetry',
    about: 'logging to Azure Application Insights',
    source: 'page',
    lines: ['43-48'],
    quote: 'Optional for Azure logging (using Insights)',
    necessity: { feature: 'azureTelemetry' },
    opens: HTTPS,
    to: ['dc.services.visualstudio.com'],
    caution: 'Microsoft lists three more hosts for telemetry; telemetryEndpoints: current opens them as well',
  },
  {
    id: 'azure-telemetry-current',
    about: 'further ingestion hosts of Application Insights',
    source: 'microsoft',
    lines: ['33'],
    quote: '`{region}.in.applicationinsights.azure.com`',
    necessity: { feature: 'azureTelemetry' },
    when: { holds: ({ telemetryEndpoints }) => telemetryEndpoints === 'current', otherwise: 'telemetryEndpoints is published' },
    opens: HTTPS,
    to: ['dc.applicationinsights.azure.com', 'dc.applicationinsights.microsoft.com', '*.in.applicationinsights.azure.com'],
    inferred: "not on Alleo's page: Microsoft lists these beside its host; the region is not known, so any",
  },
];

const media: readonly Row[] = [
  {
    id: 'live-av',
    about: 'live audio, live video, screen sharing',
    source: 'page',
    lines: ['61-66'],
    quote: '443 | HTTPS/WSS/TCP | *.tokbox.com *.opentok.com',
    necessity: { feature: 'liveAv' },
    opens: HTTPS,
    to: MEDIA_HOSTS,
    asPublished: 'HTTPS/WSS/TCP, Bidirectional',
    inferred: 'TCP beside HTTPS and WSS is taken for TURN; only what shows its name in TLS is asked for',
    caution: 'TURN over TCP 443 without TLS shows no name and is dropped by a firewall that decides by name',
  },
  {
    id: 'live-av-stun',
    about: 'live audio and video over UDP, STUN and TURN',
    source: 'page',
    lines: ['67-72'],
    quote: 'Recommended for better WebRtc experience',
    necessity: 'recommended',
    when: withLiveAv,
    opens: [{ protocol: 'udp', ports: '3478', application: 'opaque' }],
    to: MEDIA_HOSTS,
    asPublished: 'Bidirectional',
    caution: BY_ICE,
  },
  {
    id: 'live-av-media',
    about: 'live audio and video over UDP, media',
    source: 'page',
    lines: ['73-78'],
    quote: 'Recommended for best possible WebRtc experience',
    necessity: 'recommended',
    when: withLiveAv,
    opens: [{ protocol: 'udp', ports: '1025 - 65535', application: 'opaque' }],
    to: MEDIA_HOSTS,
    asPublished: 'Bidirectional',
    caution: `${BY_ICE}; 64,511 ports, 3478 among them`,
  },
];

/** Every row of the page: sources are the clients, and nothing comes in. */
export const requirements: readonly Row[] = [...cloud, ...telemetry, ...media];
