import { formatPeer } from '../../src/model/cidr.js';
import type { Opening, Requirement } from '../../src/vendor/vendor-document.js';
import type { GlartekOptions } from './options.js';

type Row = Requirement<GlartekOptions>;

/** One of the page's two tables. They list the same names and ports, but only the first promises a fallback. */
interface Table {
  readonly id: 'web' | 'native';
  readonly about: string;
  readonly tcpLines: readonly string[];
  readonly udpLines: readonly string[];
  readonly when: NonNullable<Row['when']>;
  readonly fallback?: string;
  readonly typo?: string;
  readonly caution?: string;
}

const PUBLISHED = ['.agora.io', '.edge.agora.io', '.sd-rtn.com', '.edge.sd-rtn.com'] as const;
const ADDED = ['.rtnsvc.com', '.edge.rtnsvc.com', '.rtesvc.com', '.edge.rtesvc.com'] as const;

// What the ports carry is not on the page. AgoraIO/openai-realtime-python issue 14 logs wss://<address>.edge.agora.io:4709
// and .edge.sd-rtn.com:4709; clients modelled on AgoraRTC_N.js use turns: on 443, turn: over TCP on 3433 and over UDP on
// 3478. Nothing was found on the other ports, so they are taken for opaque. All read 2026-11-20.
const WEB: readonly Opening[] = [
  { protocol: 'tcp', ports: '80', application: 'http' },
  { protocol: 'tcp', ports: '443', application: 'tls' },
];
const GATEWAY: readonly Opening[] = [{ protocol: 'tcp', ports: '4700-5000', application: 'tls' }];
const RELAY: readonly Opening[] = [{ protocol: 'tcp', ports: '3433, 5668, 5669, 6080, 6443, 8667, 9667', application: 'opaque' }];
const UDP: readonly Opening[] = [{ protocol: 'udp', ports: '3478, 4700-5000', application: 'opaque' }];

const CARRIES = {
  web: 'what the ports carry: HTTP on 80, TLS on 443 (HTTPS, WSS and TURN over TLS)',
  gateway: "what the ports carry: WSS, as Agora's web client logs it",
  relay: 'what the ports carry: TURN over TCP on 3433; on the others nothing is known, so no name is expected',
  rtmp: "what the ports are for: Agora's page says the RTMP converter; what they carry is not known, so no name is expected",
} as const;

const PORTS_QUOTE = '80, 443, 3433, 4700-5000, 5668, 5669, 6080, 6443, 8667, 9667, 30011-30013 | TCP | No';

const web: Table = {
  id: 'web',
  about: 'in a browser',
  tcpLines: ['10'],
  udpLines: ['10-11'],
  when: { holds: ({ components }) => components.includes('web'), otherwise: 'components without web' },
  fallback: 'TCP 443 to addresses that the page does not publish; cloudProxyCidrs opens them when they are known',
};

const native: Table = {
  id: 'native',
  about: 'in the apps for mobile and glasses',
  tcpLines: ['21', '26-27'],
  udpLines: ['21-22', '26-27'],
  when: { holds: ({ components }) => components.includes('mobile') || components.includes('glasses'), otherwise: 'components without mobile and glasses' },
  typo: 'the host list is broken into ".edge.agora .io.sd-rtn.com": read as in the table for browsers',
  caution: "Agora's page supports no list of names for native apps, only its cloud proxy: calls may fail although these names are open; what native apps carry on these ports is not known",
};

function row(table: Table, part: string, about: string, opens: readonly Opening[], inferred: string | undefined): Row {
  const reasons = [inferred, table.typo].filter((reason) => reason !== undefined);
  return {
    id: `${table.id}-rtc-${part}`,
    about: `${about}, ${table.about}`,
    source: 'page',
    lines: part === 'udp' ? table.udpLines : table.tcpLines,
    quote: part === 'udp' ? '3478, 4700-5000 | UDP | No' : PORTS_QUOTE,
    necessity: 'required',
    when: table.when,
    opens,
    to: PUBLISHED,
    // HTTPS by name is what every other part starts from; the fallback is no way around it.
    ...(table.fallback === undefined || part === 'https' ? {} : { fallback: table.fallback }),
    ...(reasons.length === 0 ? {} : { inferred: reasons.join('; ') }),
    ...(table.caution === undefined ? {} : { caution: table.caution }),
  };
}

const rowsOf = (table: Table): readonly Row[] => [
  row(table, 'https', 'real-time communication, start and control', WEB, CARRIES.web),
  row(table, 'gateway', 'real-time communication, signalling', GATEWAY, CARRIES.gateway),
  row(table, 'relay', 'real-time communication, media over TCP', RELAY, CARRIES.relay),
  row(table, 'udp', 'real-time communication, media over UDP', UDP, undefined),
];

/** What Agora's own page has and Glartek's has not. */
function added(part: string, about: string, opens: readonly Opening[], to: readonly string[], source: Pick<Row, 'lines' | 'quote'>, carries?: string): Row {
  return {
    id: `agora-current-${part}`,
    about: `${about}, added by Agora`,
    source: 'agora',
    ...source,
    necessity: 'required',
    when: { holds: ({ agoraProfile }) => agoraProfile === 'current', otherwise: 'agoraProfile is published' },
    opens,
    to,
    fallback: "the names and ports of Glartek's own page",
    inferred: `on Agora's page for browsers, not on Glartek's${carries === undefined ? '' : `; ${carries}`}`,
  };
}

const names: Pick<Row, 'lines' | 'quote'> = { lines: ['26-29', '33'], quote: '.rtnsvc.com .edge.rtnsvc.com .rtesvc.com .edge.rtesvc.com' };
const udpNames: Pick<Row, 'lines' | 'quote'> = { lines: ['26-29', '34'], quote: '3478; 4700 - 5000 (2.9.0 or later)' };

const current: readonly Row[] = [
  added('https', 'start and control', WEB, ADDED, names, CARRIES.web),
  added('gateway', 'signalling', GATEWAY, ADDED, names, CARRIES.gateway),
  added('relay', 'media over TCP', RELAY, ADDED, names, CARRIES.relay),
  added('turn', 'TURN over TCP', [{ protocol: 'tcp', ports: '3478', application: 'opaque' }], [...PUBLISHED, ...ADDED], { lines: ['19-22', '26-29', '33'], quote: '3433; 3478; 4700 - 5000' }, 'what the port carries: TURN'),
  added('udp', 'media over UDP', UDP, ADDED, udpNames),
];

const others: readonly Row[] = [
  {
    id: 'rtc-rtmp',
    about: 'RTMP converter of Agora',
    source: 'page',
    lines: ['10', '21', '26-27'],
    quote: '30011-30013 | TCP | No',
    necessity: { feature: 'rtmp' },
    opens: [{ protocol: 'tcp', ports: '30011-30013', application: 'opaque' }],
    to: PUBLISHED,
    inferred: CARRIES.rtmp,
  },
  {
    id: 'cloud-proxy',
    about: 'fallback of real-time communication to TCP 443',
    source: 'page',
    lines: ['10', '25'],
    quote: 'tries to fallback to use only the 443 port with TCP protocol in specific IP addresses',
    necessity: 'required',
    when: { holds: ({ cloudProxyCidrs }) => cloudProxyCidrs !== undefined, otherwise: 'no cloudProxyCidrs: the page publishes no address' },
    opens: [{ protocol: 'tcp', ports: '443', application: 'opaque' }],
    to: ({ cloudProxyCidrs = [] }) => cloudProxyCidrs.map(formatPeer),
    inferred: 'the addresses are those of the site, not of the page',
  },
];

/** Real-time communication: each table's row, split by what its ports carry. */
export const realTime: readonly Row[] = [...rowsOf(web), ...rowsOf(native), ...others, ...current];
