import type { Passage, Requirement, VendorDocument } from '../../../src/vendor/vendor-document.js';
import { type PageRow, pageRows } from './page-rows.js';
import { type Page, squeezed } from './pages.js';

type Kind = 'requirement' | 'alternative' | 'note';

/** A passage of a document, with what it is; lines as pairs. */
interface Claim {
  readonly id: string;
  readonly kind: Kind;
  readonly quote: string;
  readonly ranges: readonly (readonly [number, number])[];
}

export interface Account {
  readonly lines: number;
  readonly rows: number;
  readonly byKind: Readonly<Record<Kind, number>>;
  /** Everything on the page that the document forgets, or says otherwise. */
  readonly problems: readonly string[];
}

/** Holds a page against what the document says of it. */
export function accountFor(document: VendorDocument, source: string, page: Page): Account {
  const claims = claimsOf(document).filter((claim) => claim.source === source);
  const rows = pageRows(page.lines);
  const kinds = rows.map((row) => ({ row, kind: kindOf(row, claims) }));
  return {
    lines: page.lines.filter((line) => line !== '').length,
    rows: rows.length,
    byKind: { requirement: count(kinds, 'requirement'), alternative: count(kinds, 'alternative'), note: count(kinds, 'note') },
    problems: [
      ...kinds.filter(({ kind }) => kind === undefined).map(({ row }) => `row ${row.from}: not accounted for: ${row.text}`),
      ...forgottenLines(page, claims),
      ...claims.flatMap((claim) => problemsOfClaim(page, claim)),
    ],
  };
}

const count = (kinds: readonly { readonly kind: Kind | undefined }[], wanted: Kind): number => kinds.filter(({ kind }) => kind === wanted).length;

function claimsOf(document: VendorDocument): readonly (Claim & { readonly source: string })[] {
  const claim = (passage: Passage, id: string, kind: Kind) => ({ source: passage.source, id, kind, quote: passage.quote, ranges: passage.lines.map(rangeOf) });
  return [
    ...document.requirements.map((row) => claim(row, row.id, row.oneOf === undefined ? 'requirement' : 'alternative')),
    ...document.notes.map((note, index) => claim(note, `notes[${index}]`, 'note')),
    ...(document.namesOnly === undefined ? [] : [claim(document.namesOnly, 'namesOnly', 'note')]),
  ];
}

function rangeOf(text: string): readonly [number, number] {
  const [from = '', to = from] = text.split('-');
  return [Number(from), Number(to)];
}

const holds = (claim: Claim, line: number): boolean => claim.ranges.some(([from, to]) => from <= line && line <= to);

/** The requirements that stand on this row of a page. */
export const requirementsOn = (document: VendorDocument, source: string, row: PageRow): readonly Requirement[] =>
  document.requirements.filter((each) => each.source === source && each.lines.map(rangeOf).some(([from, to]) => from <= row.from && row.from <= to));

/** A note accounts for a row only when it is about this row: a range of prose that happens to hold it does not. */
function kindOf(row: PageRow, claims: readonly Claim[]): Kind | undefined {
  const kinds = claims.filter((claim) => holds(claim, row.from)).map(({ kind }) => kind);
  if (kinds.includes('alternative')) return 'alternative';
  if (kinds.includes('requirement')) return 'requirement';
  const notes = claims.filter((claim) => claim.kind === 'note' && claim.ranges.some(([from, to]) => from === row.from && to <= row.to));
  return notes.length > 0 ? 'note' : undefined;
}

function forgottenLines(page: Page, claims: readonly Claim[]): readonly string[] {
  return page.lines.flatMap((line, index) => (line === '' || claims.some((claim) => holds(claim, index + 1)) ? [] : [`line ${index + 1}: not accounted for: ${line}`]));
}

/** The quote stands in one of the ranges, and every range is on the page. */
function problemsOfClaim(page: Page, { id, quote, ranges }: Claim): readonly string[] {
  const outside = ranges.filter(([from, to]) => from < 1 || to < from || to > page.lines.length);
  const texts = ranges.map(([from, to]) => squeezed(page.lines.slice(from - 1, to).join(' ')));
  return [
    ...outside.map(([from, to]) => `${id}: lines ${from}-${to} are not on a page of ${page.lines.length} lines`),
    ...(texts.some((text) => text.includes(squeezed(quote))) ? [] : [`${id}: the quote is not in lines ${ranges.map((range) => range.join('-')).join(', ')}: ${quote}`]),
  ];
}
