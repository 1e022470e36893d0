/** A text, a bracket, or the colon behind a key. */
const TOKENS = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"|[{}[\]:]/g;

interface Open {
  readonly keys: Set<string>;
  key: string;
}

/**
 * Keys that an object of the text has twice, each as its path. JavaScript keeps the last of them; Terraform reads every
 * one (hcl/json/spec.md, "Preserve multiple definitions of the same property name", read 2026-11-20), so that one would
 * hide another. The text has to be JSON; comments (`//`) may stand as often as they like.
 */
export function repeatedKeys(text: string): readonly string[] {
  const found: string[] = [];
  const open: Open[] = [];
  let word = '""';
  for (const [token] of text.matchAll(TOKENS)) {
    if (token === '{' || token === '[') open.push({ keys: new Set(), key: '' });
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':') enter(open, JSON.parse(word) as string, found);
    else word = token;
  }
  return [...new Set(found)];
}

function enter(open: readonly Open[], key: string, found: string[]): void {
  const here = open[open.length - 1];
  if (here === undefined) return;
  here.key = key;
  if (key !== '//' && here.keys.has(key)) found.push(open.map((each) => each.key).filter((each) => each !== '').join('.'));
  here.keys.add(key);
}
