import { createInterface } from 'node:readline/promises';
import { CannotRun } from './cannot-run.js';

const WIDTH = 80;
const CODES = { red: 31, green: 32, yellow: 33, cyan: 36, dim: 2, bold: 1 };
type Style = keyof typeof CODES;

const isColoured = process.stdout.isTTY && !process.env.NO_COLOR && process.env.TERM !== 'dumb';

/** Coloured on a terminal, unless `NO_COLOR` is set; as it is in files and pipes. */
export const paint = (style: Style, text: string): string =>
  isColoured ? `\u001B[${CODES[style]}m${text}\u001B[0m` : text;

export const say = (line = ''): void => void process.stdout.write(`${line}\n`);
export const complain = (line: string): void => void process.stderr.write(`${line}\n`);

/**
 * Breaks words to 80 columns, each line behind as many spaces. Line breaks of the text stay.
 * @param hanging how much further in all lines but the first begin
 */
export function wrap(text: string, indent: number, hanging = 0): string {
  const lines: string[] = [];
  const margin = () => ' '.repeat(indent + (lines.length === 0 ? 0 : hanging));
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const word of paragraph.split(' ')) {
      if (line !== '' && margin().length + line.length + 1 + word.length > WIDTH) {
        lines.push(margin() + line);
        line = word;
      } else line = line === '' ? word : `${line} ${word}`;
    }
    lines.push(margin() + line);
  }
  return lines.join('\n');
}

/**
 * Asks before what can't be taken back.
 * @throws CannotRun where nobody could answer
 */
export async function confirm(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new CannotRun(`${question} Nobody is here to ask: say --yes.`);
  const dialog = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await dialog.question(`${question} [y/N] `);
  dialog.close();
  return /^y(es)?$/i.test(answer.trim());
}
