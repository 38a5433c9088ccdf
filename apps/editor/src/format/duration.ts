import { t } from '../language/t.js';

/** Units a marketer thinks in, longest first. */
export const DURATION_UNITS = [
  {
    name: 'weeks',
    many: t('weeks'),
    short: t('w'),
    ms: 7 * 86_400_000,
    said: (count: number) => t('{count, plural, one {# week} other {# weeks}}', { count }),
  },
  {
    name: 'days',
    many: t('days'),
    short: t('d'),
    ms: 86_400_000,
    said: (count: number) => t('{count, plural, one {# day} other {# days}}', { count }),
  },
  {
    name: 'hours',
    many: t('hours'),
    short: t('h'),
    ms: 3_600_000,
    said: (count: number) => t('{count, plural, one {# hour} other {# hours}}', { count }),
  },
  {
    name: 'minutes',
    many: t('minutes'),
    short: t('min'),
    ms: 60_000,
    said: (count: number) => t('{count, plural, one {# minute} other {# minutes}}', { count }),
  },
  {
    name: 'seconds',
    many: t('seconds'),
    short: t('s'),
    ms: 1_000,
    said: (count: number) => t('{count, plural, one {# second} other {# seconds}}', { count }),
  },
] as const;

export type DurationUnit = (typeof DURATION_UNITS)[number]['name'];

/** The longest unit that says a duration in whole numbers: 90 minutes stay 90 minutes, 60 become 1 hour. */
export function wholeUnit(ms: number): DurationUnit {
  return DURATION_UNITS.find((unit) => ms >= unit.ms && ms % unit.ms === 0)?.name ?? 'seconds';
}

/** `3 d 4 h`: at most two units, rounded down. Thin spaces keep number and unit together. */
export function shortDuration(ms: number): string {
  if (ms < 1_000) return `0 ${t('s')}`;
  const parts: string[] = [];
  let rest = ms;
  for (const unit of DURATION_UNITS) {
    if (unit.name === 'weeks') continue;
    const count = Math.floor(rest / unit.ms);
    if (count === 0 && parts.length === 0) continue;
    rest -= count * unit.ms;
    if (count > 0) parts.push(`${count}\u202f${unit.short}`);
    if (parts.length === 2 || count === 0) break;
  }
  return parts.join(' ');
}
