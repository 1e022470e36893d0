import { REFERENCE, type Resource, type Source, UNKNOWN, type Unknown, type Value } from './config.js';
import { KNOWN_LATER, describeValue, isReference, isUnknown } from './values.js';

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
  const among = isUnknown(value) && attribute !== 'name' ? oneOf(value, candidates, attribute) : undefined; // a name may be put together of anything
  if (among !== undefined) return { here: [among], sure: false }; // a constant beside it is nowhere to be seen
  const possible = isUnknown(value) && !OUTSIDE.test(value[UNKNOWN]) ? candidates : attribute === 'name' && typeof value === 'string' ? candidates.filter(isNameless) : [];
  return possible.length > 0 ? { here: possible, sure: false } : elsewhere(value);
}

/** The only candidate that a value can come from, where all that it may come from is known and nothing else there can name one. */
function oneOf({ sources }: Unknown, candidates: readonly Resource[], attribute: Naming): Resource | undefined {
  if (sources === undefined) return undefined;
  const bare = ({ address }: Resource): string => address.replace(/\[[^\]]*\]$/, '');
  const types = new Set(candidates.map(({ type }) => type));
  const [only, ...others] = candidates.filter((each) => sources.some(({ address }) => address === bare(each)));
  const isOther = (source: Source): boolean => source.address !== (only === undefined ? '' : bare(only)) && mayName(source, types);
  const names = (source: Source): boolean => only !== undefined && source.address === bare(only) && (source.attribute === '' || NAMINGS[attribute].includes(source.attribute));
  return others.length > 0 || sources.some(isOther) || !sources.some(names) ? undefined : only;
}

/** The id of something else, its ARN, name, networks or tags name no candidate; a resource of a candidate's type that has no instance gives nothing. */
function mayName({ address, attribute }: Source, types: ReadonlySet<string>): boolean {
  const [, data, type = ''] = /(?:^|\.)(data\.)?([\w-]+)\.[\w-]+$/.exec(address) ?? [];
  if (types.has(type)) return data !== undefined;
  return !/^(?:id|arn|name|\w*cidr\w*|tags\w*|\w*association_id)(?:\.|$)/.test(attribute);
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

/** Left out of the configuration and filled in by the provider, or the work of a block that only apply unfolds. */
export const isComputed = (value: Value | undefined): boolean => isUnknown(value) && value[UNKNOWN] === KNOWN_LATER;

/**
 * Is it surely left out of the configuration of a new resource, so that nothing but the provider gives it? Of what is an
 * attribute and may be written as blocks, a plan has one block more for those that only apply unfolds, with values that
 * are not known (Terraform 1.11.4, aws 5.100.0, measured 2026-11): it is never unknown as a whole for them.
 */
const isLeftOut = ({ values, filledIn }: Resource, name: string): boolean => isComputed(values[name]) && filledIn?.includes(name) === true;

/**
 * Are there surely no blocks of that name in the resource? What the configuration leaves out, the provider fills in after
 * apply: in a new resource it is none, and beside resources that hold the same one by one as well, because both together
 * are not allowed.
 */
export const hasNone = (resource: Resource, name: string, hasStandalone: boolean): boolean => isLeftOut(resource, name) || (isComputed(resource.values[name]) && hasStandalone);

const sameText = (a: Value | undefined, b: Value | undefined): boolean => a !== undefined && a !== null && !isComputed(a) && describeValue(a) === describeValue(b);
