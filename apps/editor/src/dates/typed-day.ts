/** `24th of`, `d. 24` */
const FILLERS = /(\d)(st|nd|rd|th)\b|\b(?:d\.|den|the|of)(?=\s)/g;

/** What may be left out or abbreviated is read in the reader's language and in English. */
export interface Reading {
  /** BCP 47, of the names of months and weekdays. */
  locale: string;
  /** `YYYY-MM-DD`: decides the year that was left out. */
  today: string;
}

/**
 * A day as somebody typed it, as `YYYY-MM-DD`: `30 Nov 2026`, `man. 30. nov. 2026`, `30/11`, `2026-11-30`, `tomorrow`. The day
 * comes before the month; a year that was left out is the one that brings the day nearest to today. `null` if it is no day.
 */
export function typedDay(typed: string, { locale, today }: Reading): string | null {
  const text = typed.trim().toLowerCase();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const apart = RELATIVE[text];
  if (apart !== undefined) return daysFrom(today, apart);
  const numbers: string[] = [];
  let month: number | null = null;
  for (const piece of text.replaceAll(FILLERS, '$1').split(/[\s.,/-]+/)) {
    if (piece === '') continue;
    if (/^\d+$/.test(piece)) numbers.push(piece);
    else {
      const named = monthNamed(piece, locale);
      if (named !== null && month === null) month = named;
      else if (!isWeekday(piece, locale)) return null;
    }
  }
  // 30112026
  if (month === null && numbers.length === 1 && numbers[0]!.length === 8)
    numbers.splice(0, 1, numbers[0]!.slice(0, 2), numbers[0]!.slice(2, 4), numbers[0]!.slice(4));
  if (month === null) {
    if (numbers.length < 2) return null;
    // 11/30: no month has such a number.
    const isAmerican = Number(numbers[1]) > 12 && Number(numbers[0]) <= 12;
    month = Number(numbers.splice(isAmerican ? 0 : 1, 1)[0]);
  }
  const yearFirst = numbers[0]?.length === 4;
  const [day, year] = yearFirst ? [numbers[1], numbers[0]] : numbers;
  if (day === undefined || numbers.length > 2) return null;
  if (year === undefined) return nearest(month, Number(day), today);
  if (year.length !== 2 && year.length !== 4) return null;
  return dayOf(year.length === 2 ? 2_000 + Number(year) : Number(year), month, Number(day));
}

/** Whether more letters could not make another day of it: only then is it taken before the field is left. */
export const isWholeDay = (typed: string): boolean =>
  /\b\d{4}\W*$/.test(typed) || /^\s*\d{4}-\d\d-\d\d\s*$/.test(typed);

const RELATIVE: { [word: string]: number } = {
  today: 0,
  'i dag': 0,
  idag: 0,
  tomorrow: 1,
  'i morgen': 1,
  imorgen: 1,
  yesterday: -1,
  'i går': -1,
  igår: -1,
};

function dayOf(year: number, month: number, day: number): string | null {
  const at = new Date(Date.UTC(year, month - 1, day));
  const isThere = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  return isThere && year >= 1_000 ? at.toISOString().slice(0, 10) : null;
}

function nearest(month: number, day: number, today: string): string | null {
  const apart = (one: string) => Math.abs(Date.parse(one) - Date.parse(today));
  const year = Number(today.slice(0, 4));
  return (
    [year, year + 1, year - 1]
      .flatMap((each) => dayOf(each, month, day) ?? [])
      .sort((one, other) => apart(one) - apart(other))[0] ?? null
  );
}

const daysFrom = (today: string, count: number): string =>
  new Date(Date.parse(today) + count * 86_400_000).toISOString().slice(0, 10);

function monthNamed(word: string, locale: string): number | null {
  if (word.length < 3) return null;
  for (const language of [locale, 'en']) {
    const name = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' });
    for (let month = 0; month < 12; month++)
      if (
        name
          .format(Date.UTC(2026, month, 1))
          .toLowerCase()
          .startsWith(word)
      )
        return month + 1;
  }
  return null;
}

function isWeekday(word: string, locale: string): boolean {
  return [locale, 'en'].some((language) => {
    const name = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
    return [1, 2, 3, 4, 5, 6, 7].some(
      (day) =>
        word.length > 1 &&
        name
          .format(Date.UTC(2026, 0, day))
          .toLowerCase()
          .startsWith(word),
    );
  });
}
