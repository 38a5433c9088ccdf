import { RE2JS } from 're2js';
import { dateIn } from './date-in.js';
import { numberIn } from './number-in.js';

export interface Answer {
  id: string;
  kind: 'yes' | 'no' | 'keywords' | 'number' | 'date' | 'pattern' | 'anything';
  words: string[];
  pattern?: string;
}

/** English, Danish, Swedish, Norwegian, German and French. */
const YES = 'yes y yep yeah sure ok okay ja jo jep jepp japp oui ouais jawohl gerne si 👍 👌 ✅'.split(' ');
const NO = 'no n nope nej nei nein non nah 👎 ❌'.split(' ');

/**
 * Which of the answers a reply is: the first that fits.
 * @param zone where the person is, IANA: a date is read by their clock
 * @returns its id and the value that it stands for; `null` and the text itself if none fits
 */
export function readReply(
  text: string,
  answers: Answer[],
  atMs: number,
  zone: string,
): { answer: string | null; value: string | number } {
  for (const answer of answers) {
    const value = valueOf(text.trim(), answer, atMs, zone);
    if (value !== null) return { answer: answer.id, value };
  }
  return { answer: null, value: text };
}

function valueOf(
  text: string,
  { kind, words, pattern }: Answer,
  atMs: number,
  zone: string,
): string | number | null {
  switch (kind) {
    case 'anything':
      return text;
    case 'yes':
      return beginsWithOne(text, YES) === null ? null : text;
    case 'no':
      return beginsWithOne(text, NO) === null ? null : text;
    case 'keywords':
      return beginsWithOne(text, words);
    case 'number':
      return numberIn(text);
    case 'date':
      return dateIn(text, atMs, zone);
    case 'pattern':
      return matches(text, pattern ?? '') ? text : null;
  }
}

/** The word that a text is, or begins with, whatever its capitals and the punctuation around it. */
function beginsWithOne(text: string, words: string[]): string | null {
  const said = plain(text);
  const bare = said.replace(/^[^\p{L}\p{N}]+/u, '');
  return (
    words.find((word) => {
      const sought = plain(word).trim();
      const begins = (text: string) =>
        text.startsWith(sought) && !/^[\p{L}\p{N}]/u.test(text.slice(sought.length));
      return sought !== '' && (begins(said) || begins(bare));
    }) ?? null
  );
}

/** Without capitals, and with each accent in one piece with its letter: some phones write them apart. */
const plain = (text: string): string => text.normalize('NFC').toLowerCase();

/** What is wrong with a pattern, as the reader of patterns says it; `null` if nothing is. */
export function patternFault(pattern: string): string | null {
  try {
    RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** RE2: the time that it takes grows with the text and no faster, whatever the pattern. */
function matches(text: string, pattern: string): boolean {
  try {
    return RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE).matcher(text).find();
  } catch {
    return false;
  }
}
