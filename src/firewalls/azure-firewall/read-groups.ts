import { type Ranked, asGuests } from '../../model/condition.js';
import type { TerraformConfig } from '../../terraform/config.js';
import { type Part, type PartReader, remembering } from '../../terraform/guests.js';
import { isElsewhere } from '../../terraform/owner.js';
import { isMade } from '../../terraform/repeated.js';
import { numberOf } from '../../terraform/values.js';
import { groupsIn, policiesAbove, policyOf } from './policies.js';
import { type Sections, mapSections, readGroup } from './read-collections.js';

/** The rules of a rule collection group, and the policy they stand in. */
export interface Group extends Part {
  readonly sections: Sections;
}

/** How groups are read beside those of a configuration. */
export function groupReader(config: TerraformConfig): PartReader<Group> {
  const taken = new Set(groupsIn(config).flatMap(({ values }) => numberOf(values['priority']) ?? []));
  const asGuest = ({ owner, sections }: Group, name: string, sure: boolean): Group => ({
    owner,
    sections: mapSections(sections, ({ priority, lines }) => ({ priority: placeBeside(taken, priority), lines: asGuests(lines, name, sure) })),
  });
  return { pointsIn: policiesAbove, partsIn: readGroups, guestsIn, asGuest };
}

function readGroups(config: TerraformConfig): readonly Group[] {
  return groupsIn(config).map((group) => {
    const owner = policyOf(config, group);
    return { owner, made: isMade(group, owner), sections: readGroup(config, group, isElsewhere(owner) || owner.sure) };
  });
}

const guestsIn = remembering(readGroups);

/** Which of two groups with one number comes first is not documented (rule-processing, 2025-05-07). */
const placeBeside = (taken: ReadonlySet<number>, priority: Ranked['priority']): Ranked['priority'] => (taken.has(priority?.[0] ?? NaN) ? undefined : priority);
