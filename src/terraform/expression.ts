import type { Value } from './config.js';
import { readTemplate } from './template.js';
import { type Step, readTraversal } from './traversal.js';
import { unknown } from './values.js';
import { wordTable } from '../model/word-table.js';

/** What a walk from name to name leads to. */
export type Resolve = (steps: readonly Step[], text: string) => Value;

const SCALARS = wordTable<Value>({ true: true, false: false, null: null });

/** A function that only changes the kind of a list is read through. */
const CONVERSION = /^(?:toset|tolist|tomap|tostring|tonumber)\(([\s\S]*)\)$/;

/** Reads literals and walks; every other expression is unknown and keeps its text. */
export function readExpression(text: string, resolve: Resolve): Value {
  if (text in SCALARS) return SCALARS[text] ?? null;
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  const quoted = /^"((?:[^"\\]|\\.)*)"$/.exec(text);
  if (quoted !== null) return readQuoted(text, resolve);
  if (text.startsWith('[')) return readLiteralList(text, resolve);
  const inner = CONVERSION.exec(text)?.[1];
  if (inner !== undefined) return readExpression(inner.trim(), resolve);
  const steps = readTraversal(text);
  return steps === undefined ? unknown(`\${${text}}`) : resolve(steps, text);
}

/** A list of texts and numbers; any other list is unknown. */
function readLiteralList(text: string, resolve: Resolve): Value {
  try {
    const items = JSON.parse(text) as readonly Value[];
    if (items.some((item) => typeof item === 'object')) return unknown(`\${${text}}`);
    return items.map((item) => (typeof item === 'string' ? readTemplate(item, (inner) => readExpression(inner, resolve)) : item));
  } catch {
    return unknown(`\${${text}}`);
  }
}

function readQuoted(text: string, resolve: Resolve): Value {
  try {
    return readTemplate(JSON.parse(text) as string, (inner) => readExpression(inner, resolve));
  } catch {
    return unknown(`\${${text}}`); // an escape that JSON does not have
  }
}
