// A vendor folder, whole: copy it to vendors/<id>/, one `../` less in the imports, and write down your page. The vendor is made up.
import { flag, text } from '../../../src/model/option.js';
import { vendorConstruct } from '../../../src/vendor/construct.js';
import { defineVendor } from '../../../src/vendor/define-vendor.js';

/** Fernsprech, a made-up conferencing service. */
export const fernsprech = defineVendor({
  id: 'fernsprech',
  name: 'Fernsprech',
  sources: { guide: { title: 'Firewall guide', url: 'https://help.fernsprech.example/firewall', read: '2026-11-20' } },
  options: {
    tenant: text('your tenant', 'one label such as acme', /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/),
    calls: flag('audio and video calls', true),
  },
  requirements: [
    {
      id: 'web',
      about: 'web application',
      source: 'guide',
      lines: ['3'],
      quote: '<tenant>.fernsprech.example 443 TCP',
      necessity: 'required',
      opens: [{ protocol: 'tcp', ports: '443', application: 'tls' }],
      to: ({ tenant }) => [`${tenant}.fernsprech.example`],
    },
    {
      id: 'media',
      about: 'call media',
      source: 'guide',
      lines: ['4'],
      quote: '198.51.100.0/24 UDP 3478, 40000-49999',
      necessity: { feature: 'calls' },
      opens: [{ protocol: 'udp', ports: '3478, 40000-49999', application: 'opaque' }],
      to: ['198.51.100.0/24'],
    },
  ],
  notes: [{ source: 'guide', lines: ['7'], quote: 'exclude the app from your antivirus', why: 'advice on software, not on the network' }],
});

/** Fernsprech alone, as a construct. */
export class Fernsprech extends vendorConstruct(fernsprech) {}
