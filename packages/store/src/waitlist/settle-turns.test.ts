import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../database.js';
import {
  endJourney,
  preferencesOf,
  recordConsent,
  recordSuppressed,
  setPreference,
  startJourney,
  suppress,
  takeEvent,
  unsuppress,
  type IncomingEvent,
} from '../index.js';
import { addPerson, createTestDatabase, drawn, publishDrawn } from '../testing.js';
import { joinLine } from './join-line.js';
import { leaveLine } from './lines.js';
import { keepWaitlists, settleTurns } from './settle-turns.js';

let database: Database & { drop(): Promise<void> };
beforeAll(async () => {
  database = await createTestDatabase('settle_turns');
});
afterAll(() => database?.drop());

let serial = 0;

const GRAPH = drawn({ start: { type: 'manual-trigger', next: { next: 'end' } }, end: { type: 'exit' } });
const HOUR = 3_600_000;

interface Place {
  state: string;
  claimed_at: Date | null;
  not_before: Date | null;
}

/** Somebody whose turn had come, and whose run ended without a text having left. @returns their place in line */
async function untold(
  code: string,
  outcome: string,
  { isOver = false, isOfFormer = false, lateTurns = 0, nowMs = Date.now() } = {},
): Promise<Place> {
  const journeyId = (await publishDrawn(database, GRAPH, { nowMs })).id;
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
  if (isOfFormer)
    await database.pool.query('update journeys set live_version = 2 where id = $1', [journeyId]);
  if (isOver) await endJourney(database, journeyId, 'end', nowMs);
  await database.pool.query(
    `insert into waitlist (id, shop, variant_id, contact_id, phone, quantity, asked_at, expires_at, state, turn_runs, claimed_at, late_turns)
     values ($1, 's', 'v', $2, $3, 1, now(), now() + interval '90 days', 'claimed', array[$4::uuid], now(), $5)`,
    [randomUUID(), contactId, phone, runId, lateTurns],
  );
  await keepWaitlists(database, nowMs);
  const { rows } = await database.pool.query<Place>(
    'select state, claimed_at, not_before from waitlist where phone = $1',
    [phone],
  );
  return rows[0]!;
}

test('whoever is not told because it was sold out again keeps their place in line', async () => {
  expect(await untold('out-of-stock', 'back in line')).toEqual({
    state: 'waiting',
    claimed_at: null,
    not_before: null,
  });
});

test('whoever is not told because the journey was ended while the text was held keeps their place', async () => {
  expect(await untold('left-first', 'ended', { isOver: true })).toMatchObject({ state: 'waiting' });
});

test('whoever is not told because all inside were ended as another version went live keeps their place', async () => {
  expect(await untold('left-first', 'ended', { isOfFormer: true })).toMatchObject({ state: 'waiting' });
});

test('whose run alone was ended while the text was held is not told later', async () => {
  expect(await untold('left-first', 'ended')).toMatchObject({ state: 'left' });
});

test.each([
  ['no lawful hour came in time', 'would-arrive-expired'],
  ['the text waited too long', 'expired'],
])(
  'whoever is not told because %s keeps the place, and lets others go before them for some hours',
  async (_why, code) => {
    const nowMs = Date.now();
    expect(await untold(code, 'not told', { nowMs })).toEqual({
      state: 'waiting',
      claimed_at: null,
      not_before: new Date(nowMs + 5 * HOUR),
    });
  },
);

test('whose text came too late twenty times waits no longer', async () => {
  expect(await untold('would-arrive-expired', 'not told', { lateTurns: 18 })).toMatchObject({
    state: 'waiting',
  });
  expect(await untold('would-arrive-expired', 'not told', { lateTurns: 19 })).toMatchObject({
    state: 'left',
  });
});

test.each([
  ['who said STOP', 'stopped', 'stopped'],
  ['who took the wish back', 'left-first', 'cancelled'],
  ['whose text names an offer that is over', 'offer-over', 'not told'],
])('%s waits no longer', async (_who, code, outcome) => {
  expect(await untold(code, outcome)).toMatchObject({ state: 'left' });
});

const stateOf = async (phone: string) =>
  (
    await database.pool.query<{ state: string; reason: string | null }>(
      'select state, reason from waitlist where phone = $1 order by asked_at desc limit 1',
      [phone],
    )
  ).rows[0];

const ask = (phone: string) =>
  joinLine(database, { variantId: 'sold-out', phone, country: 'DK', quantity: 1, evidence: {} }, Date.now());

test('whoever says STOP is in no line any more, and asks anew once they are back', async () => {
  const phone = '+4520129901';
  expect(await ask(phone)).toEqual({ result: 'waiting', place: 1 });
  await suppress(database, phone, 'Replied “stop”', Date.now());
  expect(await stateOf(phone)).toEqual({ state: 'left', reason: 'They said STOP' });
  await unsuppress(database, phone);
  expect(await stateOf(phone)).toMatchObject({ state: 'left' });
  expect(await ask(phone)).toEqual({ result: 'waiting', place: 1 });
  await leaveLine(database, await idOf(phone), 'Taken out by hand', Date.now());
});

test('whoever wants no texts about what is back is in no line any more, by whatever door they say so', async () => {
  const phone = '+4520129902';
  await ask(phone);
  const contactId = (await contactOf(phone))!;
  const denied = { purpose: 'back-in-stock', state: 'denied' as const, source: 'page', evidence: {} };
  await recordConsent(database, { ...denied, purpose: 'loyalty', contactId, phone }, Date.now());
  expect(await stateOf(phone)).toMatchObject({ state: 'waiting' });
  await recordConsent(database, { ...denied, contactId, phone }, Date.now());
  expect(await stateOf(phone)).toMatchObject({ state: 'left', reason: expect.stringContaining('no texts') });

  await ask(phone);
  const told = (atMs: number): IncomingEvent => ({
    ...{ source: 'test', messageId: randomUUID(), name: null, occurredAtMs: atMs, contactId, identities: [] },
    ...{ properties: {}, keys: [], isHistory: false, consents: [{ ...denied, phone, atMs }] },
  });
  // News from before they asked says nothing of this ask.
  await takeEvent(database, told(Date.now() - HOUR), { nowMs: Date.now() });
  expect(await stateOf(phone)).toMatchObject({ state: 'waiting' });
  await takeEvent(database, told(Date.now()), { nowMs: Date.now() });
  expect(await stateOf(phone)).toMatchObject({ state: 'left' });
});

test('whoever unticks texts about what is back on their own page is in no line any more, and is told again of what they ask for after it', async () => {
  const phone = '+4520129903';
  const wish = { topic: 'back-in-stock', choice: 'no' as const };
  const wishOf = async () =>
    (await preferencesOf(database, phone)).find(({ topic }) => topic === 'back-in-stock')?.choice;
  await ask(phone);
  await setPreference(database, phone, wish, { source: 'preference page', atMs: Date.now() });
  expect(await stateOf(phone)).toEqual({
    state: 'left',
    reason: 'They want no texts about what is back in stock',
  });

  expect(await ask(phone)).toMatchObject({ result: 'waiting' });
  expect(await wishOf()).toBe('yes');
  const pause = { ...wish, untilMs: Date.now() + HOUR };
  await setPreference(database, phone, pause, { source: 'preference page', atMs: Date.now() });
  expect(await stateOf(phone)).toMatchObject({ state: 'waiting' });
  await setPreference(database, phone, wish, { source: 'preference page', atMs: Date.now() });
});

test('a round lets go whoever unticked it while it was not heeded, and not whoever asked after it', async () => {
  const [before, after] = ['+4520129904', '+4520129905'];
  const nowMs = Date.now();
  for (const phone of [before, after]) await ask(phone);
  await database.pool.query(
    `insert into contact_preferences (phone, topic, choice, source, at)
     values ($1, 'back-in-stock', 'no', 'test', $3), ($2, 'back-in-stock', 'no', 'test', $4)`,
    [before, after, new Date(nowMs + HOUR), new Date(nowMs - HOUR)],
  );
  const line = { shop: '', variantId: 'sold-out' };
  await database.kysely.transaction().execute((tx) => settleTurns(tx, nowMs, line));
  expect(await stateOf(before)).toMatchObject({ state: 'left' });
  expect(await stateOf(after)).toMatchObject({ state: 'waiting' });
  await leaveLine(database, await idOf(after), 'Taken out by hand', nowMs);
});

const contactOf = async (phone: string) =>
  (await database.pool.query<{ id: string }>('select id from contacts where phone = $1', [phone])).rows[0]
    ?.id;
const idOf = async (phone: string) =>
  (
    await database.pool.query<{ id: string }>(
      `select id from waitlist where phone = $1 and state = 'waiting'`,
      [phone],
    )
  ).rows[0]!.id;
