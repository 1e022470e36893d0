import type { Bounds } from '../model/filter.js';
import { type Flow, formatOrigin } from '../model/flow.js';
import { boxOfPackets } from '../model/parse-packets.js';
import { type Space, intersect, spaceOfFlow, subtract } from '../model/space.js';
import type { SitePlan } from '../site/plan-site.js';
import type { Expectation } from '../site/read-site.js';
import { type Finding, findingOf } from './finding.js';
import { ONE_FAMILY, inSeries } from './prove.js';
import type { ReadPoint } from './read-points.js';

/** A test of the site that failed. */
export interface Broken {
  readonly expectation: Expectation;
  readonly finding: Finding;
}

/** Those of the site's own tests that fail: what it says to be permitted has to pass surely, what it says to be denied surely not. */
export function brokenOf({ expectations, sources, required }: SitePlan, points: readonly ReadPoint[], bounds: readonly Bounds[]): readonly Broken[] {
  if (expectations.length === 0) return [];
  const through: Bounds = { least: inSeries(bounds.map(({ least }) => least)), most: inSeries(bounds.map(({ most }) => most)) };
  return expectations.flatMap((expectation) => {
    const wrong = unexpected(expectation, expectation.packets.map((packets) => boxOfPackets(packets, sources)), through);
    const question = expectation.expect === 'deny' ? 'passed' : 'not passed';
    return wrong.length === 0 ? [] : [{ expectation, finding: findingOf(points, wrong, question, rowsFor(required, wrong)) }];
  });
}

function unexpected({ expect }: Expectation, said: Space, { least, most }: Bounds): Space {
  const packets = intersect(said, ONE_FAMILY);
  if (expect === 'deny') return intersect(packets, most);
  return packets.length === 0 ? said : subtract(packets, least); // packets that cannot be do not pass
}

/** Rows that ask for any of the packets. */
const rowsFor = (required: readonly Flow[], packets: Space): readonly string[] => [
  ...new Set(required.filter((flow) => intersect([spaceOfFlow(flow)], packets).length > 0).flatMap((flow) => flow.origins.map(formatOrigin))),
];
