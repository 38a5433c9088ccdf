import {
  compile,
  parseGraph,
  type Catalogue,
  type JourneyGraph,
  type JourneySettings,
} from '@signalbox/engine/graph';
import { builtInCatalogue } from '@signalbox/nodes/catalogue';
import type { Database } from './database.js';
import { createJourney, publishVersion } from './journeys.js';

export interface DrawnStep {
  type: string;
  /** 1 if absent. */
  version?: number;
  config?: object;
  /** By port. */
  next?: Record<string, string>;
}

/** A graph from its steps in short: `{ start: { type: 'manual-trigger', next: { next: 'wait' } } }`. */
export function drawn(
  steps: Record<string, DrawnStep>,
  settings: Partial<JourneySettings> = {},
): JourneyGraph {
  const { graph, diagnostics } = parseGraph({
    schemaVersion: 1,
    nodes: Object.entries(steps).map(([id, { type, version = 1, config = {} }], index) => ({
      id,
      type,
      position: { x: 0, y: index * 120 },
      data: { version, config },
    })),
    edges: Object.entries(steps).flatMap(([source, { next = {} }]) =>
      Object.entries(next).map(([sourceHandle, target]) => ({
        id: `${source}-${sourceHandle}`,
        source,
        sourceHandle,
        target,
      })),
    ),
    settings,
  });
  if (!graph) throw new Error(JSON.stringify(diagnostics));
  return graph;
}

/** Somebody let in by name waits, and is sent a text for a purpose. */
export const waitsAndTexts = (purpose: string): JourneyGraph =>
  drawn({
    start: { type: 'manual-trigger', next: { next: 'wait' } },
    wait: { type: 'wait', next: { next: 'text' } },
    text: { type: 'send-sms', config: { text: 'Hej', purpose }, next: { sent: 'end' } },
    end: { type: 'exit' },
  });

/** Draws a journey and publishes it. @throws if it has errors */
export async function publishDrawn(
  database: Database,
  graph: JourneyGraph,
  {
    name = 'Journey',
    catalogue = builtInCatalogue(),
    nowMs,
  }: { name?: string; catalogue?: Catalogue; nowMs: number },
): Promise<{ id: string; planHash: string }> {
  const { plan, diagnostics } = compile(graph, catalogue);
  if (!plan) throw new Error(JSON.stringify(diagnostics));
  const { id, revision } = await createJourney(database, { name, graph, nowMs });
  const { planHash } = (await publishVersion(database, { id, revision, graph, plan, nowMs }))!;
  return { id, planHash };
}
