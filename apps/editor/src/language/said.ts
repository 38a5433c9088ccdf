import { i18n, sayings } from './i18n.js';

interface Pattern {
  matches: RegExp;
  names: string[];
  says: string;
}

/** What stands in a place of these names is words of ours, too. All others are names that people gave. */
const OUR_WORDS = new Set([
  'choices',
  'count',
  'limit',
  'message',
  'reason',
  'stretch',
  'texts',
  'what',
  'why',
]);

let patterns: Pattern[] | null = null;
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
  const words = sayings[sentence] ?? i18n.messages[sentence]?.toString() ?? byPattern(sentence) ?? sentence;
  known.set(sentence, words);
  return words;
}

function byPattern(sentence: string): string | null {
  patterns ??= Object.entries(sayings)
    .filter(([english]) => /(?<!\{)\{\w+\}(?!\})/.test(english))
    // The one that says the most by itself fits best.
    .sort(([one], [other]) => bare(other).length - bare(one).length)
    .map(([english, says]) => patternOf(english, says));
  for (const { matches, names, says } of patterns) {
    const match = matches.exec(sentence);
    if (!match) continue;
    const values = new Map(names.map((name, index) => [name, match[index + 1]!]));
    return says.replaceAll(/(?<!\{)\{(\w+)\}(?!\})/g, (_whole, name: string) => {
      const value = values.get(name) ?? '';
      return OUR_WORDS.has(name) ? said(value) : value;
    });
  }
  return null;
}

const bare = (text: string) => text.replaceAll(/\{\w+\}/g, '');

function patternOf(english: string, says: string): Pattern {
  const names: string[] = [];
  const source = english
    .split(/((?<!\{)\{\w+\}(?!\}))/)
    .map((piece) => {
      const name = /^\{(\w+)\}$/.exec(piece)?.[1];
      if (name === undefined) return piece.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
      names.push(name);
      return /^[nm]$/.test(name) ? '([\\d.,]+)' : '(.+?)';
    })
    .join('');
  return { matches: new RegExp(`^${source}$`, 's'), names, says };
}
