import type { Deployed, FirewallKind } from '../firewalls/firewall.js';
import type { Problem } from '../model/diagnostic.js';
import type { RaisedLimits } from '../model/limit.js';
import type { Meter, Share } from '../model/meter.js';
import type { TerraformConfig } from '../terraform/config.js';

/** The configuration of a site, and what it says the cloud raised, by the id of the kind. */
export interface SiteConfig {
  readonly site: string;
  readonly config: TerraformConfig;
  readonly raised?: Readonly<Record<string, RaisedLimits>>;
}

type Point = { readonly kind: { readonly id: string }; readonly options: Readonly<Record<string, unknown>> };

/** What a site's firewalls say in `limits`, by the id of the kind. */
export function raisedBy(points: readonly Point[]): Readonly<Record<string, RaisedLimits>> {
  return Object.fromEntries(points.flatMap(({ kind, options }) => (isRaised(options['limits']) ? [[kind.id, options['limits']]] : [])));
}

const isRaised = (limits: unknown): limits is RaisedLimits => typeof limits === 'object' && limits !== null;

/** Every quota of every kind, at every place; sites of one configuration are measured once. */
export function measure(kinds: readonly FirewallKind[], configs: readonly SiteConfig[]): readonly Meter[] {
  const together = new Map<TerraformConfig, readonly SiteConfig[]>();
  for (const each of configs) together.set(each.config, [...(together.get(each.config) ?? []), each]);
  return kinds.flatMap(({ id, measure: measureKind }) => measureKind?.([...together].map(([config, sharers]) => deployedOf(id, config, sharers))) ?? []);
}

function deployedOf(kind: string, config: TerraformConfig, sharers: readonly SiteConfig[]): Deployed {
  const raised = sharers.flatMap((each): readonly RaisedLimits[] => (each.raised?.[kind] === undefined ? [] : [each.raised[kind]]));
  return { sites: sharers.map(({ site }) => site), config, raised };
}

/** What is over its limit, naming what filled it. What is only advised is left to the meters. */
export const overLimits = (meters: readonly Meter[]): readonly Problem[] => meters.filter(({ used, limit, advisory }) => used > limit && advisory === undefined).map(problemOf);

function problemOf({ kind, point, sites, name, what, used, limit, adjustable, source, date, filledBy, unread }: Meter): Problem {
  const raise = adjustable ? `; where the cloud raised it, say so in limits.${name} of ${kind}` : '';
  const more = unread === undefined ? '' : ' or more';
  return {
    where: sites.length > 1 ? `${point} (${sites.join(', ')})` : point,
    expected: `at most ${limit} ${what} (${source}, read ${date}${raise})`,
    got: `${used}${more}${formatShares(filledBy)}`,
  };
}

const SHOWN = 5;

/** `: flexperto 40, alleo 20, 3 others 13` */
export function formatShares(shares: readonly Share[]): string {
  if (shares.length === 0) return '';
  const others = shares.slice(SHOWN);
  const rest = others.length === 0 ? [] : [`${others.length} other${others.length === 1 ? '' : 's'} ${others.reduce((sum, { amount }) => sum + amount, 0)}`];
  return `: ${[...shares.slice(0, SHOWN).map(({ who, amount }) => `${who} ${amount}`), ...rest].join(', ')}`;
}
