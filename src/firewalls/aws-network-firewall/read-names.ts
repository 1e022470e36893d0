import { type IntervalSet, difference } from '../../model/interval-set.js';
import { SOME_NAME, nameSet, namesEndingIn } from '../../model/space.js';
import { exactly } from '../../model/domain-pattern.js';
import { type Within, atMost, exact, isExact } from './read-within.js';

/** One `content` with the modifiers that came after it. */
export interface Content {
  /** As written, or undefined where it cannot be read. */
  readonly text: string | undefined;
  readonly negated: boolean;
  readonly nocase: boolean;
  readonly startswith: boolean;
  readonly endswith: boolean;
  readonly depth?: string;
  readonly offset?: string;
  /** From the end of the match before. */
  readonly distance?: string;
  readonly within?: string;
  /** Modifiers that are not understood. */
  readonly others: readonly string[];
}

/** How the buffer that holds the name was treated before it is searched. */
export interface Buffer {
  /** `tls.sni` or `http.host`. */
  readonly buffer: string;
  /** The engine writes it in lower case itself. */
  readonly lowered: boolean;
  /** `dotprefix` puts a dot before it. */
  readonly dotted: boolean;
  /** Suricata refuses `nocase` on it: on `http.host` itself, and not behind a transform (tried with 7.0.10). */
  readonly refusesNocase: boolean;
  /** Suricata refuses capitals, `nocase` or not: there, and behind `to_lowercase`. */
  readonly refusesCapitals: boolean;
}

/** The names a condition holds for, and what could not be read in it. */
export interface ReadNames {
  readonly names: Within<string>;
  readonly unread: readonly string[];
}

/**
 * Names in a packet have no case here, while clients may write them in any. A content with letters and without
 * `nocase` in a buffer that is not lowered holds for one spelling alone: it surely holds for no name, and at most for
 * the names it spells.
 */
export function readContent(content: Content, buffer: Buffer): ReadNames {
  const text = content.text;
  if (text === undefined || text === '') return { names: atMost(SOME_NAME), unread: ['a content that is malformed'] };
  if (buffer.refusesNocase && content.nocase) return { names: atMost(SOME_NAME), unread: ['nocase on http.host, which Suricata refuses'] };
  const placed = place(text.toLowerCase(), content, buffer);
  const oneCase = spelledInOneCase(text, content, buffer);
  const first = firstAlone(text, content);
  const positive = oneCase === undefined && first === undefined ? placed.names : atMost(placed.names.most);
  return { names: content.negated ? complement(positive) : positive, unread: [...placed.unread, ...(oneCase ?? []), ...(first ?? [])] };
}

/** Suricata looks at the first occurrence alone of what is not to be at the end: names that hold it twice are met. */
const firstAlone = (text: string, content: Content): readonly string[] | undefined =>
  content.negated && content.endswith && !content.startswith && !isStart(text, content) ? [`names that end in "${text}" and hold it before`] : undefined;

function spelledInOneCase(text: string, { nocase }: Content, { lowered, refusesCapitals }: Buffer): readonly string[] | undefined {
  if (!/[a-z]/i.test(text)) return undefined;
  if (lowered) return /[A-Z]/.test(text) && (refusesCapitals || !nocase) ? [`"${text}" has capitals, and the buffer has none`] : undefined;
  return nocase ? undefined : [`"${text}" without nocase matches this spelling alone`];
}

/** Every named packet outside: a condition on a buffer is never met where the buffer is missing. */
export const complement = (names: Within<string>): Within<string> =>
  isExact(names) ? exact(difference(SOME_NAME, names.most)) : { least: difference(SOME_NAME, names.most), most: difference(SOME_NAME, names.least) };

function place(text: string, content: Content, buffer: Buffer): ReadNames {
  const start = content.startswith || isStart(text, content);
  const free = !start && [content.depth, content.offset, content.distance, content.within].some((each) => each !== undefined);
  const end = namesWithEnd(text, buffer);
  // A place beside the end is measured from elsewhere when it is negated.
  if (content.others.length > 0 || free) return { names: atMost(content.endswith && !content.negated ? end : SOME_NAME), unread: [`"${text}" with ${placement(content)}`] };
  if (start && content.endswith) return { names: exact(wholeName(text, buffer)), unread: [] };
  if (content.endswith) return { names: exact(end), unread: [] };
  if (start) return { names: { least: wholeName(text, buffer), most: SOME_NAME }, unread: [`names that start with "${text}"`] };
  return { names: { least: end, most: SOME_NAME }, unread: [`names that hold "${text}" anywhere`] };
}

/** `depth` as long as the content pins it to the start. */
const isStart = (text: string, { depth, offset }: Content): boolean => Number(depth ?? NaN) === text.length && (offset === undefined || Number(offset) === 0);

const placement = ({ depth, offset, distance, within, others }: Content): string =>
  [...Object.entries({ depth, offset, distance, within }).flatMap(([word, value]) => (value === undefined ? [] : [word])), ...others].join(', ');

const wholeName = (text: string, { dotted }: Buffer): IntervalSet<string> => {
  if (!dotted) return nameSet([exactly(text)]);
  return text.startsWith('.') && text.length > 1 ? nameSet([exactly(text.slice(1))]) : [];
};

/** With a dot before it, a name ends in `.x.com` also where it is `x.com`. */
function namesWithEnd(text: string, buffer: Buffer): IntervalSet<string> {
  const whole = buffer.dotted ? wholeName(text, buffer) : [];
  return whole.length === 0 ? namesEndingIn(text) : [...whole, ...namesEndingIn(text)].sort(([a], [b]) => (a < b ? -1 : 1));
}
