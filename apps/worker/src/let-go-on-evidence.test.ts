import { randomUUID } from 'node:crypto';
import { startJourney, type Database } from '@signalbox/store';
import { addPerson, createTestDatabase, drawn, publishDrawn } from '@signalbox/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { letGoOnEvidence } from './let-go-on-evidence.js';

let database: Database & { drop(): Promise<void> };
beforeAll(async () => {
  database = await createTestDatabase('let_go_on_evidence');
});
afterAll(() => database?.drop());

const LOOKED = {
  type: 'wait-for-event',
  config: { events: [{ id: 'looked', event: 'Link Clicked', label: 'Looked' }], timeoutMs: 86_400_000 },
  next: { looked: 'end', timeout: 'go' },
};
const SILENT = { type: 'wait', config: { durationMs: 86_400_000 }, next: { next: 'go' } };

/** Somebody to whom a text without a link went, and who comes to the tag. @returns what is put on, and what is said */
async function tagged(wait: typeof LOOKED | typeof SILENT, sender: string, state = 'delivered') {
  const nowMs = Date.now();
  const graph = drawn({
    start: { type: 'manual-trigger', next: { next: 'wait' } },
    wait,
    go: { type: 'tag-contact', config: { add: ['sunset'] }, next: { next: 'end' } },
    end: { type: 'exit' },
  });
  const { id: journeyId, planHash } = await publishDrawn(database, graph, { nowMs });
  const contactId = await addPerson(database, { firstName: 'Anna' });
  const started = await startJourney(
    database,
    { journeyId, contactId, properties: {}, key: randomUUID() },
    { nowMs },
  );
  const { runId } = started as { runId: string };
  await database.pool.query(
    `insert into messages (id, send_key, run_id, journey_id, node_id, contact_id, phone, purpose, state, planned_at, sender)
     values (gen_random_uuid(), $1, $2, $3, 'ask', $4, '+4552000001', 'marketing', $5, now(), $6)`,
    [randomUUID(), runId, journeyId, contactId, state, sender],
  );
  return letGoOnEvidence(database, { runId, planHash }, ['sunset', 'vip']);
}

const NOT_LET_GO = {
  addTags: ['vip'],
  leftOut: ['sunset: nothing that reached them could have been opened or answered'],
};
const LET_GO = { addTags: ['sunset', 'vip'], leftOut: [] };

test('who was asked for a sign that could not come is not let go, and that is said', async () => {
  expect(await tagged(LOOKED, 'ACME')).toEqual(NOT_LET_GO);
  expect(await tagged(LOOKED, '+4552000099')).toEqual(LET_GO);
});

test('whose text could not be delivered has shown nothing by their silence', async () => {
  expect(await tagged(LOOKED, '+4552000099', 'undelivered')).toEqual(NOT_LET_GO);
});

test('a journey that lets go on grounds of its own, and asks for no sign, does', async () => {
  expect(await tagged(SILENT, 'ACME')).toEqual(LET_GO);
});
