import { occurrences, type Schedule } from '@signalbox/nodes/clocks';
import { getJourney, listCampaigns, listVersions, type Database } from '@signalbox/store';
import { drawnByOf, firstOfPart, MAIN, type DrawnBy } from './drawn-by.js';

/**
 * What is kept of the drawing by which a campaign has begun: of the version that let people in when its time had come, or
 * that is live and about to. What was ended or paused over its time has not begun.
 * @returns `null` if none has begun
 */
export async function begunDrawing(
  database: Database,
  { set }: DrawnBy,
  { shopTimeZone, nowMs }: { shopTimeZone: string; nowMs: number },
): Promise<DrawnBy['kept'] | null> {
  const main = await firstOfPart(database, { set, part: MAIN });
  if (main === null) return null;
  const came = (await listCampaigns(database, main)).filter(({ dueAt }) => dueAt.getTime() <= nowMs);
  const versions = await listVersions(database, main);
  const journey = await getJourney(database, main);
  const live = versions.find(({ version }) => version === journey?.liveVersion);
  const trigger = live?.graph.nodes.find(({ type }) => type === 'schedule-trigger');
  if (journey?.status === 'live' && live && trigger) {
    const afterMs = live.publishedAt.getTime();
    // As drawn it leaves out what it does not change.
    const schedule = { repeat: 'never', weekdays: [], ...trigger.data.config } as unknown as Schedule;
    const last = occurrences(schedule, shopTimeZone, { afterMs, untilMs: nowMs }).at(-1);
    if (last && !came.some(({ dueAt }) => dueAt.getTime() >= last.atMs)) return keptOf(live, set);
  }
  const begun = came
    .filter(({ status, started }) => status !== 'missed' && (status !== 'stopped' || started > 0))
    .sort((a, b) => b.dueAt.getTime() - a.dueAt.getTime())
    .flatMap((campaign) => versions.filter(({ version }) => version === campaign.version))[0];
  return begun ? keptOf(begun, set) : null;
}

function keptOf({ graph }: { graph: Parameters<typeof drawnByOf>[0] }, set: string): DrawnBy['kept'] | null {
  const by = drawnByOf(graph);
  return by?.set === set ? by.kept : null;
}
