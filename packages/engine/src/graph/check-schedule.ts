import type { Report } from './report.js';
import type { Step } from './read-steps.js';

/**
 * How a campaign's time stands; the editor has no clock of the shop's, and asks nobody.
 * `over`: it comes no more. `begunAt`: on the day of its next time this journey's campaign began already, at `HH:MM`.
 */
export type ScheduleStands = (
  schedule: Record<string, unknown>,
) => 'to-come' | 'over' | { begunAt: string; comesAgain: boolean };

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
  const { begunAt, comesAgain } = stands;
  report.warning(
    'schedule-begun',
    comesAgain
      ? `Today’s campaign began at ${begunAt} already, and a journey begins one a day at most: the new time of “${name}” counts from the next day on.`
      : `The campaign of that day began at ${begunAt} already, and a journey begins one a day at most: “${name}” lets nobody in. Choose a later date.`,
    node.id,
    comesAgain ? 'time' : 'date',
  );
}
