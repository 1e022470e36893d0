import { isDate } from '../model/date.js';
import { type Problem, shown, unknownWord } from '../model/diagnostic.js';
import { groupBy } from '../model/group-by.js';
import { memo } from '../model/memo.js';
import { readOption } from '../model/read-options.js';
import { SITE_PROPS, commonOptions } from './common-options.js';
import { problemsOfShape } from './document-shape.js';
import { readDestination, readOpening } from './read-requirement.js';
import type { Opening, Passage, Requirement, Source, VendorDocument } from './vendor-document.js';

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LINES = /^\d+(-\d+)?$/;
const SHA256 = /^[0-9a-f]{64}$/;

/**
 * Everything wrong with a document that can be seen without options. Places are relative to the vendor's folder. Looked
 * for once, however many sites use the document.
 */
export const validateDocument = memo((document: VendorDocument): readonly Problem[] => {
  const malformed = problemsOfShape(document);
  if (malformed.length > 0) return malformed;
  const where = `vendors.${document.id}`;
  const alone = new Set(groupBy(document.requirements.flatMap(({ oneOf }) => oneOf ?? []), (group) => group).flatMap((group) => (group.length === 1 ? group : [])));
  return [
    ...problemOfId(document.id, where),
    ...Object.entries(document.sources).flatMap(([key, source]) => problemsOfSource(source, `${where}.sources.${key}`)),
    ...optionClashes(document, where),
    ...duplicates(document.requirements.map(({ id }) => id), where),
    ...document.requirements.flatMap((requirement) => problemsOfRequirement(document, requirement, alone, `${where}.${requirement.id}`)),
    ...document.notes.flatMap((note, index) => problemsOfPassage(document, note, `${where}.notes[${index}]`)),
  ];
});

function problemsOfSource(source: Source, where: string): readonly Problem[] {
  return [
    ...(isDate(source.read) ? [] : [{ where: `${where}.read`, expected: 'a date such as 2026-11-20', got: shown(source.read) }]),
    ...(source.url === undefined && source.file === undefined ? [{ where, expected: 'an url or a file', got: 'neither' }] : []),
    ...(source.sha256 === undefined || SHA256.test(source.sha256) ? [] : [{ where: `${where}.sha256`, expected: 'a SHA-256 in hex', got: shown(source.sha256) }]),
  ];
}

function problemOfId(id: string, where: string): readonly Problem[] {
  return ID.test(id) ? [] : [{ where, expected: 'an id of lower-case letters, digits and single hyphens', got: shown(id) }];
}

function duplicates(ids: readonly string[], where: string): readonly Problem[] {
  const repeated = groupBy(ids, (id) => id).filter((same) => same.length > 1);
  return repeated.map((same) => ({ where: `${where}.${same[0]}`, expected: 'an id used once', got: `${same.length} rows with it` }));
}

/** Names that options of a document must not have, and why. */
const TAKEN = new Map<string, string>([
  ...Object.keys(commonOptions).map((name) => [name, 'is not an option of every vendor'] as const),
  ...SITE_PROPS.map((name) => [name, 'does not describe the site in the construct of a vendor'] as const),
]);

function optionClashes(document: VendorDocument, where: string): readonly Problem[] {
  return Object.keys(document.options).flatMap((name) => {
    const why = TAKEN.get(name);
    return why === undefined ? [] : [{ where: `${where}.options.${name}`, expected: `a name that ${why}`, got: shown(name) }];
  });
}

function problemsOfPassage(document: VendorDocument, passage: Passage, where: string): readonly Problem[] {
  const sources = Object.keys(document.sources);
  return [
    ...(sources.includes(passage.source) ? [] : [noneOf(`${where}.source`, passage.source, sources, 'one of sources, which has none')]),
    ...(passage.quote.trim() === '' ? [{ where: `${where}.quote`, expected: "the page's words", got: 'nothing' }] : []),
    ...(passage.lines.length === 0 ? [{ where: `${where}.lines`, expected: 'the lines that say it', got: 'an empty list' }] : []),
    ...passage.lines.filter((lines) => !areLines(lines)).map((lines) => ({ where: `${where}.lines`, expected: 'lines such as 22 or 22-27', got: shown(lines) })),
  ];
}

/** A word that is none of those known, or of which there are none to know. */
const noneOf = (where: string, word: unknown, known: readonly string[], whenNone: string): Problem =>
  known.length === 0 ? { where, expected: whenNone, got: shown(word) } : unknownWord(where, word, known);

/** `22-27` runs from a line to a later one; lines begin at 1. */
function areLines(lines: string): boolean {
  const [from = 0, to = from] = lines.split('-').map(Number);
  return LINES.test(lines) && from >= 1 && from <= to;
}

/** `alone`: groups of alternatives that have one. */
function problemsOfRequirement(document: VendorDocument, requirement: Requirement, alone: ReadonlySet<string>, where: string): readonly Problem[] {
  const { necessity, oneOf } = requirement;
  return [
    ...problemOfId(requirement.id, where),
    ...problemsOfPassage(document, requirement, where),
    ...(typeof necessity === 'object' ? problemsOfFeature(document, necessity.feature, necessity.value, `${where}.necessity`) : []),
    ...(requirement.direction === 'ingress' && requirement.from === undefined ? [{ where: `${where}.from`, expected: 'sources for ingress', got: 'nothing' }] : []),
    ...(oneOf !== undefined && alone.has(oneOf) ? [{ where: `${where}.oneOf`, expected: 'at least two alternatives', got: '1' }] : []),
    ...problemsOfStatics(document, requirement, where),
  ];
}

function problemsOfFeature(document: VendorDocument, feature: string, value: string | undefined, where: string): readonly Problem[] {
  const options = Object.entries(document.options).filter(([, option]) => (value === undefined ? typeof option.fallback === 'boolean' : Array.isArray(option.fallback)));
  const found = options.find(([name]) => name === feature);
  if (found === undefined) return [noneOf(`${where}.feature`, feature, options.map(([name]) => name), value === undefined ? 'an option of true or false, of which there is none' : 'an option that lists values, of which there is none')];
  const read = value === undefined ? undefined : readOption(found[1], [value], `${where}.value`);
  return read === undefined || read.ok ? [] : read.problems;
}

function problemsOfStatics(document: VendorDocument, requirement: Requirement, where: string): readonly Problem[] {
  const own = requirement.ownServer === true || requirement.direction === 'ingress';
  const openings = typeof requirement.opens === 'function' ? [] : requirement.opens.map((opening: Opening, index) => readOpening(opening, `${where}.opens[${index}]`));
  const destinations = typeof requirement.to === 'function' ? [] : requirement.to.map((text: string, index) => readDestination(text, `${where}.to[${index}]`, own));
  const pinned = document.namesOnly !== undefined && destinations.some((read) => read.ok && read.value.some(({ destination }) => destination.kind === 'cidr'));
  return [
    ...[...openings, ...destinations].flatMap((read) => (read.ok ? [] : read.problems)),
    ...(pinned ? [{ where: `${where}.to`, expected: 'names only, as the page asks', got: 'an address' }] : []),
  ];
}
