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
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '"') {
      const end = endOfWord(text, at);
      word = text.slice(at, end);
      at = end - 1;
    } else if (char === '{' || char === '[') open.push({ keys: new Set(), key: '' });
    else if (char === '}' || char === ']') open.pop();
    else if (char === ':') enter(open, JSON.parse(word) as string, found);
  }
  return [...new Set(found)];
}

/** Behind the quote that closes the one here: the first with no backslash before it, or with one that is escaped itself. */
function endOfWord(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let before = end - 1;
    while (text[before] === '\\') before -= 1;
    if ((end - before) % 2 === 1) return end + 1;
  }
  return text.length;
}

function enter(open: readonly Open[], key: string, found: string[]): void {
  const here = open[open.length - 1];
  if (here === undefined) return;
  here.key = key;
  if (key !== '//' && here.keys.has(key)) found.push(open.map((each) => each.key).filter((each) => each !== '').join('.'));
  here.keys.add(key);
}
