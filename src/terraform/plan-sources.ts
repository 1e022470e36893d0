import type { Source } from './config.js';
import { type Json, at, entriesOf, itemsOf } from './json.js';

/**
 * What a name that a plan does not resolve, such as a local, may take its value from: of all attributes of resources
 * that the plan says its changes come from (JSON output format, `relevant_attributes`, read 2026-11-20; it looks through
 * locals and the blocks of `dynamic`), those of the module, of modules inside it, and those that it is given.
 */
export function sourcesFor(relevant: readonly Json[], path: readonly string[], call: Json | undefined): readonly Source[] {
  const given = itemsOf(at(call, 'expressions')).flatMap(referencesIn);
  const inside = path.map((step) => `${step}.`).join('');
  const outside = path.slice(0, -1).map((step) => `${step}.`).join('');
  const mayHold = path.length === 0 || given.some((name) => isOpen(name, outside === ''));
  return relevant.flatMap((each) => sourceOf(each)).filter(({ address }) => mayHold || address.startsWith(inside) || given.some((name) => isPartOf(address, outside + name)));
}

function sourceOf(relevant: Json): readonly Source[] {
  const address = at(relevant, 'resource');
  return typeof address === 'string' ? [{ address, attribute: itemsOf(at(relevant, 'attribute')).join('.') }] : [];
}

/** May it hold anything? Variables of the outermost module hold nothing of resources, and keys of instances are texts that a plan knows. */
const isOpen = (name: string, isOutermost: boolean): boolean => /^(?:local|each\.value|self)\b/.test(name) || (/^var\./.test(name) && !isOutermost);

/** `module.web.id` may be of any resource of the module. */
function isPartOf(address: string, name: string): boolean {
  const [, module] = /^((?:module\.[\w-]+(?:\[[^\]]*\])?\.)+)[\w-]+$/.exec(name) ?? [];
  return module === undefined ? name === address || name.startsWith(`${address}.`) || name.startsWith(`${address}[`) : withoutKeys(address).startsWith(withoutKeys(module));
}

const withoutKeys = (address: string): string => address.replace(/\[[^\]]*\]/g, '');

function referencesIn(expression: Json): readonly string[] {
  if (Array.isArray(expression)) return expression.flatMap(referencesIn);
  const own = itemsOf(at(expression, 'references')).filter((each): each is string => typeof each === 'string');
  return [...own, ...entriesOf(expression).filter(([key]) => key !== 'references' && key !== 'constant_value').flatMap(([, each]) => referencesIn(each))];
}
