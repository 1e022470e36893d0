/** Reads words of an expression from left to right; whatever is not there as expected is a `SyntaxError`. */
export interface Scanner {
  /** The next token, if it is that one. */
  readonly take: (token: string) => boolean;
  readonly expect: (token: string) => void;
  /** The text that the pattern, a sticky one, matches here, behind blanks and comments. */
  readonly match: (pattern: RegExp) => string | undefined;
  /** The same, right here. */
  readonly matchHere: (pattern: RegExp) => string | undefined;
  readonly isAtEnd: () => boolean;
}

const BLANK = /(?:\s|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;

export const refuse = (): never => {
  throw new SyntaxError('not an expression that is read here');
};

export function scannerOf(text: string): Scanner {
  let at = 0;
  const matchHere = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    at += found?.length ?? 0;
    return found;
  };
  const skip = (): void => {
    BLANK.lastIndex = at;
    at += BLANK.exec(text)?.[0].length ?? 0;
  };
  const take = (token: string): boolean => {
    skip();
    const found = text.startsWith(token, at);
    if (found) at += token.length;
    return found;
  };
  return {
    take,
    expect: (token) => void (take(token) || refuse()),
    match: (pattern) => {
      skip();
      return matchHere(pattern);
    },
    matchHere,
    isAtEnd: () => at === text.length,
  };
}
