import type { Condition } from '@signalbox/engine/segments';
import { keepSegments, recountSegments, saveSegment, takeEvents, type IncomingEvent } from '@signalbox/store';
import { createTestDatabase } from '@signalbox/store/testing';
import { expect, test } from 'vitest';
import { mapSegmentMessage } from '../intake/segment-message.js';
import { cdnowMessages } from './cdnow.js';

/** All 69,659 rows with `SIGNALBOX_LONG=1`. */
const ROWS = process.env.SIGNALBOX_LONG === '1' ? Infinity : 3_000;
const BATCH = 500;
const NOW = Date.parse('2026-11-02T12:00:00Z');

const RULES: Record<string, Condition> = {
  regulars: { kind: 'field', field: 'order_count', test: { type: 'number', op: 'at-least', value: 3 } },
  'spent 50 dollars': {
    kind: 'field',
    field: 'total_spent',
    currency: 'USD',
    test: { type: 'number', op: 'at-least', value: 50 },
  },
  'bought in the summer of 1997': {
    kind: 'event',
    event: 'Order Completed',
    times: { op: 'at-least', count: 1 },
    where: [],
    when: { kind: 'between', from: '1997-06-01', to: '1997-09-01' },
  },
};

/** Takes it all in, with segments that are there before; tells what is known of each customer in the end. */
async function imported(messages: IncomingEvent[]): Promise<Map<string, object>> {
  const database = await createTestDatabase('cdnow');
  try {
    for (const [name, condition] of Object.entries(RULES))
      await saveSegment(
        database,
        { name, rule: { version: 2, root: { kind: 'group', match: 'all', conditions: [condition] } } },
        NOW,
      );
    for (let at = 0; at < messages.length; at += BATCH)
      await takeEvents(database, messages.slice(at, at + BATCH), { nowMs: NOW });
    while ((await recountSegments(database, NOW)) || (await keepSegments(database, NOW)) > 0);
    const { rows } = await database.pool.query(`
      select i.value,
        (select array_agg(s.name order by s.name) from segment_members m join segments s on s.id = m.segment_id
          where m.contact_id = c.id) as segments,
        c.order_count, c.total_spent, c.average_order, c.first_order_at, c.last_order_at,
        c.median_gap_days, c.predicted_next_order_at
      from contacts c join contact_identities i on i.contact_id = c.id order by i.value`);
    return new Map(rows.map(({ value, ...known }) => [value, known]));
  } finally {
    await database.drop();
  }
}

test('a real history taken twice, shuffled, gives the same people, totals and segments as once in order', async () => {
  const messages: IncomingEvent[] = [];
  for await (const message of cdnowMessages(ROWS)) {
    const mapped = mapSegmentMessage(message, NOW);
    if (mapped.ok && mapped.incoming) messages.push(mapped.incoming);
  }
  const twice = [...messages, ...messages]
    .map((message, index) => ({ message, at: (Math.sin(index * 12.9898) * 43_758.5453) % 1 }))
    .sort((a, b) => a.at - b.at)
    .map(({ message }) => message);
  const once = await imported(messages);
  expect(await imported(twice)).toEqual(once);
  expect(once.size).toBeGreaterThan(500);
  const inside = new Set(
    [...once.values()].flatMap((known) => (known as { segments: string[] | null }).segments ?? []),
  );
  expect(inside).toEqual(new Set(Object.keys(RULES)));
  const orders = [...once.values()].reduce(
    (sum, known) => sum + (known as { order_count: number }).order_count,
    0,
  );
  expect(orders).toBe(messages.length);
}, 600_000);
