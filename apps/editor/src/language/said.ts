import { i18n, sayings } from './i18n.js';
import { formatAmount, formatCount } from '../format/number.js';
import { clockInWords, momentInWords } from '../format/time.js';
import { quoted } from '../format/words.js';
import { sayWith } from './sayings.js';

const CLOCK = /^\d\d:\d\d$/;
const MOMENT = /^\d{4}-\d\d-\d\d( \d\d:\d\d)?$/;
/** As the API writes money: `DKK 1,299.00`. */
const AMOUNT = /^([A-Z]{3})\s(\d[\d,]*(?:\.\d+)?)$/;

/** As the API writes many: `1,200`. */
const COUNT = /^\d{1,3}(,\d{3})+$/;

const say = sayWith(sayings, inPlace);

/** `23:59`, `2026-11-30 23:59`, `DKK 699.00`, `1,200` and names in quotes, as they are written in the language. */
function inPlace(value: string): string {
  if (CLOCK.test(value)) return clockInWords(value);
  if (MOMENT.test(value)) return momentInWords(value.replace(' ', 'T'));
  if (COUNT.test(value)) return formatCount(Number(value.replaceAll(',', '')));
  const [, currency, amount] = AMOUNT.exec(value) ?? [];
  if (currency) return formatAmount(Number(amount!.replaceAll(',', '')), currency);
  return value.replaceAll(/“([^“”]*)”/g, (_whole, name: string) => quoted(name));
}
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
