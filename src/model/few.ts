/** The first of a list in words, and how many more there are: `a, b and 3 more`. */
export const few = (texts: readonly string[], shown: number): string => `${texts.slice(0, shown).join(', ')}${texts.length > shown ? ` and ${texts.length - shown} more` : ''}`;
