import { formatOrigin } from '../model/flow.js';
import type { Probe } from '../model/probe.js';
import { EVERYTHING, type Space } from '../model/space.js';
import type { Gap } from './prove.js';
import type { ReadPoint } from './read-points.js';
import { type Question, type Reason, reasonsFor } from './reasons.js';
import { packetIn } from './sample.js';

/** Something that does not hold, as a packet, and the rules that are to blame. */
export interface Finding {
  readonly packet: Probe;
  readonly reasons: readonly Reason[];
  /** Rows that ask for the packet; none for what nobody asked for. */
  readonly rows: readonly string[];
  /** The path that is asked for, where a packet alone does not show what is wrong. */
  readonly path?: string;
}

/** One of the packets, and why each firewall passes it or not. */
export function findingOf(points: readonly ReadPoint[], [box = EVERYTHING]: Space, question: Question, rows: readonly string[] = []): Finding {
  const packet = packetIn(box);
  return { packet, reasons: points.map((point) => reasonsFor(point, packet, { question })), rows };
}

/** The same of packets of a flow: the rows are those that ask for it. */
export const findingOfGap = (points: readonly ReadPoint[], { flow, packets }: Gap, question: Question): Finding =>
  findingOf(points, packets, question, flow.origins.map(formatOrigin));
