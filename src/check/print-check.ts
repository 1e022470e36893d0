import { MOST_SHOWN, type SiteCheck, isProved } from './check-site.js';
import type { Finding } from './finding.js';
import { formatProblem } from '../model/diagnostic.js';
import { printReason } from './print-reason.js';
import { formatProbe } from './sample.js';

/** The proof of one site in words: a line when it holds, packets and rules when it does not. */
export function printCheck(check: SiteCheck): string {
  return [
    `${check.site}: ${isProved(check) ? 'proved' : `NOT PROVED: ${counted(check)}`}`,
    ...check.missing.flatMap((finding) => block('missing', finding)),
    ...check.excess.flatMap((finding) => block('excess', finding)),
    ...check.broken.flatMap(({ expectation, finding }) => block(`expected to ${expectation.expect} ${expectation.text}, but`, finding)),
    ...check.overstated.flatMap((finding) => block('said to be permitted, and not:', finding)),
    ...check.inspected.flatMap((finding) => block('TLS that may be opened, which the page forbids:', finding)),
    ...check.misplaced.map((problem) => `  in the wrong place: ${formatProblem(problem)}`),
    ...check.unread.map((what) => `  not read: ${what}`),
    ...check.notes.map((note) => `  note: ${note}`),
  ].join('\n');
}

function counted({ missing, excess, broken, overstated, inspected, misplaced, unread }: SiteCheck): string {
  const parts = [
    missing.length === 0 ? [] : [`${shownOf(missing)} required and not permitted`],
    excess.length === 0 ? [] : [`${shownOf(excess)} permitted and not asked for`],
    broken.length === 0 ? [] : [`${broken.length} expectation${broken.length === 1 ? '' : 's'} not met`],
    overstated.length === 0 ? [] : [`${shownOf(overstated)} said to be permitted and not`],
    inspected.length === 0 ? [] : [`${shownOf(inspected)} opened by TLS inspection and forbidden to be`],
    misplaced.length === 0 ? [] : [`${misplaced.length} in the wrong place`],
    unread.length === 0 ? [] : [`${unread.length} not read`],
  ];
  return parts.flat().join(', ');
}

/** Of more than are shown nobody has counted the rest. */
const shownOf = (found: readonly Finding[]): string => `${found.length}${found.length < MOST_SHOWN ? '' : ' or more'}`;

const block = (what: string, { packet, reasons, rows, path }: Finding): readonly string[] => [
  `  ${what} ${formatProbe(packet)}${path === undefined ? '' : ` on ${what === 'missing' ? 'the path' : 'paths other than'} ${path}`}${rows.length === 0 ? '' : `, asked for by ${rows.join(', ')}`}`,
  ...reasons.flatMap(printReason).map((line) => `    ${line}`),
];
