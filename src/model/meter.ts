import type { Quota, RaisedLimits } from './limit.js';
import { groupBy } from './group-by.js';

/** Who takes how much of a quota: a vendor, a rule, a resource. */
export interface Share {
  readonly who: string;
  readonly amount: number;
}

/** One quota at one place: how much of it is used, and by whom. */
export interface Meter {
  readonly kind: string;
  /** Address of the resource, or id of what several sites share. */
  readonly point: string;
  /** The sites that have a part in it, in order. */
  readonly sites: readonly string[];
  /** Name of the quota: the word that a site's `limits` takes for it. */
  readonly name: string;
  readonly what: string;
  readonly used: number;
  readonly limit: number;
  readonly adjustable: boolean;
  readonly source: string;
  /** When the source was read. */
  readonly date: string;
  /** Largest first. */
  readonly filledBy: readonly Share[];
  /** Why it may be more than `used`. */
  readonly unread?: string;
  /** Why going over it is said and not refused. */
  readonly advisory?: string;
}

/** Where a quota holds, who deploys there, and what they say the cloud raised. */
export interface MeterPlace {
  readonly kind: string;
  readonly point: string;
  readonly sites: readonly string[];
  readonly raised: readonly RaisedLimits[];
}

/** What was counted. */
export interface Count {
  /** Default: the sum of the shares. */
  readonly used?: number;
  readonly shares: readonly Share[];
  readonly unread?: readonly string[];
  readonly advisory?: string;
}

/** A reading of the quota under this name. */
export function meterOf({ kind, point, sites, raised }: MeterPlace, name: string, quota: Quota, { used, shares, unread = [], advisory }: Count): Meter {
  const filledBy = largestFirst(shares);
  return Object.freeze({
    kind,
    point,
    sites: [...new Set(sites)].sort(),
    name,
    what: quota.what,
    used: used ?? filledBy.reduce((sum, { amount }) => sum + amount, 0),
    limit: limitFor(name, quota, raised),
    adjustable: quota.adjustable,
    source: quota.source,
    date: quota.read,
    filledBy,
    ...(unread.length === 0 ? {} : { unread: [...new Set(unread)].sort().join('; ') }),
    ...(advisory === undefined ? {} : { advisory }),
  });
}

/** What the sites say of it; where they differ the lowest, because each counts on it. */
export function limitFor(name: string, quota: Quota, raised: readonly RaisedLimits[]): number {
  const said = quota.adjustable ? raised.flatMap((each) => each[name] ?? []) : [];
  return said.length === 0 ? quota.value : Math.min(...said);
}

/** Shares of one name added up, the largest first. */
export function largestFirst(shares: readonly Share[]): readonly Share[] {
  const sums = groupBy(shares, ({ who }) => who).map((same) => ({ who: same[0].who, amount: same.reduce((sum, { amount }) => sum + amount, 0) }));
  return sums.filter(({ amount }) => amount > 0).sort((a, b) => b.amount - a.amount || (a.who < b.who ? -1 : 1));
}
