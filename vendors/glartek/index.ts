import type { Problem } from '../../src/model/diagnostic.js';
import { vendorConstruct } from '../../src/vendor/construct.js';
import { defineVendor } from '../../src/vendor/define-vendor.js';
import type { Note } from '../../src/vendor/vendor-document.js';
import { errorReporting, files } from './files.js';
import { type GlartekOptions, options } from './options.js';
import { realTime } from './real-time.js';

const notes: readonly Note[] = [
  { source: 'page', lines: ['1-3'], quote: 'Below are the required network/firewall configurations', why: 'headings' },
  { source: 'page', lines: ['4-6'], quote: 'one should consider the IP address of the computer or the smartphone/tablet where the web application is used', why: 'the sources are those of the site' },
  { source: 'page', lines: ['7-8', '18-19'], quote: 'Destination Service | Destination Host(s) | Destination Port(s) | Protocol', why: 'head of a table' },
  { source: 'page', lines: ['9', '20'], quote: 'Running on a CDN (e.g., Cloudflare - https://www.cloudflare.com/ips/)', why: 'an example: the addresses of a CDN are those of all its customers' },
  { source: 'page', lines: ['13', '24'], quote: 'In a future version, service will be hosted by the Glartek Frontend', why: 'not yet so; the frontend is open already' },
  { source: 'page', lines: ['14', '25'], quote: 'https://webdemo.agora.io/agora_webrtc_troubleshooting/', why: 'a test site, open already: it is below .agora.io on 443' },
  { source: 'page', lines: ['15-17'], quote: 'one should consider the IP addresses on the enterprise network that the smartphone/tablet is connected to', why: 'the sources are those of the site' },
  { source: 'page', lines: ['26-27'], quote: 'require the same network/firewall configuration as the Mobile Applications', why: 'the rows for mobile apps hold for glasses' },
  { source: 'page', lines: ['28'], quote: 'please submit a ticket to request technical support', why: 'furniture of the web site' },
  { source: 'agora', lines: ['8', '14'], quote: 'do not set restrictions on IP addresses', why: 'no row pins an address of Agora, and native apps are not supported by a list of names' },
];

/** Glartek, visual remote assistance for browsers, mobile apps and glasses. */
export const glartek = defineVendor({
  id: 'glartek',
  name: 'Glartek',
  sources: {
    page: {
      title: 'Network / Firewall Configuration',
      url: 'https://help.glartek.com/article/glarassist-network-firewall-configuration',
      file: '001_9b59813f38c01c45.txt',
      sha256: '9c7d6c2f9492ac367e8bab76f3ae98ed04ef9edaa4fe6f786dab209786be0d3e',
      read: '2026-11-20',
    },
    agora: { title: 'Firewall requirements of Agora (lines of the page as text)', url: 'https://docs.agora.io/en/introduction/firewall', read: '2026-11-20' },
  },
  options,
  requirements: [
    {
      id: 'frontend',
      about: 'web interface and API of the tenant',
      source: 'page',
      lines: ['9', '20', '26-27'],
      quote: 'Example: <tenant>.glartek.com | 443 | TCP | No',
      necessity: 'required',
      opens: [{ protocol: 'tcp', ports: '443', application: 'tls' }],
      to: ({ tenant }) => [`${tenant}.glartek.com`],
    },
    ...realTime,
    ...files,
    ...errorReporting,
  ],
  notes,
  check,
  cautions: ({ s3Scope, s3Region }) => (s3Scope === 'published' ? [`s3Scope published opens every AWS service and customer in ${s3Region}: data can leave through any of them`] : []),
});

/** Options that only mean something beside others. */
function check({ components, s3Scope, s3Buckets, errorReporting: reports, errorReportingHost }: GlartekOptions, where: string): readonly Problem[] {
  const byBucket = s3Scope === 'bucket';
  return [
    ...(components.length > 0 ? [] : [{ where: `${where}.components`, expected: 'at least one of web, mobile, glasses', got: 'an empty list' }]),
    ...(byBucket && s3Buckets.length === 0 ? [{ where: `${where}.s3Buckets`, expected: 'at least one bucket with s3Scope bucket', got: 'an empty list' }] : []),
    ...(!byBucket && s3Buckets.length > 0 ? [{ where: `${where}.s3Scope`, expected: 'bucket beside s3Buckets', got: `"${s3Scope}"` }] : []),
    ...(!reports && errorReportingHost !== undefined ? [{ where: `${where}.errorReporting`, expected: 'true beside errorReportingHost', got: 'false' }] : []),
  ];
}

/** Glartek alone, as a construct. */
export class Glartek extends vendorConstruct(glartek) {}
