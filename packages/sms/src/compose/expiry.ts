import { Temporal } from 'temporal-polyfill';

const SPANS: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 };

/**
 * When something ends: a span from now (`90m`, `48h`, `3 days`), an instant with its offset, or a date and time in the
 * shop's zone (`2026-12-01 23:59`; a bare date ends with that day).
 * @returns `null` if it is none of these
 */
export function expiryOf(text: string, nowMs: number, shopTimeZone: string): number | null {
  const span = /^(\d{1,5}(?:\.\d+)?)\s*(m|h|d|w)(?:in(?:ute)?s?|ours?|ays?|eeks?)?$/i.exec(text.trim());
  if (span) return nowMs + Math.round(Number(span[1]) * SPANS[span[2]!.toLowerCase()]!);
  const written = text.trim().replace(' ', 'T');
  try {
    if (/(?:Z|[+-]\d{2}:?\d{2})$/i.test(written)) return Temporal.Instant.from(written).epochMilliseconds;
    if (/^\d{4}-\d{2}-\d{2}$/.test(written))
      return Temporal.PlainDate.from(written).add({ days: 1 }).toZonedDateTime(shopTimeZone)
        .epochMilliseconds;
    return Temporal.PlainDateTime.from(written).toZonedDateTime(shopTimeZone).epochMilliseconds;
  } catch {
    return null;
  }
}

/** When a code that is given out now ends: with the last minute of a day, or at a local time of the shop. */
export function couponEnd(
  ends: { kind: 'never' } | { kind: 'days'; days: number } | { kind: 'at'; at: string },
  nowMs: number,
  shopTimeZone: string,
): number | null {
  if (ends.kind === 'never') return null;
  if (ends.kind === 'at') return expiryOf(ends.at, nowMs, shopTimeZone);
  return Temporal.Instant.fromEpochMilliseconds(nowMs)
    .toZonedDateTimeISO(shopTimeZone)
    .add({ days: ends.days })
    .withPlainTime('23:59').epochMilliseconds;
}

/** An instant as a text's fields hold it: in the shop's zone, so that `date` prints it as the shop's people mean it. */
export const localInstant = (ms: number, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(ms)
    .toZonedDateTimeISO(timeZone)
    .toString({ timeZoneName: 'never', smallestUnit: 'second' });

/** `30 Nov`, in the reader's language and by their own clock; a date without a time is that day everywhere. */
export function dayInWords(
  day: string | number,
  { timeZone, language }: { timeZone: string; language: string },
): string {
  const isDate = typeof day === 'string' && /^\d{4}-\d\d-\d\d$/.test(day);
  return new Intl.DateTimeFormat(LOCALES[language] ?? 'en-GB', {
    timeZone: isDate ? 'UTC' : timeZone,
    day: 'numeric',
    month: 'short',
  })
    .format(new Date(day))
    .replaceAll(/\s+/g, ' ');
}

const LOCALES: Record<string, string> = {
  en: 'en-GB',
  da: 'da-DK',
  sv: 'sv-SE',
  no: 'nb-NO',
  de: 'de-DE',
  fr: 'fr-FR',
};

/**
 * `Sun 23:59` within a week, `1 Dec 23:59` beyond, in the reader's language; `Sun 23:59 CET` for readers by whose clock
 * it may be another time.
 * @param readerZones IANA; the zones in which the reader may be
 */
export function instantInWords(
  ms: number,
  {
    nowMs,
    timeZone,
    language,
    readerZones = [],
  }: { nowMs: number; timeZone: string; language: string; readerZones?: string[] },
): string {
  const offsetIn = (zone: string) =>
    Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).offsetNanoseconds;
  const isElsewhere = readerZones.some((zone) => offsetIn(zone) !== offsetIn(timeZone));
  const isNear = ms - nowMs < 6.5 * 86_400_000;
  const format = new Intl.DateTimeFormat(LOCALES[language] ?? 'en-GB', {
    timeZone,
    ...(isNear ? { weekday: 'short' } : { day: 'numeric', month: 'short' }),
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(isElsewhere && { timeZoneName: 'short' }),
  });
  return (
    format
      .format(ms)
      .replaceAll(/[,\u200e]/g, '')
      // Narrow and non-breaking spaces would make the text a dear one.
      .replaceAll(/\s+/g, ' ')
      .replace(/ kl\. ?| um | à /, ' ')
  );
}
