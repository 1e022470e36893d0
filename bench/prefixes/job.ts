import { merge } from 'fast-cidr-tools';
import { type Cidr, formatCidr, joinCidrs, parseCidr } from '../../src/model/cidr.js';
import { orThrow } from '../../src/model/diagnostic.js';
import type { Flow } from '../../src/model/flow.js';
import { optimise } from '../../src/optimise/optimise.js';
import { elapsedOf } from '../elapsed.js';
import { naiveMerge } from './naive.js';
import { somePrefixes } from './prefixes.js';

/** Ways to say the same addresses in the fewest prefixes: text to text, in one order. */
const jobs: Readonly<Record<string, (texts: readonly string[]) => readonly string[]>> = {
  library: (texts) => joinCidrs(read(texts)).map(formatCidr),
  /** All that is done to the flows of a site, for a site that asks for every prefix. */
  passes: (texts) => optimise(read(texts).map(flowTo)).map(({ destination }) => formatCidr(destination as Cidr)),
  'fast-cidr-tools': (texts) => merge([...texts], true),
  naive: naiveMerge,
};

const read = (texts: readonly string[]): readonly Cidr[] => texts.map((each) => orThrow(parseCidr(each, 'prefixes')));

const sources = read(['10.0.0.0/16']);
const ports = [{ from: 443, to: 443 }];
const origins = [{ vendor: 'example', requirement: 'media' }];
const flowTo = (destination: Cidr): Flow => Object.freeze({ direction: 'egress', protocol: 'tcp', ports, sources, destination, application: 'opaque', origins });

export function merged(name: string, texts: readonly string[]): readonly string[] {
  const job = jobs[name];
  if (job === undefined) throw new Error(`prefixes: expected one of ${Object.keys(jobs).join(', ')}, got ${name}`);
  return job(texts);
}

/** `job.js library 50000`: prints the milliseconds. */
function main([name = '', count = '']: readonly string[]): void {
  const texts = somePrefixes(Number(count));
  process.stdout.write(`${elapsedOf(() => merged(name, texts))}\n`);
}

if (require.main === module) main(process.argv.slice(2));
