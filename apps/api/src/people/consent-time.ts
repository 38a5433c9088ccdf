/** `2025-05-11`, with an hour and a zone or without. */
const ISO =
  /^\d{4}[-/]\d\d[-/]\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?\s*(?:(Z|UTC|GMT)|[+-]\d\d:?\d\d)?$/i;
/** `11-05-2025 10:30`, as it is written outside the US, or `5/11/2025` there. */
const NUMBERS =
  /^(\d{1,2})([-./])(\d{1,2})\2(\d{4})(?:,?[T ]+(\d{1,2})[.:](\d\d)(?:[.:](\d\d))?(?: ?([ap])\.?m\.?)?(?: ?(?:(?:Z|UTC|GMT)|([+-]\d\d):?(\d\d)))?)?$/i;
/** `11 May 2025`, `Sun, 11 May 2025 10:30:00 GMT`: the month is a word, and no other numbers say which it is. */
const IN_WORDS = /^(?!.*\d[-./]\d).*\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i;
const MONTH_FIRST = new Set(['US', 'PH']);

/**
 * Reads when somebody agreed or said no, as files write it. Without a zone it is UTC, and without an hour the day's
 * beginning, so that what was said later on that day counts.
 * @param country of the file's people: where months come first, `5/11/2025` is the eleventh of May
 * @returns Unix milliseconds, or why not, in words: a day taken for a month could bring back who has left
 */
export function consentTime(given: string, country: string | null | undefined): number | string {
  const text = given.trim();
  const unreadable = `“${given}” is not a time at which somebody can have agreed. Write it as 2025-05-11.`;
  if (ISO.test(text)) return sound(Date.parse(isoOf(text)), unreadable);
  const numbers = NUMBERS.exec(text);
  if (numbers) {
    const [
      ,
      one = '',
      sign = '',
      two = '',
      year,
      hour = 0,
      minute = 0,
      second = 0,
      half,
      zoneHours = 0,
      zoneMinutes = 0,
    ] = numbers;
    const order = orderOf(Number(one), sign, Number(two), country);
    if (order === null)
      return `“${given}” could be two days: is “${one}” the day or the month? Write it as ${year}-05-11, or say which country the people of the file are of.`;
    const [day, month] = order === 'day-first' ? [Number(one), Number(two)] : [Number(two), Number(one)];
    const hours = half ? (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : Number(hour);
    const date = new Date(Date.UTC(Number(year), month - 1, day, hours, Number(minute), Number(second)));
    const isOnCalendar = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
    const ahead = Number(zoneHours) * 60 + Math.sign(Number(zoneHours) || 1) * Number(zoneMinutes);
    return isOnCalendar ? sound(date.getTime() - ahead * 60_000, unreadable) : unreadable;
  }
  return IN_WORDS.test(text) ? sound(Date.parse(text), unreadable) : unreadable;
}

function isoOf(text: string): string {
  const joined = text
    .replace(/^(\d{4}).(\d\d).(\d\d)/, '$1-$2-$3')
    .replace(/^(\S{10}) (?=\d)/, '$1T')
    .replace(/\s*(?:UTC|GMT|Z)$/i, 'Z')
    .replace(/\s+(?=[+-]\d\d:?\d\d$)/, '');
  return joined.includes('T') && !/(?:Z|[+-]\d\d:?\d\d)$/.test(joined) ? `${joined}Z` : joined;
}

function orderOf(
  one: number,
  sign: string,
  two: number,
  country: string | null | undefined,
): 'day-first' | 'month-first' | null {
  if (one > 12 || one === two) return 'day-first';
  if (two > 12) return 'month-first';
  if (country) return MONTH_FIRST.has(country) ? 'month-first' : 'day-first';
  // Hardly anybody writes a month first but with slashes.
  return sign === '/' ? null : 'day-first';
}

const sound = (ms: number, unreadable: string): number | string =>
  Number.isNaN(ms) || ms > Date.now() + 86_400_000 ? unreadable : ms;
