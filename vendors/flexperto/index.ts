import { formatCidr } from '../../src/model/cidr.js';
import { vendorConstruct } from '../../src/vendor/construct.js';
import { defineVendor } from '../../src/vendor/define-vendor.js';
import type { Requirement } from '../../src/vendor/vendor-document.js';
import { addressRows } from './addresses.js';
import { nameRows } from './names.js';
import { notes } from './notes.js';
import { type Options, cautions, check, options } from './options.js';

/** The only ingress: the calendar service reads a server of the user's. */
const exchangeEws: Requirement<Options> = {
  id: 'exchange-ews',
  about: 'calendars of your Exchange server, read by Cronofy',
  source: 'page',
  lines: ['144'],
  quote: 'have access to the Exchange Web Service interface (EWS)',
  necessity: { feature: 'exchangeEws' },
  direction: 'ingress',
  opens: [{ protocol: 'tcp', ports: '443', application: 'opaque' }],
  to: ({ exchange }) => exchange?.server.map(formatCidr) ?? [],
  from: ({ exchange }) => exchange?.sources.map(formatCidr) ?? [],
  inferred: 'the page names no port and lost its list of addresses: HTTPS on 443, from the sources you give',
  // Microsoft's two steps, announced in February 2026, read 2026-11-20.
  caution: 'Exchange Online turned EWS off by default in October 2026 and ends it on 2027-04-01; servers of your own keep it',
};

/** flexperto, video consultations. */
export const flexperto = defineVendor({
  id: 'flexperto',
  name: 'flexperto',
  sources: {
    page: {
      title: 'Network requirements and client side requirements',
      url: 'https://flexperto.atlassian.net/wiki/plugins/viewsource/viewpagesrc.action?pageId=2748153857',
      file: '002_f6e76bff3fad85ce.txt',
      sha256: '41c05467d9ff87daed49e20c735b02b8c7f174586365a6bc98f0c1a1db7a8c6b',
      read: '2026-11-20',
    },
  },
  options,
  requirements: [...addressRows, ...nameRows, exchangeEws],
  notes,
  check,
  cautions,
});

/** flexperto alone, as a construct. */
export class Flexperto extends vendorConstruct(flexperto) {}
