import { Command, InvalidArgumentError, Option } from 'commander';
import { diff } from './commands/diff.js';
import { pull } from './commands/pull.js';
import { push } from './commands/push.js';
import { simulate } from './commands/simulate.js';
import { validate } from './commands/validate.js';
import type { ConnectionOptions } from './connection.js';
import { PEOPLE } from './publish-words.js';
import { Workspace } from './workspace.js';

const ABOUT = `
Exit codes: 0 fine, 1 found differences or faults, 2 could not run.
All about it: docs/journeys-as-files.md`;

/** @param onEnd told what the command ends with */
export function buildProgram(onEnd: (code: number) => void): Command {
  const program = new Command('signalbox')
    .description('Journeys as files: keep them in git, review them, and put them live from there.')
    .addHelpText('after', ABOUT)
    .exitOverride();

  const command = (usage: string, description: string, examples: string[]) =>
    program
      .command(usage)
      .description(description)
      .addOption(new Option('--url <url>', 'address of the Signalbox').env('SIGNALBOX_URL'))
      .addOption(new Option('--key <key>', 'an API key, made under Settings → Keys').env('SIGNALBOX_KEY'))
      .addHelpText('after', `\nExamples:\n${examples.map((line) => `  $ signalbox ${line}`).join('\n')}`);
  const ends =
    <Asked, Options>(work: (workspace: Workspace, asked: Asked, options: Options) => Promise<number>) =>
    async (asked: Asked, options: Options & ConnectionOptions) =>
      onEnd(await work(new Workspace(options), asked, options));

  command('pull [journey...]', 'Write journeys to files: all, or those named by name or id.', [
    'pull',
    'pull "Abandoned cart" --into journeys',
  ])
    .option('--into <folder>', 'folder of the files', 'journeys')
    .option('--force', 'write over files whose edits are nowhere else')
    .action(ends(pull));

  command('push <file...>', 'Make or change the drafts that files stand for. A folder means all in it.', [
    'push journeys/abandoned-cart.journey.json --dry-run',
    'push journeys --publish --people finish --note "Kinder reminder" --yes',
  ])
    .option('--publish', 'put them live as well')
    .addOption(
      new Option('--people <what>', 'what becomes of those inside older versions')
        .choices(PEOPLE)
        .default('finish'),
    )
    .option('--note <text>', 'what the history of versions says of it')
    .option('--dry-run', 'say what would happen, and change nothing')
    .option('--force', 'write over a draft that is kept nowhere else')
    .option('-y, --yes', 'do not ask')
    .action(ends(push));

  command('validate <file...>', 'Check files as the editor does, own node types included.', [
    'validate journeys',
    'validate journeys --json --strict',
  ])
    .option('--json', 'for machines')
    .option('--strict', 'warnings count as faults')
    .action(ends(validate));

  command('diff <file...>', 'What pushing would change, step by step, in plain words.', [
    'diff journeys/abandoned-cart.journey.json',
    'diff journeys --live',
  ])
    .addOption(new Option('--live', 'against what is live').conflicts('draft'))
    .option('--draft', 'against the draft (the default)')
    .action(ends(diff));

  command('simulate <file>', 'Run months in a moment, for one person or many. Nobody is texted.', [
    'simulate journeys/abandoned-cart.journey.json --contact +4552111111',
    'simulate journeys/abandoned-cart.journey.json --script orders.json --expect ordered',
    'simulate journeys/abandoned-cart.journey.json --people 1000 --seed 7',
  ])
    .option('--contact <phone or id>', 'as this person')
    .option('--script <file>', 'what happens meanwhile, and who they are')
    .option('--people <number>', 'so many people instead of one', wholeNumber)
    .option('--seed <text>', 'other chances, the same each time')
    .option('--days <number>', 'how long to look on', wholeNumber)
    .option('--expect <outcome>', 'end with 1 if the person leaves otherwise')
    .option('--json', 'for machines')
    .action(ends(simulate));

  return program;
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('It is a whole number.');
  return Number(text);
}
