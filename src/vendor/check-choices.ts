import { type Problem, unknownWord } from '../model/diagnostic.js';
import { groupBy } from '../model/group-by.js';
import { tooManyReason } from '../model/holdings.js';
import type { CommonSettings, Media } from './common-options.js';
import type { Row } from './flows-of.js';
import type { VendorDocument } from './vendor-document.js';

// What the choices of a site have to hold to, once they are read.

/** Reads the lists as they were given, so that they are checked beside options that cannot be read. */
export function unknownRows(document: VendorDocument, given: unknown, where: string): readonly Problem[] {
  const ids = document.requirements.map(({ id }) => id);
  const known = { include: [...ids, 'recommended', 'optional'], exclude: ids };
  return (['include', 'exclude'] as const).flatMap((list) => {
    const words: unknown = (given as Partial<Record<string, unknown>> | undefined)?.[list];
    if (!Array.isArray(words)) return [];
    return words.flatMap((word: unknown, index) =>
      typeof word !== 'string' || known[list].includes(word) ? [] : [unknownWord(`${where}.${list}[${index}]`, word, known[list])],
    );
  });
}

/** A necessity in `include` that no row has: whoever wrote it expects more than is opened. */
export function idleWords({ id, requirements }: VendorDocument, { include }: CommonSettings): readonly string[] {
  const idle = include.filter((word) => ['recommended', 'optional'].includes(word) && !requirements.some(({ necessity }) => necessity === word));
  return idle.map((word) => `include: ${word} opens nothing: what ${id} has beside required rows belongs to features, each with an option of its own`);
}

/** A page may forbid addresses in place of its names. */
export function refusedMedia(document: VendorDocument, media: Media, where: string): readonly Problem[] {
  if (media.mode !== 'published-cidrs' || document.namesOnly === undefined) return [];
  const quote = document.namesOnly.quote;
  return [{ where: `${where}.media.mode`, expected: `omit or any-destination, because ${document.name} forbids pinned addresses ("${quote}")`, got: 'published-cidrs' }];
}

/** Each network of a page may be a vendor's; all of them together may be most of the internet. */
export function tooWide(rows: readonly Row[], where: string): readonly Problem[] {
  const reason = tooManyReason(rows.flatMap(({ flows }) => flows.flatMap(({ destination }) => (destination.kind === 'cidr' ? [destination] : []))));
  return reason === undefined ? [] : [{ where, expected: 'networks of one vendor', got: `what its rows go to, ${reason}` }];
}

/** Of each group of alternatives at least one has to be chosen, or the site asks for half a page. */
export function unchosen(rows: readonly Row[], where: string): readonly Problem[] {
  const groups = groupBy(rows.filter(({ requirement }) => requirement.oneOf !== undefined), ({ requirement }) => requirement.oneOf ?? '');
  // A member that its condition let through was chosen, even when the site excludes it or its feature is off.
  const left = groups.filter((members) => !members.some((row) => row.state === 'asked' || row.requirement.when?.otherwise !== row.why));
  return left.map((members) => ({ where, expected: `one of the alternatives ${members.map((row) => row.requirement.id).join(', ')}`, got: 'none of them' }));
}
