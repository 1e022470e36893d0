import type { VendorProbes } from '../../src/vendor/probes.js';

const PORT_80 = '80/tcp http meet.withalleo.com';
const INGRESS = '443/tcp 10.20.0.5 in from 203.0.113.9';

/** Written from the page, not from the rows: two readings that have to agree. */
export const probes: VendorProbes = {
  options: {},
  pass: [
    '443/tcp tls api.withalleo.com',
    '443/tcp tls meet.withalleo.com',
    '443/tcp tls admin.withalleo.com',
    '443/tcp tls display.withalleo.com',
    '443/tcp tls support.withalleo.com',
    '443/tcp tls help.withalleo.com',
    '443/tcp tls anvil.opentok.com',
    '443/tcp tls hlg.tokbox.com',
    '443/tcp tls turn801-euc1.eu.media.tokbox.com',
  ],
  refuse: [
    '443/tcp tls widgets.withalleo.com',
    '443/tcp tls dc.services.visualstudio.com',
    '443/tcp tls withalleo.com',
    '443/tcp tls tokbox.com',
    '443/tcp tls opentok.com',
    '443/tcp tls api.withalleo.com.example.org',
    PORT_80,
    '3478/udp hlg.tokbox.com',
    '40000/udp hlg.tokbox.com',
    '443/udp meet.withalleo.com',
    INGRESS,
  ],
  variants: [
    {
      options: { externalWidgets: true, azureTelemetry: true, telemetryEndpoints: 'current', httpRedirect: true },
      pass: [
        '443/tcp tls widgets.withalleo.com',
        '443/tcp tls dc.services.visualstudio.com',
        '443/tcp tls dc.applicationinsights.azure.com',
        '443/tcp tls dc.applicationinsights.microsoft.com',
        '443/tcp tls westeurope-5.in.applicationinsights.azure.com',
        PORT_80,
      ],
      refuse: ['443/tcp tls applicationinsights.azure.com', '443/tcp tls rt.services.visualstudio.com', '80/tcp http withalleo.com', INGRESS],
    },
    {
      options: { adminPortal: false, roomsWebClient: false, supportPortal: false, liveAv: false },
      pass: ['443/tcp tls api.withalleo.com', '443/tcp tls meet.withalleo.com'],
      refuse: [
        '443/tcp tls admin.withalleo.com',
        '443/tcp tls display.withalleo.com',
        '443/tcp tls support.withalleo.com',
        '443/tcp tls help.withalleo.com',
        '443/tcp tls hlg.tokbox.com',
      ],
    },
    {
      options: { coarse: true },
      pass: ['443/tcp tls api.withalleo.com', '443/tcp tls meet.withalleo.com', '443/tcp tls anything.withalleo.com', '443/tcp tls hlg.tokbox.com'],
      refuse: ['443/tcp tls withalleo.com', '443/tcp tls notwithalleo.com', PORT_80],
    },
    {
      options: { include: ['recommended'], media: { mode: 'any-destination', acknowledge: ['alleo:udp:3478', 'alleo:udp:1025-65535:64511-ports'] } },
      pass: ['3478/udp hlg.tokbox.com', '1025/udp hlg.tokbox.com', '65535/udp anvil.opentok.com'],
      refuse: ['1024/udp hlg.tokbox.com', '443/udp hlg.tokbox.com', '53/udp 198.51.100.7', '3478/tcp hlg.tokbox.com', INGRESS],
    },
  ],
};
