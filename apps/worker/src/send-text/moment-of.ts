import type { ActivityContext } from '@signalbox/nodes/kernel';

/**
 * The instant by which a text is judged: a step is told when it was begun, and may have waited for hours for somebody to do
 * it, after a standstill. Never before the run's own time, which runs ahead of the clock where time is skipped.
 */
export const momentOf = ({ nowMs }: Pick<ActivityContext, 'nowMs'>, wallMs: number): number =>
  Math.max(nowMs, wallMs);
