/** `alleo/media`, `alleo (12 rows)`, and what stands behind the last of them: `flexperto/web (replies)`, `alleo/app and 3 more`. */
const WORD = /^([a-z][a-z0-9-]*)(?:\/[a-z0-9][\w-]*|(?= \(\d+ rows\)))/;

/**
 * The vendors that a description of ours names, as one word for a list of what fills a quota; undefined for any other text.
 */
export function vendorsIn(text: string): string | undefined {
  const found = text.split(', ').map((word) => WORD.exec(word)?.[1]);
  if (found[0] === undefined) return undefined;
  return [...new Set(found.flatMap((vendor) => vendor ?? []))].sort().join(' + ');
}
