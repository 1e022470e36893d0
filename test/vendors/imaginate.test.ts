import { imaginate } from '../../vendors/imaginate/index.js';
import { probes } from '../../vendors/imaginate/probes.js';
import { flowLines, misjudged, problemsOf, read } from '../model/support/vendor-flows.js';

const { document } = imaginate;

const webServer = { host: 'web.corp.example', ip: '10.8.0.1' };
const mediaStreamServer = { host: 'media.corp.example', ip: '10.8.0.2' };
const turnServer = { host: 'relay.corp.example', ip: '10.8.0.3' };
const communicationServer = { host: 'rooms.corp.example', ip: '198.51.100.20' };
const ownCloud = { deployment: 'ownCloud', webServer, mediaStreamServer, turnServer };
const onPremSingle = { deployment: 'onPremSingle', webServer, mediaStreamServer };

const WEB = 'web: egress tcp 443 tls nuspace.imaginate.in';
const MEDIA = ['media-stream-http: egress tcp 80 http mediastream.imaginate.in', 'media-stream-https: egress tcp 443 tls mediastream.imaginate.in'];
const TURN = ['turn-80: egress tcp 80 opaque 52.172.48.238/32', 'turn-80: egress udp 80 opaque 52.172.48.238/32'];

// Written from the page's table (lines 8 to 16) and the paragraph below it (line 17).
test.each<[string, unknown, readonly string[]]>([
  ['nothing chosen: both products in the cloud', {}, [WEB, ...MEDIA, ...TURN]],
  ['Atom alone has neither media stream nor TURN', { products: ['atom'] }, [WEB]],
  ['Assist alone has the rows of both', { products: ['assist'] }, [WEB, ...MEDIA, ...TURN]],
  ['TURN on the published port, said aloud', { turnPort: 80 }, [WEB, ...MEDIA, ...TURN]],
  ['pin: ip', { pin: 'ip' }, [
    'web: egress tcp 443 tls 20.198.105.5/32',
    'media-stream-http: egress tcp 80 http 20.207.206.33/32',
    'media-stream-https: egress tcp 443 tls 20.207.206.33/32',
    ...TURN,
  ]],
  ['pin: both, name first', { products: ['atom'], pin: 'both' }, [WEB, 'web: egress tcp 443 tls 20.198.105.5/32']],
  ['pinOpaque: name', { pinOpaque: 'name' }, [
    WEB,
    ...MEDIA,
    'turn-80: egress tcp 80 opaque mediarelay.imaginate.in',
    'turn-80: egress udp 80 opaque mediarelay.imaginate.in',
  ]],
  ['pinOpaque: both', { products: ['atom'], communicationServer, pinOpaque: 'both' }, [
    WEB,
    'communication-5055: egress udp 5055 opaque rooms.corp.example',
    'communication-5055: egress udp 5055 opaque 198.51.100.20/32',
    'communication-5056: egress udp 5056 opaque rooms.corp.example',
    'communication-5056: egress udp 5056 opaque 198.51.100.20/32',
  ]],
  ['a dedicated communication server', { communicationServer }, [
    WEB,
    'communication-5055: egress udp 5055 opaque 198.51.100.20/32',
    'communication-5056: egress udp 5056 opaque 198.51.100.20/32',
    ...MEDIA,
    ...TURN,
  ]],
  ['own cloud', ownCloud, [
    'web: egress tcp 443 tls web.corp.example',
    'media-stream-http: egress tcp 80 http media.corp.example',
    'media-stream-https: egress tcp 443 tls media.corp.example',
    'turn-80: egress tcp 80 opaque 10.8.0.3/32',
    'turn-80: egress udp 80 opaque 10.8.0.3/32',
  ]],
  ['own cloud, TURN on 12701', { ...ownCloud, turnPort: 12701 }, [
    'web: egress tcp 443 tls web.corp.example',
    'media-stream-http: egress tcp 80 http media.corp.example',
    'media-stream-https: egress tcp 443 tls media.corp.example',
    'turn-12701: egress tcp 12701 opaque 10.8.0.3/32',
    'turn-12701: egress udp 12701 opaque 10.8.0.3/32',
  ]],
  ['own cloud, Atom alone, another port', { deployment: 'ownCloud', products: ['atom'], webServer, ports: { web: 8443 } }, ['web: egress tcp 8443 tls web.corp.example']],
  ['own cloud, other media ports', { ...ownCloud, ports: { mediaHttp: 8080, mediaHttps: 8443 } }, [
    'web: egress tcp 443 tls web.corp.example',
    'media-stream-http: egress tcp 8080 http media.corp.example',
    'media-stream-https: egress tcp 8443 tls media.corp.example',
    'turn-80: egress tcp 80 opaque 10.8.0.3/32',
    'turn-80: egress udp 80 opaque 10.8.0.3/32',
  ]],
  ['one server on premises: TURN beside the media stream, on 12700', onPremSingle, [
    'web: egress tcp 443 tls web.corp.example',
    'media-stream-http: egress tcp 80 http media.corp.example',
    'media-stream-https: egress tcp 443 tls media.corp.example',
    'turn-12700: egress tcp 12700 opaque 10.8.0.2/32',
    'turn-12700: egress udp 12700 opaque 10.8.0.2/32',
  ]],
  ['one server on premises, in the user\'s network', { ...onPremSingle, turnPort: 12701, communicationServer, serverIngress: ['10.9.0.0/24'] }, [
    'web: egress tcp 443 tls web.corp.example',
    'communication-5055: egress udp 5055 opaque 198.51.100.20/32',
    'communication-5056: egress udp 5056 opaque 198.51.100.20/32',
    'media-stream-http: egress tcp 80 http media.corp.example',
    'media-stream-https: egress tcp 443 tls media.corp.example',
    'turn-12701: egress tcp 12701 opaque 10.8.0.2/32',
    'turn-12701: egress udp 12701 opaque 10.8.0.2/32',
    'web-ingress: ingress tcp 443 tls 10.8.0.1/32 from 10.9.0.0/24',
    'communication-ingress: ingress udp 5055-5056 opaque 198.51.100.20/32 from 10.9.0.0/24',
    'media-stream-ingress: ingress tcp 80 http 10.8.0.2/32 from 10.9.0.0/24',
    'media-stream-ingress: ingress tcp 443 tls 10.8.0.2/32 from 10.9.0.0/24',
    'turn-ingress: ingress tcp 12701 opaque 10.8.0.2/32 from 10.9.0.0/24',
    'turn-ingress: ingress udp 12701 opaque 10.8.0.2/32 from 10.9.0.0/24',
  ]],
  ['a communication server of one\'s own beside the cloud', { products: ['atom'], communicationServer, serverIngress: ['10.9.0.0/24'] }, [
    WEB,
    'communication-5055: egress udp 5055 opaque 198.51.100.20/32',
    'communication-5056: egress udp 5056 opaque 198.51.100.20/32',
    'communication-ingress: ingress udp 5055-5056 opaque 198.51.100.20/32 from 10.9.0.0/24',
  ]],
])('asks for: %s', (_, given, expected) => {
  expect(flowLines(document, given)).toEqual(expected);
});

test.each<[string, unknown, readonly string[]]>([
  ['no product', { products: [] }, ['imaginate.products: expected at least one of atom, assist, got an empty list']],
  ['an unknown product', { products: ['asist'] }, ['imaginate.products[0]: expected one of assist, atom, got "asist" (did you mean assist?)']],
  ['an unknown deployment', { deployment: 'onPrem' }, ['imaginate.deployment: expected one of imaginateCloud, onPremSingle, ownCloud, got "onPrem"']],
  ['an own cloud without servers', { deployment: 'ownCloud' }, [
    'imaginate.webServer: expected host and ip with ownCloud and atom, assist, got nothing',
    'imaginate.mediaStreamServer: expected host and ip with ownCloud and atom, assist, got nothing',
    'imaginate.turnServer: expected host and ip with ownCloud and atom, assist, got nothing',
  ]],
  ['a TURN server beside the single one', { ...onPremSingle, turnServer }, ['imaginate.turnServer: expected nothing with onPremSingle and atom, assist, got "relay.corp.example"']],
  ['a server of one\'s own in the cloud', { webServer }, ['imaginate.webServer: expected nothing with imaginateCloud and atom, assist, got "web.corp.example"']],
  ['a media server without Assist', { deployment: 'ownCloud', products: ['atom'], webServer, mediaStreamServer }, [
    'imaginate.mediaStreamServer: expected nothing with ownCloud and atom, got "media.corp.example"',
  ]],
  ['a communication server without its address', { communicationServer: { host: 'rooms.corp.example' } }, ['imaginate.communicationServer.ip: expected one address of your own, got nothing']],
  ['a communication server without its name', { communicationServer: { ip: '198.51.100.20' } }, ['imaginate.communicationServer.host: expected a host name such as host.example.com, got nothing']],
  ['a placeholder of the page', { communicationServer: { host: 'CUSTOM (IF REQUIRED)', ip: 'CUSTOM (IF REQUIRED)' } }, [
    'imaginate.communicationServer.host: expected a host name with its placeholders filled in, got "CUSTOM (IF REQUIRED)"',
    'imaginate.communicationServer.ip: expected an IPv4 or IPv6 address or CIDR, got "CUSTOM (IF REQUIRED)"',
  ]],
  ['a TURN URI as host', { ...ownCloud, turnServer: { host: 'turn:relay.corp.example:80', ip: '10.8.0.3' } }, [
    'imaginate.turnServer.host: expected a host name without a port, got "turn:relay.corp.example:80" (did you mean relay.corp.example?)',
  ]],
  ['a TURN port of no row', { turnPort: 3478 }, ['imaginate.turnPort: expected one of 80, 12700, 12701, got 3478']],
  ['two TURN ports at once', { turnPort: [12700, 12701] }, ['imaginate.turnPort: expected one of 80, 12700, 12701, got [12700,12701]']],
  ['12700 in the cloud', { turnPort: 12700 }, ['imaginate.turnPort: expected 80 with imaginateCloud, got 12700']],
  ['80 beside the media stream', { ...onPremSingle, turnPort: 80 }, [
    'imaginate.turnPort: expected 12700 or 12701 with onPremSingle, got 80',
    'imaginate.turnPort: expected a port that the media stream on the same server leaves free, got 80',
  ]],
  ['80 twice on one machine in the own cloud', { ...ownCloud, turnServer: { host: 'relay.corp.example', ip: '10.8.0.2' } }, [
    'imaginate.turnPort: expected a port that the media stream on the same server leaves free, got 80',
  ]],
  ['a TURN port without Assist', { products: ['atom'], turnPort: 80 }, ['imaginate.turnPort: expected nothing without assist, got 80']],
  ['other ports in the cloud', { ports: { web: 8443, mediaHttp: 8080, mediaHttps: 9443 } }, [
    'imaginate.ports.web: expected 443 with imaginateCloud, got 8443',
    'imaginate.ports.mediaHttp: expected 80 with imaginateCloud, got 8080',
    'imaginate.ports.mediaHttps: expected 443 with imaginateCloud, got 9443',
  ]],
  ['port 65536', { ...ownCloud, ports: { web: 65536 } }, ['imaginate.ports.web: expected a port from 1 to 65535 or a range such as 4700-5000, got "65536"']],
  ['a pin of no kind', { pin: 'address', pinOpaque: 'names' }, [
    'imaginate.pin: expected one of both, ip, name, got "address"',
    'imaginate.pinOpaque: expected one of both, ip, name, got "names" (did you mean name?)',
  ]],
  ['ingress in the cloud', { serverIngress: ['10.9.0.0/24'] }, ['imaginate.serverIngress: expected nothing without a server of your own, got addresses']],
  ['ingress from nowhere', { ...onPremSingle, serverIngress: [] }, ['imaginate.serverIngress: expected a list of at least one: an address or CIDR of your own, got an empty list']],
  ['ingress from every address', { ...onPremSingle, serverIngress: ['0.0.0.0/0'] }, ['imaginate.serverIngress[0]: expected an address or CIDR of your own, got 0.0.0.0/0 (every address)']],
  ['ingress of another family', { ...onPremSingle, serverIngress: ['2001:db8::/32'] }, ['imaginate.serverIngress: expected IPv4, as web.corp.example, got IPv6']],
])('refuses %s', (_, given, expected) => {
  expect(problemsOf(document, given)).toEqual(expected);
});

test('one of the TURN rows is chosen, never two', () => {
  const chosen = [{}, ownCloud, { ...ownCloud, turnPort: 12700 }, { ...ownCloud, turnPort: 12701 }, onPremSingle, { ...onPremSingle, turnPort: 12701 }].map((given) =>
    read(document, given).rows.filter(({ requirement, state }) => requirement.oneOf === 'turn-port' && state === 'asked').map(({ origin }) => origin.requirement),
  );
  expect(chosen).toEqual([['turn-80'], ['turn-80'], ['turn-12700'], ['turn-12701'], ['turn-12700'], ['turn-12701']]);
});

const UNSPECIFIED =
  'the communication service in the cloud has neither host nor port on the page ("Either UDP or TCP ports also need to be opened for Atom"): nothing is opened for it; ask Imaginate, or give communicationServer';
const PINNED = "Imaginate's addresses are pinned as published, read 2026-11-20; they may move: compare them with the names now and then";
const BY_NAME = 'TURN and communication by name: a firewall that cannot match names on raw TCP or UDP refuses them; pinOpaque: ip gives it the published address, media another way';
const OWN_CLOUD = "the page asks for its own addresses with your own cloud too; your servers stand in their place, and Imaginate's are not opened";

test.each<[string, unknown, readonly string[]]>([
  ['nothing chosen', {}, [UNSPECIFIED, PINNED]],
  ['Atom by name', { products: ['atom'] }, [UNSPECIFIED]],
  ['Atom by address', { products: ['atom'], pin: 'ip' }, [UNSPECIFIED, PINNED]],
  ['everything by name', { pinOpaque: 'name' }, [UNSPECIFIED, BY_NAME]],
  ['a dedicated server', { products: ['atom'], communicationServer }, []],
  ['own cloud', { ...ownCloud, communicationServer }, [OWN_CLOUD]],
])('cautions: %s', (_, given, expected) => {
  expect(read(document, given).cautions).toEqual(expected);
});

test('agrees with the packets written from the page', () => {
  expect(misjudged(document, probes)).toEqual([]);
});
