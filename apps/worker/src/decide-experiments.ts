import { judge, type Variant } from '@signalbox/nodes/experiment';
import type { RuleGroup } from '@signalbox/nodes/kernel';
import { chooseWinner, experimentCounts, experimentsToDecide, type Database } from '@signalbox/store';

interface Config {
  variants: Variant[];
  metric: string;
  metricWhere?: RuleGroup;
  windowMs: number;
  atLeast: number;
}

/** Chooses the winner of each experiment that may decide itself: enough people in every variant, and one clearly better. */
export async function decideExperiments(database: Database, nowMs: number): Promise<void> {
  for (const { journeyId, nodeId, config } of await experimentsToDecide(database)) {
    const { variants, metric, metricWhere, windowMs, atLeast } = config as unknown as Config;
    const asked = { journeyId, nodeId, metric, where: metricWhere, windowMs, nowMs };
    const counted = await experimentCounts(database, asked);
    const { variants: judged, best } = judge(variants, counted.variants, 2 * atLeast);
    if (best === null || judged.some(({ people }) => people < atLeast)) continue;
    await chooseWinner(database, { journeyId, nodeId, variant: best, by: 'rule', nowMs });
  }
}
