import { LOSSES } from '../firewalls/firewall.js';
import { type Checked, all, invalid, shown, unknownWord, valid } from '../model/diagnostic.js';
import { choice, listOf, optional, text } from '../model/option.js';
import { readOptions } from '../model/read-options.js';
import { problemOfReason } from './problem-of-reason.js';
import type { Acceptance } from './site.js';

const ACCEPTANCE = { why: text('why the site lives with it', 'a reason in words', /\S/), loses: optional(listOf('the losses that it lives with', choice('a loss', LOSSES), 1)) } as const;

/** Reads what a site lives with, by row. `rows`: those there are, where that is known. */
export function readAccept(given: unknown, rows: readonly string[] | undefined, where: string): Checked<Readonly<Record<string, Acceptance>>> {
  if (given === undefined) return valid({});
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return invalid({ where, expected: 'reasons by vendor/requirement', got: shown(given) });
  const read = Object.entries(given).flatMap(([row, value]): readonly Checked<readonly [string, Acceptance]>[] => {
    const at = `${where}.${row}`;
    const acceptance = readAcceptance(value, at);
    const stranger = rows === undefined || rows.includes(row) ? [] : [invalid(unknownWord(at, row, rows))];
    return [...stranger, acceptance.ok ? valid([row, acceptance.value]) : acceptance];
  });
  const checked = all(read);
  return checked.ok ? valid(Object.freeze(Object.fromEntries(checked.value))) : checked;
}

function readAcceptance(value: unknown, where: string): Checked<Acceptance> {
  if (typeof value !== 'object' || value === null) {
    const problems = problemOfReason(value, where);
    return problems.length === 0 ? valid({ why: String(value) }) : invalid(...problems);
  }
  const read = readOptions(ACCEPTANCE, value, where, 'a reason in words, or an object with why and loses');
  if (!read.ok) return read;
  const { why, loses } = read.value;
  return valid({ why, ...(loses === undefined ? {} : { loses }) });
}
