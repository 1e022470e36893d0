import fc from 'fast-check';
import { alleo } from '../../vendors/alleo/index.js';
import { flowLines, problemsOf, readVendor } from './support/flow-lines.js';

const DEFAULTS = [
  'api: egress tcp 443 tls api.withalleo.com',
  'app: egress tcp 443 tls meet.withalleo.com',
  'admin-portal: egress tcp 443 tls admin.withalleo.com',
  'rooms-web-client: egress tcp 443 tls display.withalleo.com',
  'support-portal: egress tcp 443 tls support.withalleo.com',
  'help-center: egress tcp 443 tls help.withalleo.com',
  'live-av: egress tcp 443 tls *.tokbox.com',
  'live-av: egress tcp 443 tls *.opentok.com',
];

const without = (...ids: readonly string[]): readonly string[] => DEFAULTS.filter((line) => !ids.some((id) => line.startsWith(`${id}: `)));
const sorted = (lines: readonly string[]): readonly string[] => [...lines].sort();

describe('alleo', () => {
  test('asks for eight openings by default', () => {
    expect(flowLines(alleo())).toEqual(DEFAULTS);
  });

  test.each([
    ['liveAv', { liveAv: true }, DEFAULTS],
    ['no liveAv', { liveAv: false }, without('live-av')],
    ['no adminPortal', { adminPortal: false }, without('admin-portal')],
    ['no roomsWebClient', { roomsWebClient: false }, without('rooms-web-client')],
    ['no supportPortal', { supportPortal: false }, without('support-portal', 'help-center')],
    ['externalWidgets', { externalWidgets: true }, [...DEFAULTS, 'external-widgets: egress tcp 443 tls widgets.withalleo.com']],
    ['azureTelemetry', { azureTelemetry: true }, [...DEFAULTS, 'azure-telemetry: egress tcp 443 tls dc.services.visualstudio.com']],
    [
      'telemetryEndpoints current',
      { azureTelemetry: true, telemetryEndpoints: 'current' as const },
      [
        ...DEFAULTS,
        'azure-telemetry: egress tcp 443 tls dc.services.visualstudio.com',
        'azure-telemetry-current: egress tcp 443 tls dc.applicationinsights.azure.com',
        'azure-telemetry-current: egress tcp 443 tls dc.applicationinsights.microsoft.com',
        'azure-telemetry-current: egress tcp 443 tls *.in.applicationinsights.azure.com',
      ],
    ],
    ['coarse', { coarse: true }, ['cloud-wildcard: egress tcp 443 tls *.withalleo.com', 'live-av: egress tcp 443 tls *.tokbox.com', 'live-av: egress tcp 443 tls *.opentok.com']],
    ['httpRedirect', { httpRedirect: true }, [...DEFAULTS, 'http-redirect: egress tcp 80 http *.withalleo.com']],
    [
      'recommended rows',
      { include: ['recommended'] },
      [
        ...DEFAULTS,
        'live-av-stun: egress udp 3478 opaque *.tokbox.com',
        'live-av-stun: egress udp 3478 opaque *.opentok.com',
        'live-av-media: egress udp 1025-65535 opaque *.tokbox.com',
        'live-av-media: egress udp 1025-65535 opaque *.opentok.com',
      ],
    ],
    ['recommended rows without liveAv', { include: ['recommended'], liveAv: false }, without('live-av')],
  ])('%s', (_, options, expected) => {
    expect(sorted(flowLines(alleo(options)))).toEqual(sorted(expected));
  });

  test('opens nothing from outside, whatever the options: "No inbound firewall rules are required"', () => {
    const options = fc.record({
      adminPortal: fc.boolean(),
      externalWidgets: fc.boolean(),
      roomsWebClient: fc.boolean(),
      azureTelemetry: fc.boolean(),
      supportPortal: fc.boolean(),
      liveAv: fc.boolean(),
      coarse: fc.boolean(),
      httpRedirect: fc.boolean(),
      current: fc.boolean(),
      include: fc.subarray(['recommended', 'optional', 'live-av', 'external-widgets', 'http-redirect']),
    });
    const check = fc.property(options, ({ current, ...given }) => {
      const flows = readVendor(alleo({ ...given, telemetryEndpoints: current && given.azureTelemetry ? 'current' : 'published' })).rows.flatMap((row) => row.flows);
      expect(flows.length).toBeGreaterThan(0);
      expect(flows.filter(({ direction }) => direction !== 'egress')).toEqual([]);
      expect(flows.filter(({ destination }) => destination.kind === 'cidr')).toEqual([]);
    });
    fc.assert(check, { numRuns: 300 });
    expect(alleo.document.requirements.filter(({ direction }) => direction !== undefined)).toEqual([]);
  });

  test('never pins an address, as the page asks', () => {
    expect(problemsOf(alleo({ media: { mode: 'published-cidrs', cidrs: ['203.0.113.0/24'], source: 'list.txt', asOf: '2026-11-20' } }))).toEqual([
      'alleo.media.mode: expected omit or any-destination, because Alleo forbids pinned addresses ("Customer firewall rules should specify the fully qualified domain name (FQDN)"), got published-cidrs',
    ]);
  });

  test('refuses options out of their domain, all at once', () => {
    const given = { liveAv: 'yes', telemetryEndpoints: 'curent', suportPortal: true } as unknown as Parameters<typeof alleo>[0];
    expect(problemsOf(alleo(given))).toEqual([
      'alleo.suportPortal: expected one of adminPortal, azureTelemetry, coarse, exclude, externalWidgets, httpRedirect, include, liveAv, media, roomsWebClient, supportPortal, telemetryEndpoints, got "suportPortal" (did you mean supportPortal?)',
      'alleo.liveAv: expected true or false, got "yes"',
      'alleo.telemetryEndpoints: expected one of current, published, got "curent" (did you mean current?)',
    ]);
  });

  test('refuses telemetry endpoints without telemetry', () => {
    expect(problemsOf(alleo({ telemetryEndpoints: 'current' }))).toEqual(['alleo.telemetryEndpoints: expected published while azureTelemetry is off, got "current"']);
  });
});
