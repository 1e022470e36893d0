import { App, TerraformDataSource, TerraformElement, TerraformStack } from 'cdktf';
import type { Construct, IConstruct } from 'constructs';
import { groupBy } from '../model/group-by.js';

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

/**
 * Two ids directly under a stack that differ only in characters Terraform does not allow become one address, and one
 * resource is lost without a word. Every stack of the app is checked, whoever made the resources.
 */
export function guardAddresses(scope: Construct): void {
  const stack = TerraformStack.of(scope);
  if (guarded.has(stack)) return;
  guarded.add(stack);
  stack.node.addValidation({ validate: () => stacksOf(stack).flatMap(collisionsIn) });
}

/** The whole app, because the first stack to be written must already know of a collision in the last. */
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
