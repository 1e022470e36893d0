/** Checks that every create and update shares: names, descriptions, name collisions. */
import { constraint, invalid } from './aws-error.js';
import { MAX_DESCRIPTION } from './limits.js';
import type { Input, Stored } from './model.js';

const NAME = /^[a-zA-Z0-9-]+$/;

/** The name in a create request. AWS answers a name that is taken with this error type; its words are not published. */
export function newName(input: Input, member: string, arnOf: (name: string) => string, things: ReadonlyMap<string, Stored>): string {
  const name = input[member];
  const at = member.charAt(0).toLowerCase() + member.slice(1);
  if (typeof name !== 'string' || name.length < 1 || name.length > 128) throw constraint(at, 'have length between 1 and 128');
  if (!NAME.test(name)) throw constraint(at, `satisfy regular expression pattern: ${NAME.source}`);
  if (things.has(arnOf(name))) throw invalid('A resource with the specified name already exists', { parameter: name });
  return name;
}

export function checkDescription(input: Input): void {
  const description = input['Description'];
  if (typeof description === 'string' && description.length > MAX_DESCRIPTION) {
    throw constraint('description', `have length less than or equal to ${MAX_DESCRIPTION}`);
  }
}
