import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { journeyStats, saveCheckpoint, takeEvent } from './index.js';
import { createTestDatabase, drawn, publishDrawn } from './testing.js';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase('journey_stats');
});
afterAll(() => database?.drop());

const happened = (name: string, atMs: number, properties: object = {}, user = 'anna') =>
  takeEvent(
    database,
    {
      source: 'test',
      messageId: crypto.randomUUID(),
      name,
      occurredAtMs: atMs,
      identities: [{ kind: 'user', value: user }],
      contact: { firstName: 'Anna', phone: '+4552990001' },
      properties: properties as { [key: string]: string },
      keys: [],
      isHistory: false,
    },
    { nowMs: atMs },
  );

const journey = async () => {
  await database.kysely.updateTable('journeys').set({ status: 'archived' }).execute();
  return publishDrawn(
    database,
    drawn(
      {
        start: { type: 'event-trigger', config: { event: 'Checkout Started' }, next: { next: 'wait' } },
        wait: { type: 'wait', config: { durationMs: HOUR }, next: { next: 'text' } },
        text: { type: 'send-sms', config: { text: 'Hi', purpose: 'marketing' }, next: { sent: 'end' } },
        end: { type: 'exit', config: { outcome: 'seen' } },
      },
      { reentry: { kind: 'always' } },
    ),
    { nowMs: NOW },
  );
};

/** Where each step of a run stood, and by which port it was left; the last may still be waited at. */
const anyRun = fc.record({
  startedDay: fc.integer({ min: 0, max: 9 }),
  steps: fc.array(
    fc.record({
      nodeId: fc.constantFrom('start', 'wait', 'text', 'end', 'gone'),
      port: fc.constantFrom('next', 'received', 'timeout', 'sent', 'not-sent'),
    }),
    { minLength: 1, maxLength: 6 },
  ),
  last: fc.constantFrom('waits', 'ends', 'interrupted'),
});

test('entered is what waits, what left by each port and what ended here, for any runs, version and period', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyRun, { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 0, max: 9 }),
      fc.integer({ min: 0, max: 9 }),
      async (runs, from, to) => {
        const { id } = await journey();
        for (const run of runs)
          await happened('Checkout Started', NOW + run.startedDay * DAY, {}, crypto.randomUUID());
        const rows = await database.kysely
          .selectFrom('runs')
          .select('id')
          .where('journey_id', '=', id)
          .orderBy('started_at')
          .orderBy('id')
          .execute();
        expect(rows).toHaveLength(runs.length);
        for (const [index, { id: runId }] of rows.entries()) {
          const { steps, last } = runs[index]!;
          await saveCheckpoint(database, {
            runId,
            status: last === 'waits' ? 'waiting' : 'ended',
            outcome: last === 'waits' ? null : 'seen',
            wakesAtMs: null,
            atMs: NOW + index,
            steps: steps.map(({ nodeId, port }, at) => {
              const isLast = at === steps.length - 1;
              return {
                seq: at,
                nodeId,
                visit: 1,
                enteredAtMs: NOW + at,
                leftAtMs: isLast && last === 'waits' ? null : NOW + at + 1,
                port: isLast && last !== 'interrupted' ? null : port,
                reason: null,
              };
            }),
          });
        }
        for (const entries of [
          {},
          { version: 1 },
          { fromMs: NOW + Math.min(from, to) * DAY, toMs: NOW + Math.max(from, to) * DAY },
        ]) {
          const stats = await journeyStats(database, id, entries);
          let steps = 0;
          for (const { entered, waiting, left, endedHere } of Object.values(stats.nodes)) {
            const out = Object.values(left).reduce((sum, count) => sum + count, 0);
            expect(entered).toBe(waiting + out + endedHere);
            steps += entered;
          }
          expect(stats.entered).toBe(stats.inside + stats.ended);
          if (Object.keys(entries).length < 2)
            expect(steps).toBe(runs.reduce((sum, run) => sum + run.steps.length, 0));
        }
      },
    ),
    { numRuns: 12 },
  );
});

test('an order counts once, for the last text before it, and only within three days', async () => {
  const { id } = await journey();
  await happened('Checkout Started', NOW);
  const run = await database.kysely
    .selectFrom('runs')
    .select(['id', 'contact_id'])
    .where('journey_id', '=', id)
    .executeTakeFirstOrThrow();
  const sent = async (atMs: number) => {
    const messageId = crypto.randomUUID();
    await database.kysely
      .insertInto('messages')
      .values({
        id: messageId,
        send_key: messageId,
        run_id: run.id,
        journey_id: id,
        node_id: 'text',
        contact_id: run.contact_id,
        purpose: 'marketing',
        state: 'delivered',
        planned_at: new Date(atMs),
        accepted_at: new Date(atMs),
      } as never)
      .execute();
    return messageId;
  };
  await sent(NOW + HOUR);
  const second = await sent(NOW + 2 * HOUR);
  await database.kysely
    .insertInto('links')
    .values({
      code: 'abc',
      kind: 'url',
      url: 'https://acme.example',
      send_key: second,
      slot: '0',
      message_id: second,
      phone: '+4552990001',
      purpose: 'marketing',
      created_at: new Date(NOW),
    } as never)
    .execute();
  const click = (by: string) =>
    database.kysely
      .insertInto('link_clicks')
      .values({ code: 'abc', at: new Date(NOW + 3 * HOUR), by } as never)
      .execute();
  await click('preview');
  expect((await journeyStats(database, id)).nodes.text!.messages!.clicked).toBe(0);
  await click('person');
  await happened('Order Completed', NOW + 4 * HOUR, { total: '512.50', currency: 'DKK' });
  await happened('Order Completed', NOW + 5 * HOUR, { order_id: 'o2', total: '80.00', currency: 'DKK' });
  await happened('Order Cancelled', NOW + 6 * HOUR, { order_id: 'o2' });
  await happened('Order Completed', NOW + 30 * DAY, { total: '99.00', currency: 'DKK' });
  expect((await journeyStats(database, id)).nodes.text!.messages).toMatchObject({
    sent: 2,
    clicked: 1,
    ordered: 1,
    revenue: { DKK: 51_250 },
  });
});
