import { occurrences, type Schedule } from '@signalbox/nodes/clocks';
import { listVersions, type Database } from '@signalbox/store';
import { drawnByOf, firstOfPart, MAIN, type DrawnBy } from './drawn-by.js';

/**
 * What is kept of the drawing by which a campaign has begun: the newest version that was live as its own time came.
 * @returns `null` if none has begun
 */
export async function begunDrawing(
  database: Database,
  { set }: DrawnBy,
  { shopTimeZone, nowMs }: { shopTimeZone: string; nowMs: number },
): Promise<DrawnBy['kept'] | null> {
  const main = await firstOfPart(database, { set, part: MAIN });
  let untilMs = nowMs;
  for (const { graph, publishedAt } of main === null ? [] : await listVersions(database, main)) {
    const afterMs = publishedAt.getTime();
    const by = drawnByOf(graph);
    const trigger = graph.nodes.find(({ type }) => type === 'schedule-trigger');
    if (by?.set === set && trigger) {
      // As drawn it leaves out what it does not change.
      const schedule = { repeat: 'never', weekdays: [], ...trigger.data.config } as unknown as Schedule;
      if (occurrences(schedule, shopTimeZone, { afterMs, untilMs }).length > 0) return by.kept;
    }
    untilMs = afterMs;
  }
  return null;
}
