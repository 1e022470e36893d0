import { lately } from '../../model/memo.js';

/** One keyword of a rule, with its value as it was written. */
export interface RuleOption {
  readonly name: string;
  readonly value?: string;
}

/** A rule in its parts, nothing of it understood yet. */
export interface SuricataRule {
  readonly action: string;
  readonly protocol: string;
  readonly source: string;
  readonly sourcePort: string;
  readonly direction: '->' | '<>';
  readonly destination: string;
  readonly destinationPort: string;
  readonly options: readonly RuleOption[];
  /** How it is written, where Suricata refuses it so or passes over it. */
  readonly doubt?: string;
}

/** A line that is no rule. */
export interface Unparsed {
  readonly text: string;
  readonly why: string;
}

export type Parsed = SuricataRule | Unparsed;

export const isUnparsed = (parsed: Parsed): parsed is Unparsed => 'why' in parsed;

/** A line's end to some and text to others: what comes of a line with one is not sure, be it a comment. */
const BROKEN = /[\r\n\v\f\u0085\u2028\u2029\0]/;
/** White space to some and text to others: no more than text in a comment or a message. Suricata knows the blanks of ASCII alone. */
const STRANGE = /(?![ \t])\s|\uFEFF/;
const MESSAGE = /\bmsg\s*:\s*"[^"\\]*"/;

/** The rules of a rules string in order. The proof and the checks of the cloud ask one after another. */
export const parseRules = lately((text: string): readonly Parsed[] => ruleLines(text).map(parseLine), 10);

/**
 * The lines of a rules string that are no comments and not blank. A backslash at a line's end joins the next to it, but
 * not behind a comment, which ends with its line (detect-engine-loader.c, DetectLoadSigFile, read 2026-11-20).
 */
export function ruleLines(text: string): readonly string[] {
  const rules: string[] = [];
  let begun = '';
  for (const line of text.split(/\r?\n/)) {
    if (begun.trim() === '' && isSilent(line)) continue;
    const [, part] = /^(.*)\\\s*$/.exec(line) ?? [];
    if (part === undefined) rules.push(withoutEnd(begun + line));
    begun = part === undefined ? '' : begun + part;
  }
  return begun === '' ? rules : [...rules, `${withoutEnd(begun)} \\`];
}

const withoutEnd = (text: string): string => text.replace(/[ \t]+$/, '');

const isSilent = (line: string): boolean => !BROKEN.test(line) && /^[ \t]*(?:#|$)/.test(line);

function parseLine(line: string): Parsed {
  if (BROKEN.test(line) || STRANGE.test(line.replace(MESSAGE, ''))) return { text: line, why: 'a line has no white space but blanks and tabs' };
  if (line.endsWith('\\')) return { text: line, why: 'nothing follows the backslash at its end' };
  const parsed = parseRule(line.replace(/^[ \t]+/, ''));
  // Suricata passes over such lines; whether the service does, which takes rules one by one, is not documented.
  return line.startsWith(' ') && !isUnparsed(parsed) ? { ...parsed, doubt: 'its line begins with a blank' } : parsed;
}

export function parseRule(text: string): Parsed {
  const opening = text.indexOf('(');
  if (opening === -1 || !text.endsWith(')')) return { text, why: 'a rule has its options in brackets' };
  const words = headerWords(text.slice(0, opening));
  const [action, protocol, source, sourcePort, direction, destination, destinationPort] = words;
  if (words.length !== 7 || action === undefined || protocol === undefined || source === undefined || sourcePort === undefined || destination === undefined || destinationPort === undefined)
    return { text, why: 'a rule starts with seven words' };
  if (direction !== '->' && direction !== '<>') return { text, why: `the direction is -> or <>, not ${String(direction)}` };
  const options = text.slice(opening + 1, -1);
  if (!isEnded(options)) return { text, why: 'each option ends with a semicolon, and nothing stands behind the last' };
  const doubt = isApart(text.slice(0, opening)) ? {} : { doubt: 'a word of its header ends with no blank, which Suricata refuses' };
  return { action: action.toLowerCase(), protocol, source, sourcePort, direction, destination, destinationPort, options: optionsOf(options), ...doubt };
}

/** To Suricata a tab ends the action and the direction, and only a blank the other words (detect-parse.c, SigParseList; tried with 7.0.10). */
const isApart = (header: string): boolean => / [ \t]*$/.test(header) && !/[^\s,]\t/.test(header.replace(/^\S+\t/, '').replace(/(?:->|<>)\t/, ''));

/** Words between blanks; a list in brackets is one word, blanks and all. */
function headerWords(text: string): readonly string[] {
  const words: string[] = [];
  let depth = 0;
  let word = '';
  for (const char of `${text} `) {
    depth += char === '[' ? 1 : char === ']' ? -1 : 0;
    if (depth > 0 || !/\s/.test(char)) word += char;
    else if (word !== '') {
      words.push(word);
      word = '';
    }
  }
  return word === '' ? words : [...words, word];
}

/** The engine refuses a rule whose last option is not ended, and a second rule behind it, which it takes for an option. */
const isEnded = (text: string): boolean => /^\s*$|(?<!\\);\s*$/.test(text) && !/(?<!\\);\s*\)/.test(text);

/** Options end at a semicolon without a backslash before it; quotes do not protect it (detect-parse.c, SigParseOptions). */
function optionsOf(text: string): readonly RuleOption[] {
  const texts = text.match(/(?:[^;\\]|\\[\s\S]?)+/g) ?? [];
  return texts.map((each) => each.trim()).filter((each) => each !== '').map((each) => {
    const colon = each.indexOf(':');
    if (colon === -1) return { name: each.toLowerCase() };
    return { name: each.slice(0, colon).trim().toLowerCase(), value: each.slice(colon + 1).trim() };
  });
}

/** The value of the first option of that name, without quotes. */
export function optionOf(rule: SuricataRule, name: string): string | undefined {
  return rule.options.find((option) => option.name === name)?.value?.trim().replace(/^"([\s\S]*)"$/, '$1').replace(/\\([;":\\])/g, '$1');
}

/** The bytes of a content, each as one character: `|2e|` and `\;` resolved; undefined where it is malformed. */
export function contentBytes(quoted: string): string | undefined {
  const text = /^"([\s\S]*)"$/.exec(quoted)?.[1];
  if (text === undefined) return undefined;
  const pieces = text.split(/(?<!\\)\|/);
  if (pieces.length % 2 === 0) return undefined;
  const bytes = pieces.map((piece, index) => (index % 2 === 0 ? piece.replace(/\\([;":\\|])/g, '$1') : hexBytes(piece)));
  return bytes.some((piece) => piece === undefined) ? undefined : bytes.join('');
}

function hexBytes(piece: string): string | undefined {
  const digits = piece.replace(/\s+/g, '');
  if (!/^(?:[0-9a-f]{2})+$/i.test(digits)) return undefined;
  return Buffer.from(digits, 'hex').toString('latin1');
}
