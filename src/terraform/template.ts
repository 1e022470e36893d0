import type { Value } from './config.js';
import { type Scope, evaluateHcl, isWhole } from './hcl/evaluate.js';
import { parseTemplate } from './hcl/parse.js';
import { unknown } from './values.js';

/** What is nested beyond all measure, or leads in a circle, has no value. */
function guarded(work: () => Value | undefined): Value | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/**
 * Reads a string of Terraform JSON, which is a template. `$${` and `%%{` stand for themselves. A template that is one
 * expression has the expression's value; one with an unknown part is unknown and keeps its text, as does one with
 * directives (`%{if ...}`).
 */
export function readText(text: string, names: Omit<Scope, 'text'>): Value {
  if (!/[$%]\{/.test(text)) return text; // nearly all of them, and some are thousands of rules long
  const { hcl } = parseTemplate(text);
  const value = hcl === undefined ? undefined : guarded(() => evaluateHcl(hcl, { ...names, text }));
  return value === undefined || isWhole(value) ? unknown(text) : value;
}
