import { type App, TerraformElement, TerraformStack } from 'cdktf';
import type { Construct, IConstruct } from 'constructs';
import { refusals, unprovedTogether } from '../check/assess.js';
import { checkSite, isProved } from '../check/check-site.js';
import { NO_NEIGHBOURS, type Stack } from '../check/neighbours.js';
import { readPoints } from '../check/read-points.js';
import { UnprovedError } from '../check/unproved.js';
import { type Checked, EgressError, type Problem, invalid } from '../model/diagnostic.js';
import type { TerraformConfig } from '../terraform/config.js';
import { FINGERPRINTS, fingerprint } from './fingerprint.js';
import { addressOf, stacksOf } from './guard-addresses.js';
import { type Placed, nonePlaced, place, sharersOf } from './placed.js';
import { type SitePlan, planSite } from './plan-site.js';
import { checkShared } from './plan-sites.js';
import { configurationOf, readStack } from './read-stack.js';
import type { Site } from './site.js';
import { neighbourhoodIn } from './stacks-beside.js';

/**
 * Provider versions that understand what is written. cdktf pins the one version its classes were generated from, so
 * that every bump of ours would change everyone's lock file. Lower bounds: the oldest version the output was planned
 * with (aws), and the first that validates standalone NSG rules as they are written (azurerm); read 2026-11-20.
 */
const PROVIDERS = {
  aws: { name: 'aws', range: '>= 5.100.0, < 7.0.0' },
  azure: { name: 'azurerm', range: '>= 4.38.0, < 5.0.0' },
} as const;

/** Lets the stack use any provider version in range. A stack that sets one of its own afterwards keeps it. */
export function admitProviders(scope: Construct, clouds: readonly (keyof typeof PROVIDERS)[]): void {
  const stack = TerraformStack.of(scope);
  for (const { name, range } of clouds.map((cloud) => PROVIDERS[cloud])) stack.addOverride(`terraform.required_providers.${name}.version`, range);
}

interface Planned {
  readonly plan: SitePlan;
  readonly scope: Construct;
}

/** Sites of an app that were planned one by one, by the root of its tree; and by their ids. */
const placedIn = new WeakMap<IConstruct, Placed & { readonly byId: Map<string, Planned[]> }>();

/** Plans a site of an app that may have others: what it shares with those before it is checked with it. */
export function planBeside(scope: Construct, site: Site): Checked<SitePlan> {
  const outside = outsideStack(scope);
  const read = planSite(site);
  if (!read.ok || outside.length > 0) return invalid(...outside, ...(read.ok ? [] : read.problems));
  const plan = read.value;
  const placed = placedIn.get(scope.node.root) ?? { ...nonePlaced(), byId: new Map<string, Planned[]>() };
  const namesakes = placed.byId.get(plan.id) ?? [];
  const problems = [...namedTwice(scope, plan, namesakes), ...checkShared([...sharersOf(placed, plan), plan])];
  if (problems.length > 0) return invalid(...problems);
  place(placed, plan);
  placed.byId.set(plan.id, [...namesakes, { plan, scope }]);
  placedIn.set(scope.node.root, placed);
  return read;
}

/** What stands in an app and in none of its stacks is written nowhere. */
export function outsideStack({ node: { path, scopes } }: Construct): readonly Problem[] {
  if (scopes.some((each) => TerraformStack.isStack(each))) return [];
  return [{ where: path, expected: 'a construct in a TerraformStack', got: scopes.length > 1 ? 'one beside the stacks of the app' : 'one without a scope' }];
}

/** One id in two stacks may be two accounts; in one stack it is two resources of one name. */
function namedTwice(scope: Construct, { id }: SitePlan, namesakes: readonly Planned[]): readonly Problem[] {
  const first = namesakes.find((other) => TerraformStack.of(other.scope) === TerraformStack.of(scope));
  return first === undefined ? [] : [{ where: scope.node.path, expected: 'a site of its own in the stack', got: `${id}, as ${first.scope.node.path} has` }];
}

/** Plans whose resources are in a stack; a stack is proved against all of them. */
const plansOf = new WeakMap<TerraformStack, Planned[]>();

const plansIn = (stack: TerraformStack): readonly SitePlan[] => (plansOf.get(stack) ?? []).map(({ plan }) => plan);

/** Apps whose sites were proved together just before they are written. */
const provedTogether = new WeakSet<IConstruct>();

/**
 * A site that is not proved is not written: what is about to be is read back by a stranger to what wrote it. Throws an
 * `UnprovedError`. A site that says why it may go unproved is written all the same.
 */
export function proveAtSynth(scope: Construct, plan: SitePlan): void {
  const stack = TerraformStack.of(scope);
  stack.addOverride(`//.${FINGERPRINTS}.${plan.id}`, fingerprint(plan));
  const planned = plansOf.get(stack);
  if (planned !== undefined) return void planned.push({ plan, scope });
  plansOf.set(stack, [{ plan, scope }]);
  stack.node.addValidation({ validate: () => prove(stack) });
}

function prove(stack: TerraformStack): string[] {
  const all = plansOf.get(stack) ?? [];
  const held = all.filter(({ plan }) => plan.unproved === undefined);
  if (held.length === 0) return [];
  const config = configurationOf(stack);
  const together = provedTogether.has(stack.node.root);
  const neighboursOf = together ? () => NO_NEIGHBOURS : neighbourhoodIn(stack, config, plansIn);
  const sites = held.map((planned) => ({ planned, neighbours: neighboursOf(planned.plan, config) }));
  if (!together) refuseStack(held.map(({ plan }) => plan), config, sites.flatMap(({ neighbours }) => neighbours.read));
  const checks = sites.map(({ planned, neighbours }) => checkSite(planned.plan, config, { own: addressesBelow(planned.scope), beside: besideOf(planned, all, config), neighbours }));
  const failed = checks.filter((check) => !isProved(check));
  if (failed.length > 0) throw new UnprovedError(failed);
  return [];
}

/** Of an app that is synthesized by itself: what a cloud would refuse of this stack, and limits that it exceeds with its neighbours. */
function refuseStack(plans: readonly SitePlan[], config: TerraformConfig, neighbours: readonly Stack[]): void {
  const theirs = neighbours.flatMap((each) => each.plans.map((plan) => [plan, each.config] as const));
  const configs = new Map([...theirs, ...plans.map((plan) => [plan, config] as const)].map(([{ id }, each]) => [id, each]));
  const problems = refusals(plans, configs, theirs.map(([plan]) => plan));
  if (problems.length > 0) throw new EgressError(problems);
}

/** The other sites of the stack whose rules stand in a firewall of this one. */
function besideOf(planned: Planned, all: readonly Planned[], config: TerraformConfig): readonly SitePlan[] {
  if (all.length < 2) return [];
  const own = firewallsOf(planned, config);
  return all.filter((other) => other !== planned && firewallsOf(other, config).some((firewall) => own.includes(firewall))).map(({ plan }) => plan);
}

const firewallsOf = ({ plan, scope }: Planned, config: TerraformConfig): readonly string[] =>
  readPoints(plan, config, { own: addressesBelow(scope) }).flatMap(({ kind, filters }) => filters.map(({ point }) => `${kind} ${point}`));

/** Other firewalls of the same stack are none of the site's; rules that someone adds to the site's own are. */
const addressesBelow = (scope: Construct): ReadonlySet<string> => new Set(scope.node.findAll().flatMap((each) => (TerraformElement.isTerraformElement(each) ? [addressOf(each)] : [])));

/** Every stack of an app as it would be written, by its id. Writes nothing. */
export function configurationsOf(app: App): ReadonlyMap<string, TerraformConfig> {
  const stacks = stacksOf(app);
  stacks.forEach((stack) => stack.prepareStack());
  return new Map(stacks.map((stack) => [stack.node.id, readStack(stack, stack.toTerraform())]));
}

/**
 * Writes an app of sites, a stack of its own for each; nothing, and an `EgressError`, where a cloud would refuse any of
 * it or a limit would be exceeded, at a site or at what sites share; nothing, and an `UnprovedError`, where a firewall
 * that several stacks put rules into is not proved over all of them.
 */
export function synthesize(app: App, plans: readonly SitePlan[]): void {
  refuse(app, plans);
  provedTogether.add(app);
  try {
    app.synth();
  } finally {
    provedTogether.delete(app);
  }
}

function refuse(app: App, plans: readonly SitePlan[]): void {
  const configs = configurationsOf(app);
  const problems = refusals(plans.filter(({ unproved }) => unproved === undefined), configs);
  if (problems.length > 0) throw new EgressError(problems);
  const unproved = unprovedTogether(plans, configs);
  if (unproved.length > 0) throw new UnprovedError(unproved);
}
