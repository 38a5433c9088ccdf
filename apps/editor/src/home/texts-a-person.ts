import type { Figures } from '@signalbox/api/contract';
import { locale } from '../language/i18n.js';
import { t } from '../language/t.js';

const oneDigit = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** “Each person got 1.4 texts in the last 30 days, 0.3 fewer than before.” */
export function textsAPerson({ days, texts, before }: Figures): string {
  if (texts.people === 0) return t('Fewer, better texts: what was not sent counts as much as what was.');
  const now = texts.sent / texts.people;
  const values = { days, now: oneDigit.format(now) };
  if (before.people === 0)
    return t('Fewer, better texts: whoever was texted in the last {days} days got {now} texts each.', values);
  const change = now - before.sent / before.people;
  if (Math.abs(change) < 0.05)
    return t(
      'Fewer, better texts: whoever was texted in the last {days} days got {now} texts each, as before.',
      values,
    );
  return t(
    change < 0
      ? 'Fewer, better texts: whoever was texted in the last {days} days got {now} texts each, {change} fewer than before.'
      : 'Fewer, better texts: whoever was texted in the last {days} days got {now} texts each, {change} more than before.',
    { ...values, change: oneDigit.format(Math.abs(change)) },
  );
}
