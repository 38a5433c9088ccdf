import { Temporal } from 'temporal-polyfill';
import { SENDING_WINDOWS, STRICTEST_WINDOW, ZONE_OF_COUNTRY, type SendingWindow } from './sending-windows.js';

const isZone = (zone: string | null): zone is string => {
  if (!zone) return false;
  try {
    Temporal.Now.zonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
};

/**
 * The first instant, from `fromMs` on, at which a marketing text may reach someone.
 * @param country ISO 3166-1 alpha-2; the strictest window if unknown
 * @param timeZone IANA; one of the country's if unknown or invalid
 * @returns Unix milliseconds, and the zone it was reckoned in
 */
export function earliestAllowed(
  fromMs: number,
  { country, timeZone }: { country: string | null; timeZone: string | null },
): { atMs: number; zone: string; window: SendingWindow } {
  const window = SENDING_WINDOWS.find((candidate) => candidate.country === country) ?? STRICTEST_WINDOW;
  const zone = isZone(timeZone) ? timeZone : (ZONE_OF_COUNTRY[country ?? ''] ?? 'UTC');
  const from = Temporal.Instant.fromEpochMilliseconds(fromMs).toZonedDateTimeISO(zone);
  for (let days = 0; days < 8; days++) {
    const day = from.toPlainDate().add({ days });
    const hours =
      day.dayOfWeek === 7 ? window.sunday : day.dayOfWeek === 6 ? window.saturday : window.weekdays;
    if (!hours) continue;
    const at = (hour: number) =>
      day.toZonedDateTime({ timeZone: zone, plainTime: { hour } }).epochMilliseconds;
    if (fromMs < at(hours[0])) return { atMs: at(hours[0]), zone, window };
    if (fromMs < at(hours[1])) return { atMs: fromMs, zone, window };
  }
  throw new Error(`The window of "${window.country}" never opens.`);
}
