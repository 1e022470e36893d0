import type { Problem } from '../../model/diagnostic.js';
import { groupBy } from '../../model/group-by.js';
import type { Resource } from '../../terraform/config.js';
import { textOf } from '../../terraform/values.js';

/** Groups of one policy are in one account and region, where their names are the ends of their ARNs: the second is refused. */
export function lintGroupNames(groups: readonly Resource[]): readonly Problem[] {
  const named = [...new Set(groups)].flatMap(({ address, values }) => {
    const name = textOf(values['name']);
    return name === undefined ? [] : [{ address, name }];
  });
  return groupBy(named, ({ name }) => name).flatMap(([first, ...others]) => others.map(({ address, name }) => ({ where: `${address}.name`, expected: 'a name of its own among the groups of the policy', got: `"${name}", which ${first.address} has` })));
}
