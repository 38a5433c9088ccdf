import { isWholeDay, typedDay, type Reading } from './typed-day.js';
import { typedClock } from './typed-clock.js';

const DAY_AND_CLOCK = /^(.+?)(?:[\s,]+(?:kl\.?|at)?\s*|T)(\d{1,2}[:.]\d\d(?:\s*[ap]\.?m\.?)?)$/i;

/** A day and a time as somebody typed them, as `YYYY-MM-DDTHH:MM`; a day alone is at `clock`. `null` if it is none. */
export function typedMoment(typed: string, clock: string, reading: Reading): string | null {
  const text = typed.trim();
  const [, dayPart, clockPart] = DAY_AND_CLOCK.exec(text) ?? [];
  const day = typedDay(dayPart ?? text, reading);
  const time = clockPart === undefined ? clock : typedClock(clockPart);
  return day !== null && time !== null ? `${day}T${time}` : null;
}

/** Whether more letters could not make another moment of it. */
export function isWholeMoment(typed: string): boolean {
  const [, dayPart] = DAY_AND_CLOCK.exec(typed.trim()) ?? [];
  return dayPart !== undefined && isWholeDay(dayPart);
}
