interface Pattern {
  matches: RegExp;
  names: string[];
  /** Places in quotes: what somebody wrote stands there, letter for letter. */
  quoted: Set<string>;
  says: string;
  startsWithPlace: boolean;
}

/** What stands in a place of these names is words of ours, too. All others are names that people gave. */
const OUR_WORDS = new Set([
  'choices',
  'count',
  'limit',
  'message',
  'purpose',
  'reason',
  'source',
  'stretch',
  'texts',
  'what',
  'why',
]);
const PLACE = /(?<!\{)\{(\w+)\}(?!\})/;

/**
 * Says sentences in another language that are known only by their English wording: `{name} has replied STOP`. `{n}` and
 * `{m}` stand for numbers, any other name for anything; a field may stand before its fault: `Text: Fill this in.` Answers `null` for what it does not know.
 * @param inPlace says what stands in a place and is no words of ours: a time, an amount, a count, a name in quotes
 */
export function sayWith(
  sayings: { [english: string]: string },
  inPlace: (value: string) => string = (value) => value,
): (sentence: string) => string | null {
  let patterns: Pattern[] | null = null;
  const say = (sentence: string): string | null => {
    const whole = sayings[sentence];
    if (whole !== undefined) return whole;
    const [, field, fault] = /^([^:]+): (.+)$/s.exec(sentence) ?? [];
    const ofField =
      field && sayings[fault!] !== undefined ? `${sayings[field] ?? field}: ${sayings[fault!]}` : null;
    // A title may have a colon of its own, and its fault a number.
    for (let at = sentence.indexOf(': '); at > 0; at = sentence.indexOf(': ', at + 1)) {
      const [title, rest] = [sayings[sentence.slice(0, at)], sentence.slice(at + 2)];
      const said = title === undefined ? null : say(rest);
      if (said !== null) return `${title}: ${said}`;
    }
    patterns ??= patternsOf(sayings);
    for (const { matches, names, quoted, says, startsWithPlace } of patterns) {
      if (startsWithPlace && ofField !== null) break;
      const match = matches.exec(sentence);
      if (!match) continue;
      const values = new Map(names.map((name, index) => [name, match[index + 1]!]));
      // What begins with words of ours is ours only if they are: “{texts} in {stretch}” fits most of what people write.
      const [first] = names;
      if (startsWithPlace && OUR_WORDS.has(first!) && say(values.get(first!)!) === null) continue;
      return says.replaceAll(new RegExp(PLACE, 'g'), (_place, name: string) => {
        const value = values.get(name) ?? '';
        if (quoted.has(name)) return value;
        return (OUR_WORDS.has(name) ? say(value) : null) ?? inPlace(value);
      });
    }
    return ofField;
  };
  return say;
}

/** One that begins with words of its own comes before one that begins with anything; then the one that says the most. */
function patternsOf(sayings: { [english: string]: string }): Pattern[] {
  const bare = (text: string) =>
    `${text.startsWith('{') ? '' : ' '.repeat(1_000)}${text.replaceAll(/\{\w+\}/g, '')}`;
  return Object.entries(sayings)
    .filter(([english]) => PLACE.test(english))
    .sort(([one], [other]) => bare(other).length - bare(one).length)
    .map(([english, says]) => patternOf(english, says));
}

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
  const quoted = new Set(names.filter((name) => english.includes(`“{${name}}”`)));
  const matches = new RegExp(`^${source}$`, 's');
  return { matches, names, quoted, says, startsWithPlace: english.startsWith('{') };
}
