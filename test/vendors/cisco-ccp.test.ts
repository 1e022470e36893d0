import { ciscoCcp } from '../../vendors/cisco-ccp/index.js';
import { probes } from '../../vendors/cisco-ccp/probes.js';
import { flowLines, misjudged, problemsOf, read } from '../model/support/vendor-flows.js';

const { document } = ciscoCcp;
const ccx = { solution: 'CCX', server: '10.1.2.10', uiClients: ['10.30.0.0/16'] };
const cce = { ...ccx, solution: 'CCE', mrPgs: ['10.9.0.4'] };

const HTTPS = 'https-ui: ingress tcp 443 tls 10.1.2.10/32 from 10.30.0.0/16';
const BOSH = 'bosh-secure: ingress tcp 7443 tls 10.1.2.10/32 from 10.30.0.0/16';
const ROUTING = 'media-routing: ingress tcp 38001 opaque 10.1.2.10/32 from 10.9.0.4';

// Written from the page's table; by line number it is HTTP 52, HTTPS 64, XMPP 76, BOSH 84 and 92, media routing 100.
test.each<[string, unknown, readonly string[]]>([
  ['CCE', cce, [HTTPS, BOSH, ROUTING]],
  ['CCX has no media routing', ccx, [HTTPS, BOSH]],
  ['allowHttp80', { ...ccx, allowHttp80: true }, ['http-ui: ingress tcp 80 http 10.1.2.10/32 from 10.30.0.0/16', HTTPS, BOSH]],
  ['allowBosh7071', { ...ccx, allowBosh7071: true }, [HTTPS, 'bosh: ingress tcp 7071 http 10.1.2.10/32 from 10.30.0.0/16', BOSH]],
  ['several sources', { ...cce, uiClients: ['10.31.0.0/16', '10.30.0.0/16'], mrPgs: ['10.9.0.5', '10.9.0.4'] }, [
    'https-ui: ingress tcp 443 tls 10.1.2.10/32 from 10.30.0.0/15',
    'bosh-secure: ingress tcp 7443 tls 10.1.2.10/32 from 10.30.0.0/15',
    'media-routing: ingress tcp 38001 opaque 10.1.2.10/32 from 10.9.0.4/31',
  ]],
  ['mrPort', { ...cce, mrPort: 40001 }, [HTTPS, BOSH, 'media-routing: ingress tcp 40001 opaque 10.1.2.10/32 from 10.9.0.4']],
  ['publicChat from a website', { ...ccx, publicChat: { enabled: true, sources: ['198.51.100.8'] } }, [HTTPS, 'https-public-chat: ingress tcp 443 tls 10.1.2.10/32 from 198.51.100.8', BOSH]],
  ['publicChat from the internet', { ...ccx, publicChat: { enabled: true, exposeToInternet: true } }, [HTTPS, 'https-public-chat: ingress tcp 443 tls 10.1.2.10/32 from 0.0.0.0/0', BOSH]],
  ['publicChat beside allowHttp80', { ...ccx, publicChat: { enabled: true, sources: ['198.51.100.8'] }, allowHttp80: true }, [
    'http-ui: ingress tcp 80 http 10.1.2.10/32 from 10.30.0.0/16',
    'http-public-chat: ingress tcp 80 http 10.1.2.10/32 from 198.51.100.8',
    HTTPS,
    'https-public-chat: ingress tcp 443 tls 10.1.2.10/32 from 198.51.100.8',
    BOSH,
  ]],
  ['xmpp in the intranet', { ...ccx, xmpp: { enabled: true, host: '10.1.9.9' } }, [HTTPS, 'xmpp: egress tcp 5222 opaque 10.1.9.9/32 from 10.1.2.10', BOSH]],
  ['xmpp by name', { ...ccx, xmpp: { enabled: true, host: 'XMPP.Example.com', port: 5223 } }, [HTTPS, 'xmpp: egress tcp 5223 opaque xmpp.example.com from 10.1.2.10', BOSH]],
  ['an IPv6 server', { ...ccx, server: '2001:db8::10', uiClients: ['2001:db8:1::/48'], publicChat: { enabled: true, exposeToInternet: true } }, [
    'https-ui: ingress tcp 443 tls 2001:db8::10/128 from 2001:db8:1::/48',
    'https-public-chat: ingress tcp 443 tls 2001:db8::10/128 from ::/0',
    'bosh-secure: ingress tcp 7443 tls 2001:db8::10/128 from 2001:db8:1::/48',
  ]],
])('asks for: %s', (_, given, expected) => {
  expect(flowLines(document, given)).toEqual(expected);
});

test.each<[string, unknown, readonly string[]]>([
  ['nothing given', {}, [
    'cisco-ccp.solution: expected one of CCE, CCX, got nothing',
    'cisco-ccp.server: expected one address of your own, got nothing',
    'cisco-ccp.uiClients: expected a list of at least one: an address or CIDR of your own, got nothing',
  ]],
  ['a solution out of its domain', { ...ccx, solution: 'cce' }, ['cisco-ccp.solution: expected one of CCE, CCX, got "cce" (did you mean CCE?)']],
  ['a network as server', { ...ccx, server: '10.1.2.0/24' }, ['cisco-ccp.server: expected one address of your own, got "10.1.2.0/24"']],
  ['a name as server', { ...ccx, server: 'ccp.corp.example' }, ['cisco-ccp.server: expected an IPv4 or IPv6 address or CIDR, got "ccp.corp.example"']],
  ['no client', { ...ccx, uiClients: [] }, ['cisco-ccp.uiClients: expected a list of at least one: an address or CIDR of your own, got an empty list']],
  ['every client', { ...ccx, uiClients: ['0.0.0.0/0'] }, ['cisco-ccp.uiClients[0]: expected an address or CIDR of your own, got 0.0.0.0/0 (every address)']],
  ['every client in two pieces', { ...ccx, uiClients: ['0.0.0.0/1', '128.0.0.0/1'] }, [
    'cisco-ccp.uiClients: expected a list of: an address or CIDR of your own, got ["0.0.0.0/1","128.0.0.0/1"] (every address)',
  ]],
  ['host bits', { ...ccx, uiClients: ['10.30.0.1/16'] }, ['cisco-ccp.uiClients[0]: expected a CIDR without host bits, got "10.30.0.1/16" (did you mean 10.30.0.0/16?)']],
  ['CCE without MR PGs', { ...cce, mrPgs: undefined }, ['cisco-ccp.mrPgs: expected the addresses of the MR PGs with CCE, got nothing']],
  ['CCE with an empty list of MR PGs', { ...cce, mrPgs: [] }, ['cisco-ccp.mrPgs: expected a list of at least one: an address or CIDR of your own, got an empty list']],
  ['media routing with CCX', { ...ccx, mrPgs: ['10.9.0.4'], mrPort: 38001 }, [
    'cisco-ccp.mrPgs: expected nothing with CCX, which has no media routing, got addresses',
    'cisco-ccp.mrPort: expected nothing with CCX, which has no media routing, got 38001',
  ]],
  ['port 0', { ...cce, mrPort: 0 }, ['cisco-ccp.mrPort: expected a port from 1 to 65535 or a range such as 4700-5000, got "0"']],
  ['public chat from nowhere', { ...ccx, publicChat: { enabled: true } }, ['cisco-ccp.publicChat.sources: expected at least one source, or exposeToInternet: true, got nothing']],
  ['public chat from every address as a source', { ...ccx, publicChat: { enabled: true, sources: ['0.0.0.0/0'] } }, [
    'cisco-ccp.publicChat.sources[0]: expected an address or CIDR of your own, got 0.0.0.0/0 (every address)',
  ]],
  ['public chat from every address in two pieces', { ...ccx, publicChat: { enabled: true, sources: ['0.0.0.0/1', '128.0.0.0/1'] } }, [
    'cisco-ccp.publicChat.sources: expected a list of: an address or CIDR of your own, got ["0.0.0.0/1","128.0.0.0/1"] (every address)',
  ]],
  ['public chat from a list and from everywhere', { ...ccx, publicChat: { enabled: true, sources: ['198.51.100.8'], exposeToInternet: true } }, [
    'cisco-ccp.publicChat: expected sources or exposeToInternet, got both',
  ]],
  ['public chat that is off and exposed', { ...ccx, publicChat: { exposeToInternet: true } }, ['cisco-ccp.publicChat.exposeToInternet: expected nothing unless enabled is true, got true']],
  ['public chat that is off and has sources', { ...ccx, publicChat: { sources: ['198.51.100.8'] } }, ['cisco-ccp.publicChat.sources: expected nothing unless enabled is true, got addresses']],
  ['xmpp without a host', { ...ccx, xmpp: { enabled: true } }, ['cisco-ccp.xmpp.host: expected the XMPP Notifications server, got nothing']],
  ['xmpp with a network', { ...ccx, xmpp: { enabled: true, host: '10.1.9.0/24' } }, ['cisco-ccp.xmpp.host: expected one address of your own, got "10.1.9.0/24"']],
  ['xmpp with a pattern', { ...ccx, xmpp: { enabled: true, host: '*.example.com' } }, ['cisco-ccp.xmpp.host: expected a host name such as host.example.com, got "*.example.com"']],
  ['xmpp that is off and has a host', { ...ccx, xmpp: { host: 'xmpp.example.com' } }, ['cisco-ccp.xmpp.host: expected nothing unless enabled is true, got "xmpp.example.com"']],
  ['two families', { ...ccx, uiClients: ['2001:db8::/32'] }, ['cisco-ccp.uiClients: expected IPv4, as the server, got IPv6']],
  ['a slip in an option', { ...ccx, alowHttp80: true }, [
    'cisco-ccp.alowHttp80: expected one of allowBosh7071, allowHttp80, exclude, include, media, mrPgs, mrPort, publicChat, server, solution, uiClients, xmpp, got "alowHttp80" (did you mean allowHttp80?)',
  ]],
])('refuses %s', (_, given, expected) => {
  expect(problemsOf(document, given)).toEqual(expected);
});

test('every row but XMPP is ingress, and no row names a source port', () => {
  const directions = document.requirements.map(({ id, direction }) => [id, direction ?? 'egress']);
  expect(directions.filter(([, direction]) => direction === 'egress')).toEqual([['xmpp', 'egress']]);
  const everything = { ...cce, publicChat: { enabled: true, sources: ['198.51.100.8'] }, xmpp: { enabled: true, host: '10.1.9.9' }, allowHttp80: true, allowBosh7071: true };
  const ports = read(document, everything).rows.flatMap(({ flows }) => flows.flatMap((flow) => flow.ports));
  expect([...new Set(ports.map(({ from, to }) => `${from}-${to}`))]).toEqual(['80-80', '443-443', '5222-5222', '7071-7071', '7443-7443', '38001-38001']);
});

test('says what is open on purpose, and what the Express guide adds', () => {
  const { cautions } = read(document, { ...ccx, publicChat: { enabled: true, exposeToInternet: true } });
  expect(cautions).toEqual([
    'the page is the CCE 12.5 guide; the UCCX 15.0 guide also lists email notifications to port 25, which is not opened',
    'public chat is open to every address, on purpose',
  ]);
  expect(read(document, cce).cautions).toEqual([]);
});

test('says why a row is left out', () => {
  const left = read(document, ccx).rows.filter(({ state }) => state === 'left-out').map(({ origin, why }) => `${origin.requirement}: ${why}`);
  expect(left).toEqual([
    'http-ui: allowHttp80 is off',
    'http-public-chat: publicChat is not enabled',
    'https-public-chat: publicChat is not enabled',
    'xmpp: xmpp is not enabled',
    'bosh: allowBosh7071 is off',
    'media-routing: solution is CCX, and media routing is of CCE alone',
  ]);
});

test('agrees with the packets written from the page', () => {
  expect(misjudged(document, probes)).toEqual([]);
});
