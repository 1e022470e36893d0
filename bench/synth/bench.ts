import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Line, line, milliseconds, progress, spread, times as ratio } from '../report.js';
import { type Rounds, type Variant, interleave, measured, ratios, timesOf } from '../rounds.js';

const OFFICES = [100, 1_000];
const job = join(__dirname, 'job.js');

/** Offices on both clouds with five vendors; aim: not slower than plain cdktf, and the cost of a site the same at 100 and 1,000. */
export function synthRows(rounds: number): readonly Line[] {
  const folder = mkdtempSync(join(tmpdir(), 'vendor-egress-bench-'));
  try {
    const recorded = OFFICES.map((offices) => record(folder, offices));
    const times = interleave(recorded.flatMap(({ variants }) => variants), rounds, progress('synth', rounds));
    return [...recorded.flatMap(({ offices, resources }) => linesOf(offices, resources, times)), ...growth(times)];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Recorded {
  readonly offices: number;
  readonly resources: number;
  readonly variants: readonly Variant[];
}

/** Synthesizes once, keeps the resources as literals, and sees that plain cdktf makes the same stacks of them. */
function record(folder: string, offices: number): Recorded {
  const [out, again, literals] = [join(folder, `${offices}`), join(folder, `${offices}-plain`), join(folder, `${offices}.json`)] as const;
  [out, again].forEach((each) => mkdirSync(each));
  const resources = measured(join(__dirname, 'record.js'), String(offices), out, literals, again);
  const inputs = { library: String(offices), unproved: String(offices), planning: String(offices), plain: literals, 'plain-hastened': literals, bytes: out, check: out };
  const variants = Object.entries(inputs).map(([name, input]) => ({ name: nameOf(name, offices), run: () => measured(job, name, input) }));
  return { offices, resources, variants };
}

const nameOf = (name: string, offices: number): string => `${name} ${offices}`;

function linesOf(offices: number, resources: number, times: Rounds): readonly Line[] {
  const what = `synth ${offices.toLocaleString('en')} sites, ${resources.toLocaleString('en')} resources`;
  const plain = { variant: nameOf('plain', offices), what: 'plain cdktf' };
  return [
    line(what, 'this library', times, nameOf('unproved', offices), plain),
    line(what, 'this library', times, nameOf('unproved', offices), { variant: nameOf('bytes', offices), what: 'writing the bytes' }),
    line(what, 'this library, each site proved', times, nameOf('library', offices), plain),
    line(what, 'planning alone', times, nameOf('planning', offices), plain),
    line(what, 'plain cdktf', times, nameOf('plain', offices)),
    line(what, 'plain cdktf, hastened the same way', times, nameOf('plain-hastened', offices), plain),
    line(what, 'writing the bytes', times, nameOf('bytes', offices)),
    ...[
      { variant: nameOf('unproved', offices), what: 'synth of the same, not proved' },
      { variant: nameOf('library', offices), what: 'synth of the same, proved' },
    ].map((to) => line(`check ${offices.toLocaleString('en')} sites`, 'read back, proved, measured', times, nameOf('check', offices), to)),
  ];
}

/** What a site costs at 1,000, against what it costs at 100. */
function growth(times: Rounds): readonly Line[] {
  const [few = 0, many = 0] = OFFICES;
  return (['unproved', 'library', 'plain'] as const).map((name) => ({
    job: 'growth',
    what: { unproved: 'this library', library: 'this library, each site proved', plain: 'plain cdktf' }[name],
    ms: spread(timesOf(times, nameOf(name, many)).map((ms) => ms / many), milliseconds),
    ratio: spread(ratios(times, nameOf(name, many), nameOf(name, few)).map((each) => (each * few) / many), ratio),
    to: `ms a site at ${many.toLocaleString('en')}, to ${few}`,
  }));
}
