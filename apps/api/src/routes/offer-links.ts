import type { JourneyGraph } from '@signalbox/engine/graph';
import { expiryOf } from '@signalbox/sms/compose';
import { countLiveRuns, moveLinkEnds, type Database, type LinkEnd } from '@signalbox/store';

/** A link that ends at an instant, as a date that is written out: not at a span from its text. */
const ENDS_AT = /\|\s*link:\s*name:\s*'([^']+)',\s*expires:\s*'(\d{4}-\d\d-\d\d[^']*)'/g;

/** The links of a journey that end at one instant for everybody: those of an offer. */
function offerLinks(graph: JourneyGraph, shopTimeZone: string): LinkEnd[] {
  const ends = new Map<string, number>();
  for (const { data } of graph.nodes)
    for (const [, name, at] of String(data.config.text ?? '').matchAll(ENDS_AT)) {
      const atMs = expiryOf(at!, 0, shopTimeZone);
      if (atMs !== null) ends.set(name!, atMs);
    }
  return [...ends].map(([name, atMs]) => ({ name, atMs }));
}

/** An offer that is called off is over for everybody who was told of it. */
export const endOfferLinks = (
  database: Database,
  journeyId: string,
  graph: JourneyGraph,
  { nowMs, shopTimeZone }: { nowMs: number; shopTimeZone: string },
): Promise<void> =>
  moveLinkEnds(
    database,
    journeyId,
    offerLinks(graph, shopTimeZone)
      .filter(({ atMs }) => atMs > nowMs)
      .map(({ name }) => ({ name, atMs: nowMs })),
  );

/** Another end of an offer holds for the links on phones as well, unless somebody finishes on the version that told them. */
export async function followOffer(
  database: Database,
  { journeyId, graph }: { journeyId: string; graph: JourneyGraph },
  choice: 'finish' | 'move' | 'end',
  { shopTimeZone }: { shopTimeZone: string },
): Promise<void> {
  if (choice === 'finish' && (await countLiveRuns(database, { journeyId })) > 0) return;
  await moveLinkEnds(database, journeyId, offerLinks(graph, shopTimeZone));
}
