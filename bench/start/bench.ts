import { resolve } from 'node:path';
import { type Line, line, progress } from '../report.js';
import { interleave, wholeProcess } from '../rounds.js';

const cli = resolve(__dirname, '../../src/cli/main.js');

const commands: Readonly<Record<string, readonly string[]>> = {
  node: ['-e', '0'],
  list: [cli, 'list'],
  flows: [cli, 'flows', 'office-berlin'],
};

/** Whole processes, from their start to their end; aim: less than three times bare Node. */
export function startRows(rounds: number): readonly Line[] {
  const variants = Object.entries(commands).map(([name, args]) => ({ name, run: () => wholeProcess(...args) }));
  const times = interleave(variants, rounds, progress('start', rounds));
  return [
    line('start', '`node -e 0`', times, 'node'),
    ...['list', 'flows'].map((name) => line('start', `\`vendor-egress ${name}\``, times, name, { variant: 'node', what: '`node -e 0`' })),
  ];
}
