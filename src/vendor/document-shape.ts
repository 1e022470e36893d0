import { type Problem, shown, unknownWord } from '../model/diagnostic.js';
import { isLine } from '../model/line.js';
import { memo } from '../model/memo.js';
import { isOptionTable } from '../model/read-options.js';
import type { Note, Requirement, Source, VendorDocument } from './vendor-document.js';

/** What a field has to be, in words, and whether a value is that. */
type Shape = readonly [expected: string, holds: (value: unknown) => boolean];

type Fields<T> = { readonly [K in keyof Required<T>]: Shape };

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);

const isFunction = (value: unknown): boolean => typeof value === 'function';

const LINE: Shape = ['text on one line', isLine];
const LINES: Shape = ['a list of texts', (value) => Array.isArray(value) && value.every(isLine)];
const LIST: Shape = ['a list', Array.isArray];
/** Each of them is looked at by itself. */
const PASSAGES: Shape = ['a list of objects', Array.isArray];
const OBJECTS: Shape = ['a list of objects', (value) => Array.isArray(value) && value.every(isObject)];
const OBJECT: Shape = ['an object', isObject];
const FUNCTION: Shape = ['a function', isFunction];
const OPTIONS: Shape = ['an object of options such as flag(...), text(...) or choice(...)', isOptionTable];
const FEATURE: Shape = ['an object with feature', (value) => isObject(value) && 'feature' in value && isLine(value.feature) && (!('value' in value) || value.value === undefined || isLine(value.value))];
const WHEN: Shape = ['an object with holds and otherwise', (value) => isObject(value) && 'holds' in value && isFunction(value.holds) && 'otherwise' in value && isLine(value.otherwise)];

const word = (...of: readonly unknown[]): Shape => [`${of.length > 1 ? 'one of ' : ''}${of.join(', ')}`, (value) => of.includes(value)];
const optional = ([expected, holds]: Shape): Shape => [expected, (value) => value === undefined || holds(value)];
const either = (a: Shape, b: Shape): Shape => [`${a[0]} or ${b[0]}`, (value) => a[1](value) || b[1](value)];

const DOCUMENT: Fields<VendorDocument> = {
  id: LINE, name: LINE, sources: OBJECT, options: OPTIONS, requirements: PASSAGES, notes: PASSAGES,
  namesOnly: optional(OBJECT), check: optional(FUNCTION), cautions: optional(FUNCTION),
};

const SOURCE: Fields<Source> = { title: LINE, url: optional(LINE), file: optional(LINE), sha256: optional(LINE), read: LINE };

const PASSAGE = { source: LINE, lines: LINES, quote: LINE };

const NOTE: Fields<Note> = { ...PASSAGE, why: LINE };

const REQUIREMENT: Fields<Requirement> = {
  ...PASSAGE, id: LINE, about: LINE,
  necessity: either(word('required', 'recommended', 'optional'), FEATURE),
  when: optional(WHEN),
  direction: optional(word('egress', 'ingress')),
  opens: either(OBJECTS, FUNCTION),
  to: either(LIST, FUNCTION),
  from: optional(FUNCTION),
  exposed: optional(either(word(true, false), FUNCTION)),
  ownServer: optional(word(true, false)),
  inspect: optional(either(word('forbid'), FUNCTION)),
  oneOf: optional(LINE), fallback: optional(LINE), inferred: optional(LINE), asPublished: optional(LINE), caution: optional(LINE),
};

/**
 * Fields of a document that are not what they have to be, or that no document has. The compiler finds most of it;
 * documents also come from plain JavaScript, and a misspelt necessity would leave a row out in silence. Nothing else is
 * read of a document with any.
 */
export const problemsOfShape = memo((document: VendorDocument): readonly Problem[] => {
  const where = `vendors.${nameOf(document.id, '(no id)')}`;
  const outer = problemsOf(document, DOCUMENT, where);
  if (outer.length > 0) return outer;
  return [
    ...Object.entries(document.sources).flatMap(([key, source]) => problemsOf(source, SOURCE, `${where}.sources.${key}`)),
    ...document.requirements.flatMap((requirement, index) => problemsOf(requirement, REQUIREMENT, `${where}.${nameOf((requirement as Partial<Requirement> | null)?.id, `requirements[${index}]`)}`)),
    ...document.notes.flatMap((note, index) => problemsOf(note, NOTE, `${where}.notes[${index}]`)),
  ];
});

function problemsOf(value: object, fields: Readonly<Record<string, Shape>>, where: string): readonly Problem[] {
  if (!isObject(value)) return [{ where, expected: OBJECT[0], got: shown(value) }];
  const given = value as Readonly<Record<string, unknown>>;
  const known = Object.keys(fields);
  const strange = Object.keys(given).filter((name) => !known.includes(name));
  const wrong = Object.entries(fields).filter(([name, [, holds]]) => !holds(given[name]));
  return [
    ...strange.map((name) => unknownWord(`${where}.${name}`, name, known)),
    ...wrong.map(([name, [expected]]) => ({ where: `${where}.${name}`, expected, got: shown(given[name]) })),
  ];
}

const nameOf = (id: unknown, otherwise: string): string => (typeof id === 'string' && isLine(id) && id !== '' ? id : otherwise);
