import { below, exactly } from '../../model/domain-pattern.js';
import { type IntervalSet, unionOf } from '../../model/interval-set.js';
import { SOME_NAME, nameSet, namesEndingIn } from '../../model/space.js';
import { type ReadNames, complement } from './read-names.js';
import { atMost, exact } from './read-within.js';

/** What stands before the literal names, and what it makes of one of them. */
const STARTS: readonly (readonly [string, (name: string) => IntervalSet<string>])[] = [
  ['(?:^|\\.)', (name) => nameSet([exactly(name), below(name)])],
  ['(^|\\.)', (name) => nameSet([exactly(name), below(name)])],
  ['^(?:.*\\.)?', (name) => unionOf([...nameSet([exactly(name)]), ...namesEndingIn(`.${name}`)])],
  ['^(.*\\.)?', (name) => unionOf([...nameSet([exactly(name)]), ...namesEndingIn(`.${name}`)])],
  ['^.*\\.', (name) => namesEndingIn(`.${name}`)],
  ['\\.', (name) => namesEndingIn(`.${name}`)],
  ['^', (name) => nameSet([exactly(name)])],
  ['', namesEndingIn],
];

/**
 * Reads the few forms that say nothing but literal names with an end: `/(^|\.)(a\.com|b\.net)$/i`. Every other
 * expression surely matches nothing and at most every name.
 */
export function readPcre(value: string, lowered: boolean): ReadNames {
  const { negated, pattern, flags } = partsOf(value);
  const found = pattern.endsWith('$') && !pattern.endsWith('\\$') && /^i?$/.test(flags) ? namesOf(pattern.slice(0, -1)) : undefined;
  if (found === undefined) return { names: atMost(SOME_NAME), unread: [`pcre ${value}`] };
  const sure = flags === 'i' || (lowered && pattern === pattern.toLowerCase());
  const names = sure ? exact(found) : atMost(found);
  return { names: negated ? complement(names) : names, unread: sure ? [] : [`pcre ${value} matches one spelling alone`] };
}

interface Parts {
  readonly negated: boolean;
  readonly pattern: string;
  readonly flags: string;
}

function partsOf(value: string): Parts {
  const [, negation, open = '', pattern = '', flags = ''] = /^(!?)\s*"\/((?:\(\?i\))?)([\s\S]*)\/([A-Za-z]*)"$/.exec(value) ?? [];
  return { negated: negation === '!', pattern, flags: open !== '' && flags === '' ? 'i' : flags };
}

/** What PCRE and JavaScript read alike in a name: letters, classes, groups, what follows or does not, repetitions. */
const ALIKE = /^(?:\\[.\-dwS/]|\[\^?(?:[\w.-]|\\[.\-dw])+\]|\(\?[:=!]|[\w.\-^$|()*+?]|\{\d{1,2}(?:,\d{0,2})?\})+$/;
/** What may take for ever: a group that is repeated at will, and many repetitions. */
const ENDLESS = /\)(?:[*+]|\{(?![1-4]\}))|(?:(?:[*+]|\{\d+,(?:\}|\d{2}))[^*+]*){5}/;

/** Does a name meet the expression? Undefined where it says more than JavaScript surely reads alike. */
export function pcreTest(value: string): ((name: string) => boolean) | undefined {
  const { negated, pattern, flags } = partsOf(value);
  if (!/^i?$/.test(flags) || pattern.length > 200 || !ALIKE.test(pattern) || ENDLESS.test(pattern)) return undefined;
  try {
    const expression = new RegExp(pattern, flags);
    return (name) => expression.test(name) !== negated;
  } catch {
    return undefined;
  }
}

function namesOf(pattern: string): IntervalSet<string> | undefined {
  const [start, reach] = STARTS.find(([text]) => pattern.startsWith(text)) ?? ['', namesEndingIn];
  const rest = pattern.slice(start.length);
  const group = /^\((?:\?:)?([^()]*)\)$/.exec(rest)?.[1];
  const names = (group === undefined ? [rest] : group.split('|')).map(literalOf);
  return names.some((name) => name === undefined) ? undefined : unionOf(names.flatMap((name) => reach(name ?? '')));
}

/** `a\.com` as `a.com`; undefined where it is more than a literal. */
function literalOf(text: string): string | undefined {
  return /^(?:[a-z0-9_-]|\\\.|\\-)+$/i.test(text) ? text.replace(/\\/g, '').toLowerCase() : undefined;
}
