import { type Json, type JsonMap, at, entriesOf, isJsonMap, itemsOf } from './json.js';

/**
 * Which expression of a configuration is that of which planned block. A plan has the blocks of a set in an order of its
 * own, and does not say which are sets: blocks are told by the constants that are written in them. Where that leaves a
 * choice between blocks that are not alike, an expression stands for all it may be. Of `dynamic` blocks a plan has no
 * expressions: where there are some, none of the others can be told from them.
 */
export function expressionsOf(planned: readonly Json[], expressions: readonly Json[]): readonly (Json | undefined)[] {
  if (planned.length !== expressions.length) return planned.map(() => undefined);
  const possible = planned.map((block) => expressions.filter((expression) => agrees(block, expression)));
  const isWhole = expressions.every((expression) => possible.some((those) => those.includes(expression)));
  if (!isWhole || possible.some((those) => those.length === 0)) return planned.map(() => anyOf(expressions));
  return settled(planned, possible);
}

/** Takes each block that has one expression left, and that expression from all others, until nothing changes. */
function settled(planned: readonly Json[], possible: readonly (readonly Json[])[]): readonly (Json | undefined)[] {
  const taken = new Map(possible.flatMap(([only, ...others], index) => (only !== undefined && others.length === 0 ? [[only, index] as const] : [])));
  const left = possible.map((those, index) => (those.length === 1 ? those : those.filter((each) => (taken.get(each) ?? index) === index)));
  if (left.some((those, index) => those.length > 0 && those.length < (possible[index]?.length ?? 0))) return settled(planned, left);
  return left.map((those, index) => (those.length === 1 ? those[0] : shared(planned, left, index)));
}

/** Blocks that are alike may change places: each has one of the expressions. Others may have any of them. */
function shared(planned: readonly Json[], left: readonly (readonly Json[])[], index: number): Json | undefined {
  const those = left[index] ?? [];
  const rivals = left.flatMap((each, other) => (each.some((one) => those.includes(one)) ? [other] : []));
  const alike = rivals.every((other) => JSON.stringify(planned[other]) === JSON.stringify(planned[index]));
  return alike && rivals.length === those.length ? those[rivals.indexOf(index)] : anyOf(those);
}

/** Attribute by attribute, what any of the expressions refers to. */
function anyOf(expressions: readonly Json[]): Json {
  const keys = new Set(expressions.flatMap((each) => entriesOf(each).map(([key]) => key)));
  return Object.fromEntries([...keys].map((key) => [key, { references: [...new Set(expressions.flatMap((each) => referencesIn(at(each, key))))] }]));
}

function referencesIn(expression: Json | undefined): readonly Json[] {
  if (Array.isArray(expression)) return expression.flatMap(referencesIn);
  if (!isJsonMap(expression)) return [];
  return isLeaf(expression) ? itemsOf(expression['references']) : Object.values(expression).flatMap(referencesIn);
}

const isLeaf = (expression: JsonMap): boolean => 'references' in expression || 'constant_value' in expression;

/** Of JSON configurations the text of a template stands as a constant beside what it refers to. */
const isConstant = (expression: JsonMap): boolean => 'constant_value' in expression && itemsOf(expression['references']).length === 0;

/** Could the block have been written so? */
function agrees(block: Json | undefined, expression: Json): boolean {
  if (Array.isArray(expression)) return expression.every((each) => itemsOf(block).some((part) => agrees(part, each)));
  if (!isJsonMap(expression)) return true;
  if (isLeaf(expression)) return !isConstant(expression) || plain(block) === plain(expression['constant_value']);
  return Object.entries(expression).every(([key, each]) => agrees(at(block, key), each));
}

/** Numbers may be written as text, members of a set in any order, and nothing as empty text. */
function plain(value: Json | undefined): string {
  if (Array.isArray(value)) return value.map(plain).sort().join('\n');
  return isJsonMap(value) ? JSON.stringify(value) : String(value ?? '');
}
