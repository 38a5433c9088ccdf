import type { Report } from './report.js';
import type { Step } from './read-steps.js';

/** Whether a word keeps its own meaning when somebody texts it, as STOP does in many languages. */
export type IsTaken = (word: string) => boolean;

/** A keyword that starts something else, by the name of that. */
export interface KeywordInUse {
  word: string;
  by: string;
}

/** A keyword is looked for as the first word of a text, after what stands for itself. */
export function checkKeywords(
  { node, entry, config }: Step,
  { isTaken, inUse }: { isTaken: IsTaken; inUse: KeywordInUse[] },
  report: Report,
): void {
  const field = entry.starts?.match?.find(({ path }) => path === 'keyword')?.field;
  if (field === undefined || !Array.isArray(config[field])) return;
  for (const word of config[field] as unknown[]) {
    if (typeof word !== 'string') continue;
    const other = inUse.find((one) => one.word.toLowerCase() === word.trim().toLowerCase());
    if (isTaken(word)) {
      report.error(
        'keyword-taken',
        `“${word}” keeps its own meaning and starts no journey. Choose another keyword.`,
        node.id,
        field,
      );
    } else if (!/^[\p{L}\p{N}]+$/u.test(word)) {
      report.error(
        'keyword-not-a-word',
        `Nobody can start with “${word}”: only the first word of a text is looked at. Choose one word of letters and digits.`,
        node.id,
        field,
      );
    } else if (other) {
      report.warning(
        'keyword-shared',
        `“${word}” starts “${other.by}”, too: whoever texts it enters both. Choose another keyword, unless that is meant.`,
        node.id,
        field,
      );
    }
  }
}
