import { REFERENCE, type Resource, UNKNOWN, type Value } from './config.js';
import { describeValue, isReference, isUnknown } from './values.js';

/** Whose part a resource is: of one in the configuration, perhaps of one of several, or of one that is not in it. */
export type Owner = { readonly here: readonly Resource[]; readonly sure: boolean } | Elsewhere;

/** What is not in the configuration, in the words that stand for it: its id or name, an expression, or nothing that names it. */
export interface Elsewhere {
  readonly elsewhere: string;
  readonly named: 'itself' | 'by expression' | 'by nothing';
}

export const isElsewhere = (owner: Owner): owner is Elsewhere => 'elsewhere' in owner;

/** By what a resource is named from others. */
export type Naming = 'id' | 'name' | 'arn or id';

/** The attributes that hold it. */
const NAMINGS: Readonly<Record<Naming, readonly string[]>> = { id: ['id'], name: ['name'], 'arn or id': ['arn', 'id'] };

/**
 * Which of the candidates a value means, by a reference to the attribute or by its text. A variable, data or the output
 * of a module means something made elsewhere, as does another attribute; any other expression may mean any candidate,
 * and a text any whose name is not known.
 */
export function ownerOf(value: Value | undefined, candidates: readonly Resource[], attribute: Naming = 'id'): Owner {
  const found = candidates.filter((each) => NAMINGS[attribute].some((named) => means(value, each, named)));
  if (found.length > 0) return { here: found, sure: found.length === 1 };
  const possible = isUnknown(value) && !OUTSIDE.test(value[UNKNOWN]) ? candidates : attribute === 'name' && typeof value === 'string' ? candidates.filter(isNameless) : [];
  return possible.length > 0 ? { here: possible, sure: false } : elsewhere(value);
}

/** What the value names, as something that is not in the configuration. */
export const elsewhere = (value: Value | undefined): Elsewhere => ({ elsewhere: typeof value === 'string' ? value : describeValue(value), named: howNamed(value) });

function howNamed(value: Value | undefined): Elsewhere['named'] {
  if (typeof value === 'string' && value !== '') return 'itself';
  return isReference(value) || (isUnknown(value) && !isComputed(value)) ? 'by expression' : 'by nothing';
}

const means = (value: Value | undefined, candidate: Resource, attribute: string): boolean =>
  (isReference(value) && value.attribute === attribute && isAt(candidate, value[REFERENCE])) || sameText(candidate.values[attribute], value);

/** The one candidate that a value surely means. */
export function sureOwner(value: Value | undefined, candidates: readonly Resource[], attribute: Naming = 'id'): Resource | undefined {
  const owner = ownerOf(value, candidates, attribute);
  return isElsewhere(owner) || !owner.sure ? undefined : owner.here[0];
}

/** Its name may turn out to be any. */
const isNameless = ({ values: { name } }: Resource): boolean => isReference(name) || isUnknown(name);

const OUTSIDE = /^\$\{\s*(?:var|data|module)\.[^\s(){}?:+*,]+\s*\}$/;

/** `aws_security_group.web[0]` is also `aws_security_group.web`, of which nobody knows how often it is there. */
function isAt({ address, repeats }: Resource, wanted: string): boolean {
  return address === wanted || (repeats !== undefined && wanted.replace(/\[[^\]]*\]$/, '') === address) || address.replace(/\[[^\]]*\]$/, '') === wanted;
}

/** The words of an unknown value that the configuration does not write at all: a provider fills it in. */
const COMPUTED = 'known after apply';

/** Left out of the configuration and filled in by the provider, or the work of a block that only apply unfolds. */
export const isComputed = (value: Value | undefined): boolean => isUnknown(value) && value[UNKNOWN] === COMPUTED;

const sameText = (a: Value | undefined, b: Value | undefined): boolean => a !== undefined && a !== null && !isComputed(a) && describeValue(a) === describeValue(b);
