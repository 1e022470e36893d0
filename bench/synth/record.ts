import { writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { literalsOf, readStack, stackIds } from './literals.js';
import { jobOf } from './job.js';

// `record.js 100 OUT LITERALS AGAIN`: synthesizes, writes the literals down, and has plain cdktf say them again.

function main([offices = '', out = '', literals = '', again = '']: readonly string[]): void {
  jobOf('library', offices)(out);
  const stacks = literalsOf(out);
  writeFileSync(literals, JSON.stringify(stacks));
  jobOf('plain', literals)(again);
  const different = stackIds(out).filter((id) => !isDeepStrictEqual(readStack(out, id), readStack(again, id)));
  if (different.length > 0 || stackIds(again).length !== stacks.length) throw new Error(`plain cdktf: expected the same stacks, got others: ${different.slice(0, 5).join(', ')}`);
  process.stdout.write(`${stacks.reduce((sum, { resources }) => sum + resources.length, 0)}\n`);
}

main(process.argv.slice(2));
