import { App, TerraformDataSource, TerraformElement, TerraformStack } from 'cdktf';
import type { Construct, IConstruct } from 'constructs';
import { groupBy } from '../model/group-by.js';

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

/** All stacks of the app; the stack alone where there is no app. */
export function stacksOf(scope: TerraformStack | App): readonly TerraformStack[] {
  const root = scope.node.root;
  const all = App.isApp(root) ? root.node.findAll() : [scope];
  return all.filter((each): each is TerraformStack => TerraformStack.isStack(each));
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
export function addressOf(element: TerraformElement): string {
  const { terraformResourceType } = element as { readonly terraformResourceType?: unknown };
  const data = TerraformDataSource.isTerraformDataSource(element) ? 'data.' : '';
  const type = typeof terraformResourceType === 'string' ? terraformResourceType : element.constructor.name;
  return `${data}${type}.${element.friendlyUniqueId}`;
}
