import { isSamePoint, stemOf } from '../terraform/point-names.js';
import type { SitePoint } from './read-through.js';

/** A firewall that several configurations may put rules into. */
export interface SharedPoint {
  readonly kind: string;
  readonly name: string;
}

/** The firewalls of a site that others may use as well, by its options. One that a token stands for may be any of its kind. */
export const sharedPoints = ({ id, points }: { readonly id: string; readonly points: readonly SitePoint[] }): readonly SharedPoint[] =>
  points.flatMap(({ kind, options }) => (kind.sharedBy?.(options, id) ?? []).map((name) => ({ kind: kind.id, name: name.includes('${') ? '${}' : name })));

/** Tells who uses any of some firewalls, without comparing all with all. */
export function usersBy<T>(users: readonly T[], pointsOf: (user: T) => readonly SharedPoint[]): (points: readonly SharedPoint[]) => readonly T[] {
  const uses = new Map<string, { readonly name: string; readonly user: T }[]>();
  for (const user of users) {
    for (const { kind, name } of pointsOf(user)) {
      const known = uses.get(`${kind} ${stemOf(name)}`);
      if (known === undefined) uses.set(`${kind} ${stemOf(name)}`, [{ name, user }]);
      else known.push({ name, user });
    }
  }
  const usersOf = ({ kind, name }: SharedPoint): readonly T[] => (uses.get(`${kind} ${stemOf(name)}`) ?? []).filter((use) => isSamePoint(use.name, name)).map(({ user }) => user);
  return (points) => [...new Set(points.flatMap(usersOf))];
}
