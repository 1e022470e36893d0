import type { TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { neighbourhood, stackOf } from '../check/neighbours.js';
import type { TerraformConfig } from '../terraform/config.js';
import { stacksOf } from './guard-addresses.js';
import type { SitePlan } from './plan-site.js';
import { readStack } from './read-stack.js';
import { type SharedPoint, sharedPoints, usersBy } from './shared-points.js';

type PlansIn = (stack: TerraformStack) => readonly SitePlan[];

/** An app while its stacks are proved and written, one after the other. */
interface Round {
  readonly proved: Set<TerraformStack>;
  /** Stacks of sites that name any of these firewalls. */
  readonly usersOf: (points: readonly SharedPoint[]) => readonly TerraformStack[];
  /** Stacks without sites: what firewalls they have to do with is in their resources alone. */
  readonly strangers: readonly TerraformStack[];
  /** What stacks are read as for the proof of others. */
  readonly seen: Map<TerraformStack, TerraformConfig>;
}

const rounds = new WeakMap<IConstruct, Round>();

/** Each stack is proved once in a round: one that comes again begins the next. */
function roundOf(stack: TerraformStack, plansIn: PlansIn): Round {
  const known = rounds.get(stack.node.root);
  const round = known === undefined || known.proved.has(stack) ? newRound(stack, plansIn) : known;
  round.proved.add(stack);
  rounds.set(stack.node.root, round);
  return round;
}

function newRound(stack: TerraformStack, plansIn: PlansIn): Round {
  const stacks = stacksOf(stack);
  const usersOf = usersBy(stacks, (each) => plansIn(each).flatMap(sharedPoints));
  return { proved: new Set(), usersOf, strangers: stacks.filter((each) => plansIn(each).length === 0), seen: new Map() };
}

/** Who shares firewalls with the sites of a stack, in the other stacks of its app. Only those that may are synthesized for it. */
export function neighbourhoodIn(stack: TerraformStack, config: TerraformConfig, plansIn: PlansIn): ReturnType<typeof neighbourhood> {
  const round = roundOf(stack, plansIn);
  const points = plansIn(stack).flatMap(sharedPoints);
  const others = points.length === 0 ? [] : [...new Set([...round.strangers, ...round.usersOf(points)])].filter((each) => each !== stack);
  const all = [[stack, config] as const, ...others.map((other) => [other, seenAs(round, other)] as const)];
  return neighbourhood(all.map(([each, read]) => stackOf(each.node.id, read, plansIn(each))));
}

function seenAs({ seen }: Round, stack: TerraformStack): TerraformConfig {
  const config = seen.get(stack) ?? readStack(stack, stack.toTerraform());
  seen.set(stack, config);
  return config;
}
