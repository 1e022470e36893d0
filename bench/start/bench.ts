import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Line, line, progress } from '../report.js';
import { interleave, wholeProcess } from '../rounds.js';

const cli = resolve(__dirname, '../../src/cli/main.js');

const COMMANDS = ['list', 'flows', 'explain'] as const;

const commands = (out: string): Readonly<Record<(typeof COMMANDS)[number] | 'node', readonly string[]>> => ({
  node: ['-e', '0'],
  list: [cli, 'list'],
  flows: [cli, 'flows', 'office-berlin'],
  explain: [cli, 'explain', 'office-berlin', '443/tcp api.withalleo.com', '--out', out],
});

/** Whole processes, from their start to their end; aim: less than three times bare Node. */
export function startRows(rounds: number): readonly Line[] {
  const out = mkdtempSync(join(tmpdir(), 'vendor-egress-bench-'));
  try {
    wholeProcess(cli, 'synth', '--out', out);
    const variants = Object.entries(commands(out)).map(([name, args]) => ({ name, run: () => wholeProcess(...args) }));
    const times = interleave(variants, rounds, progress('start', rounds));
    return [
      line('start', '`node -e 0`', times, 'node'),
      ...COMMANDS.map((name) => line('start', `\`vendor-egress ${name}\``, times, name, { variant: 'node', what: '`node -e 0`' })),
    ];
  } finally {
    rmSync(out, { recursive: true });
  }
}
