import { calendarDay, clockInWords, dayInWords } from '../format/time.js';
import { formatCount } from '../format/number.js';
import type { FieldSchema } from '../inspector/field-schema.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';

/** An answer in one line: `from Tue 1 Dec, 10:00 · until Tue 1 Dec, 23:59 · a last call`. */
export function answerWords(
  schema: FieldSchema,
  fields: string[],
  answer: { [field: string]: unknown },
): string {
  const pieces: string[] = [];
  let wasDay = false;
  for (const field of fields) {
    const property = schema.properties?.[field];
    if (!property) continue;
    const words = fieldWords(property, answer[field]);
    const isClock = property.ui?.widget === 'time';
    // A time belongs to the day that it follows.
    if (words !== '' && isClock && wasDay) pieces.push(`${pieces.pop()!}, ${words}`);
    else if (words !== '') pieces.push(words);
    wasDay = property.ui?.widget === 'date' && words !== '';
  }
  return pieces.join(' · ') || t('As it usually is');
}

function fieldWords({ ui }: FieldSchema, value: unknown): string {
  if (value === undefined || value === '' || value === 0 || value === false || value === null)
    return ui?.empty ? said(ui.empty) : '';
  if (value === true) return typeof ui?.short === 'string' ? said(ui.short) : '';
  const written = String(value);
  if (typeof ui?.short === 'object') return said(ui.short[written] ?? '');
  const words = valueWords(ui, value);
  return ui?.short === undefined ? words : said(ui.short).replace('…', words);
}

function valueWords(ui: FieldSchema['ui'], value: unknown): string {
  if (typeof value === 'number') return formatCount(value);
  const written = String(value);
  if (ui?.widget === 'time') return clockInWords(written);
  // Of this year it goes without saying.
  if (ui?.widget === 'date')
    return dayInWords(written).replace(` ${calendarDay(Date.now()).slice(0, 4)}`, '');
  return ui?.labels?.[written] ?? said(written);
}
