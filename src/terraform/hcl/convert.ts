import type { Value, ValueMap } from '../config.js';
import { type Scope, evaluateHcl } from './evaluate.js';
import { FUNCTIONS } from './functions.js';
import type { Hcl } from './syntax.js';
import { isKnown, isList, isMap, unknown } from '../values.js';

const NO_NAMES: Scope = { text: 'a type', resolve: () => unknown('a type'), instances: () => undefined };

/**
 * A value as the type of its variable makes it: texts of numbers, sets in their order and each once, attributes of
 * objects that are `optional` filled in and others left out (language, "Type Constraints", read 2026-11-20). Undefined
 * where the type is not understood, or Terraform would refuse the value.
 */
export function convert(type: Hcl, value: Value): Value | undefined {
  if (type.kind === 'name') return named(type.name, value);
  const [inner, otherwise] = type.kind === 'call' ? type.args : [];
  if (type.kind !== 'call' || inner === undefined) return undefined;
  if (type.name === 'optional') return optional(inner, otherwise, value);
  const make = Object.hasOwn(MAKERS, type.name) ? MAKERS[type.name] : undefined;
  if (make === undefined) return undefined;
  return value === null ? null : make(inner, value);
}

type Maker = (inner: Hcl, value: Value) => Value | undefined;

const MAKERS: Readonly<Record<string, Maker>> = {
  list: (inner, value) => (isList(value) ? wholeList(value.map((item) => convert(inner, item))) : undefined),
  set: (inner, value) => setOf(MAKERS['list']?.(inner, value)),
  map: (inner, value) => (isMap(value) ? filled(Object.entries(value).map(([key, item]) => [key, convert(inner, item)] as const)) : undefined),
  tuple: (inner, value) => (inner.kind === 'list' && isList(value) && inner.items.length === value.length ? wholeList(inner.items.map((each, index) => convert(each, value[index] ?? null))) : undefined),
  object: (inner, value) => (inner.kind === 'object' && isMap(value) ? objectOf(inner.entries, value) : undefined),
};

const setOf = (items: Value | undefined): Value | undefined => (items === undefined ? undefined : FUNCTIONS['toset']?.([items]));

const wholeList = (items: readonly (Value | undefined)[]): readonly Value[] | undefined => (items.every((item): item is Value => item !== undefined) ? items : undefined);

const SCALARS: Readonly<Record<string, string>> = { string: 'tostring', number: 'tonumber', bool: 'tobool' };

function named(name: string, value: Value): Value | undefined {
  if (['any', 'list', 'map'].includes(name)) return value;
  const conversion = Object.hasOwn(SCALARS, name) ? SCALARS[name] : undefined;
  return conversion === undefined ? undefined : FUNCTIONS[conversion]?.([value]);
}

/** Its default stands for what is left out, and for null. */
function optional(inner: Hcl, otherwise: Hcl | undefined, value: Value): Value | undefined {
  if (value !== null) return convert(inner, value);
  const given = otherwise === undefined ? null : evaluateHcl(otherwise, NO_NAMES);
  return given === undefined || !isKnown(given) ? undefined : given === null ? null : convert(inner, given);
}

function objectOf(entries: readonly (readonly [Hcl, Hcl])[], value: ValueMap): ValueMap | undefined {
  return filled(entries.map(([key, type]) => {
    const name = key.kind === 'literal' ? String(key.value) : '';
    const isOptional = type.kind === 'call' && type.name === 'optional';
    return [name, Object.hasOwn(value, name) || isOptional ? convert(type, value[name] ?? null) : undefined] as const;
  }));
}

const filled = (entries: readonly (readonly [string, Value | undefined])[]): ValueMap | undefined =>
  entries.every((entry): entry is readonly [string, Value] => entry[1] !== undefined) ? Object.fromEntries(entries) : undefined;
