import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { transaction } from './database.js';
import { hasPhoneByNow, NO_PHONE_YET, phoneAwaitedUntil, recordHeld, takeEvent } from './index.js';
import { importPeople } from './people/import-people.js';
import { createPeopleJob, getPeopleJob } from './people/jobs.js';
import { createTestDatabase, drawn, publishDrawn } from './testing.js';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const HOUR = 3_600_000;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase('awaited_phone');
});
afterAll(() => database?.drop());

const planOf = async (start: { type: string; config?: { [key: string]: unknown } }) => {
  const { id } = await publishDrawn(
    database,
    drawn({ start: { ...start, next: { next: 'end' } }, end: { type: 'exit', config: { outcome: 'seen' } } }),
    { nowMs: NOW },
  );
  const { plan_hash: planHash } = await database.kysely
    .selectFrom('journey_versions')
    .select('plan_hash')
    .where('journey_id', '=', id)
    .executeTakeFirstOrThrow();
  return planHash;
};

/** Somebody whom a cart let in, and whose text is held for a reason. */
async function heldFor(code: string) {
  const user = randomUUID();
  const { started, contactId } = await takeEvent(
    database,
    {
      source: 'test',
      messageId: user,
      name: 'Checkout Started',
      occurredAtMs: NOW,
      identities: [{ kind: 'user', value: user }],
      properties: {},
      keys: [],
      isHistory: false,
    },
    { nowMs: NOW },
  );
  const [runId] = started;
  const text = { runId: runId!, journeyId: null, nodeId: 'text', contactId, phone: null };
  await recordHeld(
    database,
    { ...text, sendKey: `${runId}/text/0`, purpose: 'marketing' },
    { code, reason: 'It waits' },
    NOW,
  );
  return { user, runId: runId!, contactId: contactId! };
}

test('a number is waited for as long as what let somebody in is news, but not of whom a clock let in', async () => {
  const cart = await planOf({
    type: 'event-trigger',
    config: { event: 'Checkout Started', maxAgeMs: HOUR },
  });
  expect(await phoneAwaitedUntil(database, { planHash: cart, atMs: NOW })).toBe(NOW + HOUR);
  const birthday = await planOf({
    type: 'date-trigger',
    config: { field: 'birthday', time: '09:00', yearly: true },
  });
  expect(await phoneAwaitedUntil(database, { planHash: birthday, atMs: NOW })).toBeNull();
});

test('a file with numbers wakes the texts that are held for one, and no others', async () => {
  await planOf({ type: 'event-trigger', config: { event: 'Checkout Started', maxAgeMs: HOUR } });
  const [lacks, atNight, stillLacks] = [
    await heldFor(NO_PHONE_YET),
    await heldFor('sending-hours'),
    await heldFor(NO_PHONE_YET),
  ];
  const id = await createPeopleJob(database.kysely, { kind: 'import', status: 'running', settings: {} }, NOW);
  const job = (await getPeopleJob(database, id))!;
  const people = [
    { rowNo: 1, externalId: lacks.user, phone: '+4526000001' },
    { rowNo: 2, externalId: atNight.user, phone: '+4526000002' },
    { rowNo: 3, externalId: stillLacks.user, firstName: 'Bo' },
  ];
  await transaction(database, (client) =>
    importPeople(client, job, { people, bad: [], pages: [], upTo: 3 }, NOW),
  );
  const woken = await database.kysely
    .selectFrom('outbox')
    .select(['run_id', 'payload'])
    .where('kind', '=', 'interrupt')
    .execute();
  expect(woken).toEqual([{ run_id: lacks.runId, payload: { kind: 'wake', nodeId: 'text' } }]);
  expect(await hasPhoneByNow(database, lacks.contactId)).toBe(true);
  expect(await hasPhoneByNow(database, stillLacks.contactId)).toBe(false);
  expect(await hasPhoneByNow(database, randomUUID())).toBe(false);
});
