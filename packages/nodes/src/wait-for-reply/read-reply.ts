import * as chrono from 'chrono-node';
import { RE2JS } from 're2js';

export interface Answer {
  id: string;
  kind: 'yes' | 'no' | 'keywords' | 'number' | 'date' | 'pattern' | 'anything';
  words: string[];
  pattern?: string;
}

/** English, Danish, Swedish, Norwegian, German and French. */
const YES = 'yes y yep yeah sure ok okay ja jo jep jepp japp oui ouais jawohl gerne si'.split(' ');
const NO = 'no n nope nej nei nein non nah'.split(' ');

/**
 * Which of the answers a reply is: the first that fits.
 * @returns its id and the value that it stands for; `null` and the text itself if none fits
 */
export function readReply(
  text: string,
  answers: Answer[],
  atMs: number,
): { answer: string | null; value: string | number } {
  for (const answer of answers) {
    const value = valueOf(text.trim(), answer, atMs);
    if (value !== null) return { answer: answer.id, value };
  }
  return { answer: null, value: text };
}

function valueOf(text: string, { kind, words, pattern }: Answer, atMs: number): string | number | null {
  switch (kind) {
    case 'anything':
      return text;
    case 'yes':
      return beginsWithOne(text, YES) === null ? null : text;
    case 'no':
      return beginsWithOne(text, NO) === null ? null : text;
    case 'keywords':
      return beginsWithOne(text, words);
    case 'number': {
      const [number] = /-?\d+([.,]\d+)?/.exec(text) ?? [];
      return number === undefined ? null : Number(number.replace(',', '.'));
    }
    case 'date':
      return dateIn(text, atMs);
    case 'pattern':
      return matches(text, pattern ?? '') ? text : null;
  }
}

/** The word that a text is, or begins with, whatever its capitals and the punctuation after it. */
function beginsWithOne(text: string, words: string[]): string | null {
  const said = text.toLowerCase();
  return (
    words.find((word) => {
      const sought = word.toLowerCase();
      return said.startsWith(sought) && !/^[\p{L}\p{N}]/u.test(said.slice(sought.length));
    }) ?? null
  );
}

function dateIn(text: string, atMs: number): string | null {
  for (const language of [chrono.en.GB, chrono.de, chrono.fr]) {
    const [found] = language.parse(text, new Date(atMs), { forwardDate: true });
    if (!found?.start.isCertain('day') && !found?.start.isCertain('weekday')) continue;
    const { year, month, day } = {
      year: found.start.get('year')!,
      month: found.start.get('month')!,
      day: found.start.get('day')!,
    };
    return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  }
  return null;
}

/** RE2: the time that it takes grows with the text and no faster, whatever the pattern. */
function matches(text: string, pattern: string): boolean {
  try {
    return RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE).matcher(text).find();
  } catch {
    return false;
  }
}
