import type { Problem } from '../../src/model/diagnostic.js';
import { vendorConstruct } from '../../src/vendor/construct.js';
import { defineVendor } from '../../src/vendor/define-vendor.js';
import { type AlleoOptions, options } from './options.js';
import { requirements } from './requirements.js';

/** Alleo, a meeting workspace, in its cloud. The on-premises edition has a page of its own. */
export const alleo = defineVendor({
  id: 'alleo',
  name: 'Alleo',
  sources: {
    page: {
      title: 'Alleo Network Requirements',
      url: 'https://support.withalleo.com/hc/en-us/articles/16761487475863-Alleo-Network-Requirements',
      file: '000_62a4a65a1964bc88.txt',
      sha256: '7c638b236ff3626dd5163a62dbbc1048056767d0a07e050c8a215bbb2186087f',
      read: '2026-11-20',
    },
    microsoft: {
      title: 'IP addresses used by Azure Monitor (MicrosoftDocs/azure-monitor-docs, 02/11/2025)',
      url: 'https://github.com/MicrosoftDocs/azure-monitor-docs/blob/04dc4fe0fed0f59f1caa4fe74f677501dada97b6/articles/azure-monitor/ip-addresses.md',
      read: '2026-11-20',
    },
  },
  options,
  requirements,
  notes: [
    { source: 'page', lines: ['2-4'], quote: 'must support HTTPS web traffic via port 443', why: 'context: the table says to which hosts' },
    { source: 'page', lines: ['5-6'], quote: 'No inbound firewall rules are required', why: 'nothing comes in: "Bidirectional" in the table is two-way data, not who connects' },
    { source: 'page', lines: ['9-12'], quote: 'the source is the end user client application', why: 'headings; the sources are those of the site' },
    { source: 'page', lines: ['81-83'], quote: 'try whitelisting the Alleo Rooms application within your security software', why: 'advice on security software, not on the network' },
    { source: 'page', lines: ['84-86'], quote: 'Please sign in to leave a comment.', why: 'furniture of the web site' },
  ],
  namesOnly: { source: 'page', lines: ['79-80'], quote: 'Customer firewall rules should specify the fully qualified domain name (FQDN)' },
  check,
});

function check({ azureTelemetry, telemetryEndpoints }: AlleoOptions, where: string): readonly Problem[] {
  if (azureTelemetry || telemetryEndpoints === 'published') return [];
  return [{ where: `${where}.telemetryEndpoints`, expected: 'published while azureTelemetry is off', got: `"${telemetryEndpoints}"` }];
}

/** Alleo alone, as a construct. */
export class Alleo extends vendorConstruct(alleo) {}
