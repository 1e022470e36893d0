import type { VendorProbes } from '../../src/vendor/probes.js';

/** A stand-in for the list at whitelist.tokbox.com, with documentation addresses; its path is from the project's root. */
const copy = {
  file: 'vendors/flexperto/example-global-streaming.txt',
  sha256: 'c97aafc3a32f3c740b175b269ea96ae147d37bac7d25fafb152a261881d219a3',
  asOf: '2026-11-20',
};

const ireland: VendorProbes = {
  options: { streamingRegions: ['IRL'] },
  pass: [
    ...['443/tcp 52.51.63.16', '80/tcp 52.213.63.191', '443/tcp 18.202.216.15', '443/tcp 3.248.234.48', '443/tcp 3.248.243.159', '443/tcp 3.248.244.127', '443/tcp 99.80.88.255'],
    ...['3478/udp 52.51.63.31', '3478/tcp 99.80.88.240'],
    '443/tcp 18.157.71.112', // Germany is open "in any case"
  ],
  refuse: ['443/tcp 52.51.63.32', '443/tcp 52.213.63.175', '443/tcp 3.248.244.128', '5349/udp 52.51.63.16', '443/tcp 203.0.113.1'],
};

const everywhere: VendorProbes = {
  options: { streamingRegions: ['DE', 'global'], globalStreaming: copy },
  pass: ['443/tcp 203.0.113.127', '80/tcp 198.51.100.64', '3478/udp 203.0.113.0', '443/tcp 18.156.18.0'],
  refuse: ['443/tcp 203.0.113.128', '443/tcp 198.51.100.63', '443/tcp 52.51.63.16', '5349/udp 203.0.113.0', '443/udp 203.0.113.0'],
};

const best: VendorProbes = {
  options: { stunTurn5349: true },
  pass: ['5349/udp 18.157.71.112', '5349/tcp 18.156.18.31', '3478/udp 3.127.48.239'],
  refuse: ['5349/udp 37.61.222.224', '5350/udp 18.157.71.112', '5349/tcp 52.51.63.16', '5349/udp static.opentok.com'],
};

const minimum: VendorProbes = {
  options: { stunTurn3478: false, plainHttp: false, helpDesk: false, errorReporting: false },
  pass: ['443/tcp tls app.flexperto.com', '443/tcp 37.61.222.255', '80/tcp 146.0.229.160'],
  refuse: [
    ...['80/tcp http app.flexperto.com', '80/tcp http fonts.gstatic.com', '3478/udp 18.157.71.112', '3478/tcp 18.157.71.112'],
    ...['443/tcp tls flexperto.zendesk.com', '443/tcp tls widget.zopim.com', '443/tcp tls sentry.io', '443/tcp tls notify.bugsnag.com'],
  ],
};

const everyFeature: VendorProbes = {
  options: { analytics: true, cdnBroad: true, helpVideos: true },
  pass: [
    ...['443/tcp tls script.hotjar.com', '443/tcp tls player.vimeo.com', '443/tcp tls www.youtube-nocookie.com'],
    ...['443/tcp tls ssl.gstatic.com', '443/tcp tls lh3.ggpht.com', '443/tcp tls maps.googleapis.com', '443/tcp tls www.google.com'],
  ],
  refuse: ['80/tcp http script.hotjar.com', '80/tcp http maps.googleapis.com', '443/tcp tls hotjar.com', '443/tcp tls vimeo.com', '443/tcp tls mail.google.com', '443/tcp tls www.youtube.com'],
};

const calendars: VendorProbes = {
  options: { exchangeEws: true, exchange: { server: ['10.1.2.10'], sources: ['198.51.100.16/29'] } },
  pass: ['443/tcp 10.1.2.10 in from 198.51.100.16', '443/tcp 10.1.2.10 in from 198.51.100.23'],
  refuse: ['443/tcp 10.1.2.10 in from 198.51.100.24', '80/tcp 10.1.2.10 in from 198.51.100.16', '443/tcp 10.1.2.11 in from 198.51.100.16', '443/udp 10.1.2.10 in from 198.51.100.16', '443/tcp 198.51.100.16'],
};

const inspected: VendorProbes = {
  options: { urlPaths: 'enforce', acceptInspection: true },
  pass: ['443/tcp tls www.google.com', '443/tcp tls ajax.googleapis.com', '443/tcp tls www.gstatic.com'],
  refuse: ['443/tcp tls mail.google.com', '443/tcp tls ssl.gstatic.com'],
};

/** Written from the page, not from the rows: two readings that have to agree. */
export const probes: VendorProbes = {
  options: {},
  pass: [
    ...['443/tcp 37.61.222.224', '80/tcp 37.61.222.255', '443/tcp 146.0.229.160', '80/tcp 146.0.229.191'],
    ...['443/tcp 18.157.71.127', '443/tcp 35.158.127.224', '443/tcp 3.123.12.143', '80/tcp 3.127.48.224', '443/tcp 18.156.18.31'],
    ...['3478/udp 18.157.71.112', '3478/tcp 35.158.127.239', '3478/udp 3.123.12.128', '3478/tcp 3.127.48.239', '3478/udp 18.156.18.0'],
    ...['443/tcp tls flexperto.com', '80/tcp http flexperto.com', '443/tcp tls app.flexperto.com', '443/tcp tls a.b.flexperto.com', '80/tcp http a.b.c.flexperto.com'],
    ...['443/tcp tls ajax.googleapis.com', '443/tcp tls fonts.googleapis.com', '80/tcp http fonts.gstatic.com', '443/tcp tls www.google.com', '443/tcp tls www.gstatic.com'],
    ...['443/tcp tls static.opentok.com', '80/tcp http static.opentok.com', '443/tcp tls anvil.tokbox.com', '443/tcp tls a.b.tokbox.com'],
    ...['443/tcp tls widget-mediator.zopim.com', '443/tcp tls assets.zendesk.com', '443/tcp tls ekr.zdassets.com', '443/tcp tls flexperto.zendesk.com', '443/tcp tls static.zdassets.com'],
    ...['443/tcp tls notify.bugsnag.com', '443/tcp tls sentry.io'],
  ],
  refuse: [
    ...['443/tcp 37.61.222.223', '443/tcp 37.61.223.0', '443/tcp 146.0.229.192', '443/tcp 18.157.71.128', '443/tcp 18.156.18.32'],
    ...['3478/udp 37.61.222.224', '3478/tcp 146.0.229.160', '5349/udp 18.157.71.112', '443/udp 18.157.71.112', '8080/tcp 18.157.71.112', '443/tcp 52.51.63.16'],
    ...['3478/udp static.opentok.com', '443/tcp opaque static.opentok.com', '443/tcp tls opentok.com', '443/tcp tls tokbox.com', '8443/tcp tls app.flexperto.com'],
    ...['443/tcp tls notflexperto.com', '443/tcp tls flexperto.com.example.net', '443/tcp tls maps.googleapis.com', '443/tcp tls ssl.gstatic.com', '443/tcp tls google.com'],
    ...['443/tcp tls script.hotjar.com', '443/tcp tls player.vimeo.com', '443/tcp tls www.youtube-nocookie.com', '443/tcp tls zopim.com', '443/tcp tls zendesk.com', '80/tcp http sentry.io', '443/tcp tls o1.ingest.sentry.io'],
    '443/tcp 10.20.0.10 in from 198.51.100.16',
  ],
  variants: [ireland, everywhere, best, minimum, everyFeature, calendars, inspected],
};
