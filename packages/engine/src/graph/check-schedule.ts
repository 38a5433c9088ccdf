import type { Report } from './report.js';
import type { Step } from './read-steps.js';

/**
 * How a campaign's time stands; the editor has no clock of the shop's, and asks nobody.
 * `over`: it comes no more. `begun`: this journey's campaign of that day began already, at `2026-12-01T10:00`.
 */
export type ScheduleStands = (
  schedule: Record<string, unknown>,
) => 'to-come' | 'over' | { begun: string; comesAgain: boolean };

/** A campaign whose only time has gone by lets nobody in, however live it is; nor does one begin twice on a day. */
export function checkSchedule(
  { node, entry, config, name }: Step,
  scheduleStands: ScheduleStands,
  report: Report,
): void {
  if (entry.starts?.clock !== 'schedule') return;
  const stands = scheduleStands(config);
  if (stands === 'to-come') return;
  if (stands === 'over')
    return report.warning(
      'schedule-over',
      `The time of “${name}” has gone by: it lets nobody in. Choose a later date.`,
      node.id,
      'date',
    );
  const { begun, comesAgain } = stands;
  const [date, time] = begun.split('T');
  report.warning(
    'schedule-begun',
    comesAgain
      ? `The campaign of ${date} began at ${time} already, and a journey begins one a day at most: the new time of “${name}” counts from the next day on.`
      : `The campaign of ${date} began at ${time} already, and a journey begins one a day at most: “${name}” lets nobody in. Choose a later date.`,
    node.id,
    comesAgain ? 'time' : 'date',
  );
}
