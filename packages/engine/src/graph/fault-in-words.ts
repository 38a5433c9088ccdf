import type { JsonSchema } from './catalogue.js';
import { durationInWords } from './duration-in-words.js';

const EXPECTED: Record<string, string> = {
  string: 'Enter a text.',
  number: 'Enter a number.',
  integer: 'Enter a whole number.',
  boolean: 'Choose yes or no.',
  array: 'This must be a list.',
  object: 'This must be a group of fields.',
};

interface Hints {
  widget?: string;
  labels?: Record<string, string>;
}

/**
 * What is wrong with a field, for a marketer.
 * @param schema the schema of the field, or `null` where the checker looked at something between fields
 */
export function faultInWords(keyword: string, schema: JsonSchema | null, value: unknown): string {
  if (keyword === 'required' || value === undefined || value === null || value === '') return 'Fill this in.';
  const ui = (schema?.ui ?? {}) as Hints;
  const limit = schema?.[keyword];
  const amount = (of: unknown) =>
    ui.widget === 'duration' ? durationInWords(Number(of)) : Number(of).toLocaleString('en');
  const size = (value as { length?: number }).length ?? 0;
  switch (keyword) {
    case 'type':
      return EXPECTED[String(limit)] ?? 'This is not of the right kind.';
    case 'minLength':
      return `At least ${amount(limit)} characters; this has ${amount(size)}.`;
    case 'maxLength':
      return `At most ${amount(limit)} characters; this has ${amount(size)}.`;
    case 'minItems':
      return size === 0 ? 'Add at least one.' : `Add at least ${amount(limit)}.`;
    case 'maxItems':
      return `At most ${amount(limit)}; there are ${amount(size)}.`;
    case 'minimum':
      return `At least ${amount(limit)}.`;
    case 'maximum':
      return `At most ${amount(limit)}.`;
    case 'multipleOf':
      return Number(limit) < 1
        ? `At most ${Math.round(-Math.log10(Number(limit)))} digits behind the point.`
        : `Only steps of ${amount(limit)}.`;
    case 'enum': {
      const choices = Array.isArray(limit) ? limit.map(String) : [];
      // Whoever writes to the API needs the value, whoever reads a page its words.
      const named = (choice: string) => {
        const label = ui.labels?.[choice];
        return label && label.toLowerCase() !== choice ? `${choice} (${label})` : choice;
      };
      return `Choose one of: ${choices.map(named).join(', ')}.`;
    }
    case 'pattern':
      return ['This is not in the right form.', schema?.description].filter(Boolean).join(' ');
    default:
      return 'This does not fit here.';
  }
}
