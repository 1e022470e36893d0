import { orThrow } from '../../../src/model/diagnostic.js';
import type { Flow } from '../../../src/model/flow.js';
import { parseProbe } from '../../../src/model/parse-probe.js';
import { holdsPoint, pointOf, spaceOfFlows } from '../../../src/model/space.js';

/** What a probe leaves open: the first address of the site, and an address that is nobody's. */
const DEFAULTS = { source: '10.20.0.0', address: '203.0.113.200' };

/** Do these flows ask for the packet? */
export const matches = (flows: readonly Flow[], text: string): boolean => holdsPoint(spaceOfFlows(flows), pointOf(orThrow(parseProbe(text, text, DEFAULTS))));
