import { CommanderError } from 'commander';
import { CannotRun } from './cannot-run.js';
import { Refused } from './connection.js';
import { buildProgram } from './program.js';
import { complain, paint } from './terminal.js';

/** Where the command was typed: npm runs scripts in the folder of the package. */
function goWhereTyped(): void {
  const { INIT_CWD, npm_lifecycle_event: script } = process.env;
  if (script === 'signalbox' && INIT_CWD) process.chdir(INIT_CWD);
}

/** @returns the exit code: 0 fine, 1 found differences or faults, 2 could not run */
export async function main(args: string[]): Promise<number> {
  goWhereTyped();
  let code = 0;
  try {
    await buildProgram((found) => (code = found)).parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    // Commander has said what it has to say.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof CannotRun) && !(error instanceof Refused)) throw error;
    complain(`${paint('red', 'signalbox:')} ${error.message}`);
    return 2;
  }
}
