import { i18n, sayings } from './i18n.js';
import { clockInWords, momentInWords } from '../format/time.js';
import { sayWith } from './sayings.js';

const say = sayWith(sayings, (time) =>
  time.length === 5 ? clockInWords(time) : momentInWords(time.replace(' ', 'T')),
);
const known = new Map<string, string>();

/**
 * A sentence that came from elsewhere, such as the API or a kind of step, in the language of whoever looks at it. It is
 * known by its English wording; one that is not known, or that somebody wrote, stays as it is.
 */
export function said(sentence: string): string;
export function said(sentence: string | null | undefined): string | null | undefined;
export function said(sentence: string | null | undefined): string | null | undefined {
  if (!sentence) return sentence;
  const before = known.get(sentence);
  if (before !== undefined) return before;
  const words = say(sentence) ?? i18n.messages[sentence]?.toString() ?? sentence;
  known.set(sentence, words);
  return words;
}
