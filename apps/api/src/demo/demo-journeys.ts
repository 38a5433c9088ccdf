import { readFileSync } from 'node:fs';
import type { JourneyGraph } from '@signalbox/engine/graph';
import { createJourney, listJourneys, type Database } from '@signalbox/store';

const EXAMPLES = new URL('../../../../examples/journeys/', import.meta.url);
/** Long enough to be seen waiting, short enough to be waited for. */
const DEMO_WAIT_MS = 20_000;

/** Puts the example journeys in as drafts, with waits that one can sit through. Those of the same name stay as they are. */
export async function addDemoJourneys(database: Database, nowMs: number): Promise<number> {
  const known = new Set((await listJourneys(database)).map(({ name }) => name));
  let added = 0;
  for (const file of ['abandoned-cart.json', 'welcome.json']) {
    const { name, graph } = JSON.parse(readFileSync(new URL(file, EXAMPLES), 'utf8')) as {
      name: string;
      graph: JourneyGraph;
    };
    if (known.has(name)) continue;
    for (const node of graph.nodes) {
      if (node.type !== 'wait-for-event') continue;
      node.data.config.timeoutMs = DEMO_WAIT_MS;
      node.data.name = `${node.data.name} (20 s, to try it)`;
    }
    await createJourney(database, { name, graph, nowMs });
    added++;
  }
  return added;
}
