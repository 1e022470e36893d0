import { type Output, REFERENCE, type Resource } from './config.js';
import type { Elsewhere } from './owner.js';
import { isReference } from './values.js';

/** The points of one kind that a configuration knows: those it makes, and those elsewhere that it names. */
export interface Points {
  readonly here: readonly Resource[];
  readonly elsewhere: readonly Elsewhere[];
  /** What other configurations call a point that is made here; undefined where only apply tells. */
  readonly nameOf: (point: Resource) => string | undefined;
  /** Outputs of the configuration. */
  readonly outputs?: readonly Output[] | undefined;
}

/** Outputs that give the id of a point. */
export const outputsOf = ({ address }: Resource, outputs: readonly Output[] = []): readonly string[] =>
  outputs.filter(({ value }) => isReference(value) && value.attribute === 'id' && value[REFERENCE].replace(/\[[^\]]*\]$/, '') === address.replace(/\[[^\]]*\]$/, '')).map(({ name }) => name);

/** An output that is read of another stack, whichever it is: of `terraform_remote_state`, and of HCP Terraform. */
const REMOTE = /^(?:\$\{\s*)?data\.(?:terraform_remote_state\.[\w-]+(?:\[[^\]]*\])?\.outputs|tfe_outputs\.[\w-]+\.(?:nonsensitive_)?values)(?:\.|\["?)([\w-]+)(?:"?\])?(?:\s*\})?$/;

/** The output of another stack that names an outside point. */
export const outputRead = ({ elsewhere, named }: Elsewhere): string | undefined => (named === 'by expression' ? REMOTE.exec(elsewhere)?.[1] : undefined);

/** What an outside point is named by; nothing where only apply tells. Of an expression also the end that is written out. */
export function nameElsewhere({ elsewhere, named }: Elsewhere): readonly string[] {
  if (named === 'by nothing') return [];
  const [, end] = named === 'by expression' ? (/\}(\/[^{}]+)$/.exec(elsewhere) ?? []) : [];
  return end === undefined ? [elsewhere] : [elsewhere, end];
}

/** Points that several configurations may have to do with, by names that each of them may use. */
export interface SharedNames {
  /** Those it makes or puts rules into. */
  readonly fills: readonly string[];
  /** Those whose rules decide for it: the same, and what they inherit from. */
  readonly heeds: readonly string[];
}

/** Names under which other configurations may know the points. */
export const namesOf = (points: Points): SharedNames => {
  const names = [...points.elsewhere.flatMap(nameElsewhere), ...points.here.flatMap((point) => points.nameOf(point) ?? [])];
  const read = points.elsewhere.flatMap((point) => outputRead(point) ?? []);
  const given = points.here.flatMap((point) => outputsOf(point, points.outputs));
  return { fills: distinct([...names, ...given.map(asGiven), ...read.map(asRead)]), heeds: distinct([...names, ...given.map(asRead), ...read.flatMap((name) => [asGiven(name), asRead(name)])]) };
};

const distinct = (names: readonly string[]): readonly string[] => [...new Set(names)];

/** Two that give outputs of one name have nothing in common; one that gives it, and those that read it, may. */
const asGiven = (output: string): string => `output ${output}, given`;
const asRead = (output: string): string => `output ${output}, read`;

/**
 * Do two configurations mean one point? Azure does not tell capitals apart, and what makes a policy does not know its
 * subscription: it knows how the id ends.
 */
export function isSamePoint(a: string, b: string): boolean {
  const [one, other] = [a.toLowerCase(), b.toLowerCase()];
  return one === other || isEnd(one, other) || isEnd(other, one);
}

const isEnd = (id: string, end: string): boolean => end.startsWith('/') && id.endsWith(end);

/** A text that names of one point have in common, to look them up by. */
export const stemOf = (name: string): string => name.toLowerCase().replace(/^\/subscriptions\/[^/]+(?=\/)/, '');
