import type { Flow } from '../model/flow.js';
import { dropCovered } from './drop-covered.js';
import { joinPorts } from './join-ports.js';
import { joinPrefixes } from './join-prefixes.js';

/**
 * The same packets in fewer flows, in an order that depends on the content alone. Leaving it out is always correct.
 * Once more while it helps: a network that came of two may share its ports with one that was there before.
 */
export function optimise(flows: readonly Flow[]): readonly Flow[] {
  const joined = joinPorts(flows);
  const shorter = dropCovered(joinPrefixes(joined));
  return shorter.length < joined.length ? optimise(shorter) : shorter;
}
