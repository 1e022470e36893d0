#!/usr/bin/env node
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { EXIT, fail } from './output.js';

/** Adds a command to the program. Its code is loaded when it is named, so that `list` does not wait for what proves. */
const commands: Readonly<Record<string, (program: Command) => void>> = {
  list: (program) => (require('./list.js') as typeof import('./list.js')).addList(program),
  flows: (program) => (require('./flows.js') as typeof import('./flows.js')).addFlows(program),
  synth: (program) => (require('./synth.js') as typeof import('./synth.js')).addSynth(program),
  check: (program) => (require('./check.js') as typeof import('./check.js')).addCheck(program),
  explain: (program) => (require('./explain.js') as typeof import('./explain.js')).addExplain(program),
  'who-opens': (program) => (require('./who-opens.js') as typeof import('./who-opens.js')).addWhoOpens(program),
};

/** The command that writes; the others look. */
const WRITES = 'synth';

/** Runs the command line and tells the exit code; it never ends the process itself. */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    const program = commandLine(argv[0]);
    await program.parseAsync([...argv], { from: 'user' });
    return EXIT.done;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.badInput;
    return fail(error, argv[0] === WRITES);
  }
}

/** With the command that was named; with all of them for help, and where none is known by that name. */
function commandLine(named = ''): Command {
  const program = new Command('vendor-egress')
    .description("Vendors' network requirements as firewall rules.")
    .version(version(), '--version', 'print the version')
    .showSuggestionAfterError()
    .exitOverride()
    .addHelpText('after', '\nExit codes: 0 done, 1 not proved, 2 bad input (nothing was written).');
  const add = Object.hasOwn(commands, named) ? commands[named] : undefined;
  (add === undefined ? Object.values(commands) : [add]).forEach((each) => each(program));
  program.commands.forEach((command) => command.exitOverride().showSuggestionAfterError());
  return program;
}

const version = (): string => (JSON.parse(readFileSync(findPackage(__dirname), 'utf8')) as { readonly version: string }).version;

/** The package.json above the sources, and above what they are compiled to. */
const findPackage = (folder: string): string => (existsSync(join(folder, 'package.json')) ? join(folder, 'package.json') : findPackage(dirname(folder)));

if (require.main === module) {
  void main(process.argv.slice(2)).then((code) => {
    process.exitCode = code;
  });
}
