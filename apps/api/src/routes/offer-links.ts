import type { JourneyGraph } from '@signalbox/engine/graph';
import { expiryOf } from '@signalbox/sms/compose';
import { endWithCodes, followWithCodes } from './offer-codes.js';
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
export async function endOffer(
  database: Database,
  journeyId: string,
  graph: JourneyGraph,
  { nowMs, shopTimeZone }: { nowMs: number; shopTimeZone: string },
): Promise<void> {
  await moveLinkEnds(
    database,
    journeyId,
    offerLinks(graph, shopTimeZone)
      .filter(({ atMs }) => atMs > nowMs)
      .map(({ name }) => ({ name, atMs: nowMs })),
  );
  await endWithCodes(database, { journeyId, graph }, { nowMs, shopTimeZone });
}

/**
 * Another end of an offer holds for the links on phones and for codes as well, unless somebody finishes on the version that
 * told them.
 * @param journey `before`: what was live until now
 */
export async function followOffer(
  database: Database,
  journey: { journeyId: string; before: JourneyGraph | null; graph: JourneyGraph },
  choice: 'finish' | 'move' | 'end',
  { nowMs, shopTimeZone }: { nowMs: number; shopTimeZone: string },
): Promise<void> {
  const { journeyId, graph } = journey;
  const isForAll = choice !== 'finish' || (await countLiveRuns(database, { journeyId })) === 0;
  await followWithCodes(database, journey, { isForAll, nowMs, shopTimeZone });
  if (isForAll) await moveLinkEnds(database, journeyId, offerLinks(graph, shopTimeZone));
}
