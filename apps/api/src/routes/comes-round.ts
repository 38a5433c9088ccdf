import { occurrences, type Schedule } from '@signalbox/nodes/clocks';

const DAY = 86_400_000;
/** Where a day ends last. */
const LAST_ZONE = 'Etc/GMT+12';

/** Whether a campaign's time is still to come somewhere that it is asked for. */
export function comesRound(config: Record<string, unknown>, shopTimeZone: string, nowMs: number): boolean {
  const schedule = config as unknown as Schedule & { clock?: 'shop' | 'contact' };
  if (schedule.repeat !== 'never') return true;
  const zone = schedule.clock === 'contact' ? LAST_ZONE : shopTimeZone;
  try {
    const untilMs = Date.parse(schedule.date) + 2 * DAY;
    return occurrences(schedule, zone, { afterMs: nowMs, untilMs }).length > 0;
  } catch {
    // That there is no such day is told by its own fault.
    return true;
  }
}
