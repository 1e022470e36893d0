import type { VendorProbes } from '../../src/vendor/probes.js';

const web = { host: 'web.corp.example', ip: '10.8.0.1' };
const media = { host: 'media.corp.example', ip: '10.8.0.2' };
const relay = { host: 'relay.corp.example', ip: '10.8.0.3' };
const rooms = { host: 'rooms.corp.example', ip: '198.51.100.20' };

/** Written from the page's table and the paragraph below it. */
export const probes: VendorProbes = {
  options: {},
  pass: [
    '443/tcp tls nuspace.imaginate.in',
    '80/tcp http mediastream.imaginate.in',
    '443/tcp tls mediastream.imaginate.in',
    '80/tcp 52.172.48.238',
    '80/udp 52.172.48.238',
  ],
  refuse: [
    '80/tcp http nuspace.imaginate.in',
    '443/tcp tls imaginate.in',
    '443/tcp tls www.imaginate.in',
    '443/udp 20.198.105.5',
    '12700/tcp 52.172.48.238',
    '12701/udp 52.172.48.238',
    '3478/udp 52.172.48.238',
    '80/tcp 52.172.48.239',
    '443/tcp 52.172.48.238',
    '5055/udp 198.51.100.20',
    '5056/udp 52.172.48.238',
    '443/tcp tls 20.198.105.5 in from 203.0.113.9',
  ],
  variants: [
    { options: { products: ['atom'] }, pass: ['443/tcp tls nuspace.imaginate.in'], refuse: ['80/tcp http mediastream.imaginate.in', '443/tcp tls mediastream.imaginate.in', '80/udp 52.172.48.238'] },
    {
      options: { products: ['assist'], pin: 'ip' },
      pass: ['443/tcp 20.198.105.5', '80/tcp 20.207.206.33', '443/tcp 20.207.206.33', '80/udp 52.172.48.238'],
      refuse: ['80/tcp 20.198.105.5', '443/tcp 20.198.105.6', '443/udp 20.207.206.33'],
    },
    {
      options: { pin: 'both' },
      pass: ['443/tcp tls nuspace.imaginate.in', '443/tcp 20.198.105.5', '80/tcp http mediastream.imaginate.in', '80/tcp 20.207.206.33'],
      refuse: ['80/tcp http nuspace.imaginate.in', '80/tcp 20.198.105.5'],
    },
    {
      options: { pinOpaque: 'both' },
      pass: ['80/tcp opaque mediarelay.imaginate.in', '80/udp mediarelay.imaginate.in', '80/tcp 52.172.48.238', '80/udp 52.172.48.238'],
      refuse: ['80/tcp opaque nuspace.imaginate.in', '443/tcp tls mediarelay.imaginate.in', '12700/udp mediarelay.imaginate.in', '80/udp nuspace.imaginate.in'],
    },
    {
      options: { deployment: 'ownCloud', webServer: web, mediaStreamServer: media, turnServer: relay, ports: { web: 8443, mediaHttp: 8080, mediaHttps: 9443 } },
      pass: ['8443/tcp tls web.corp.example', '8080/tcp http media.corp.example', '9443/tcp tls media.corp.example', '80/udp 10.8.0.3'],
      refuse: ['443/tcp tls web.corp.example', '80/tcp http media.corp.example', '443/tcp tls media.corp.example'],
    },
    {
      options: { products: ['atom'], communicationServer: rooms },
      pass: ['5055/udp 198.51.100.20', '5056/udp 198.51.100.20'],
      refuse: ['5055/tcp 198.51.100.20', '5057/udp 198.51.100.20', '5054/udp 198.51.100.20', '443/tcp 198.51.100.20', '5055/udp 198.51.100.20 in from 203.0.113.9'],
    },
    {
      options: { deployment: 'ownCloud', webServer: web, mediaStreamServer: media, turnServer: relay },
      pass: ['443/tcp tls web.corp.example', '80/tcp http media.corp.example', '443/tcp tls media.corp.example', '80/tcp 10.8.0.3', '80/udp 10.8.0.3'],
      refuse: ['443/tcp tls nuspace.imaginate.in', '80/udp 52.172.48.238', '12700/udp 10.8.0.3', '80/udp 10.8.0.2', '443/tcp 10.8.0.1 in from 10.9.0.1'],
    },
    {
      options: { deployment: 'ownCloud', webServer: web, mediaStreamServer: media, turnServer: relay, turnPort: 12701 },
      pass: ['12701/tcp 10.8.0.3', '12701/udp 10.8.0.3'],
      refuse: ['80/tcp 10.8.0.3', '80/udp 10.8.0.3', '12700/udp 10.8.0.3'],
    },
    {
      options: { deployment: 'onPremSingle', webServer: web, mediaStreamServer: media },
      pass: ['12700/tcp 10.8.0.2', '12700/udp 10.8.0.2', '80/tcp http media.corp.example', '443/tcp tls media.corp.example', '443/tcp tls web.corp.example'],
      refuse: ['12701/udp 10.8.0.2', '80/udp 10.8.0.2', '12700/udp 10.8.0.1', '12700/udp 52.172.48.238'],
    },
    {
      options: { deployment: 'onPremSingle', webServer: web, mediaStreamServer: media, communicationServer: rooms, serverIngress: ['10.9.0.0/24'] },
      pass: [
        '443/tcp tls 10.8.0.1 in from 10.9.0.7',
        '80/tcp http 10.8.0.2 in from 10.9.0.7',
        '443/tcp tls 10.8.0.2 in from 10.9.0.255',
        '12700/tcp 10.8.0.2 in from 10.9.0.7',
        '12700/udp 10.8.0.2 in from 10.9.0.7',
        '5055/udp 198.51.100.20 in from 10.9.0.7',
        '5056/udp 198.51.100.20 in from 10.9.0.7',
      ],
      refuse: ['443/tcp tls 10.8.0.1 in from 10.9.1.0', '80/tcp http 10.8.0.1 in from 10.9.0.7', '12701/udp 10.8.0.2 in from 10.9.0.7', '5055/tcp 198.51.100.20 in from 10.9.0.7'],
    },
  ],
};
