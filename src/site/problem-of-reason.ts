import { type Problem, shown } from '../model/diagnostic.js';
import { isLine } from '../model/line.js';

/** Why a site does what it should not: words, and on one line of every report. */
export const problemOfReason = (reason: unknown, where: string): readonly Problem[] =>
  isLine(reason) && reason.trim() !== '' ? [] : [{ where, expected: 'a reason in words, on one line', got: shown(reason) }];
