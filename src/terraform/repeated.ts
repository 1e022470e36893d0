import { linesOf, mayAsk } from '../model/condition.js';
import type { FilterLine } from '../model/filter.js';
import type { Resource } from './config.js';
import type { Part } from './guests.js';
import { type Owner, isElsewhere } from './owner.js';

/** Does a resource stand there once for sure, and name one point for sure? Then that is there as well: without it Terraform would refuse the name. */
export const isMade = ({ repeats }: Resource, owner: Owner): boolean => repeats === undefined && !isElsewhere(owner) && owner.sure;

/** What is said of a point that may be there once, not at all, or several times. */
export const notesOfPoint = ({ address, repeats }: Resource): readonly string[] => (repeats === undefined ? [] : [`${address} is made as often as it says: ${repeats}`]);

/** What makes nothing sure of a point that may not be there: without it its rules stand nowhere, and nothing is kept back. */
export const doubtsOfPoint = ({ address, repeats }: Resource, parts: readonly Pick<Part, 'made'>[]): readonly FilterLine[] =>
  repeats === undefined || parts.some(({ made }) => made === true) ? [] : linesOf(undefined, { rule: address }, mayAsk({}, `how often it is made: ${repeats}`));
