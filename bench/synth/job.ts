import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { assess, isSound } from '../../src/check/assess.js';
import { readFrom } from '../../src/cli/configurations.js';
import { hastenSynth } from '../../src/site/fast-synth.js';
import { planSitesOrThrow } from '../../src/site/plan-sites.js';
import { buildApp } from '../../stacks/main.js';
import { elapsedOf } from '../elapsed.js';
import { type StackLiteral, stackFile, stackIds } from './literals.js';
import { classesOf, plainApp } from './plain-app.js';
import { STACKS_AN_OFFICE, benchSites } from './sites.js';

/** Ways to come to the same stacks. Each takes the folder to write to. */
type Job = (out: string) => void;

/** All code is loaded and all data is read before the clock starts: what is compared is the work. */
const jobs: Readonly<Record<string, (input: string) => Job>> = {
  /** This library, from sites as an engineer writes them. `input`: how many offices. */
  library: (input) => {
    loadConstructs();
    return (out) => buildApp(out, planSitesOrThrow(benchSites(Number(input)))).synth();
  },
  /** The same without the proof, as sites may ask for: the work that plain cdktf does too. */
  unproved: (input) => {
    loadConstructs();
    return (out) => buildApp(out, planSitesOrThrow(benchSites(Number(input)).map((site) => ({ ...site, unproved: 'not what is compared' })))).synth();
  },
  /** Planning alone, a part of the above. */
  planning: (input) => () => void planSitesOrThrow(benchSites(Number(input))),
  /** What `check --from` does with them: read back, proved, held against quotas and the clouds' refusals. `input`: a folder that was synthesized. */
  check: (input) => {
    const plans = planSitesOrThrow(benchSites(stackIds(input).length / STACKS_AN_OFFICE));
    return () => {
      if (!isSound(assess({ plans, configs: readFrom(input, plans) }))) throw new Error('check: expected sites that are proved, got others');
    };
  },
  /** Plain cdktf from literals. `input`: their file. */
  plain: (input) => {
    const literals = readLiterals(input);
    const classes = classesOf(literals);
    return (out) => plainApp(literals, classes, out).synth();
  },
  /** The same, with what the library does to cdktf. */
  'plain-hastened': (input) => {
    hastenSynth();
    return jobOf('plain', input);
  },
  /** The files, written and nothing else. `input`: a folder that was synthesized. */
  bytes: (input) => {
    const files = stackIds(input).map((id) => [id, readFileSync(stackFile(input, id))] as const);
    return (out) => files.forEach(([id, bytes]) => writeStack(stackFile(out, id), bytes));
  },
};

export function jobOf(name: string, input: string): Job {
  const job = jobs[name];
  if (job === undefined) throw new Error(`job: expected one of ${Object.keys(jobs).join(', ')}, got ${name}`);
  return job(input);
}

const readLiterals = (file: string): readonly StackLiteral[] => JSON.parse(readFileSync(file, 'utf8')) as readonly StackLiteral[];

/** What the kinds load when they build. */
function loadConstructs(): void {
  for (const kind of ['azure-firewall', 'aws-security-group', 'aws-network-firewall']) require(`../../src/firewalls/${kind}/construct.js`);
  require('../../src/site/stack.js');
}

function writeStack(file: string, bytes: Buffer): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
}

/** `job.js library 100`: does it once in a folder of its own, and prints the milliseconds. */
function main([name = '', input = '']: readonly string[]): void {
  const job = jobOf(name, input);
  const out = mkdtempSync(join(tmpdir(), 'vendor-egress-bench-'));
  const ms = elapsedOf(() => job(out));
  rmSync(out, { recursive: true });
  process.stdout.write(`${ms}\n`);
}

if (require.main === module) main(process.argv.slice(2));
