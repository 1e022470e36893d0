import type { Flow } from '../model/flow.js';
import { dropCovered } from './drop-covered.js';
import { joinPorts } from './join-ports.js';
import { joinPrefixes } from './join-prefixes.js';

/** The same packets in fewer flows, in an order that depends on the content alone. Leaving it out is always correct. */
export const optimise = (flows: readonly Flow[]): readonly Flow[] => dropCovered(joinPrefixes(joinPorts(flows)));
