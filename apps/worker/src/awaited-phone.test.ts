import { randomUUID } from 'node:crypto';
import {
  correctPerson,
  getRun,
  mergeContacts,
  takeEvent,
  whyNot,
  type IncomingEvent,
} from '@signalbox/store';
import { drawn, publishDrawn } from '@signalbox/store/testing';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createSendText } from './send-text/index.js';
import { startSendingWorker } from './send-text/testing-worker.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
let world: Awaited<ReturnType<typeof startSendingWorker>>;
const shopTimeZone = 'Europe/Copenhagen';
let serial = 0;

beforeAll(async () => {
  world = await startSendingWorker('awaited_phone');
}, 60_000);
afterAll(() => world?.close());

const says = (user: string, changes: Partial<IncomingEvent> = {}) =>
  takeEvent(
    world.database,
    {
      source: 'test',
      messageId: randomUUID(),
      name: null,
      occurredAtMs: Date.now(),
      identities: [{ kind: 'user', value: user }],
      properties: {},
      keys: [],
      isHistory: false,
      ...changes,
    },
    { nowMs: Date.now() },
  );

const number = () => `+4552${String(++serial).padStart(6, '0')}`;

const withNumber = (phone: string): Partial<IncomingEvent> => ({
  contact: { phone },
  consents: [{ purpose: 'marketing', state: 'granted', source: 'test', atMs: Date.now() }],
});

/** Somebody without a number who has just left a cart, in a journey that would like to text them about it. */
async function waiting({ agoMs = 0, maxAgeMs = HOUR } = {}) {
  const event = `Cart ${randomUUID()}`;
  const { id: journeyId } = await publishDrawn(
    world.database,
    drawn({
      start: { type: 'event-trigger', config: { event, maxAgeMs }, next: { next: 'text' } },
      text: {
        type: 'send-sms',
        config: { text: 'Your cart', purpose: 'marketing', dropAfterMs: 48 * HOUR },
        next: { sent: 'end' },
      },
      end: { type: 'exit', config: { outcome: 'reminded' } },
    }),
    { nowMs: Date.now() - HOUR },
  );
  const user = randomUUID();
  const occurredAtMs = Date.now() - agoMs;
  const taken = await says(user, { name: event, occurredAtMs, contact: { firstName: 'Anna' } });
  const run = taken.started[0]!;
  await is(run, { status: 'waiting', currentNodeId: 'text' });
  return { user, run, journeyId, contactId: taken.contactId!, dueMs: occurredAtMs + maxAgeMs };
}

const is = (runId: string, expected: object) =>
  vi.waitFor(async () => expect(await getRun(world.database, runId)).toMatchObject(expected), 20_000);

const why = (contactId: string, journeyId: string) =>
  whyNot(world.database, { contactId, journeyId }, { nowMs: Date.now(), shopTimeZone });

const reminded = { status: 'ended', outcome: 'reminded' };

test('who has no number when the cart is left is texted once they give one, and until then it is said what is waited for', async () => {
  const { user, run, journeyId, contactId, dueMs } = await waiting();
  const row = await getRun(world.database, run);
  expect(row!.wakesAt!.getTime()).toBe(dueMs);
  const time = new Date(dueMs).toLocaleTimeString('en-GB', { timeZone: shopTimeZone, timeStyle: 'short' });
  expect(await why(contactId, journeyId)).toMatchObject({
    verdict: 'inside',
    reasons: [
      { code: 'inside' },
      { code: 'no-phone-yet', sentence: expect.stringMatching(`waiting for one until (\\S+ )?${time}$`) },
    ],
  });
  const phone = number();
  await says(user, withNumber(phone));
  await is(run, reminded);
  expect(await world.textsOn(phone)).toHaveLength(1);
}, 40_000);

test('a number that is corrected by hand, or of somebody who turns out to be the same person, is one, too', async () => {
  const [byHand, merged] = [await waiting(), await waiting()];
  const phones = [number(), number()];
  await says(byHand.user, {
    consents: [
      { purpose: 'marketing', state: 'granted', source: 'test', atMs: Date.now(), phone: phones[0] },
    ],
  });
  await correctPerson(
    world.database,
    byHand.contactId,
    { change: { phone: phones[0] }, source: 'hand' },
    Date.now(),
  );
  await is(byHand.run, reminded);

  const { contactId: other } = await says(randomUUID(), withNumber(phones[1]!));
  await mergeContacts(
    world.database,
    { survivorId: other!, mergedId: merged.contactId, reason: 'hand' },
    Date.now(),
  );
  await is(merged.run, reminded);
  for (const phone of phones) expect(await world.textsOn(phone)).toHaveLength(1);
}, 40_000);

test('who gives no number while the news is fresh is not texted, whoever they turn out to be later', async () => {
  const { user, run, contactId, journeyId } = await waiting({ maxAgeMs: MINUTE, agoMs: MINUTE - 5_000 });
  await is(run, { status: 'ended', outcome: 'not-sent' });
  expect((await why(contactId, journeyId))!.reasons).toContainEqual(
    expect.objectContaining({ code: 'no-phone' }),
  );
  const phone = number();
  await says(user, withNumber(phone));
  expect(await world.textsOn(phone)).toEqual([]);
}, 40_000);

test('a number that comes in the very moment in which the text is held is not missed', async () => {
  const { contactId, run, journeyId } = await waiting();
  const { plan_hash: planHash } = await world.database.kysely
    .selectFrom('runs')
    .select('plan_hash')
    .where('id', '=', run)
    .executeTakeFirstOrThrow();
  const phone = number();
  const client = await world.database.pool.connect();
  try {
    await client.query('begin');
    await client.query('update contacts set phone = $1 where id = $2', [phone, contactId]);
    const nowMs = Date.now();
    const sent = createSendText(world.deps)(
      {
        runId: randomUUID(),
        ...{ journeyId, contactId, planHash, nodeId: 'text', visit: 0, vars: {}, nowMs },
        entryEvent: { id: randomUUID(), name: 'Cart', atMs: nowMs, properties: {} },
      },
      { template: 'Hej', purpose: 'transactional', dropAfterMs: HOUR, enteredAtMs: nowMs },
    );
    await vi.waitFor(async () => {
      const { rows } = await world.database.pool.query(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      expect(rows).toHaveLength(1);
    });
    await client.query('commit');
    expect(await sent).toMatchObject({ outcome: 'sent' });
  } finally {
    client.release();
  }
  expect(await world.textsOn(phone)).toEqual(['Hej']);
}, 40_000);
