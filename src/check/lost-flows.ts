import { type Cidr, anyOf } from '../model/cidr.js';
import type { Flow } from '../model/flow.js';
import { type Space, spaceOfFlow, spaceOfFlows, subtract } from '../model/space.js';
import type { SitePlan } from '../site/plan-site.js';
import type { Media } from '../vendor/common-options.js';
import type { Gap } from './prove.js';

/**
 * What rows ask for and the plan forgot: neither required, nor omitted with a reason, nor replaced by addresses as the
 * vendor's `media` says. The proof itself begins with what the plan calls required.
 */
export function lostFlows({ vendors, required, omissions }: Pick<SitePlan, 'vendors' | 'required' | 'omissions'>): readonly Gap[] {
  const kept = new Set([...required, ...omissions.flatMap(({ flows }) => flows)]);
  const others = vendors.flatMap(({ media, rows }) => rows.flatMap(({ flows }) => flows.filter((flow) => !kept.has(flow)).map((flow) => ({ flow, media }))));
  if (others.length === 0) return [];
  const permitted = spaceOfFlows(required);
  const judged = others.map(({ flow, media }) => ({ flow, packets: subtract(inPlaceOf(flow, media), permitted) }));
  return judged.filter(({ flow, packets }) => packets.length > 0 && subtract([spaceOfFlow(flow)], permitted).length > 0);
}

/** The packets that stand for a flow whose name some firewall cannot match; the flow's own where nothing does. */
function inPlaceOf(flow: Flow, media: Media): Space {
  if (flow.destination.kind === 'cidr' || media.mode === 'omit') return [spaceOfFlow(flow)];
  const addresses: readonly Cidr[] = media.mode === 'any-destination' ? [anyOf(4), anyOf(6)] : media.cidrs;
  return spaceOfFlows(
    addresses.flatMap((destination) => {
      const sources = flow.sources.filter(({ family }) => family === destination.family);
      return sources.length === 0 ? [] : [{ ...flow, sources, destination }];
    }),
  );
}
