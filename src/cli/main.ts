#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { addCheck } from './check.js';
import { addExplain } from './explain.js';
import { addFlows } from './flows.js';
import { addList } from './list.js';
import { EXIT, fail } from './output.js';
import { addSynth } from './synth.js';
import { addWhoOpens } from './who-opens.js';

/** Runs the command line and tells the exit code; it never ends the process itself. */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    const program = commandLine();
    await program.parseAsync([...argv], { from: 'user' });
    return EXIT.done;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.badInput;
    return fail(error);
  }
}

function commandLine(): Command {
  const program = new Command('vendor-egress')
    .description("Vendors' network requirements as firewall rules.")
    .showSuggestionAfterError()
    .exitOverride()
    .addHelpText('after', '\nExit codes: 0 done, 1 not proved, 2 bad input (nothing was written).');
  [addList, addFlows, addSynth, addCheck, addExplain, addWhoOpens].forEach((add) => add(program));
  program.commands.forEach((command) => command.exitOverride().showSuggestionAfterError());
  return program;
}

if (require.main === module) {
  void main(process.argv.slice(2)).then((code) => {
    process.exitCode = code;
  });
}
