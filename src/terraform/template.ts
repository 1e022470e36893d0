import type { Value } from './config.js';
import { unknown } from './values.js';

/** Reads what stands inside `${...}`. */
export type Evaluate = (expression: string) => Value;

type Part = { readonly text: string } | { readonly expression: string };

/**
 * Reads a string of Terraform JSON, which is a template. `$${` and `%%{` stand for themselves. A template that is one
 * expression has the expression's value; one with an unknown part is unknown and keeps its text, as does one with
 * directives (`%{if ...}`).
 */
export function readTemplate(text: string, evaluate: Evaluate): Value {
  if (!/[$%]\{/.test(text)) return text; // nearly all of them, and some are thousands of rules long
  const parts = splitTemplate(text);
  if (parts === undefined) return unknown(text);
  const [only, ...others] = parts;
  if (only === undefined) return '';
  if (others.length === 0) return 'text' in only ? only.text : evaluate(only.expression);
  const values = parts.map((part) => ('text' in part ? part.text : evaluate(part.expression)));
  return values.every(isScalar) ? values.join('') : unknown(text);
}

const isScalar = (value: Value): value is string | number | boolean => ['string', 'number', 'boolean'].includes(typeof value);

/** Its parts in order, neighbouring texts joined; undefined where a bracket is never closed or a directive is used. */
function splitTemplate(text: string): readonly Part[] | undefined {
  const parts: Part[] = [];
  let plain = '';
  for (let at = 0; at < text.length; ) {
    const escaped = /^(?:\$\$|%%)\{/.exec(text.slice(at, at + 3));
    if (escaped !== null) {
      plain += text.slice(at + 1, at + 3);
      at += 3;
    } else if (text.startsWith('%{', at)) {
      return undefined;
    } else if (text.startsWith('${', at)) {
      const end = closingBrace(text, at + 2);
      if (end === undefined) return undefined;
      if (plain !== '') parts.push({ text: plain });
      parts.push({ expression: text.slice(at + 2, end).trim() });
      plain = '';
      at = end + 1;
    } else {
      plain += text.charAt(at);
      at += 1;
    }
  }
  return plain === '' ? parts : [...parts, { text: plain }];
}

function closingBrace(text: string, from: number): number | undefined {
  let depth = 1;
  let quoted = false;
  for (let at = from; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (quoted && char === '\\') at += 1;
    else if (char === '"') quoted = !quoted;
    else if (!quoted && char === '{') depth += 1;
    else if (!quoted && char === '}') depth -= 1;
    if (depth === 0) return at;
  }
  return undefined;
}
