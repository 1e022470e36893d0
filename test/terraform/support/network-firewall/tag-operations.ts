/** ListTagsForResource, TagResource, UntagResource. */
import { AwsError } from './aws-error.js';
import type { Input, Operation, Stored, Tag } from './model.js';
import type { Store } from './store.js';

export function tagOperations(store: Store): Readonly<Record<string, Operation>> {
  return {
    ListTagsForResource: (input) => ({ Tags: tagged(store, input).tags }),
    TagResource: (input) => {
      const thing = tagged(store, input);
      const added = input['Tags'] as readonly Tag[];
      thing.tags = [...without(thing, added.map((tag) => tag.Key)), ...added];
      return {};
    },
    UntagResource: (input) => {
      const thing = tagged(store, input);
      thing.tags = without(thing, input['TagKeys'] as readonly string[]);
      return {};
    },
  };
}

function without(thing: Stored, keys: readonly string[]): readonly Tag[] {
  return thing.tags.filter((tag) => !keys.includes(tag.Key));
}

function tagged(store: Store, input: Input): Stored {
  const found = store.everything().find((thing) => thing.arn === input['ResourceArn']);
  if (found === undefined) throw new AwsError('ResourceNotFoundException', 'Unable to locate a resource using the parameters that you provided');
  return found;
}
