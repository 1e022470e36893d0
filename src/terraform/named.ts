import type { Resource, Value } from './config.js';
import { type Elsewhere, type Owner, elsewhere, isElsewhere, ownerOf } from './owner.js';
import type { Points } from './point-names.js';

/**
 * As {@link ownerOf}, of what Azure's resources name and do not refer to by id: names are unique in a resource group
 * alone and do not tell capitals apart. A resource group that is not known excludes nothing.
 */
export function ownerByName({ values }: Resource, attribute: string, candidates: readonly Resource[]): Owner {
  const [group, name] = [values['resource_group_name'], values[attribute]];
  const near = candidates.filter((each) => !areTexts(group, each.values['resource_group_name']) || isAlike(group, each.values['resource_group_name']));
  const alike = near.filter((each) => isAlike(name, each.values['name']));
  if (alike.length > 0) return { here: alike, sure: alike.length === 1 };
  const owner = ownerOf(name, near, 'name');
  return isElsewhere(owner) ? inGroup(elsewhere(group), owner) : owner;
}

/** `network/nsg-core` */
const inGroup = (group: Elsewhere, name: Elsewhere): Elsewhere => ({
  elsewhere: `${group.elsewhere}/${name.elsewhere}`,
  named: [group, name].map(({ named }) => named).find((named) => named !== 'itself') ?? 'itself',
});

const areTexts = (a: Value | undefined, b: Value | undefined): boolean => typeof a === 'string' && typeof b === 'string';

const isAlike = (a: Value | undefined, b: Value | undefined): boolean => typeof a === 'string' && typeof b === 'string' && a.toLowerCase() === b.toLowerCase();

/** Points that are named by that attribute of what stands in them. */
export const namedPoints = (here: readonly Resource[], parts: readonly Resource[], attribute: string): Points => ({
  here,
  elsewhere: parts.map((part) => ownerByName(part, attribute, here)).filter(isElsewhere),
  nameOf: ({ values: { resource_group_name: group, name } }) => (typeof group === 'string' && typeof name === 'string' ? `${group}/${name}` : undefined),
});
