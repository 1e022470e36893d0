import type { Problem } from '../../model/diagnostic.js';
import { type BufferUse, readContents } from './read-contents.js';
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

function lintContent(where: string, { action }: SuricataRule, { buffer, transforms }: BufferUse, { text = '', nocase, endswith, negated, startswith }: Content): readonly Problem[] {
  const shown = `content:"${text}"`;
  const lowered = transforms.includes('to_lowercase');
  return [
    // Suricata lower-cases http.host and refuses what could never match it, but not behind a transform (detect-http-host.c, 7.0.8).
    ...(buffer === 'http.host' && transforms.length === 0 && nocase ? [{ where, expected: 'no nocase on http.host, which is lower case already', got: `${shown}; nocase` }] : []),
    ...(buffer === 'http.host' && text !== text.toLowerCase() && (transforms.length === 0 || lowered || !nocase) ? [{ where, expected: 'small letters on http.host, which is lower case already', got: shown, meant: text.toLowerCase() }] : []),
    ...(buffer === 'tls.sni' && !nocase && !lowered ? [{ where, expected: 'nocase on tls.sni, which is as the client wrote it', got: shown }] : []),
    ...(/[*\s/]|:\/\//.test(text) ? [{ where, expected: 'a host name or the end of one: a star is a letter like any other', got: shown }] : []),
    ...(action === 'pass' && !endswith && !negated ? [{ where, expected: `endswith: without it the rule also passes ${trimmed(text)}.example.net`, got: `${shown}${startswith ? '; startswith' : ''}` }] : []),
  ];
}

const trimmed = (text: string): string => text.replace(/^\./, 'www.');
