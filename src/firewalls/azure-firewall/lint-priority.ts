import type { Problem } from '../../model/diagnostic.js';
import type { ValueMap } from '../../terraform/config.js';
import { numberOf } from '../../terraform/values.js';
import { priorities } from './limits.js';

/** The priority of a rule collection group, or of a collection. */
export function lintPriority(where: string, values: ValueMap): readonly Problem[] {
  const priority = numberOf(values['priority']);
  const { from, to } = priorities;
  if (priority === undefined || (Number.isInteger(priority) && priority >= from.value && priority <= to.value)) return [];
  return [{ where: `${where}.priority`, expected: `a whole number from ${from.value} to ${to.value}`, got: String(priority) }];
}
