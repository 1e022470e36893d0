import { domainToASCII, domainToUnicode } from 'node:url';
import { type Checked, type Problem, invalid, shown, valid } from './diagnostic.js';
import { memo } from './memo.js';

/**
 * Which host names are meant. `exact`: the name itself. `below`: every name under it, at any depth, never the name
 * itself. Each cloud reads `*.x` in its own way; here it has this one meaning.
 */
export interface DomainPattern {
  readonly kind: 'name';
  readonly scope: 'exact' | 'below';
  /** Lower case, ASCII, no trailing dot. */
  readonly name: string;
}

/** A pattern, and what had to be read into the page's words to get it. */
export interface ReadPattern {
  readonly patterns: readonly DomainPattern[];
  readonly notes: readonly string[];
}

const EXPECTED = 'a host name such as api.example.com, *.example.com or .example.com';
const LABEL = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/;

export const exactly = (name: string): DomainPattern => Object.freeze({ kind: 'name', scope: 'exact', name });
export const below = (name: string): DomainPattern => Object.freeze({ kind: 'name', scope: 'below', name });

export const formatPattern = ({ scope, name }: DomainPattern): string => (scope === 'exact' ? name : `*.${name}`);

/**
 * Reads a name as vendors publish it: `x` is the apex alone, `*.x` every name below, `.x` both.
 * `*.*.x` is read as `*.x` and noted, capitals and a trailing dot are normalised; anything unclear is refused.
 */
export function parsePattern(text: string, where: string): Checked<ReadPattern> {
  const trimmed = text.toLowerCase().replace(/\.$/, '');
  const stars = /^(?:\*\.)+/.exec(trimmed)?.[0] ?? '';
  const dot = stars === '' && trimmed.startsWith('.');
  const name = trimmed.slice(dot ? 1 : stars.length);
  const problem = problemOf(text, name, where);
  if (problem !== undefined) return invalid(problem);
  if (dot) return valid({ patterns: [exactly(name), below(name)], notes: [] });
  const notes = stars.length > 2 ? [`${text} is read as *.${name}: firewalls match any depth`] : [];
  return valid({ patterns: [stars === '' ? exactly(name) : below(name)], notes });
}

type Refusal = readonly [expected: string, meant?: string | undefined];

function problemOf(text: string, name: string, where: string): Problem | undefined {
  const [expected, meant] = refusalOfText(text) ?? refusalOfName(name) ?? [];
  return expected === undefined ? undefined : { where, expected, got: shown(text), ...(meant === undefined ? {} : { meant }) };
}

function refusalOfText(text: string): Refusal | undefined {
  if (/[<>[\]{}()]|^example:|^custom(?![\w.-])/i.test(text) || /\bCUSTOM\b/.test(text)) return ['a host name with its placeholders filled in'];
  if (['', '*', '*.', '.'].includes(text)) return [EXPECTED];
  if (/^(any|all|internet)$/i.test(text)) return ['names or networks of the vendor, not everything'];
  if (QUOTES.test(text)) return ['a host name without quotation marks', text.split(QUOTES).join('').trim() || undefined];
  if (/\s/.test(text)) return ['one host name without blanks', text.split(/[\s,;]+/).filter((part) => /\w/.test(part)).join(', ') || undefined];
  if (text.includes('://')) return ['a host name without a scheme', hostOf(text)];
  if (text.includes('/')) return ['a host name without a path', text.split('/')[0] || undefined];
  if (text.includes(':')) return refusalOfColons(text.replace(/^[a-z]+:(?=[a-z])/i, ''));
  return refusalOfLetters(text);
}

function refusalOfLetters(text: string): Refusal | undefined {
  if (looksLikeAnother(text)) return ['a host name without Cyrillic or Greek letters among Latin ones, which look like another name'];
  if (!/^[\0-\x7f]*$/.test(text)) return ['an ASCII host name', domainToASCII(text) || undefined]; // before lower case, which makes ASCII of a Kelvin sign
  const ahead = GLUED.exec(text)?.[1];
  return ahead === undefined ? undefined : ['a host name with nothing glued to it', ahead];
}

/** Straight and curly ones, as pages and spreadsheets put them around names. */
const QUOTES = /["'`\u00ab\u00bb\u2018-\u201f]/;

/** `flexperto.comPlatform`: two cells of a table without a blank between them. */
const GLUED = /^(.+\.[a-z]{2,})[A-Z][a-z][A-Za-z]*\.?$/;

/** A port, or what was meant for an IPv6 address. */
function refusalOfColons(text: string): Refusal {
  const [host = '', ...rest] = text.split(':');
  return rest.length > 1 ? [`${EXPECTED}, or an address`] : ['a host name without a port', host.includes('.') ? host : undefined];
}

/** Scripts that no label mixes: moderately restrictive names (Unicode UTS 39, 5.2, read 2026-11-20). */
const MIXED = /(?=.*\p{Script=Latin})(?=.*[\p{Script=Cyrillic}\p{Script=Greek}])/u;

/** Also where it is written in ASCII, as `xn--`. */
const looksLikeAnother = (text: string): boolean => (/^(?!.*xn--)[\0-\x7f]*$/i.test(text) ? false : [...text.split('.'), ...domainToUnicode(text).split('.')].some((label) => MIXED.test(label)));

/** Names that never leave a machine, or that DNS does not have (RFC 6761, 6.3 and 6.4; RFC 7686). */
const NOWHERE = ['localhost', 'invalid', 'onion'];

function refusalOfName(name: string): Refusal | undefined {
  if (name.includes('*')) return ['a star only as the whole first label', starFixed(name)];
  const labels = name.split('.');
  if (name.length > 253) return ['a host name of at most 253 characters'];
  if (labels.some((label) => label.length > 63)) return ['labels of at most 63 characters'];
  if (!labels.every((label) => LABEL.test(label))) return ['labels of letters, digits and inner hyphens'];
  if (labels.length < 2) return ['a host name of at least two labels'];
  const last = labels[labels.length - 1] ?? '';
  if (NOWHERE.includes(last)) return [`a name that is on a network, not below ${last}`];
  return /^\d/.test(last) ? ['a host name, not an address'] : undefined; // no top-level domain begins with a digit
}

const hostOf = (text: string): string | undefined => (URL.canParse(text) ? new URL(text).hostname || undefined : undefined);

function starFixed(name: string): string | undefined {
  const rest = name.slice(name.lastIndexOf('*') + 1).replace(/^[-_][^.]*/, '').replace(/^[^a-z0-9]+/, '');
  return rest.includes('.') ? `*.${rest}` : undefined;
}

/** Is every name of the second also one of the first? */
export function coversPattern(wide: DomainPattern, narrow: DomainPattern): boolean {
  if (wide.scope === 'exact') return narrow.scope === 'exact' && narrow.name === wide.name;
  return narrow.name.endsWith(`.${wide.name}`) || (narrow.scope === 'below' && narrow.name === wide.name);
}

/** Parents before children: by labels from the right, apex before what is below it. */
export function comparePatterns(a: DomainPattern, b: DomainPattern): number {
  const left = backwards(a);
  const right = backwards(b);
  if (left !== right) return left < right ? -1 : 1;
  return a.scope === b.scope ? 0 : a.scope === 'exact' ? -1 : 1;
}

const backwards = memo(({ name }: DomainPattern) => reversed(name));

/** `api.zoom.us` as `us.zoom.api`, so that names below a name share a prefix. */
export const reversed = (name: string): string => name.split('.').reverse().join('.');
