import { readFileSync } from 'node:fs';
import { compile, parseGraph, type JourneySettings } from '@signalbox/engine/graph';
import type { Condition, SegmentRule } from '@signalbox/engine/segments';
import { builtInCatalogue } from '@signalbox/nodes/catalogue';
import { createJourney, publishVersion, recountSegments, saveSegment } from '../../index.js';
import type { Database } from '../../database.js';
import { drawn, publishDrawn } from '../../testing.js';

export const NOW = Date.parse('2026-11-02T12:00:00Z');

const all = (...conditions: Condition[]): SegmentRule => ({
  version: 2,
  root: { kind: 'group', match: 'all', conditions },
});
const did = (event: string, op: 'at-least' | 'exactly', count: number): Condition => ({
  kind: 'event',
  event,
  times: { op, count },
  where: [],
  when: { kind: 'last', amount: 7, unit: 'days' },
});

/** Two journeys, and segments of what people did and are; one holds of whoever is new. */
export async function furnish(database: Database): Promise<void> {
  const file = new URL('../../../../../examples/journeys/abandoned-cart.json', import.meta.url);
  const { graph } = parseGraph(JSON.parse(readFileSync(file, 'utf8')).graph);
  const { plan } = compile(graph!, builtInCatalogue());
  const { id, revision } = await createJourney(database, { name: 'Cart', graph: graph!, nowMs: NOW });
  await publishVersion(database, { id, revision, graph: graph!, plan: plan!, nowMs: NOW });
  const rest = {
    wait: {
      type: 'wait-for-event',
      config: {
        events: [{ id: 'ordered', event: 'Order Completed', label: 'Ordered' }],
        timeoutMs: 3_600_000,
      },
      next: { ordered: 'end', timeout: 'end' },
    },
    end: { type: 'exit', config: { outcome: 'seen' } },
  };
  await publishDrawn(
    database,
    drawn(
      {
        start: { type: 'event-trigger', config: { event: 'Product Viewed' }, next: { next: 'wait' } },
        ...rest,
      },
      { reentry: { kind: 'after-exit' }, goal: { event: 'Order Completed', withinDays: 3, endsRun: false } },
    ),
    { name: 'Browsing', nowMs: NOW },
  );
  await segments(database, {
    'looked twice': all(did('Product Viewed', 'at-least', 2)),
    'looked once': all(did('Product Viewed', 'exactly', 1)),
    'never bought': all({
      kind: 'field',
      field: 'order_count',
      test: { type: 'number', op: 'is', value: 0 },
    }),
    bought: all({ kind: 'field', field: 'order_count', test: { type: 'number', op: 'at-least', value: 1 } }),
    Danes: all({ kind: 'field', field: 'country', test: { type: 'text', op: 'is', value: 'DK' } }),
  });
}

/**
 * A journey whose first version has its goal in somebody's entering a segment, and whose second has none.
 * @returns sets which of them is live
 */
export async function versions(database: Database): Promise<(live: 1 | 2) => Promise<void>> {
  const drawnWith = (goal: { goal?: JourneySettings['goal'] }) => {
    const graph = drawn(
      {
        start: { type: 'event-trigger', config: { event: 'Seen' }, next: { next: 'wait' } },
        wait: { type: 'wait', config: { durationMs: 3_600_000 }, next: { next: 'end' } },
        end: { type: 'exit', config: { outcome: 'seen' } },
      },
      goal,
    );
    return { graph, plan: compile(graph, builtInCatalogue()).plan! };
  };
  const older = drawnWith({ goal: { event: 'Segment Entered', withinDays: 3, endsRun: false } });
  const { id, revision } = await createJourney(database, { name: 'Older', graph: older.graph, nowMs: NOW });
  for (const version of [older, drawnWith({})])
    await publishVersion(database, { id, revision, ...version, nowMs: NOW });
  return async (live) => {
    await database.pool.query('update journeys set live_version = $2 where id = $1', [id, live]);
  };
}

/** A journey that hears of who enters a segment, and of what they do then; and segments that look at its runs. */
export async function listen(database: Database): Promise<void> {
  const { id } = await publishDrawn(
    database,
    drawn(
      {
        start: { type: 'event-trigger', config: { event: 'Segment Entered' }, next: { next: 'wait' } },
        wait: {
          type: 'wait-for-event',
          config: {
            events: [
              { id: 'seen', event: 'Seen', label: 'Seen' },
              { id: 'cart', event: 'Cart Updated', label: 'Filled a cart' },
            ],
            timeoutMs: 3_600_000,
          },
          next: { seen: 'end', cart: 'end', timeout: 'end' },
        },
        end: { type: 'exit', config: { outcome: 'seen' } },
      },
      {
        reentry: { kind: 'always' },
        goal: { event: 'Cart Updated', withinDays: 3, endsRun: false },
      },
    ),
    { name: 'Welcome', nowMs: NOW },
  );
  const ever = { kind: 'ever' } as const;
  await segments(database, {
    'in Welcome': all({ kind: 'journey', what: 'is-in', journey: id, when: ever }),
    'filled a cart in Welcome': all({ kind: 'journey', what: 'reached-goal', journey: id, when: ever }),
  });
}

async function segments(database: Database, rules: { [name: string]: SegmentRule }): Promise<void> {
  for (const [name, rule] of Object.entries(rules)) await saveSegment(database, { name, rule }, NOW);
  while (await recountSegments(database, NOW));
}
