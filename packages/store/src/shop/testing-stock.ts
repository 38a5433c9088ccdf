import { compile, parseGraph } from '@signalbox/engine/graph';
import { builtInCatalogue } from '@signalbox/nodes/catalogue';
import { v4 as uuid } from 'uuid';
import { createJourney, publishVersion, takeEvent, type Database } from '../index.js';

const node = (id: string, type: string, config: object) => ({
  id,
  type,
  position: { x: 0, y: 0 },
  data: { version: 1, config },
});
const way = (source: string, sourceHandle: string, target: string) => ({
  id: `${source}-${sourceHandle}`,
  source,
  sourceHandle,
  target,
});

/** A journey whose people wait for the variant that they asked for. */
export async function publishForTest(database: Database, nowMs: number): Promise<void> {
  const { graph } = parseGraph({
    schemaVersion: 1,
    nodes: [
      node('start', 'event-trigger', { event: 'Restock Asked' }),
      node('wait', 'wait-for-stock', {}),
      node('end', 'exit', {}),
    ],
    edges: [way('start', 'next', 'wait'), way('wait', 'back-in-stock', 'end'), way('wait', 'timeout', 'end')],
  });
  const { plan, diagnostics } = compile(graph!, builtInCatalogue());
  if (!plan) throw new Error(JSON.stringify(diagnostics));
  const { id, revision } = await createJourney(database, { name: 'Restock', graph: graph!, nowMs });
  await publishVersion(database, { id, revision, graph: graph!, plan, nowMs });
}

/** @returns the run that waits */
export async function startedRun(
  database: Database,
  variantId: string,
  user: string,
  nowMs: number,
): Promise<string> {
  const { started } = await takeEvent(
    database,
    {
      source: 'test',
      messageId: uuid(),
      name: 'Restock Asked',
      occurredAtMs: nowMs,
      identities: [{ kind: 'user', value: user }],
      properties: { variant_id: variantId },
      keys: [],
      isHistory: false,
    },
    { nowMs },
  );
  return started[0]!;
}
