import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { prefixRows } from './prefixes/bench.js';
import { printed } from './report.js';
import { startRows } from './start/bench.js';
import { synthRows } from './synth/bench.js';

// `npm run bench -- --rounds 5 --only synth,prefixes,start`. Prints the tables that README.md keeps.

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' }, only: { type: 'string', default: 'synth,prefixes,start' } } });
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`--rounds: expected a whole number from 1, got ${values.rounds}`);

/** Starts are short and noisy: ten for each round of the others. */
const parts = { synth: () => synthRows(rounds), prefixes: () => prefixRows(rounds), start: () => startRows(rounds * 10) };

const processors = cpus();
const clock = process.env.BENCH_CLOCK === 'processor' ? 'processor time' : 'wall clock';
process.stdout.write(`Node ${process.version}, ${processors.length} cores (${processors[0]?.model.trim() ?? 'unknown'}), ${clock}, medians of ${rounds} rounds (starts: ${rounds * 10}), quartiles in brackets\n`);
for (const [name, rows] of Object.entries(parts)) if (values.only.split(',').includes(name)) process.stdout.write(`\n${printed(rows())}\n`);
