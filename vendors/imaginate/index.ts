import { vendorConstruct } from '../../src/vendor/construct.js';
import { defineVendor } from '../../src/vendor/define-vendor.js';
import { cautions } from './cautions.js';
import { check } from './check.js';
import { ingress } from './ingress.js';
import { options } from './options.js';
import { requirements } from './requirements.js';

/** Imaginate Atom and Assist. */
export const imaginate = defineVendor({
  id: 'imaginate',
  name: 'Imaginate',
  sources: {
    architecture: {
      title: 'Detailed Architecture',
      file: '003_fd012a448f5ec128.txt',
      sha256: 'e887224e125bacb27fec0f6b9a038645fceae0c23765f970212f78ed90b2cc7a',
      read: '2026-11-20',
    },
  },
  options,
  requirements: [...requirements, ...ingress],
  notes: [
    { source: 'architecture', lines: ['1-2'], quote: 'Detailed Architecture Diagram', why: 'context' },
    {
      source: 'architecture',
      lines: ['3'],
      quote: 'Either UDP or TCP ports also need to be opened for Atom',
      why: 'no port is named, so none can be opened; whoever leaves communicationServer out is cautioned',
    },
    { source: 'architecture', lines: ['4'], quote: 'An example where this may be necessary to check', why: 'context' },
    {
      source: 'architecture',
      lines: ['5'],
      quote: 'we have moved to a cloud model for the same',
      why: 'the page publishes neither host nor port of the cloud; for a dedicated server it needs name and address, which are options',
    },
    { source: 'architecture', lines: ['6-7'], quote: 'Product | Server | Type of Server | Protocol | DNS', why: 'context: headings; the second Protocol column is layer 4' },
  ],
  check,
  cautions,
});

/** Imaginate alone, as a construct. */
export class Imaginate extends vendorConstruct(imaginate) {}
