import { anyOf, formatCidr, formatPeer } from '../../src/model/cidr.js';
import { vendorConstruct } from '../../src/vendor/construct.js';
import { defineVendor } from '../../src/vendor/define-vendor.js';
import { check } from './check.js';
import { notes } from './notes.js';
import { type Options, options } from './options.js';

const TCP = 'the page never names TCP';
const ONE_WAY = `${TCP}, and "Bidirectional" is said of the data: each of its sources opens the connection`;

const toServer = ({ server }: Options): readonly string[] => [formatPeer(server)];
const fromUiClients = ({ uiClients }: Options): readonly string[] => uiClients.map(formatCidr);
const fromPublicChat = ({ server, publicChat }: Options): readonly string[] => (publicChat.exposeToInternet ? [anyOf(server.family)] : publicChat.sources ?? []).map(formatCidr);

/** Listeners of the user's own server, named SocialMiner before 12.5(1). */
const ingress = { source: 'ports', direction: 'ingress', to: toServer } as const;

const publicChatOnly = { holds: ({ publicChat }: Options) => publicChat.enabled, otherwise: 'publicChat is not enabled' };
const exposed = ({ publicChat }: Options): boolean => publicChat.exposeToInternet;

/** Cisco Customer Collaboration Platform 12.5 in Contact Center Enterprise or Express. */
export const ciscoCcp = defineVendor({
  id: 'cisco-ccp',
  name: 'Cisco Customer Collaboration Platform',
  sources: {
    ports: {
      title: 'Port Utilization in Customer Collaboration Platform (port guide for Contact Center Enterprise 12.5)',
      url: 'https://www.cisco.com/c/en/us/td/docs/voice_ip_comm/cust_contact/contact_center/icm_enterprise/icm_enterprise_12_5_1/configuration/guide/ucce_b_port-utilization_12_5/ucce_b_port-utilization_12_5_chapter_01001.html',
      file: '004_4dbac321ff94be75.txt',
      sha256: '4b09fe0628d50997c6fcccf9e16fd5bb441c8ac8b049eee43f723fe52289ead6',
      read: '2026-11-20',
    },
  },
  options,
  requirements: [
    {
      ...ingress,
      id: 'http-ui',
      about: 'user interface and APIs, plaintext',
      lines: ['52-60'],
      quote: 'Used for unsecure (HTTP) traffic',
      necessity: { feature: 'allowHttp80' },
      opens: [{ protocol: 'tcp', ports: '80', application: 'http' }],
      from: fromUiClients,
      inferred: ONE_WAY,
      caution: 'plaintext: passwords and chats can be read on the way',
    },
    {
      ...ingress,
      id: 'http-public-chat',
      about: 'chat and callback requests, plaintext',
      lines: ['52-58', '62'],
      quote: 'From the internet or corporate website',
      necessity: { feature: 'allowHttp80' },
      when: publicChatOnly,
      opens: [{ protocol: 'tcp', ports: '80', application: 'http' }],
      from: fromPublicChat,
      exposed,
      inferred: ONE_WAY,
      caution: 'plaintext: chats of customers can be read on the way',
    },
    {
      ...ingress,
      id: 'https-ui',
      about: 'user interface and APIs',
      lines: ['64-72'],
      quote: 'Used for secure (HTTPS) traffic',
      necessity: 'required',
      opens: [{ protocol: 'tcp', ports: '443', application: 'tls' }],
      from: fromUiClients,
      inferred: ONE_WAY,
    },
    {
      ...ingress,
      id: 'https-public-chat',
      about: 'chat and callback requests',
      lines: ['64-70', '74'],
      quote: 'From the internet or corporate website',
      necessity: 'required',
      when: publicChatOnly,
      opens: [{ protocol: 'tcp', ports: '443', application: 'tls' }],
      from: fromPublicChat,
      exposed,
      inferred: ONE_WAY,
    },
    {
      source: 'ports',
      id: 'xmpp',
      about: 'notifications through an external XMPP server',
      lines: ['76-82'],
      quote: 'Outward, from Customer Collaboration Platform to the configured XMPP Notifications server',
      necessity: 'required',
      when: { holds: ({ xmpp }) => xmpp.enabled, otherwise: 'xmpp is not enabled' },
      opens: ({ xmpp }) => [{ protocol: 'tcp', ports: String(xmpp.port ?? 5222), application: 'opaque' }],
      to: ({ xmpp }) => (xmpp.host === undefined ? [] : [xmpp.host]),
      from: toServer,
      ownServer: true,
      inferred: `${TCP}; 5222 stands in the listener column, but the direction says that the XMPP server listens`,
      caution: 'STARTTLS shows no name when the connection opens: a host that a firewall on the way cannot match needs its address as host, or media',
    },
    {
      ...ingress,
      id: 'bosh',
      about: 'eventing and chat of the user interface, plaintext',
      lines: ['84-90'],
      quote: 'The unsecure BOSH connection supports eventing and chat communication',
      necessity: { feature: 'allowBosh7071' },
      opens: [{ protocol: 'tcp', ports: '7071', application: 'http' }],
      from: fromUiClients,
      inferred: ONE_WAY,
      caution: 'plaintext: chats can be read on the way',
    },
    {
      ...ingress,
      id: 'bosh-secure',
      about: 'eventing and chat of the user interface',
      lines: ['92-98'],
      quote: 'Port 7443 is used for secure BOSH connections',
      necessity: 'required',
      opens: [{ protocol: 'tcp', ports: '7443', application: 'tls' }],
      from: fromUiClients,
      inferred: ONE_WAY,
    },
    {
      ...ingress,
      id: 'media-routing',
      about: 'media routing from the MR PG',
      lines: ['100-106'],
      quote: 'Inward, from the CCE MR PG',
      necessity: 'required',
      when: { holds: ({ solution }) => solution === 'CCE', otherwise: 'solution is CCX, and media routing is of CCE alone' },
      opens: ({ mrPort }) => [{ protocol: 'tcp', ports: String(mrPort ?? 38001), application: 'opaque' }],
      from: ({ mrPgs = [] }) => mrPgs.map(formatCidr),
      inferred: TCP,
    },
  ],
  notes,
  check,
  cautions: ({ solution, publicChat }) => [
    ...(solution === 'CCX' ? ['the page is the CCE 12.5 guide; the UCCX 15.0 guide also lists email notifications to port 25, which is not opened'] : []),
    ...(publicChat.exposeToInternet ? ['public chat is open to every address, on purpose'] : []),
  ],
});

/** A Customer Collaboration Platform server alone, as a construct. */
export class CiscoCcp extends vendorConstruct(ciscoCcp) {}
