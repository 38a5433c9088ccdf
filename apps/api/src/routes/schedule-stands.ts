import type { ScheduleStands } from '@signalbox/engine/graph';
import { begunInstead, FIRST_ZONE, occurrences, type Schedule } from '@signalbox/nodes/clocks';

const DAY = 86_400_000;
/** How long until a local time has come round everywhere. */
const ROUND_THE_EARTH_MS = 26 * 3_600_000;
/** Where a day ends last. */
const LAST_ZONE = 'Etc/GMT+12';

/**
 * How a campaign's time stands, with the shop's clock.
 * @param begun the local times, `2026-12-01T10:00`, of campaigns of the journey that began
 */
export const scheduleStands =
  (shopTimeZone: string, nowMs: number, begun: string[]): ScheduleStands =>
  (config) => {
    const schedule = config as unknown as Schedule & { clock?: 'shop' | 'contact' };
    const isOnce = schedule.repeat === 'never';
    const isEach = schedule.clock === 'contact';
    try {
      const untilMs = isOnce ? Date.parse(schedule.date) + 2 * DAY : nowMs + DAY;
      const comes = (zone: string, afterMs = nowMs) => occurrences(schedule, zone, { afterMs, untilMs });
      if (isOnce && comes(isEach ? LAST_ZONE : shopTimeZone).length === 0) return 'over';
      // By people's own clocks it opens where its time comes first, and that time lasts on elsewhere.
      const times = isEach ? comes(FIRST_ZONE, nowMs - ROUND_THE_EARTH_MS) : comes(shopTimeZone).slice(0, 1);
      for (const { local } of times) {
        const before = begunInstead(local, begun);
        if (before) return { begun: before, comesAgain: !isOnce };
      }
    } catch {
      // That there is no such day is told by its own fault.
    }
    return 'to-come';
  };
