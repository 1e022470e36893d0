/** Takes a rules string apart, just far enough to check what Network Firewall checks before Suricata sees it. */

export interface SuricataRule {
  /** The line as it was written, trimmed. */
  readonly text: string;
  readonly action: string;
  readonly protocol: string;
  readonly source: string;
  readonly sourcePort: string;
  readonly destination: string;
  readonly destinationPort: string;
  readonly options: readonly SuricataOption[];
}

export interface SuricataOption {
  readonly keyword: string;
  readonly value: string | undefined;
}

/** The lines that hold rules: blank lines and comments cost nothing. */
export function ruleLines(rules: string): readonly string[] {
  return rules.split('\n').map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
}

/** One line as a rule, or undefined when it does not have the form of one. */
export function parseRule(text: string): SuricataRule | undefined {
  const open = text.indexOf('(');
  if (open < 0 || !text.endsWith(')')) return undefined;
  const words = headerWords(text.slice(0, open));
  const [action, protocol, source, sourcePort, direction, destination, destinationPort] = words;
  if (words.length !== 7 || destinationPort === undefined || (direction !== '->' && direction !== '<>')) return undefined;
  if (action === undefined || protocol === undefined || source === undefined || sourcePort === undefined || destination === undefined) return undefined;
  return { text, action, protocol, source, sourcePort, destination, destinationPort, options: parseOptions(text.slice(open + 1, -1)) };
}

/** Lists may hold spaces, `[80, 443]`, so a space inside brackets does not end a word. */
function headerWords(header: string): readonly string[] {
  const words: string[] = [];
  let word = '';
  let depth = 0;
  for (const character of `${header.trim()} `) {
    if (character === '[') depth += 1;
    if (character === ']') depth -= 1;
    if (!/\s/.test(character) || depth > 0) {
      word += character;
    } else if (word !== '') {
      words.push(word);
      word = '';
    }
  }
  return words;
}

function parseOptions(body: string): readonly SuricataOption[] {
  return splitOptions(body).map((option) => {
    const colon = option.indexOf(':');
    if (colon < 0) return { keyword: option.trim(), value: undefined };
    return { keyword: option.slice(0, colon).trim(), value: option.slice(colon + 1).trim() };
  });
}

/** A semicolon ends an option unless it is escaped or quoted. */
function splitOptions(body: string): readonly string[] {
  const options: string[] = [];
  let option = '';
  let quoted = false;
  for (let at = 0; at < body.length; at += 1) {
    const character = body.charAt(at);
    if (character === '"') quoted = !quoted;
    if (character === '\\') {
      option += character + body.charAt(++at);
    } else if (character === ';' && !quoted) {
      options.push(option);
      option = '';
    } else {
      option += character;
    }
  }
  return [...options, option].map((text) => text.trim()).filter((text) => text !== '');
}

/** The rule as the service stores it: its own gid is put before the closing parenthesis, sixteen characters more. */
export function withServiceGid(rule: SuricataRule): string {
  return `${rule.text.slice(0, -1)} gid:1234567890;)`;
}

/** Names used in the header with this mark, `$` for variables or `@` for references. */
export function namesIn(header: string, mark: '$' | '@'): readonly string[] {
  const pattern = mark === '$' ? /\$(\w+)/g : /@(\w+)/g;
  return [...header.matchAll(pattern)].map((match) => match[1] ?? '');
}
