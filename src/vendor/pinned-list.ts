import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Cidr, joinCidrs } from '../model/cidr.js';
import { type Checked, type Problem, all, invalid, shown, valid } from '../model/diagnostic.js';
import { tooManyReason } from '../model/holdings.js';
import { codeOf } from '../model/load.js';
import { type Option, type OptionsInput, type OptionsOf, cidr, date, group, text } from '../model/option.js';

const table = {
  file: text('copy of the list; a relative path is read from the working directory', 'the path of a file', /\S/),
  sha256: text('SHA-256 of the copy', '64 hex digits in lower case', /^[0-9a-f]{64}$/),
  asOf: date('when the copy was taken'),
} as const;

/** Which copy of a list to read, and what it was when it was reviewed. */
export type PinnedFile = OptionsInput<typeof table>;

/** The copy, read: its addresses joined, lowest first, at least one. */
export interface PinnedList extends OptionsOf<typeof table> {
  readonly cidrs: readonly Cidr[];
}

/** One thing in the file that should be an address, and where it stands. */
interface Entry {
  readonly at: string;
  readonly value: unknown;
}

/**
 * A list of addresses that a vendor publishes as a file: read from a local copy when a site is planned, never fetched.
 * The copy is a JSON array of strings, a JSON object of such arrays, or text with one address or CIDR a line and `#`
 * for comments. Refused when it is missing, has another SHA-256, is empty or HTML, or has anything in it but public
 * addresses; everything wrong with it is listed.
 */
export function pinnedList(about: string): Option<PinnedFile, PinnedList, 'needed'> {
  const option = group(about, table);
  const read = (value: unknown, where: string): Checked<PinnedList> => {
    const pinned = option.read(value, where);
    return pinned.ok ? readPinned(pinned.value, `${where}.file`) : pinned;
  };
  return { about: option.about, expected: option.expected, presence: option.presence, read };
}

function readPinned(pinned: OptionsOf<typeof table>, where: string): Checked<PinnedList> {
  const bytes = bytesOf(pinned.file, where);
  if (!bytes.ok) return bytes;
  const changed = problemOfHash(pinned, bytes.value, where);
  const cidrs = readCopy(pinned.file, bytes.value.toString('utf8'), where);
  const reason = cidrs.ok ? tooManyReason(cidrs.value) : undefined;
  const tooMany = reason === undefined ? [] : [{ where, expected: `the addresses of one vendor in ${shown(pinned.file)}`, got: reason }];
  const problems = [...changed, ...(cidrs.ok ? tooMany : cidrs.problems)];
  if (problems.length > 0 || !cidrs.ok) return invalid(...problems);
  return valid(Object.freeze({ ...pinned, cidrs: joinCidrs(cidrs.value) }));
}

function bytesOf(file: string, where: string): Checked<Buffer> {
  try {
    return valid(readFileSync(file));
  } catch (error) {
    const code = codeOf(error);
    return invalid({ where, expected: 'a file that can be read', got: `${shown(file)} (${code === 'ENOENT' ? 'no such file' : code})` });
  }
}

function problemOfHash({ file, sha256, asOf }: OptionsOf<typeof table>, bytes: Buffer, where: string): readonly Problem[] {
  const actual = createHash('sha256').update(bytes).digest('hex');
  return actual === sha256 ? [] : [{ where, expected: `${shown(file)} as of ${asOf} with sha256 ${sha256}`, got: `sha256 ${actual}` }];
}

function readCopy(file: string, content: string, where: string): Checked<readonly Cidr[]> {
  const expected = `a list of addresses in ${shown(file)}`;
  const body = content.replace(/^\uFEFF/, '').trim();
  if (body === '') return invalid({ where, expected, got: 'an empty file' });
  if (body.startsWith('<')) return invalid({ where, expected, got: 'HTML' });
  const entries = /^[[{]/.test(body) ? entriesOfJson(body) : entriesOfText(content.replace(/^\uFEFF/, ''));
  if (entries === undefined) return invalid({ where, expected, got: 'JSON that cannot be parsed' });
  if (entries.length === 0) return invalid({ where, expected, got: 'no addresses' });
  return all(entries.map(({ at, value }) => address.read(value, `${where} ${file}:${at}`)));
}

const address = cidr('an entry of a pinned list');

/** Each line that is more than a comment, by its number from 1. */
function entriesOfText(content: string): readonly Entry[] {
  const lines = content.split(/\r\n|\n|\r/).map((line, index) => ({ at: String(index + 1), value: line.replace(/#.*$/, '').trim() }));
  return lines.filter(({ value }) => value !== '');
}

/** Each string of an array or of the arrays in an object; anything else is kept, to be refused where it stands. */
function entriesOfJson(body: string): readonly Entry[] | undefined {
  const parsed = parseJson(body);
  if (parsed === undefined) return undefined;
  if (Array.isArray(parsed)) return itemsOf(parsed, '');
  return Object.entries(parsed as Readonly<Record<string, unknown>>).flatMap(([key, value]) => (Array.isArray(value) ? itemsOf(value, key) : [{ at: key, value }]));
}

const itemsOf = (items: readonly unknown[], key: string): readonly Entry[] => items.map((value, index) => ({ at: `${key}[${index}]`, value }));

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
