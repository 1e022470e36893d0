import { REFERENCE, type Reference, type Resource, type TerraformConfig, UNKNOWN, type Unknown, type Value, type ValueMap } from './config.js';

/** A value that is not known, with the text it was written as or the reason. */
export const unknown = (text: string): Unknown => Object.freeze({ [UNKNOWN]: text });

/** The words of a value of a plan that no expression tells: a provider fills it in. */
export const KNOWN_LATER = 'known after apply';

export const reference = (address: string, attribute: string): Reference => Object.freeze({ [REFERENCE]: address, attribute });

export const isUnknown = (value: Value | undefined): value is Unknown => isObject(value) && UNKNOWN in value;

export const isReference = (value: Value | undefined): value is Reference => isObject(value) && REFERENCE in value;

export const isList = (value: Value | undefined): value is readonly Value[] => Array.isArray(value);

export const isMap = (value: Value | undefined): value is ValueMap => isObject(value) && !isList(value) && !isUnknown(value) && !isReference(value);

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Does any part of it wait for apply, or for a resource? */
export function isKnown(value: Value | undefined): boolean {
  if (isUnknown(value) || isReference(value)) return false;
  return isObject(value) ? Object.values(value).every(isKnown) : true;
}

export const textOf = (value: Value | undefined): string | undefined => (typeof value === 'string' ? value : undefined);

/** A number, also where it is written as text, as Terraform converts it. */
export function numberOf(value: Value | undefined): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
}

/** A list; a lone value is a list of one, and nothing is a list of none. */
export function listOf(value: Value | undefined): readonly Value[] {
  if (value === undefined || value === null) return [];
  return isList(value) ? value : [value];
}

/** Nested blocks: one object or a list of them. Entries that are no blocks (unknown ones) are told by {@link isMap}. */
export const blocksOf = (value: Value | undefined): readonly ValueMap[] => listOf(value).filter(isMap);

/** A block that stands at most once; without it, one without attributes. */
export const blockOf = (value: Value | undefined): ValueMap => blocksOf(value)[0] ?? {};

/** The resource of that address. */
export const resourceAt = (config: TerraformConfig, address: string): Resource | undefined => config.resources.find((each) => each.address === address);

/** The resource that a value refers to, if it is in the configuration. */
export const followed = (config: TerraformConfig, value: Value | undefined): Resource | undefined =>
  isReference(value) ? resourceAt(config, value[REFERENCE]) : undefined;

/** The data source that a value takes its id from. */
export const lookedUp = (config: TerraformConfig, value: Value | undefined): Resource | undefined =>
  isReference(value) && value.attribute === 'id' ? config.data?.find(({ address }) => address === value[REFERENCE]) : undefined;

export const resourcesOf = (config: TerraformConfig, type: string): readonly Resource[] => config.resources.filter((each) => each.type === type);

/** How a value is shown in a message: references and unknowns as they were written. */
export function describeValue(value: Value | undefined): string {
  if (isUnknown(value)) return value[UNKNOWN];
  if (isReference(value)) return `${value[REFERENCE]}.${value.attribute}`;
  return JSON.stringify(value) ?? 'nothing';
}
