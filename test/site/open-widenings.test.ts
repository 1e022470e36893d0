import { formatProbe, packetIn } from '../../src/check/sample.js';
import type { Lowering, Loss, Widening } from '../../src/firewalls/firewall.js';
import { type Flow, formatFlow } from '../../src/model/flow.js';
import { type Space, spaceOfFlows } from '../../src/model/space.js';
import { openingsOf, widenedBy } from '../../src/site/open-widenings.js';
import { flowOf as flow } from '../support/flow-of.js';

const loses = (lost: Loss, asked: Flow, ...permits: readonly Flow[]): Widening => ({ lost, flow: asked, permits, why: 'a test' });

interface Given {
  readonly id?: string;
  readonly seesNames?: boolean;
  readonly granted?: Space;
  readonly left?: Lowering<unknown>['left'];
}

function point(widenings: readonly Widening[], { id = 'wall', seesNames = false, granted = [], left = [] }: Given = {}) {
  return { kind: { id, seesNames }, units: [{ lowering: { rules: [], widenings, unsupported: [], notes: [], granted, left } }] };
}

/** Each opening as one packet of it, and what is lost at each firewall. */
function openings(required: readonly Flow[], ...points: readonly ReturnType<typeof point>[]): readonly string[] {
  const found = openingsOf({ sources: flow('egress tcp 1 tls x.example from 10.0.0.0/8 for v/r').sources, required }, points, widenedBy(points));
  return found.map(({ packets: [box], by }) => {
    const packet = box === undefined ? undefined : packetIn(box);
    const through = by.map((widenings) => widenings.map(({ lost, flow: asked, point: at }) => `${at} ${lost} ${formatFlow(asked)}`).join(' + '));
    return `${packet === undefined ? 'nothing' : formatProbe(packet)}: ${through.join(' | ')}`;
  });
}

const web = flow('egress tcp 443 tls a.example from 10.0.0.0/8 for v/web');
const chat = flow('egress tcp 8443 tls b.example from 10.0.0.0/8 for v/chat');
const everyPort = (asked: Flow): Flow => ({ ...asked, ports: [{ from: 1, to: 65535 }] });
const anywhere = (asked: Flow): Flow => ({ ...asked, destination: { kind: 'cidr', family: 4, network: 0n, prefix: 0 } });
const list = (...asked: readonly Flow[]) => point(asked.map((each) => loses('port', each, everyPort(each))), { id: 'list', seesNames: true });
const group = (...asked: readonly Flow[]) => point(asked.map((each) => loses('address', each, anywhere(each))), { id: 'group' });

describe('packets', () => {
  test('all that one firewall alone adds', () => {
    expect(openings([web], list(web))).toEqual(['80/tcp tls a.example at 203.0.113.7 from 10.0.0.0: list port egress tcp 443 tls a.example']);
  });

  test('nothing, where each of two adds what the other does not', () => {
    expect(openings([web], group(web), list(web))).toEqual([]);
    expect(openings([web], list(web), point([]))).toEqual([]);
  });

  test('what passes both is found over all their rules; the firewall that sees names comes first', () => {
    expect(openings([web, chat], group(web, chat), list(web, chat))).toEqual([
      '8443/tcp tls a.example at 203.0.113.7 from 10.0.0.0: list port egress tcp 443 tls a.example | group address egress tcp 8443 tls b.example',
      '443/tcp tls b.example at 203.0.113.7 from 10.0.0.0: list port egress tcp 8443 tls b.example | group address egress tcp 443 tls a.example',
    ]);
  });

  test('widenings that permit the same are one step', () => {
    const files = flow('egress tcp 8443 tls c.example from 10.0.0.0/8 for v/files');
    expect(openings([web, chat, files], group(chat, files), list(web))).toEqual([
      '8443/tcp tls a.example at 203.0.113.7 from 10.0.0.0: list port egress tcp 443 tls a.example | group address egress tcp 8443 tls b.example + group address egress tcp 8443 tls c.example',
    ]);
  });

  test('not what another row asks for, nor what an option grants', () => {
    const everything = flow('egress tcp 1-65535 tls a.example from 10.0.0.0/8 for v/everything');
    expect(openings([web, everything], list(web))).toEqual([]);
    const granted = spaceOfFlows([flow('egress tcp 1-65535 opaque 0.0.0.0/0 from 10.0.0.0/8 for v/granted')]);
    expect(openings([web], point([loses('port', web, everyPort(web))], { granted }))).toEqual([]);
  });

  test('not what cannot be: from one family of addresses to the other', () => {
    const six = flow('egress tcp 443 tls 2001:db8::/32 from 10.0.0.0/8 for v/six');
    expect(openings([web], point([loses('address', web, six)]))).toEqual([]);
  });

  test('inside the site what sees names, or leaves a direction to others, knows no direction', () => {
    const server = flow('ingress tcp 8443 tls 10.1.0.5 from 10.2.0.0/16 for v/server');
    const all = flow('ingress tcp 8443 tls 10.0.0.0/8 from 10.2.0.0/16 for v/server');
    const opened = '8443/tcp tls a.example at 10.0.0.0 in from 10.2.0.0';
    const wide = point([loses('address', server, all)], { id: 'group' });
    expect(openings([web, server], wide, list(web))).toEqual([`${opened}: list port egress tcp 443 tls a.example | group address ingress tcp 8443 tls 10.1.0.5/32`]);
    const blind = point([loses('port', web, everyPort(web))], { id: 'other', left: ['ingress'] });
    expect(openings([web, server], wide, blind)).toEqual([`${opened}: group address ingress tcp 8443 tls 10.1.0.5/32 | other port egress tcp 443 tls a.example`]);
    const seeing = point([loses('port', web, everyPort(web))], { id: 'other' });
    expect(openings([web, server], wide, seeing)).toEqual([]);
  });
});

describe('paths', () => {
  const files = flow('egress tcp 443 tls a.example/files/* from 10.0.0.0/8 for v/files');
  const lostPath = loses('path', files, web);
  const open = '443/tcp tls a.example at 203.0.113.7 from 10.0.0.0: wall path egress tcp 443 tls a.example/files/*';

  test('lost by the only firewall, or behind one that sees no names', () => {
    expect(openings([files], point([lostPath]))).toEqual([open]);
    expect(openings([files], point([lostPath]), group(files))).toEqual([open]);
  });

  test('held by another firewall in series', () => {
    const looksIntoTls = { id: 'looks-into-tls', seesNames: true };
    expect(openings([files], point([lostPath]), point([], looksIntoTls))).toEqual([]);
    expect(openings([files, chat], point([lostPath]), point([loses('port', chat, everyPort(chat))], looksIntoTls))).toEqual([]);
    expect(openings([files], point([lostPath]), point([loses('port', files, everyPort(web))], looksIntoTls))).toEqual([open]);
  });

  test('of a host that is asked for whole, and a star alone', () => {
    expect(openings([files, web], point([lostPath]))).toEqual([]);
    const all = flow('egress tcp 443 tls a.example/* from 10.0.0.0/8 for v/all');
    expect(openings([all], point([loses('path', all, web)]))).toEqual([]);
    expect(openings([files, all], point([lostPath, loses('path', all, web)]))).toEqual([]);
  });

  test('of a host that is asked for whole on another port, or for others', () => {
    expect(openings([files, { ...web, ports: [{ from: 80, to: 80 }] }], point([lostPath]))).toEqual([open]);
    expect(openings([files, flow('egress tcp 443 tls a.example from 10.9.0.0/16 for v/some')], point([lostPath]))).toEqual([open]);
  });
});
