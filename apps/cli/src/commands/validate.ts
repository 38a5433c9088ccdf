import type { Diagnostic } from '@signalbox/engine/graph';
import { faultLine, withStepNames } from '../faults.js';
import { fileThere } from '../in-workspace.js';
import { readFiles } from '../journey-file.js';
import { paint, say } from '../terminal.js';
import type { Workspace } from '../workspace.js';

interface ValidateOptions {
  json?: boolean;
  strict?: boolean;
}

/** @returns 1 if a file could not be published, or with `strict` if there is anything to say of it */
export async function validate(
  workspace: Workspace,
  paths: string[],
  options: ValidateOptions,
): Promise<number> {
  const results = [];
  for (const { path, journey, faults } of await readFiles(paths)) {
    const found: Diagnostic[] = journey
      ? await workspace.diagnose((await fileThere(workspace, journey)).graph)
      : faults;
    const diagnostics = withStepNames(found, journey, journey ? await workspace.catalogue() : []);
    results.push({ file: path, diagnostics });
  }
  const all = results.flatMap(({ diagnostics }) => diagnostics);
  const errors = all.filter(({ severity }) => severity === 'error').length;
  if (options.json) say(JSON.stringify(results, null, 2));
  else {
    for (const { file, diagnostics } of results) {
      for (const diagnostic of diagnostics) say(faultLine(file, diagnostic));
    }
    say(summaryOf(results.length, errors, all.length - errors));
  }
  return errors > 0 || (options.strict && all.length > 0) ? 1 : 0;
}

const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`;

function summaryOf(files: number, errors: number, warnings: number): string {
  const found = `${counted(errors, 'error')} and ${counted(warnings, 'warning')} in ${counted(files, 'file')}`;
  return errors > 0 ? paint('red', found) : warnings > 0 ? paint('yellow', found) : paint('green', found);
}
