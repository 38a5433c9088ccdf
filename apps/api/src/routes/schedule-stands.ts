import type { ScheduleStands } from '@signalbox/engine/graph';
import { FIRST_ZONE, occurrences, type Schedule } from '@signalbox/nodes/clocks';

const DAY = 86_400_000;
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
      const comes = (zone: string) => occurrences(schedule, zone, { afterMs: nowMs, untilMs })[0];
      if (isOnce && !comes(isEach ? LAST_ZONE : shopTimeZone)) return 'over';
      // Where it opens; by people's own clocks that day lasts on elsewhere.
      const next = comes(isEach ? FIRST_ZONE : shopTimeZone);
      const before = next && begun.find((local) => local.slice(0, 10) === next.local.slice(0, 10));
      if (before && before !== next.local) return { begunAt: before.slice(11), comesAgain: !isOnce };
    } catch {
      // That there is no such day is told by its own fault.
    }
    return 'to-come';
  };
