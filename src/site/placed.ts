import type { SitePlan } from './plan-site.js';

/** Plans one after the other, by what they may share: of thousands, only a few have to be held against the next. */
export interface Placed {
  readonly plans: SitePlan[];
  /** Numbers of plans in the list, by what they share. */
  readonly byShare: Map<string, number[]>;
}

export const nonePlaced = (): Placed => ({ plans: [], byShare: new Map() });

export function place({ plans, byShare }: Placed, plan: SitePlan): void {
  for (const share of sharesOf(plan)) {
    const numbers = byShare.get(share);
    if (numbers === undefined) byShare.set(share, [plans.length]);
    else numbers.push(plans.length);
  }
  plans.push(plan);
}

/** The plans that share anything with this one, in the order in which they were placed. */
export function sharersOf({ plans, byShare }: Placed, plan: SitePlan): readonly SitePlan[] {
  const numbers = new Set(sharesOf(plan).flatMap((share) => byShare.get(share) ?? []));
  return [...numbers].sort((a, b) => a - b).flatMap((number) => plans[number] ?? []);
}

/** A kind that does not say what its sites share may find something between any two. */
const sharesOf = ({ points }: SitePlan): readonly string[] =>
  points.flatMap(({ kind, options }) => (kind.check === undefined ? [] : (kind.comparedBy?.(options) ?? ['']).map((name) => `${kind.id} ${name}`)));
