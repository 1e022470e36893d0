import { REFERENCE, type Reference, type Value, type ValueMap } from '../config.js';
import { groupBy } from '../../model/group-by.js';
import { FUNCTIONS } from './functions.js';
import type { ForExpression, Hcl, SplatKey } from './syntax.js';
import { asEither, byText, flagIn, isEqual, isSet, isUnordered, isWritten } from './types.js';
import { type Step, readTraversal } from '../traversal.js';
import { isKnown, isList, isMap, isReference, numberOf, reference, unknown } from '../values.js';

/** What names mean where an expression stands. */
export interface Scope {
  /** The text that stands for what is not known. */
  readonly text: string;
  /** What a walk from name to name leads to; undefined where Terraform would refuse it, because what it leads through is known. */
  readonly resolve: (steps: readonly Step[]) => Value | undefined;
  /** How often a resource is there: its indexes or keys in order, or `alone` without any; undefined where that is not known. */
  readonly instances: (address: string) => Instances | undefined;
  /** Names of the `for` expressions around. */
  readonly names?: ReadonlyMap<string, Value>;
}

export type Instances = readonly (string | number)[] | 'alone';

/** The value of an expression; undefined for what Terraform would refuse for sure. */
export type Evaluated = Value | undefined;

const missing = ({ text }: Scope): Value => unknown(text);

const orMissing = (value: Evaluated, scope: Scope): Value => (value === undefined ? missing(scope) : value);

export function evaluateHcl(hcl: Hcl, scope: Scope): Evaluated {
  switch (hcl.kind) {
    case 'literal': return hcl.value;
    case 'template': return joinedText(hcl.parts.map((part) => evaluateHcl(part, scope)), scope);
    case 'name': return resolveSteps([{ key: hcl.name, bracketed: false }], scope);
    case 'get': return walkOf(hcl, scope);
    case 'splat': return splatOf(hcl, scope);
    case 'list': return whole(hcl.items.map((item) => evaluateHcl(item, scope)));
    case 'object': return objectOf(hcl.entries.map(([key, value]) => [evaluateHcl(key, scope), evaluateHcl(value, scope)] as const), scope);
    case 'call': return called(hcl, scope);
    case 'unary': return orMissing(unary(hcl.sign, evaluateHcl(hcl.of, scope)), scope);
    case 'binary': return orMissing(binary(hcl.sign, evaluateHcl(hcl.left, scope), evaluateHcl(hcl.right, scope)), scope);
    case 'if': return chosen(hcl, scope);
    case 'for': return repeated(hcl, scope);
  }
}

/** Undefined where any part is. */
const whole = (items: readonly Evaluated[]): readonly Value[] | undefined => (items.every((item): item is Value => item !== undefined) ? items : undefined);

function joinedText(parts: readonly Evaluated[], scope: Scope): Evaluated {
  return parts.every(isWritten) ? parts.join('') : missing(scope);
}

/** A key that is no text has the text it is converted to. */
function objectOf(entries: readonly (readonly [Evaluated, Evaluated])[], scope: Scope): Evaluated {
  if (entries.some(([key, value]) => key === undefined || value === undefined)) return undefined;
  if (entries.some(([key]) => typeof key !== 'string' && typeof key !== 'number')) return missing(scope);
  return Object.fromEntries(entries) as ValueMap;
}

/** The steps of a walk that begins with a name; keys are worked out. */
function stepsOf(hcl: Hcl, scope: Scope): readonly Step[] | undefined {
  if (hcl.kind === 'name') return [{ key: hcl.name, bracketed: false }];
  if (hcl.kind !== 'get') return undefined;
  const before = stepsOf(hcl.from, scope);
  const step = stepOf(hcl, scope);
  return before === undefined || step === undefined ? undefined : [...before, step];
}

function stepOf({ key, bracketed }: SplatKey, scope: Scope): Step | undefined {
  const value = evaluateHcl(key, scope);
  return typeof value === 'string' || typeof value === 'number' ? { key: value, bracketed } : undefined;
}

const rootOf = (hcl: Hcl): Hcl => (hcl.kind === 'get' ? rootOf(hcl.from) : hcl);

function walkOf(hcl: Extract<Hcl, { kind: 'get' }>, scope: Scope): Evaluated {
  if (rootOf(hcl).kind === 'name') {
    const steps = stepsOf(hcl, scope);
    return steps === undefined ? missing(scope) : resolveSteps(steps, scope);
  }
  const [from, step] = [evaluateHcl(hcl.from, scope), stepOf(hcl, scope)];
  return step === undefined ? missing(scope) : walkInto(from, [step], scope);
}

function resolveSteps(steps: readonly Step[], scope: Scope): Evaluated {
  const [first, ...rest] = steps;
  const own = scope.names?.get(String(first?.key));
  return own === undefined ? scope.resolve(steps) : walkInto(own, rest, scope);
}

/** Undefined where what is known has no such part; a text may be the index that it is converted to. */
export function walkInto(value: Evaluated, steps: readonly Step[], scope: Pick<Scope, 'text' | 'resolve'>): Evaluated {
  const [step, ...rest] = steps;
  if (step === undefined || value === undefined) return value;
  if (isWhole(value)) return scope.resolve([...(readTraversal(value[REFERENCE]) ?? []), ...steps]);
  if (isSet(value)) return undefined;
  if (isList(value)) return /^\d+$/.test(String(step.key)) ? walkInto(value[Number(step.key)], rest, scope) : undefined;
  if (isMap(value)) return Object.hasOwn(value, step.key) ? walkInto(value[String(step.key)], rest, scope) : undefined;
  return value === null ? undefined : unknown(scope.text);
}

/** A resource as a whole, of which an expression takes an attribute later on. */
export const wholeResource = (address: string): Value => reference(address, '');

export const isWhole = (value: Evaluated): value is Reference => isReference(value) && value.attribute === '';

/** A resource that is there once is a list of one, as is any value that is no list; nothing is none. */
function splatOf({ from, keys }: Extract<Hcl, { kind: 'splat' }>, scope: Scope): Evaluated {
  const steps = keys.map((key) => stepOf(key, scope));
  if (!steps.every((step): step is Step => step !== undefined)) return missing(scope);
  const value = evaluateHcl(from, scope);
  if (isList(value)) return whole(value.map((item) => walkInto(item, steps, scope)));
  if (value === null) return [];
  if (value === undefined) return undefined;
  return isKnown(value) || isWhole(value) ? whole([walkInto(value, steps, scope)]) : missing(scope);
}

function called({ name, args, spread }: Extract<Hcl, { kind: 'call' }>, scope: Scope): Evaluated {
  if (name === 'try') return tried(args, scope);
  if (name === 'can') return canOf(args, scope);
  const values = whole(args.map((arg) => evaluateHcl(arg, scope)));
  if (values === undefined) return undefined;
  const last = values[values.length - 1];
  if (spread && !isList(last)) return missing(scope);
  const all = spread && isList(last) ? [...values.slice(0, -1), ...last] : values;
  return orMissing(Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name]?.(all) : undefined, scope);
}

/** The first that Terraform would not refuse: one that is not known may be refused. */
function tried([first, ...others]: readonly Hcl[], scope: Scope): Evaluated {
  if (first === undefined) return undefined;
  const value = evaluateHcl(first, scope);
  return value === undefined ? tried(others, scope) : others.length === 0 || isSure(value, scope) ? value : missing(scope);
}

function canOf([only]: readonly Hcl[], scope: Scope): Evaluated {
  const value = only === undefined ? undefined : evaluateHcl(only, scope);
  return value === undefined ? false : isSure(value, scope) ? true : missing(scope);
}

/** Is there surely such a value? An attribute of a resource that is there is. */
function isSure(value: Value, { instances }: Scope): boolean {
  if (!isReference(value)) return isKnown(value);
  const [address = '', key] = value[REFERENCE].split(/(?=\[)/);
  const there = instances(address);
  if (there === undefined || !/^\w+$/.test(value.attribute)) return false;
  return there === 'alone' ? key === undefined : there.some((each) => `[${JSON.stringify(each)}]` === key);
}

/** Where the test is not known, both ways may lead to one value. */
function chosen({ test, then, otherwise }: Extract<Hcl, { kind: 'if' }>, scope: Scope): Evaluated {
  const decided = flagIn(evaluateHcl(test, scope));
  const [one, other] = [evaluateHcl(then, scope), evaluateHcl(otherwise, scope)];
  if (decided !== undefined) return eitherOf(decided ? one : other, decided ? other : one);
  return one !== undefined && isKnown(one) && JSON.stringify(one) === JSON.stringify(other) ? one : missing(scope);
}

/** What is refused where it is not chosen has a type that is not known here. */
const eitherOf = (chosen: Evaluated, other: Evaluated): Evaluated => (chosen === undefined || other === undefined ? chosen : asEither(chosen, other));

/** Known, and refused where a flag is wanted. */
const isNoFlag = (value: Evaluated): boolean => value !== undefined && isKnown(value) && flagIn(value) === undefined;

function unary(sign: string, value: Evaluated): Evaluated {
  const [flag, number] = [flagIn(value), numberOf(value)];
  if (sign === '!') return flag === undefined ? undefined : !flag;
  return number === undefined ? undefined : -number;
}

const SUMS: Readonly<Record<string, (a: number, b: number) => number | boolean>> = {
  '+': (a, b) => a + b, '-': (a, b) => a - b, '*': (a, b) => a * b, '/': (a, b) => a / b, '%': (a, b) => a % b,
  '<': (a, b) => a < b, '>': (a, b) => a > b, '<=': (a, b) => a <= b, '>=': (a, b) => a >= b,
};

function binary(sign: string, left: Evaluated, right: Evaluated): Evaluated {
  if (sign === '==') return compared(left, right);
  if (sign === '!=') return unary('!', compared(left, right));
  if (sign === '&&' || sign === '||') return [left, right].some(isNoFlag) ? undefined : both(sign === '||', flagIn(left), flagIn(right));
  const [a, b] = [numberOf(left), numberOf(right)];
  const sum = a === undefined || b === undefined ? undefined : SUMS[sign]?.(a, b);
  return typeof sum === 'number' && !Number.isSafeInteger(sum) ? undefined : sum; // Terraform counts in decimals, and further
}

/** One that decides is enough. */
function both(decisive: boolean, left: boolean | undefined, right: boolean | undefined): boolean | undefined {
  if (left === decisive || right === decisive) return decisive;
  return left === undefined || right === undefined ? undefined : !decisive;
}

const compared = (left: Evaluated, right: Evaluated): boolean | undefined => (left === undefined || right === undefined ? undefined : isEqual(left, right));

interface Element {
  readonly key: Value;
  readonly value: Value;
}

/** Elements of a list with their indexes, of a set with themselves, of a map in the order of its keys. */
export function elementsIn(value: Evaluated): readonly Element[] | undefined {
  if (isList(value)) return value.map((item, index) => ({ key: isSet(value) ? item : index, value: item }));
  return isMap(value) ? sortedEntries(value).map(([key, item]) => ({ key, value: item })) : undefined;
}

const sortedEntries = (map: ValueMap): readonly (readonly [string, Value])[] => Object.entries(map).sort(([a], [b]) => byText(a, b));

function repeated({ names, over, key, value, when, grouped }: ForExpression, scope: Scope): Evaluated {
  const [first = '', second] = names;
  const given = evaluateHcl(over, scope);
  const elements = elementsIn(given);
  if (elements === undefined || (key === undefined && isUnordered(given))) return missing(scope);
  const made: (readonly [Evaluated, Evaluated])[] = [];
  for (const element of elements) {
    const own = second === undefined ? [[first, element.value] as const] : [[first, element.key] as const, [second, element.value] as const];
    const inner: Scope = { ...scope, names: new Map([...(scope.names ?? []), ...own]) };
    const kept = when === undefined ? true : flagIn(evaluateHcl(when, inner));
    if (kept === undefined) return missing(scope);
    if (kept) made.push([key === undefined ? null : evaluateHcl(key, inner), evaluateHcl(value, inner)]);
  }
  if (key === undefined) return whole(made.map(([, item]) => item));
  if (grouped) return groupsOf(made, scope);
  return new Set(made.map(([each]) => String(each))).size < made.length ? undefined : objectOf(made, scope); // a key that is made twice is refused
}

function groupsOf(made: readonly (readonly [Evaluated, Evaluated])[], scope: Scope): Evaluated {
  if (made.some(([key]) => key === undefined)) return undefined;
  if (!made.every(([key]) => isWritten(key))) return missing(scope);
  return objectOf(groupBy(made, ([key]) => String(key)).map((group) => [String(group[0][0]), whole(group.map(([, item]) => item))] as const), scope);
}
