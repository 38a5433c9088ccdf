import type { PartPrice, SendingHours, SendLimits, Senders } from '@signalbox/api/contract';
import { DURATION_UNITS } from '../../format/duration.js';
import { formatAmount } from '../../format/number.js';
import { t } from '../../language/t.js';
import { kindInWords, purposeInWords } from '../sender-words.js';

// Asked when something is said: what files of the built editor evaluate at once may be in a circle.
const unit = (wanted: 'hours' | 'days') => DURATION_UNITS.find(({ name }) => name === wanted)!;

export const onOff = (isOn: boolean): string => (isOn ? t('on') : t('off'));

/** Nothing, as a word that can stand after an arrow. */
export const orNone = (words: string | null | undefined): string => words || t('none');

export const textsIn = (count: number, time: string): string =>
  t('{count, plural, one {# text} other {# texts}} in {time}', { count, time });

export const daysInWords = (count: number): string => unit('days').said(count);

const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`;

type Hours = NonNullable<SendingHours['hours']>['weekdays'];
export const hoursInWords = (day: Hours): string =>
  day ? `${clock(day[0])}–${clock(day[1])}` : t('Nothing is sent');

type Limit = SendLimits['limits'][number];
export function limitInWords({ count, hours: stretch, purposes, reserved, calendar }: Limit): string {
  const time = stretch % 24 === 0 ? unit('days').said(stretch / 24) : unit('hours').said(stretch);
  const clock =
    calendar === 'shop'
      ? t('by the shop’s clock')
      : calendar === 'person'
        ? t('by the person’s clock')
        : null;
  const kept = reserved ? t('{count} kept for important ones', { count: reserved }) : null;
  const only = purposes?.length ? t('only {what}', { what: purposes.map(purposeInWords).join(', ') }) : null;
  return [textsIn(count, time), clock, only, kept].filter(Boolean).join(', ');
}

export function senderInWords({ sender, kind, countries, purposes }: Senders['senders'][number]): string {
  const where = countries.length > 0 ? countries.join(', ') : null;
  const what = purposes.length > 0 ? purposes.map(purposeInWords).join(', ') : null;
  const closer = [where, what].filter(Boolean).join('; ');
  return `${kindInWords(kind)} ${sender}${closer && ` (${closer})`}`;
}

export function priceInWords({ amount, currency, countries = {} }: PartPrice): string {
  const others = Object.entries(countries).map(
    ([country, own]) => `${country} ${formatAmount(own, currency)}`,
  );
  return [formatAmount(amount, currency), ...others].join(', ');
}
