import type { Problem } from '../../model/diagnostic.js';
import { type BufferUse, readContents } from './read-contents.js';
import { treatmentOf } from './read-spelling.js';
import type { SuricataRule } from './read-suricata.js';

type Match = BufferUse['matches'][number];
type Content = Extract<Match, { readonly negated: boolean }>;

/** How a rule looks for names: what makes Suricata refuse it, and what makes it match other names than it says. */
export function lintNames(where: string, rule: SuricataRule): readonly Problem[] {
  return readContents(rule.options)
    .filter(({ buffer }) => buffer === 'tls.sni' || buffer === 'http.host')
    .flatMap((use) => [...misplaced(where, use), ...use.matches.filter(isContent).flatMap((content) => lintContent(where, rule, use, content))]);
}

const isContent = (match: Match): match is Content => 'negated' in match;

/** A transform acts on what is written after it. */
const misplaced = (where: string, { buffer, later }: BufferUse): readonly Problem[] =>
  later.includes('dotprefix') ? [{ where, expected: `dotprefix between ${buffer} and its content`, got: 'dotprefix after a content' }] : [];

function lintContent(where: string, { action }: SuricataRule, use: BufferUse, content: Content): readonly Problem[] {
  const { text = '', endswith, negated, startswith } = content;
  const shown = `content:"${text}"`;
  return [
    ...lintCase(where, use, content, shown),
    ...(/[*\s/]|:\/\//.test(text) ? [{ where, expected: 'a host name or the end of one: a star is a letter like any other', got: shown }] : []),
    ...(action === 'pass' && !endswith && !negated ? [{ where, expected: `endswith: without it the rule also passes ${trimmed(text)}.example.net`, got: `${shown}${startswith ? '; startswith' : ''}` }] : []),
  ];
}

/** Suricata lower-cases http.host, and refuses there and behind to_lowercase what could never match. */
function lintCase(where: string, use: BufferUse, { text = '', nocase }: Content, shown: string): readonly Problem[] {
  const { buffer, lowered, refusesNocase, refusesCapitals } = treatmentOf(use);
  const isLost = text !== text.toLowerCase() && (refusesCapitals || (lowered && !nocase));
  return [
    ...(refusesNocase && nocase ? [{ where, expected: `no nocase on ${buffer}, which is lower case already`, got: `${shown}; nocase` }] : []),
    ...(isLost ? [{ where, expected: `small letters on ${buffer}, which is lower case already`, got: shown, meant: text.toLowerCase() }] : []),
    ...(buffer === 'tls.sni' && !nocase && !lowered ? [{ where, expected: 'nocase on tls.sni, which is as the client wrote it', got: shown }] : []),
  ];
}

const trimmed = (text: string): string => text.replace(/^\./, 'www.');
