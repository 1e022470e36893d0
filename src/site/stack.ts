import { App, TerraformDataSource, TerraformElement, TerraformStack } from 'cdktf';
import type { Construct, IConstruct } from 'constructs';
import { refusals } from '../check/assess.js';
import { checkSite, isProved } from '../check/check-site.js';
import { readPoints } from '../check/read-points.js';
import { UnprovedError } from '../check/unproved.js';
import { type Checked, EgressError, type Problem, invalid, orThrow } from '../model/diagnostic.js';
import { groupBy } from '../model/group-by.js';
import type { TerraformConfig } from '../terraform/config.js';
import type { JsonMap } from '../terraform/json.js';
import { readConfiguration } from '../terraform/read-configuration.js';
import { FINGERPRINTS, fingerprint } from './fingerprint.js';
import { type SitePlan, planSite } from './plan-site.js';
import { checkShared } from './plan-sites.js';
import type { Site } from './site.js';

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

const guarded = new WeakSet<IConstruct>();

/** Stacks of an app that were checked with another and not yet for themselves. */
const checked = new WeakMap<IConstruct, Set<TerraformStack>>();

/**
 * Two ids directly under a stack that differ only in characters Terraform does not allow become one address, and one
 * resource is lost without a word. Every stack of the app is checked, whoever made the resources.
 */
export function guardAddresses(scope: Construct): void {
  const stack = TerraformStack.of(scope);
  if (guarded.has(stack)) return;
  guarded.add(stack);
  stack.node.addValidation({ validate: () => stacksToCheck(stack).flatMap(collisionsIn) });
}

/**
 * The whole app with its first stack, which must not be written when there is a collision in the last. The others are
 * checked once more, each for itself: an aspect may have added to them.
 */
function stacksToCheck(stack: TerraformStack): readonly TerraformStack[] {
  if (checked.get(stack.node.root)?.delete(stack) === true) return [stack];
  const stacks = stacksOf(stack);
  checked.set(stack.node.root, new Set(stacks.filter((each) => each !== stack)));
  return stacks;
}

function stacksOf(stack: TerraformStack): readonly TerraformStack[] {
  const root = stack.node.root;
  return App.isApp(root) ? root.node.findAll().filter((each): each is TerraformStack => TerraformStack.isStack(each)) : [stack];
}

function collisionsIn(stack: TerraformStack): readonly string[] {
  const groups = groupBy(elementsOf(stack), addressOf).filter((group) => group.length > 1);
  return groups.map((group) => {
    const paths = group.map((element) => element.node.path).join(', ');
    return `${stack.node.path}.${addressOf(group[0])}: expected one construct, got ${group.length}: ${paths}`;
  });
}

function elementsOf(stack: TerraformStack): readonly TerraformElement[] {
  return stack.node
    .findAll()
    .filter((each): each is TerraformElement => TerraformElement.isTerraformElement(each) && !TerraformStack.isStack(each) && TerraformStack.of(each) === stack);
}

/** What Terraform would call it; outputs, variables and the like by their class, which stands for their block. */
function addressOf(element: TerraformElement): string {
  const { terraformResourceType } = element as { readonly terraformResourceType?: unknown };
  const data = TerraformDataSource.isTerraformDataSource(element) ? 'data.' : '';
  const type = typeof terraformResourceType === 'string' ? terraformResourceType : element.constructor.name;
  return `${data}${type}.${element.friendlyUniqueId}`;
}

interface Planned {
  readonly plan: SitePlan;
  readonly scope: Construct;
}

/** Sites of an app that were planned one by one, by the root of its tree. */
const placedIn = new WeakMap<IConstruct, readonly Planned[]>();

/** Plans a site of an app that may have others: what it shares with those before it is checked with it. */
export function planBeside(scope: Construct, site: Site): Checked<SitePlan> {
  const read = planSite(site);
  if (!read.ok) return read;
  const others = placedIn.get(scope.node.root) ?? [];
  const problems = [...namedTwice(scope, read.value, others), ...checkShared([...others.map(({ plan }) => plan), read.value])];
  if (problems.length > 0) return invalid(...problems);
  placedIn.set(scope.node.root, [...others, { plan: read.value, scope }]);
  return read;
}

/** One id in two stacks may be two accounts; in one stack it is two resources of one name. */
function namedTwice(scope: Construct, { id }: SitePlan, others: readonly Planned[]): readonly Problem[] {
  const first = others.find((other) => other.plan.id === id && TerraformStack.of(other.scope) === TerraformStack.of(scope));
  return first === undefined ? [] : [{ where: scope.node.path, expected: 'a site of its own in the stack', got: `${id}, as ${first.scope.node.path} has` }];
}

/** Plans whose resources are in a stack; a stack is proved against all of them. */
const plansOf = new WeakMap<TerraformStack, Planned[]>();

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
  const checks = held.map((planned) => checkSite(planned.plan, config, addressesBelow(planned.scope), besideOf(planned, all, config)));
  const failed = checks.filter((check) => !isProved(check));
  if (failed.length > 0) throw new UnprovedError(failed);
  return [];
}

/** The other sites of the stack whose rules stand in a firewall of this one. */
function besideOf(planned: Planned, all: readonly Planned[], config: TerraformConfig): readonly SitePlan[] {
  if (all.length < 2) return [];
  const own = firewallsOf(planned, config);
  return all.filter((other) => other !== planned && firewallsOf(other, config).some((firewall) => own.includes(firewall))).map(({ plan }) => plan);
}

const firewallsOf = ({ plan, scope }: Planned, config: TerraformConfig): readonly string[] =>
  readPoints(plan, config, addressesBelow(scope)).flatMap(({ kind, filters }) => filters.map(({ point }) => `${kind} ${point}`));

/** Other firewalls of the same stack are none of the site's; rules that someone adds to the site's own are. */
const addressesBelow = (scope: Construct): ReadonlySet<string> => new Set(scope.node.findAll().flatMap((each) => (TerraformElement.isTerraformElement(each) ? [addressOf(each)] : [])));

/** What a stack is about to be written as, read back. The text is made once: the next `toTerraform`, which writes it, reuses it. */
export function configurationOf(stack: TerraformStack): TerraformConfig {
  const json: unknown = stack.toTerraform();
  const write = stack.toTerraform.bind(stack);
  stack.toTerraform = (): unknown => {
    stack.toTerraform = write;
    return json;
  };
  return readStack(stack, json);
}

const readStack = (stack: TerraformStack, json: unknown): TerraformConfig =>
  orThrow(readConfiguration([{ name: `${stack.node.path}/cdk.tf.json`, json: json as JsonMap }]));

/** Every stack of an app as it would be written, by its id. Writes nothing. */
export function configurationsOf(app: App): ReadonlyMap<string, TerraformConfig> {
  const stacks = app.node.findAll().filter((each): each is TerraformStack => TerraformStack.isStack(each));
  stacks.forEach((stack) => stack.prepareStack());
  return new Map(stacks.map((stack) => [stack.node.id, readStack(stack, stack.toTerraform())]));
}

/**
 * Writes an app of sites, a stack of its own for each; nothing, and an `EgressError`, where a cloud would refuse any of
 * it or a limit would be exceeded, at a site or at what sites share.
 */
export function synthesize(app: App, plans: readonly SitePlan[]): void {
  const held = plans.filter(({ unproved }) => unproved === undefined);
  const problems = refusals(held, configurationsOf(app));
  if (problems.length > 0) throw new EgressError(problems);
  app.synth();
}
