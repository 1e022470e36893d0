import { groupBy } from '../model/group-by.js';

/** Ways to meet one demand: all members of any one of these. At least one, and none is empty. */
export type Choices = readonly (readonly string[])[];

/**
 * A few members that meet all demands, and none of them could be left out: step by step what meets most demands for each
 * new member. That is few, and not always the fewest, which take forever to find.
 */
export function smallestHit(demands: readonly Choices[]): ReadonlySet<string> {
  const distinct = distinctOf(demands);
  // What has no other way is taken at once: mostly that is all.
  const forced = new Set(distinct.flatMap((choices) => (choices.length === 1 ? choices.flat() : [])));
  const taken = new Set(forced);
  for (let left = unmet(distinct, taken); left.length > 0; left = unmet(left, taken)) bestOf(left, taken).forEach((member) => taken.add(member));
  for (const member of [...taken].filter((each) => !forced.has(each)).reverse()) {
    taken.delete(member);
    if (unmet(distinct, taken).length > 0) taken.add(member);
  }
  return taken;
}

/** Each demand once and in an order of its own, without choices that hold another one. */
function distinctOf(demands: readonly Choices[]): readonly Choices[] {
  const least = demands.map((choices) => {
    const distinct = [...new Map(choices.map((members) => [members.join(' '), members])).values()];
    return distinct.filter((members) => !distinct.some((other) => other !== members && other.every((member) => members.includes(member))));
  });
  const byText = new Map(least.map((choices) => [choices.map((members) => members.join(' ')).join('|'), choices]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, choices]) => choices);
}

const unmet = (demands: readonly Choices[], taken: ReadonlySet<string>): readonly Choices[] =>
  demands.filter((choices) => !choices.some((members) => members.every((member) => taken.has(member))));

/** Most demands for each new member, then most demands, then first choices before second ones. */
function bestOf(demands: readonly Choices[], taken: ReadonlySet<string>): readonly string[] {
  const most = Math.max(...demands.map((choices) => choices.length));
  const offered = Array.from({ length: most }, (_, place) => demands.flatMap((choices) => choices.slice(place, place + 1))).flat();
  const groups = groupBy(offered, (members) => members.join(' '));
  const rated = groups.map((same) => ({ members: same[0], count: same.length, each: same.length / same[0].filter((member) => !taken.has(member)).length }));
  return [...rated].sort((a, b) => b.each - a.each || b.count - a.count)[0]?.members ?? [];
}
