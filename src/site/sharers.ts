import { pointsOf } from './read-through.js';
import { sharedPoints, usersBy } from './shared-points.js';
import type { Site } from './site.js';

/** These sites, and of all those that mean to use a firewall of theirs, in the order of all. Options tell it: nothing is planned. */
export function sharersOf(sites: readonly Site[], all: readonly Site[]): readonly Site[] {
  const points = (site: Site): ReturnType<typeof sharedPoints> => sharedPoints({ id: site.id, points: pointsOf(site) });
  const sharers = new Set(usersBy(all, points)(sites.flatMap(points)));
  return all.filter((site) => sharers.has(site) || sites.includes(site));
}
