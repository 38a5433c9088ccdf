import type { Report } from './report.js';
import type { Step } from './read-steps.js';

/** Whether a campaign's time still comes; the editor has no clock of the shop's, and asks nobody. */
export type ComesRound = (schedule: Record<string, unknown>) => boolean;

/** A campaign whose only time has gone by lets nobody in, however live it is. */
export function checkSchedule(
  { node, entry, config, name }: Step,
  comesRound: ComesRound,
  report: Report,
): void {
  if (entry.starts?.clock !== 'schedule' || comesRound(config)) return;
  report.warning(
    'schedule-over',
    `The time of “${name}” has gone by: it lets nobody in. Choose a later date.`,
    node.id,
    'date',
  );
}
