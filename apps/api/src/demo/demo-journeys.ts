import { readFileSync } from 'node:fs';
import { createJourney, createJourneyAs, listJourneys, type Database } from '@signalbox/store';
import { inLanguage, journeyIn, type NamedJourney } from './danish-journeys.js';

const EXAMPLES = new URL('../../../../examples/journeys/', import.meta.url);
/** Long enough to be seen waiting, short enough to be waited for. */
const DEMO_WAIT_MS = 20_000;

/** Ids of their own, so that a journey that somebody named alike is not taken for one of these. */
export const DEMO_CART_ID = 'd7a1c0de-0000-4000-8000-000000000001';
const DEMO_WELCOME_ID = 'd7a1c0de-0000-4000-8000-000000000002';
const DEMO_JOURNEYS = [
  { id: DEMO_CART_ID, file: 'abandoned-cart.json' },
  { id: DEMO_WELCOME_ID, file: 'welcome.json' },
];

/**
 * Puts the example journeys in as drafts, with waits that one can sit through. Those that are there stay as they are;
 * where another journey has the name, “(demo)” tells them apart.
 * @param language that their names and texts are written in, BCP 47: Danish, or English for all others
 */
export async function addDemoJourneys(
  database: Database,
  nowMs: number,
  language: string = 'en',
): Promise<number> {
  const listed = await listJourneys(database);
  const names = new Set(listed.map(({ name }) => name));
  let added = 0;
  for (const { id, file } of DEMO_JOURNEYS) {
    const example = JSON.parse(readFileSync(new URL(file, EXAMPLES), 'utf8')) as NamedJourney;
    const { name: plain, graph } = journeyIn(language, example);
    const toldApart = `${plain} (demo)`;
    if (names.has(toldApart) || listed.some((journey) => journey.id === id)) continue;
    for (const node of graph.nodes) {
      if (node.type !== 'wait-for-event') continue;
      node.data.config.timeoutMs = DEMO_WAIT_MS;
      node.data.name = inLanguage(language, '{name} (20 s, to try it)').replace('{name}', node.data.name!);
    }
    const journey = { name: names.has(plain) ? toldApart : plain, graph, nowMs };
    // One that was deleted keeps its id for ever.
    if (!(await createJourneyAs(database, { ...journey, id })))
      await createJourney(database, { ...journey, name: toldApart });
    added++;
  }
  return added;
}
