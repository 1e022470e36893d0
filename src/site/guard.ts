import { App, TerraformElement, TerraformStack } from 'cdktf';
import { Construct, type IConstruct } from 'constructs';

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
  const byAddress = new Map<string, string[]>();
  for (const element of elementsOf(stack)) {
    const address = addressOf(element);
    if (address !== undefined) byAddress.set(address, [...(byAddress.get(address) ?? []), element.node.path]);
  }
  return [...byAddress]
    .filter(([, paths]) => paths.length > 1)
    .map(([address, paths]) => `${stack.node.path}.${address}: expected one construct, got ${paths.length}: ${paths.join(', ')}`);
}

function elementsOf(stack: TerraformStack): readonly TerraformElement[] {
  return stack.node
    .findAll()
    .filter((each): each is TerraformElement => TerraformElement.isTerraformElement(each) && !TerraformStack.isStack(each) && TerraformStack.of(each) === stack);
}

/** Kind, type and logical id: what Terraform would call it. */
function addressOf(element: TerraformElement): string | undefined {
  const { terraformResourceType } = element as { readonly terraformResourceType?: unknown };
  if (typeof terraformResourceType !== 'string') return undefined;
  return `${terraformResourceType}.${element.friendlyUniqueId}`;
}
