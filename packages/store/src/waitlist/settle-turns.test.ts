import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../database.js';
import { recordSuppressed, startJourney } from '../index.js';
import { addPerson, createTestDatabase, drawn, publishDrawn } from '../testing.js';
import { keepWaitlists } from './settle-turns.js';

let database: Database & { drop(): Promise<void> };
let journeyId: string;
beforeAll(async () => {
  database = await createTestDatabase('settle_turns');
  const graph = drawn({ start: { type: 'manual-trigger', next: { next: 'end' } }, end: { type: 'exit' } });
  journeyId = (await publishDrawn(database, graph, { nowMs: Date.now() })).id;
});
afterAll(() => database?.drop());

let serial = 0;

/** Somebody whose turn had come, and whose run ended without a text having left. @returns their place in line */
async function untold(code: string, outcome: string): Promise<{ state: string; claimed_at: Date | null }> {
  const phone = `+45201235${10 + ++serial}`;
  const contactId = await addPerson(database, { phone });
  const start = { journeyId, contactId, properties: {}, key: randomUUID() };
  const { runId } = (await startJourney(database, start, { nowMs: Date.now() })) as { runId: string };
  const text = {
    sendKey: randomUUID(),
    runId,
    journeyId,
    nodeId: 'tell',
    contactId,
    phone,
    purpose: 'back-in-stock',
  };
  await recordSuppressed(database, text, { code, reason: code }, Date.now());
  await database.pool.query(
    `update runs set status = 'ended', outcome = $2, ended_at = now() where id = $1`,
    [runId, outcome],
  );
  await database.pool.query(
    `insert into waitlist (id, shop, variant_id, contact_id, phone, quantity, asked_at, expires_at, state, turn_runs, claimed_at)
     values ($1, 's', 'v', $2, $3, 1, now(), now() + interval '90 days', 'claimed', array[$4::uuid], now())`,
    [randomUUID(), contactId, phone, runId],
  );
  await keepWaitlists(database, Date.now());
  const { rows } = await database.pool.query('select state, claimed_at from waitlist where phone = $1', [
    phone,
  ]);
  return rows[0] as { state: string; claimed_at: Date | null };
}

test.each([
  ['it was sold out again', 'out-of-stock', 'back in line'],
  ['no lawful hour came in time', 'would-arrive-expired', 'not told'],
  ['the text waited too long', 'expired', 'not told'],
  ['the journey was ended while the text was held', 'left-first', 'ended'],
])('whoever is not told because %s keeps their place in line', async (_why, code, outcome) => {
  expect(await untold(code, outcome)).toEqual({ state: 'waiting', claimed_at: null });
});

test.each([
  ['who said STOP', 'stopped', 'stopped'],
  ['who took the wish back', 'left-first', 'cancelled'],
])('%s waits no longer', async (_who, code, outcome) => {
  expect(await untold(code, outcome)).toMatchObject({ state: 'left' });
});
