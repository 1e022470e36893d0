import type { Lines, Note } from '../../src/vendor/vendor-document.js';

const note = (lines: readonly Lines[], quote: string, why: string): Note => ({ source: 'page', lines, quote, why });

/** What the page says and no row opens. */
export const notes: readonly Note[] = [
  note(['1-13', '25', '29'], 'Network Requirements:', 'context'),
  note(['15'], 'HTTP Basic Authentication', 'advice on the proxy: it must not ask for a password'),
  note(['15'], 'WSS (Proxy HTTP 1.1)', 'advice on the proxy: web sockets must pass it'),
  note(['15'], 'non-web traffic can also pass over this port', 'no name is visible in it: the rows by address open TCP 443 for whatever it carries'),
  note(['17'], '"SSL inspection" on Port 443 has to be disabled', 'no opening: every row on 443 forbids inspection, by any proxy and not McAfee alone'),
  note(['20'], 'always initiated from the corporate network/client', 'says who opens the connection: egress, and no ingress for streaming'),
  note(['33', '65', '82-83', '116', '124'], 'Description', 'context: headings of columns'),
  note(['140-142'], 'our integration partner Cronofy', 'context'),
  note(['146'], 'autodiscover is turned on', 'a switch of the Exchange service; add its address to exchange.server where it is another machine'),
  note(['148'], 'whitelist the "Cronofy Connector"', 'consent to an app in Office 365, not a destination'),
  note(['150-164'], 'Client Side Requirements', 'hardware, software and browser settings; simpl.info is a page to test the camera by hand'),
  note(['166-171'], 'openh264', 'a plug-in of Firefox, patched by hand; the link is a download, not a service of the platform'),
  note(['174-175'], "doesn't work on mobile OS", 'a limit of the product'),
  note(['178-182'], 'OpenTokPluginMain_x32.msi', 'a plug-in for IE11, out of support; its host is below *.opentok.com'),
  note(['184-190'], 'Operating Systems are supported', 'software; the lists themselves are lost from the page'),
  note(['192-194'], '1.000 kb/s', 'bandwidth; a thousand kbit/s for each stream and direction'),
];
