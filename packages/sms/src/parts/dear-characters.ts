import { isBasic, isExtended } from './alphabet.js';
import { asSent } from './as-sent.js';

/** Characters of a text that make it longer than it looks. */
export interface DearCharacter {
  /** In UTF-16 units, as a text field counts. */
  start: number;
  end: number;
  character: string;
  /** `double`: takes two places. `wide`: not in the phone network's alphabet, so a part holds 70 instead of 160. */
  costs: 'double' | 'wide';
  /** What says the same and costs less; `null` if nothing does. */
  instead: string | null;
}

const SAME: Record<string, string> = {
  '’': "'",
  '‘': "'",
  '‚': ',',
  '‛': "'",
  '′': "'",
  '´': "'",
  '`': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '″': '"',
  '«': '"',
  '»': '"',
  '‹': "'",
  '›': "'",
  '–': '-',
  '—': '-',
  '‐': '-',
  '‑': '-',
  '−': '-',
  '…': '...',
  '•': '-',
  '·': '-',
  '\u200b': '',
  '\u200d': '',
  '\u2060': '',
  '\u00ad': '',
  '\ufe0f': '',
  '×': 'x',
  '™': 'TM',
  '©': '(c)',
  '®': '(R)',
  '→': '->',
  '←': '<-',
  '½': '1/2',
  '¼': '1/4',
  '¾': '3/4',
  '°': ' deg',
  '[': '(',
  ']': ')',
  '{': '(',
  '}': ')',
  '~': '-',
};

/** Liquid is filled in before anything is counted: its brackets cost nothing. */
const LIQUID = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g;

/** Emoji and what belongs to them as one: 👩‍👧, 🇩🇰, ❤️. */
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The characters of a template that cost more than one place, in order; nothing of its fields. */
export function dearCharacters(template: string): DearCharacter[] {
  const found: DearCharacter[] = [];
  const look = (from: number, to: number) => {
    for (const { segment, index } of graphemes.segment(template.slice(from, to))) {
      const costs = costOf(segment);
      if (costs === null) continue;
      const start = from + index;
      found.push({
        start,
        end: start + segment.length,
        character: segment,
        costs,
        instead: insteadOf(segment, costs),
      });
    }
  };
  let from = 0;
  for (const { index, 0: field } of template.matchAll(LIQUID)) {
    look(from, index);
    from = index + field.length;
  }
  look(from, template.length);
  return found;
}

/** The template with all characters replaced for which something cheaper says the same. */
export function withoutDear(template: string, only: (dear: DearCharacter) => boolean = () => true): string {
  let text = template;
  for (const dear of dearCharacters(template).reverse())
    if (dear.instead !== null && only(dear))
      text = `${text.slice(0, dear.start)}${dear.instead}${text.slice(dear.end)}`;
  return text;
}

function costOf(segment: string): DearCharacter['costs'] | null {
  const characters = [...asSent(segment)];
  if (characters.some((one) => !isBasic(one) && !isExtended(one))) return 'wide';
  return characters.some(isExtended) ? 'double' : null;
}

function insteadOf(segment: string, costs: DearCharacter['costs']): string | null {
  if (Object.hasOwn(SAME, segment)) return SAME[segment]!;
  if (costs === 'double') return null;
  if (/\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(segment)) return '';
  // Letters with marks that the network does not have: á → a. Those of other scripts have no cheaper twin.
  const bare = segment.normalize('NFKD').replaceAll(/\p{M}/gu, '');
  return bare !== segment && [...bare].every(isBasic) ? bare : null;
}
