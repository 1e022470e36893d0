import { lately } from '../../model/memo.js';
import type { ForExpression, Hcl, SplatKey } from './syntax.js';
import { type Scanner, refuse, scannerOf } from './scanner.js';

/** How many texts are remembered: those of one configuration come back for each instance of a resource. */
const REMEMBERED = 10_000;

type Parsed = { readonly hcl: Hcl | undefined };

/** A text of Terraform JSON, which is a template; undefined where it is not understood: directives, heredocs. */
export const parseTemplate = lately((text: string): Parsed => parsed(text, (scan) => templateOf(templateParts(scan, PLAIN, () => undefined))), REMEMBERED);

/** An expression alone, such as the type of a variable. */
export const parseLone = lately((text: string): Parsed => parsed(text, parseExpression), REMEMBERED);

function parsed(text: string, parse: (scan: Scanner) => Hcl): Parsed {
  try {
    const scan = scannerOf(text);
    const hcl = parse(scan);
    return { hcl: scan.isAtEnd() ? hcl : undefined };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return { hcl: undefined }; // RangeError: nested too deeply
    throw error;
  }
}

/** What stands for itself: in a text of JSON, and between quotes, where a backslash escapes. */
const PLAIN = /(?:\$\$\{|%%\{|[$%](?!\{)|[^$%]+)+/y;
const QUOTED = /(?:\$\$\{|%%\{|[$%](?!\{)|[^$%"\\\n]+)+/y;

/** A template that is one expression has the value of the expression. */
function templateOf(parts: readonly Hcl[]): Hcl {
  const [only, ...others] = parts;
  return only !== undefined && others.length === 0 ? only : { kind: 'template', parts };
}

function templateParts(scan: Scanner, plain: RegExp, escape: () => string | undefined): readonly Hcl[] {
  const parts: Hcl[] = [];
  let words = '';
  const close = (): void => {
    if (words !== '') parts.push({ kind: 'literal', value: words });
    words = '';
  };
  for (;;) {
    const text = scan.matchHere(plain)?.replace(/([$%])\1\{/g, '$1{') ?? escape();
    if (text !== undefined) words += text;
    else if (scan.matchHere(/\$\{(?!~)/y) !== undefined) {
      close();
      parts.push(parseExpression(scan));
      scan.expect('}');
    } else {
      close();
      return parts.length === 0 ? [{ kind: 'literal', value: '' }] : parts;
    }
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

function parseQuoted(scan: Scanner): Hcl {
  const parts = templateParts(scan, QUOTED, () => {
    const escaped = scan.matchHere(/\\(?:[nrt"\\]|u[0-9a-fA-F]{4})/y);
    return escaped === undefined ? undefined : (ESCAPES[escaped.charAt(1)] ?? String.fromCharCode(parseInt(escaped.slice(2), 16)));
  });
  if (scan.matchHere(/"/y) === undefined) refuse();
  return templateOf(parts);
}

function parseExpression(scan: Scanner): Hcl {
  const test = parseBinary(scan, 0);
  if (!scan.take('?')) return test;
  const then = parseExpression(scan);
  scan.expect(':');
  return { kind: 'if', test, then, otherwise: parseExpression(scan) };
}

/** From what binds least to what binds most. */
const LEVELS: readonly RegExp[] = [/\|\|/y, /&&/y, /==|!=/y, /[<>]=?/y, /[+-]/y, /[*/%]/y];

function parseBinary(scan: Scanner, level: number): Hcl {
  const signs = LEVELS[level];
  if (signs === undefined) return parseUnary(scan);
  let left = parseBinary(scan, level + 1);
  for (let sign = scan.match(signs); sign !== undefined; sign = scan.match(signs)) left = { kind: 'binary', sign, left, right: parseBinary(scan, level + 1) };
  return left;
}

function parseUnary(scan: Scanner): Hcl {
  const sign = scan.match(/[!-]/y);
  return sign === undefined ? parseSteps(scan, parsePrimary(scan)) : { kind: 'unary', sign, of: parseUnary(scan) };
}

/** `.name`, `.0`, `[key]`, and splats with all that follows them. */
function parseSteps(scan: Scanner, from: Hcl): Hcl {
  for (let hcl = from; ; ) {
    const splat = scan.match(/\.\s*\*|\[\s*\*\s*\]/y);
    if (splat !== undefined) return splatOf(scan, hcl, splat.startsWith('['));
    const step = parseStep(scan, true);
    if (step === undefined) return hcl;
    hcl = { kind: 'get', from: hcl, ...step };
  }
}

function splatOf(scan: Scanner, from: Hcl, full: boolean): Hcl {
  const keys: SplatKey[] = [];
  for (let step = parseStep(scan, full); step !== undefined; step = parseStep(scan, full)) keys.push(step);
  const splat: Hcl = { kind: 'splat', from, keys };
  return full ? splat : parseSteps(scan, splat); // behind `.*` an index is of the whole list
}

function parseStep(scan: Scanner, bracket: boolean): SplatKey | undefined {
  const name = scan.match(/\.(?!\.)\s*(?:[A-Za-z_][\w-]*|\d+)/y)?.slice(1).trim();
  if (name !== undefined) return { key: { kind: 'literal', value: /^\d/.test(name) ? Number(name) : name }, bracketed: false };
  if (!bracket || scan.match(/\[(?!\s*\*)/y) === undefined) return undefined;
  const key = parseExpression(scan);
  scan.expect(']');
  return { key, bracketed: true };
}

const WORDS: Readonly<Record<string, null | boolean>> = { true: true, false: false, null: null };

function parsePrimary(scan: Scanner): Hcl {
  const number = scan.match(/\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
  if (number !== undefined) return { kind: 'literal', value: Number(number) };
  if (scan.take('"')) return parseQuoted(scan);
  if (scan.take('(')) return enclosed(scan, parseExpression(scan), ')');
  if (scan.take('[')) return parseFor(scan, ']') ?? { kind: 'list', items: parseItems(scan, ']').items };
  if (scan.take('{')) return parseFor(scan, '}') ?? { kind: 'object', entries: parseEntries(scan) };
  const name = scan.match(/[A-Za-z_][\w-]*/y) ?? refuse();
  if (scan.matchHere(/\(/y) !== undefined) {
    const { items, spread } = parseItems(scan, ')');
    return { kind: 'call', name, args: items, spread };
  }
  return Object.hasOwn(WORDS, name) ? { kind: 'literal', value: WORDS[name] ?? null } : { kind: 'name', name };
}

function enclosed(scan: Scanner, hcl: Hcl, end: string): Hcl {
  scan.expect(end);
  return hcl;
}

function parseItems(scan: Scanner, end: string): { readonly items: readonly Hcl[]; readonly spread: boolean } {
  const items: Hcl[] = [];
  while (!scan.take(end)) {
    items.push(parseExpression(scan));
    const spread = end === ')' && scan.take('...');
    if (!scan.take(',') || spread) {
      scan.expect(end);
      return { items, spread };
    }
  }
  return { items, spread: false };
}

function parseEntries(scan: Scanner): readonly (readonly [Hcl, Hcl])[] {
  const entries: (readonly [Hcl, Hcl])[] = [];
  while (!scan.take('}')) {
    const word = scan.match(/[A-Za-z_][\w-]*(?=\s*(?:=(?![=>])|:))/y);
    const key: Hcl = word === undefined ? parseExpression(scan) : { kind: 'literal', value: word };
    if (scan.match(/[=:]/y) === undefined) refuse();
    entries.push([key, parseExpression(scan)]);
    scan.take(','); // or the end of the line
  }
  return entries;
}

function parseFor(scan: Scanner, end: string): Hcl | undefined {
  if (scan.match(/for(?![\w-]|\s*[=:])/y) === undefined) return undefined;
  const names = [parseName(scan), ...(scan.take(',') ? [parseName(scan)] : [])];
  if (scan.match(/in(?![\w-])/y) === undefined) refuse();
  const over = parseExpression(scan);
  scan.expect(':');
  const first = parseExpression(scan);
  const second = end === '}' ? valueBehind(scan) : undefined;
  const grouped = second !== undefined && scan.take('...');
  const when = scan.match(/if(?![\w-])/y) === undefined ? undefined : parseExpression(scan);
  scan.expect(end);
  const made: ForExpression = { kind: 'for', names, over, value: second ?? first, grouped, ...(second === undefined ? {} : { key: first }), ...(when === undefined ? {} : { when }) };
  return made;
}

function valueBehind(scan: Scanner): Hcl {
  scan.expect('=>');
  return parseExpression(scan);
}

const parseName = (scan: Scanner): string => scan.match(/[A-Za-z_][\w-]*/y) ?? refuse();
