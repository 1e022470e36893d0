import type { BufferUse } from './read-contents.js';
import type { Buffer, Content } from './read-names.js';
import { pcreTest } from './read-pcre.js';

/** A content whose place is known in numbers. */
interface Placed {
  readonly text: string;
  readonly content: Content;
  readonly offset: number;
  readonly depth: number | undefined;
  readonly distance: number | undefined;
  readonly within: number | undefined;
}

/**
 * Does a name in this very spelling meet what is asked of its buffer? Undefined where something in it is not understood.
 * Contents are looked for in order, as Suricata looks (detect-engine-content-inspection.c, read 2026-11-20): each in its
 * own place in the buffer, or behind the one before, whose next occurrence is tried when nothing follows the first.
 */
export function meetsSpelled(use: BufferUse, name: string): boolean | undefined {
  const placed = placesOf(use);
  const tests = [...use.sizes.map(sizeTest), ...use.matches.flatMap((match) => ('pcre' in match ? [pcreTest(match.pcre)] : []))];
  if (placed === undefined || tests.includes(undefined) || placed.length + tests.length === 0) return undefined;
  const meetsIn = (bytes: string): boolean => tests.every((test) => test?.(bytes) === true) && meets(bytes, placed, 0);
  const held = (buffer: Buffer): boolean => meetsIn(`${buffer.dotted ? '.' : ''}${buffer.lowered ? name.toLowerCase() : name}`);
  const said = held(treatmentOf(use));
  return isBare(use) && held(untransformed(use)) !== said ? undefined : said;
}

/** How a buffer is treated before it is searched. */
export const treatmentOf = ({ buffer, transforms }: Pick<BufferUse, 'buffer' | 'transforms'>): Buffer => ({
  buffer,
  lowered: buffer === 'http.host' || transforms.includes('to_lowercase'),
  dotted: transforms.includes('dotprefix'),
  refusesNocase: buffer === 'http.host' && transforms.length === 0,
  refusesCapitals: transforms.includes('to_lowercase') || (buffer === 'http.host' && transforms.length === 0),
});

/** The buffer without its transforms, where Suricata holds what is asked of it against that as well. */
export const untransformed = (use: Pick<BufferUse, 'buffer' | 'transforms'>): Buffer => ({ ...treatmentOf({ ...use, transforms: [] }), refusesNocase: false, refusesCapitals: false });

/**
 * Negations alone after a transform are met as well where the name meets them untransformed: `content:!".x.com"` after
 * dotprefix holds for x.com (measured with Suricata 7.0.10 on 2026-11-20, in `tls.sni` and, under the header http1, in
 * `http.host`).
 */
export const isBare = ({ transforms, matches }: BufferUse): boolean =>
  transforms.length > 0 && matches.length > 0 && matches.every((match) => ('negated' in match && match.negated) || ('pcre' in match && match.pcre.startsWith('!')));

/** The contents in numbers, where all are understood. What a relative content means beside a negation or an expression is not. */
function placesOf({ buffer, transforms, matches }: BufferUse): readonly Placed[] | undefined {
  const known = matches.flatMap((match) => ('negated' in match ? (placeOf(match) ?? []) : []));
  const expressions = matches.filter((match) => 'pcre' in match).length;
  const isMixed = (expressions > 0 || known.some(({ content }) => content.negated)) && known.some(({ distance, within }) => distance !== undefined || within !== undefined);
  const { refusesNocase, refusesCapitals } = treatmentOf({ buffer, transforms });
  const isRefused = known.some(({ content, text }) => (refusesNocase && content.nocase) || (refusesCapitals && text !== text.toLowerCase()));
  return known.length + expressions < matches.length || isMixed || isRefused || strangeOf({ transforms }).length > 0 ? undefined : known;
}

/** Transforms that are not understood, or stand there twice. */
export const strangeOf = ({ transforms }: Pick<BufferUse, 'transforms'>): readonly string[] =>
  transforms.filter((each, index) => (each !== 'dotprefix' && each !== 'to_lowercase') || transforms.indexOf(each) < index);

function placeOf(content: Content): Placed | undefined {
  const { text, others, offset = '0', depth, distance, within } = content;
  if (content.negated && content.endswith && [content.offset, depth].some((each) => each !== undefined)) return undefined;
  if (text === undefined || text === '' || others.length > 0 || [offset, depth, distance, within].some((each) => each !== undefined && !/^-?\d+$/.test(each))) return undefined;
  const number = (digits: string | undefined): number | undefined => (digits === undefined ? undefined : Number(digits));
  return { text, content, offset: Number(offset), depth: content.startswith ? text.length : number(depth), distance: number(distance), within: number(within) };
}

/** `bsize`: a number, `>1`, `<9`, or between two that it does not reach. */
function sizeTest(text: string): ((bytes: string) => boolean) | undefined {
  const [, sign, first, last] = /^([<>]?)\s*(\d+)(?:\s*<>\s*(\d+))?$/.exec(text) ?? [];
  if (first === undefined || (sign !== '' && last !== undefined)) return undefined;
  const bound = Number(first);
  if (last !== undefined) return ({ length }) => bound < length && length < Number(last);
  return sign === '' ? ({ length }) => length === bound : sign === '<' ? ({ length }) => length < bound : ({ length }) => length > bound;
}

function meets(bytes: string, [first, ...others]: readonly Placed[], from: number): boolean {
  if (first === undefined) return true;
  const ends = endsOf(bytes, first, from);
  if (!first.content.negated) return ends.filter((end) => isAtEnd(first, end, bytes)).some((end) => meets(bytes, others, end));
  // Of what is not to be at the end the first occurrence alone is looked at (measured with Suricata 7.0.10 on 2026-11-20).
  return !ends.slice(0, 1).some((end) => isAtEnd(first, end, bytes)) && meets(bytes, others, from);
}

const isAtEnd = ({ content }: Placed, end: number, bytes: string): boolean => !content.endswith || end === bytes.length;

/** Where its occurrences end, in the part of the buffer that it is looked for in. */
function endsOf(bytes: string, { text, content, offset, depth, distance, within }: Placed, from: number): readonly number[] {
  const relative = distance !== undefined || within !== undefined;
  const start = relative ? from + (distance ?? 0) : offset;
  const limit = relative ? (within === undefined ? bytes.length : start + within) : depth === undefined ? bytes.length : offset + depth;
  const [hay, needle] = content.nocase ? [bytes.toLowerCase(), text.toLowerCase()] : [bytes, text];
  const ends: number[] = [];
  for (let at = hay.indexOf(needle, Math.max(start, 0)); at !== -1 && at + needle.length <= limit; at = hay.indexOf(needle, at + 1)) ends.push(at + needle.length);
  return ends;
}
