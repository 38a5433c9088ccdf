/** A time of day as somebody typed it, as `HH:MM`: `9`, `9.30`, `0930`, `9:30 pm`. `null` if it is none. */
export function typedClock(typed: string): string | null {
  const match = /^(?:kl\.?|at)?\s*(\d{1,2})(?:[:.]?(\d\d))?\s*([ap])?\.?m?\.?$/.exec(
    typed.trim().toLowerCase(),
  );
  if (!match) return null;
  const [, hours, minutes = '00', half] = match;
  if (half && (Number(hours) < 1 || Number(hours) > 12)) return null;
  const hour = half ? (Number(hours) % 12) + (half === 'p' ? 12 : 0) : Number(hours);
  return hour < 24 && Number(minutes) < 60 ? `${String(hour).padStart(2, '0')}:${minutes}` : null;
}

/** Whether more letters could not make another time of it. */
export const isWholeClock = (typed: string): boolean => /^\s*\d{1,2}[:.]\d\d\s*$/.test(typed);
