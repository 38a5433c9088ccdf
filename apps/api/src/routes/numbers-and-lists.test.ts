import { randomUUID } from 'node:crypto';
import { addPerson, drawn, publishDrawn } from '@signalbox/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JourneyStats } from '../contract/index.js';
import { startTestApi, type TestApi } from '../testing.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.parse('2026-05-20T12:00:00Z');
let api: TestApi;
let journeyId: string;
beforeAll(async () => {
  api = await startTestApi();
  const graph = drawn({
    start: { type: 'manual-trigger', next: { next: 'text' } },
    text: {
      type: 'send-sms',
      config: { text: 'Hej', purpose: 'marketing' },
      next: { sent: 'end', 'not-sent': 'end' },
    },
    end: { type: 'exit' },
  });
  journeyId = (await publishDrawn(api.database, graph, { nowMs: NOW })).id;
});
afterAll(() => api?.stop());

interface Entry {
  version: number;
  atMs: number;
  state: string;
  reason?: string;
  clicked?: boolean;
  orderedAfterMs?: number;
  reachedGoal?: boolean;
}

async function enter({ version, atMs, state, reason, clicked, orderedAfterMs, reachedGoal }: Entry) {
  const { kysely } = api.database;
  const contactId = await addPerson(api.database, { firstName: 'Anna' });
  const started = await api.call('POST', `/api/journeys/${journeyId}/start`, { contactId });
  const { runId } = started.json<{ runId: string }>();
  const goal = reachedGoal ? { goal_at: new Date(atMs + HOUR) } : {};
  await kysely
    .updateTable('runs')
    .set({ version, started_at: new Date(atMs), ...goal })
    .where('id', '=', runId)
    .execute();
  const isSent = ['accepted', 'sent', 'delivered', 'undelivered'].includes(state);
  const [at, port] = [new Date(atMs), isSent ? 'sent' : 'not-sent'];
  await kysely
    .insertInto('run_steps')
    .values([
      { run_id: runId, seq: 1, node_id: 'start', visit: 0, entered_at: at, left_at: at, port: 'next' },
      { run_id: runId, seq: 2, node_id: 'text', visit: 0, entered_at: at, left_at: at, port },
      { run_id: runId, seq: 3, node_id: 'end', visit: 0, entered_at: at },
    ])
    .execute();
  const id = randomUUID();
  await kysely
    .insertInto('messages')
    .values({
      id,
      send_key: id,
      run_id: runId,
      journey_id: journeyId,
      node_id: 'text',
      contact_id: contactId,
      phone: '+4552990001',
      purpose: 'marketing',
      state,
      reason_code: reason ?? null,
      planned_at: at,
      accepted_at: isSent ? at : null,
    } as never)
    .execute();
  if (clicked !== undefined) {
    const link = {
      code: id,
      kind: 'url',
      url: 'https://acme.example',
      send_key: id,
      slot: '0',
      message_id: id,
    };
    await kysely
      .insertInto('links')
      .values({ ...link, phone: '+4552990001', purpose: 'marketing', created_at: at } as never)
      .execute();
    await kysely
      .insertInto('link_clicks')
      .values({ code: id, at, by: clicked ? 'person' : 'preview' } as never)
      .execute();
  }
  if (orderedAfterMs !== undefined)
    await kysely
      .insertInto('orders')
      .values({
        shop: 'acme',
        order_id: id,
        contact_id: contactId,
        placed_at: new Date(atMs + orderedAfterMs),
        currency: 'DKK',
        total_minor: 10_000,
      } as never)
      .execute();
}

const rowsOf = async (path: string, asked: Record<string, string>) => {
  const answer = await api.call('GET', `${path}?${new URLSearchParams(asked)}`);
  expect(answer.statusCode, answer.body).toBe(200);
  const { runs, messages } = answer.json<{ runs?: unknown[]; messages?: unknown[] }>();
  return (runs ?? messages)!.length;
};

test('each number of a step leads to a list of as many, by version and by period', async () => {
  const entries: Entry[] = [
    { version: 1, atMs: NOW - 9 * DAY, state: 'delivered', clicked: true, orderedAfterMs: HOUR },
    { version: 1, atMs: NOW - 9 * DAY, state: 'suppressed', reason: 'no-consent' },
    { version: 1, atMs: NOW - 2 * DAY, state: 'undelivered', clicked: false, reachedGoal: true },
    { version: 2, atMs: NOW - 2 * DAY, state: 'delivered', clicked: true, orderedAfterMs: 4 * DAY },
    { version: 2, atMs: NOW - 1 * DAY, state: 'failed' },
    { version: 2, atMs: NOW - 1 * DAY, state: 'suppressed', reason: 'no-consent' },
    { version: 2, atMs: NOW, state: 'sent', orderedAfterMs: 2 * DAY, reachedGoal: true },
    { version: 2, atMs: NOW, state: 'unknown' },
  ];
  for (const entry of entries) await enter(entry);

  const iso = (atMs: number) => new Date(atMs).toISOString();
  const counted: Record<string, string>[] = [
    {},
    { version: '2' },
    { from: iso(NOW - 3 * DAY) },
    { to: iso(NOW - 3 * DAY) },
    { version: '1', from: iso(NOW - 3 * DAY), to: iso(NOW) },
  ];
  for (const which of counted) {
    const url = `/api/journeys/${journeyId}/stats?${new URLSearchParams(which)}`;
    const stats = (await api.call('GET', url)).json<JourneyStats>();
    const step = stats.nodes.text!;
    const texts = (asked: Record<string, string>) =>
      rowsOf('/api/messages', { journey: journeyId, node: 'text', ...asked, ...which });
    const people = (asked: Record<string, string>) =>
      rowsOf(`/api/journeys/${journeyId}/runs`, { ...asked, ...which });
    const listed = {
      entered: await people({ node: 'text' }),
      waiting: await people({ node: 'end', port: 'waiting' }),
      left: await people({ node: 'text', port: 'sent' }),
      goal: await people({ goal: 'reached' }),
      sent: await texts({ state: 'accepted,sent,delivered,undelivered' }),
      delivered: await texts({ state: 'delivered' }),
      notSent: await texts({ state: 'not-sent' }),
      failed: await texts({ state: 'failed,undelivered' }),
      clicked: await texts({ then: 'clicked' }),
      ordered: await texts({ then: 'ordered' }),
    };
    const { sent, delivered, notSent, failed, clicked, ordered, reasons } = step.messages!;
    expect(listed, JSON.stringify(which)).toEqual({
      entered: step.entered,
      waiting: stats.nodes.end!.waiting,
      left: step.left.sent ?? 0,
      goal: stats.converted,
      sent,
      delivered,
      notSent,
      failed,
      clicked,
      ordered,
    });
    for (const [reason, count] of Object.entries(reasons))
      expect(await texts({ state: 'not-sent', reason }), reason).toBe(count);
  }
});
