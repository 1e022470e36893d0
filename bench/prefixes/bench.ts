import { join } from 'node:path';
import { type Line, line, progress } from '../report.js';
import { interleave, measured } from '../rounds.js';
import { merged } from './job.js';
import { somePrefixes } from './prefixes.js';

const COUNT = 50_000;
const job = join(__dirname, 'job.js');

/** Text to text, in processes of their own; aim: not slower than the library others use. */
export function prefixRows(rounds: number): readonly Line[] {
  agree(somePrefixes(5_000));
  const variants = ['library', 'passes', 'fast-cidr-tools', 'naive'].map((name) => ({ name, run: () => measured(job, name, String(COUNT)) }));
  const times = interleave(variants, rounds, progress('prefixes', rounds));
  const what = `merge ${COUNT.toLocaleString('en')} prefixes`;
  return [
    line(what, '`joinCidrs`', times, 'library', { variant: 'fast-cidr-tools', what: 'fast-cidr-tools 0.3.4' }),
    line(what, '`joinCidrs`', times, 'library', { variant: 'naive', what: 'each against all' }),
    line(what, '`optimise`, as flows', times, 'passes', { variant: 'fast-cidr-tools', what: 'fast-cidr-tools 0.3.4' }),
    line(what, '`optimise`, as flows', times, 'passes', { variant: 'naive', what: 'each against all' }),
    line(what, 'fast-cidr-tools 0.3.4', times, 'fast-cidr-tools'),
    line(what, 'each against all', times, 'naive'),
  ];
}

/** A merge that is fast and wrong is not compared. */
function agree(texts: readonly string[]): void {
  const wrong = ['library', 'passes', 'fast-cidr-tools'].filter((name) => merged(name, texts).join() !== merged('naive', texts).join());
  if (wrong.length > 0) throw new Error(`prefixes: expected the same from all, got others from ${wrong.join(', ')}`);
}
