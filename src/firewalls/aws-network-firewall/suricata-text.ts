import type { DomainPattern } from '../../model/domain-pattern.js';
import { type Origin, formatOrigin } from '../../model/flow.js';
import type { PortRange } from '../../model/port-range.js';
import { MESSAGE_CHARACTERS } from './limits.js';
import type { SuricataRule } from './rules.js';

/** The part of a rule that decides what it matches. Two rules with the same body are one. */
export interface RuleBody {
  readonly protocol: 'tcp' | 'udp' | 'tls' | 'http';
  /** Address and port terms as Suricata writes them. */
  readonly from: string;
  readonly to: string;
  /** Sticky buffer and contents, or nothing. */
  readonly match: string;
  readonly flow: string;
}

/** `443`, `4700:5000` or `[80,443,4700:5000]`. */
export function portsText(ports: readonly PortRange[]): string {
  const ranges = ports.map(({ from, to }) => (from === to ? String(from) : `${from}:${to}`));
  return ranges.length === 1 ? ranges.join() : `[${ranges.join(',')}]`;
}

/**
 * SNI or Host is the name, or ends in a dot and the name. `tls.sni` is as the client wrote it, so case is ignored;
 * `http.host` is lower case already and a rule that says `nocase` there is refused.
 */
export function nameMatch(application: 'tls' | 'http', { scope, name }: DomainPattern): string {
  const [buffer, nocase] = application === 'tls' ? ['tls.sni', ' nocase;'] : ['http.host', ''];
  if (scope === 'exact') return `${buffer}; content:"${name}"; startswith;${nocase} endswith; `;
  return `${buffer}; content:".${name}";${nocase} endswith; `;
}

export const bodyText = ({ protocol, from, to, match, flow }: RuleBody): string => `pass ${protocol} ${from} -> ${to} (${match}flow:${flow};)`;

/** The rule on one line. No `priority`, `classtype` or `gid`: strict order and the service forbid them. */
export function ruleText({ protocol, from, to, match, flow }: RuleBody, message: string, sid: number): string {
  return `pass ${protocol} ${from} -> ${to} (${match}msg:"${escapeMessage(message)}"; flow:${flow}; sid:${sid}; rev:1;)`;
}

/** What ends an option or a string in a rule is escaped, and a rule is one line. */
export const escapeMessage = (text: string): string => text.replace(/\s+/g, ' ').replace(/["\\;:|]/g, (sign) => `\\${sign}`);

/** `alleo/media, flexperto/media`, or as many as fit and how many more there are: all of them stand in a comment then. */
export const originsMessage = (origins: readonly Origin[]): string => shorten(origins.map(formatOrigin), MESSAGE_CHARACTERS);

/** As many of the words as fit, and how many more there are. */
export function shorten(words: readonly string[], most: number): string {
  const whole = words.join(', ');
  if (whole.length <= most) return whole;
  const room = most - ` and ${words.length} more`.length;
  const kept = words.filter((_, index) => words.slice(0, index + 1).join(', ').length <= room);
  return `${kept.join(', ')} and ${words.length - kept.length} more`;
}

/** A rule as it stands in a `rules_string`: origins that its message has no room for stand above it, one to a line. */
export function linesOf({ sid, text, origins }: SuricataRule): readonly string[] {
  const names = origins.map(formatOrigin);
  const comments = names.join(', ').length <= MESSAGE_CHARACTERS ? [] : names.map((name) => `# ${sid}: ${name}`);
  return [...comments, text];
}

export const rulesString = (rules: readonly SuricataRule[]): string => rules.flatMap(linesOf).join('\n');
