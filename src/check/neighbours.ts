import type { FirewallKind } from '../firewalls/firewall.js';
import { few } from '../model/few.js';
import type { Filter, FilterLine } from '../model/filter.js';
import { type IntervalSet, holds, intersection, sameSet } from '../model/interval-set.js';
import { type Box, EVERY_ADDRESS, type Space, directionSet } from '../model/space.js';
import type { SitePlan } from '../site/plan-site.js';
import { type SharedPoint, sharedPoints, usersBy } from '../site/shared-points.js';
import type { TerraformConfig } from '../terraform/config.js';
import type { SharedNames } from '../terraform/point-names.js';
import { withAssumed } from './assumed.js';

/** A configuration and the sites in it. */
export interface Stack {
  readonly name: string;
  readonly config: TerraformConfig;
  readonly plans: readonly SitePlan[];
}

/** A configuration by the name of its stack, which is what its rules are told by. */
export const stackOf = (name: string, config: TerraformConfig, plans: readonly SitePlan[]): Stack => ({ name, config: { ...config, name }, plans });

/** What else stands in the firewalls of a site. */
export interface Neighbours {
  /** Configurations with rules there, and of their sites those that mean to use them: what these ask for is theirs to prove. */
  readonly read: readonly Stack[];
  /** Sites that mean to use them, and whose configuration is not there. */
  readonly unread: readonly string[];
}

export const NO_NEIGHBOURS: Neighbours = { read: [], unread: [] };

/** Configurations by the name of their stack, which for a site is its id. */
export function stacksBy(plans: readonly SitePlan[], configs: ReadonlyMap<string, TerraformConfig>): readonly Stack[] {
  const planOf = new Map(plans.map((plan) => [plan.id, plan]));
  return [...configs].map(([name, config]) => {
    const plan = planOf.get(name);
    return stackOf(name, config, plan === undefined ? [] : [plan]);
  });
}

/**
 * Who shares firewalls with whom. `planned`: sites whose configuration may not be there. Sites with nothing in common
 * cost a look into a table.
 */
export function neighbourhood(stacks: readonly Stack[], planned: readonly SitePlan[] = []): (plan: SitePlan, config: TerraformConfig) => Neighbours {
  const plans = [...new Set([...stacks.flatMap((stack) => stack.plans), ...planned])];
  const there = new Set(stacks.flatMap((stack) => stack.plans));
  const kinds = kindsOf(plans);
  const planning = usersBy(plans, sharedPoints);
  const filling = usersBy(stacks, ({ config }) => pointsIn(kinds, config, 'fills'));
  return (plan, config) => {
    const beside = planning(sharedPoints(plan)).filter((other) => other !== plan);
    const others = sharersOf(filling, kindsOf([plan]), config);
    return {
      read: others.map((stack) => ({ ...stack, plans: stack.plans.filter((each) => beside.includes(each)) })).sort(byName),
      unread: beside.filter((each) => !there.has(each)).map(({ id }) => id).sort(),
    };
  };
}

type Filling = (points: readonly SharedPoint[]) => readonly Stack[];

/** Those that fill the points of a configuration; and, as these may say what its points inherit from, those that fill that. */
function sharersOf(filling: Filling, kinds: readonly FirewallKind[], config: TerraformConfig, found: readonly Stack[] = []): readonly Stack[] {
  const others = filling(pointsIn(kinds, config, 'heeds', found)).filter((stack) => stack.config.resources !== config.resources);
  return others.length === found.length ? others : sharersOf(filling, kinds, config, others);
}

const byName = (a: Stack, b: Stack): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

/** The other configurations, as a kind of firewall reads them beside that of the site. */
export const othersFor = (kind: FirewallKind, { read }: Neighbours): readonly TerraformConfig[] =>
  read.map(({ config, plans }) => withAssumed(config, kind, plans));

/**
 * What rules of others let in under a name at whatever address, as every flow to a name does: from addresses of others it
 * is their way out, and no opening of this site. Rules of others stand in their stacks, or are for none of its addresses.
 */
export function passingBy(filters: readonly Filter[], own: IntervalSet<bigint>, { read }: Neighbours): Space {
  const stacks = new Set(read.map(({ name }) => name));
  const isTheirs = ({ rule }: FilterLine): boolean => stacks.has(rule.slice(0, rule.indexOf(': ')));
  const isForOthers = ({ source }: Box): boolean => intersection(source, own).length === 0;
  const permits = filters.flatMap(({ lines }) => lines.filter(({ action }) => action === 'permit'));
  const passing = permits.flatMap((line) => line.most.filter((box) => isToNames(box) && (isTheirs(line) || isForOthers(box))));
  return passing.map((box) => ({ ...box, direction: directionSet('ingress') }));
}

const isToNames = ({ name, address }: Box): boolean => !holds(name, '') && sameSet(address, EVERY_ADDRESS);

const MOST_SHOWN = 5;

/** Whose rules were looked at, and whose were not. */
export function notesOn(kinds: readonly FirewallKind[], { read, unread }: Neighbours): readonly string[] {
  return [
    ...(read.length === 0 ? [] : [`rules of others in the same firewalls are counted: those of ${few(read.map(({ name }) => name), MOST_SHOWN)}`]),
    ...(unread.length === 0 ? [] : [`rules of others in the same firewalls are not known: those of ${few(unread, MOST_SHOWN)}, whose configuration is not among those that were read`]),
    ...read.flatMap(({ name, config }) => unreadIn(kinds, config).map((what) => `not read of ${name}: ${what}`)),
  ];
}

/** What of a configuration is not read: of the whole, and of these kinds of firewalls. */
export const unreadIn = (kinds: readonly FirewallKind[], config: TerraformConfig): readonly string[] =>
  [...new Set([...(config.unread ?? []), ...kinds.flatMap((kind) => kind.unread?.(config) ?? [])])];

/** The kinds of firewalls that sites use, each once. */
export const kindsOf = (plans: readonly SitePlan[]): readonly FirewallKind[] => [...new Set(plans.flatMap(({ points }) => points.map(({ kind }) => kind)))];

const pointsIn = (kinds: readonly FirewallKind[], config: TerraformConfig, how: keyof SharedNames, others: readonly Stack[] = []): readonly SharedPoint[] =>
  kinds.flatMap((kind) => (kind.sharedIn?.(config, others.map((other) => other.config))[how] ?? []).map((name) => ({ kind: kind.id, name })));
