import type { Problem } from '../model/diagnostic.js';
import { groupBy } from '../model/group-by.js';
import type { Resource, TerraformConfig, Value } from './config.js';
import { type Naming, isElsewhere, ownerOf } from './owner.js';
import { describeValue, followed, isKnown, isReference } from './values.js';

/** Where something stands, held against what was said of it. */
export interface Placement {
  /** Known, and another. */
  readonly misplaced: readonly Problem[];
  /** What a configuration does not tell. */
  readonly notes: readonly string[];
}

/** A text as it is compared. */
export type Key = (text: string) => string;

const exact: Key = (text) => text;

export const RIGHT: Placement = { misplaced: [], notes: [] };

export const misplaced = (where: string, expected: string, got: string): Placement => ({ misplaced: [{ where, expected, got }], notes: [] });

export const note = (text: string): Placement => ({ misplaced: [], notes: [text] });

export const joinPlacements = (placements: readonly Placement[]): Placement => ({
  misplaced: placements.flatMap((each) => each.misplaced),
  notes: placements.flatMap((each) => each.notes),
});

/** Of several, one that may be right is enough. Not for rules: a copy in a wrong place opens what nobody asked for there. */
export function anyPlacement(placements: readonly Placement[], none: Placement = RIGHT): Placement {
  const right = placements.filter((each) => each.misplaced.length === 0);
  return placements.length === 0 ? none : joinPlacements(right.length === 0 ? placements : right);
}

/** An attribute, and what it says. */
export interface Said {
  readonly where: string;
  readonly value: Value | undefined;
}

/** What a resource says in its attributes. */
export type Speaker = (attribute: string) => Said;

export const speaker = ({ address, values }: Resource, more = ''): Speaker => (attribute) => ({ where: `${address}.${attribute}${more}`, value: values[attribute] });

/** Resources that say the same in some attributes speak as one: the first of them, and how many more. */
export function alike(resources: readonly Resource[], ...attributes: readonly string[]): readonly Speaker[] {
  const groups = groupBy(resources, ({ values }) => attributes.map((attribute) => describeValue(values[attribute])).join(' '));
  return groups.map(([first, ...others]) => speaker(first, others.length === 0 ? '' : ` and ${others.length} more`));
}

const NOTHING = 'nothing';

/** A value as it was written. */
function written(value: Value | undefined): string {
  if (isReference(value)) return `\${${describeValue(value)}}`;
  return value === undefined || value === null || value === '' ? NOTHING : describeValue(value).replace(/^"(.*)"$/, '$1');
}

/** Does Terraform fill it in, as it does a token of cdktf? */
export const isTemplate = (text: string): boolean => text.includes('${');

/** Is it what the site says? */
export function held({ where, value }: Said, expected: string, key: Key = exact): Placement {
  const got = written(value);
  if (key(got) === key(expected)) return RIGHT;
  return isKnown(value) && (got === NOTHING || !isTemplate(expected)) ? misplaced(where, expected, got) : untold(where, expected, got);
}

/** What differs cannot be told: the value is not known here, or what the site names is not. */
export const untold = (where: string, expected: string, got: string): Placement =>
  note(isTemplate(expected) ? `${where}: what the site names is known to Terraform alone, and ${got} is taken for it` : `${where}: whether ${got} is ${expected} is not known here`);

/** Are the values those that were said, in whatever order? One that is not known may be any. */
export function heldSet(where: string, expected: readonly string[], values: readonly Value[], key: Key = exact): Placement {
  const missing = expected.filter((each) => !values.some((value) => key(written(value)) === key(each)));
  const strangers = values.filter((value) => !expected.some((each) => key(written(value)) === key(each)));
  const lost = strangers.length === 0 ? missing.length > 0 : missing.some((each) => !isTemplate(each)) && strangers.every(isKnown);
  const added = strangers.some(isKnown) && !missing.some(isTemplate);
  const got = values.map(written).join(', ') || NOTHING;
  if (lost || added) return misplaced(where, expected.join(', '), got);
  return missing.length + strangers.length === 0 ? RIGHT : untold(where, missing.join(', ') || expected.join(', '), got);
}

/** Does an attribute mean one of these resources? `expected` says in words which. */
export function heldAmong(config: TerraformConfig, { where, value }: Said, expected: string, among: readonly Resource[], attribute: Naming = 'id'): Placement {
  const owner = ownerOf(value, among, attribute);
  if (!isElsewhere(owner) && owner.sure) return RIGHT;
  const another = isElsewhere(owner) && (isKnown(value) || followed(config, value) !== undefined);
  return another ? misplaced(where, expected, written(value)) : untold(where, expected, written(value));
}
