import { Temporal } from 'temporal-polyfill';

export type HolidayCalendar = 'FR' | 'US' | 'FR+US';

/** Whether a day is a public holiday. */
export function isHoliday(day: Temporal.PlainDate, calendar: HolidayCalendar): boolean {
  return (
    (calendar !== 'US' && frenchHolidays(day.year).has(day.toString())) ||
    (calendar !== 'FR' && americanHolidays(day.year).has(day.toString()))
  );
}

/**
 * France: Code du travail, L3133-1, and the two days more that Alsace-Moselle keeps (L3134-13), as it can't be known who
 * is there. Read 2026-11.
 */
export function frenchHolidays(year: number): Set<string> {
  const easter = easterSunday(year);
  const moving = [-2, 1, 39, 50].map((days) => easter.add({ days }).toString());
  const fixed = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25', '12-26'];
  return new Set([...moving, ...fixed.map((day) => `${year}-${day}`)]);
}

/** The United States: 5 U.S.C. 6103, each on its day, and on the weekday that is kept for it. Read 2026-11. */
function americanHolidays(year: number): Set<string> {
  const fixed = ['01-01', '06-19', '07-04', '11-11', '12-25'].flatMap((day) => {
    const date = Temporal.PlainDate.from(`${year}-${day}`);
    const kept = date.dayOfWeek === 6 ? -1 : date.dayOfWeek === 7 ? 1 : 0;
    return [date, date.add({ days: kept })];
  });
  const mondays = [
    nth(year, 1, 1, 3),
    nth(year, 2, 1, 3),
    last(year, 5, 1),
    nth(year, 9, 1, 1),
    nth(year, 10, 1, 2),
  ];
  return new Set([...fixed, ...mondays, nth(year, 11, 4, 4)].map(String));
}

const nth = (year: number, month: number, dayOfWeek: number, count: number) => {
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  return first.add({ days: ((dayOfWeek - first.dayOfWeek + 7) % 7) + 7 * (count - 1) });
};

const last = (year: number, month: number, dayOfWeek: number) => {
  const end = Temporal.PlainDate.from({ year, month, day: 1 }).add({ months: 1 }).subtract({ days: 1 });
  return end.subtract({ days: (end.dayOfWeek - dayOfWeek + 7) % 7 });
};

/** By the rule of Meeus, Jones and Butcher. */
function easterSunday(year: number): Temporal.PlainDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return Temporal.PlainDate.from({ year, month: Math.floor(sum / 31), day: (sum % 31) + 1 });
}
