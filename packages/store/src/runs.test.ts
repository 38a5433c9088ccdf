import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import {
  eraseContact,
  getRun,
  isPaused,
  readFacts,
  recordHeld,
  runSteps,
  saveCheckpoint,
  takeEvent,
  transitionsOf,
} from './index.js';
import { hint } from './hint.js';
import { listen } from './listen.js';
import { createTestDatabase, drawn, publishDrawn } from './testing.js';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const HOUR = 3_600_000;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let journeyId: string;
let run: { runId: string; contactId: string };

beforeAll(async () => {
  database = await createTestDatabase('runs');
  ({ id: journeyId } = await publishDrawn(
    database,
    drawn({
      start: { type: 'event-trigger', config: { event: 'Checkout Started' }, next: { next: 'wait' } },
      wait: { type: 'wait', config: { durationMs: HOUR }, next: { next: 'end' } },
      end: { type: 'exit', config: { outcome: 'seen' } },
    }),
    { nowMs: NOW },
  ));
  run = await runOf('anna', { firstName: 'Anna', phone: '+4552990001' });
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => database?.drop());

async function runOf(user: string, contact: { firstName: string; phone: string }) {
  const { started, contactId } = await takeEvent(
    database,
    {
      source: 'test',
      messageId: `cart of ${user}`,
      name: 'Checkout Started',
      occurredAtMs: NOW,
      identities: [{ kind: 'user', value: user }],
      contact,
      properties: {},
      keys: [],
      isHistory: false,
    },
    { nowMs: NOW },
  );
  return { runId: started[0]!, contactId: contactId! };
}

const step = (seq: number, nodeId: string, leftAtMs: number | null = null) => ({
  ...{ seq, nodeId, visit: 0, enteredAtMs: NOW, leftAtMs },
  port: leftAtMs === null ? null : 'next',
  reason: null as string | null,
});
const waiting = (...steps: ReturnType<typeof step>[]) => ({
  ...{ runId: run.runId, status: 'waiting' as const, outcome: null, steps },
  ...{ wakesAtMs: NOW + HOUR, atMs: NOW },
});

/** How often the database is asked while something is done; notifications come later and together. */
async function tripsOf(work: () => Promise<unknown>): Promise<number> {
  const query = vi.spyOn(pg.Client.prototype, 'query');
  await work();
  const trips = query.mock.calls.filter(([asked]) => !JSON.stringify(asked).includes('pg_notify')).length;
  query.mockRestore();
  return trips;
}

test('a checkpoint, the facts of a step and the look for a pause are one trip to the database each', async () => {
  const { runId, contactId } = run;
  expect(await tripsOf(() => saveCheckpoint(database, waiting(step(1, 'start', NOW), step(2, 'wait'))))).toBe(
    1,
  );
  expect(await tripsOf(() => readFacts(database, { contactId, journeyId }))).toBe(1);
  expect(await tripsOf(() => isPaused(database, journeyId))).toBe(1);
  expect((await runSteps(database, runId)).map(({ nodeId, port }) => [nodeId, port])).toEqual([
    ['start', 'next'],
    ['wait', null],
  ]);
});

test('a checkpoint that is written again changes nothing, and steps that a later state no longer has are gone', async () => {
  const { runId } = run;
  const first = waiting(step(1, 'start', NOW), step(2, 'wait', NOW), step(3, 'gone'));
  await saveCheckpoint(database, first);
  const before = await runSteps(database, runId);
  await saveCheckpoint(database, first);
  expect(await runSteps(database, runId)).toEqual(before);
  await saveCheckpoint(database, waiting(step(2, 'wait')));
  expect((await runSteps(database, runId)).map(({ seq, leftAt }) => [seq, leftAt])).toEqual([
    [1, new Date(NOW)],
    [2, null],
  ]);
});

test('what PostgreSQL can’t hold is left out of a checkpoint, and keeps nobody on a step for ever', async () => {
  const rule = { source: 'contact', path: 'note', op: 'equals', value: 'x' } as const;
  const compared = [{ group: 0, rule, was: 'cut in a \ud83d', holds: false }];
  const asked = { ...step(1, 'ask', NOW), reason: 'Answered\0 200', compared };
  await saveCheckpoint(database, { ...waiting(asked, step(2, 'wait')), vars: { code: 'A\0B' } });
  expect(await runSteps(database, run.runId)).toMatchObject([
    { reason: 'Answered 200', compared: [{ was: 'cut in a \ufffd' }] },
    {},
  ]);
});

test('what a step’s conditions were compared with is kept beside its reason', async () => {
  const rule = { source: 'contact', path: 'order_count', op: 'at-least', value: 3 } as const;
  const compared = [{ group: 0, rule, was: 1, holds: false }];
  const asked = { ...step(1, 'check', NOW), reason: 'No branch held', compared };
  await saveCheckpoint(database, waiting(asked, step(2, 'wait')));
  expect(await runSteps(database, run.runId)).toMatchObject([
    { reason: 'No branch held', compared },
    { compared: [] },
  ]);
});

test('… and goes with the person, also from a run that hears of it only now', async () => {
  const { runId, contactId } = await runOf('bo', { firstName: 'Bo', phone: '+4552990002' });
  const rule = { source: 'contact', path: 'first_name', op: 'equals', value: 'Eva' } as const;
  const asked = { ...step(1, 'check', NOW), compared: [{ group: 0, rule, was: 'Bo', holds: false }] };
  const keptOf = async () => (await runSteps(database, runId)).map(({ compared }) => compared);
  await saveCheckpoint(database, { ...waiting(asked), runId });
  expect(await keptOf()).toEqual([asked.compared]);
  await eraseContact(database, contactId, { nowMs: NOW });
  expect(await keptOf()).toEqual([[]]);
  await saveCheckpoint(database, { ...waiting(asked), runId, status: 'ended', outcome: 'erased' });
  expect(await keptOf()).toEqual([[]]);
});

test('a text that waited when its run went on or ended says so, and waits no more', async () => {
  const { runId, contactId } = await runOf('cy', { firstName: 'Cy', phone: '+4552990003' });
  const hold = (nodeId: string) =>
    recordHeld(
      database,
      {
        ...{ sendKey: `${runId}/${nodeId}/0`, runId, journeyId, nodeId, contactId },
        ...{ phone: '+4552990003', purpose: 'marketing' },
      },
      { code: 'sending-hours', reason: 'It is night' },
      NOW,
    );
  const now = async () => {
    const texts = await database.kysely
      .selectFrom('messages')
      .select(['id', 'state', 'reason_code'])
      .where('run_id', '=', runId)
      .orderBy('node_id')
      .execute();
    const last = await Promise.all(
      texts.map(async ({ id }) => (await transitionsOf(database, id)).at(-1)!.state),
    );
    return texts.map(({ state, reason_code }, index) => [state, reason_code, last[index]]);
  };
  await hold('1-skipped');
  await saveCheckpoint(database, { ...waiting(step(1, '1-skipped')), runId });
  expect(await now()).toEqual([['held', 'sending-hours', 'held']]);
  await hold('2-stopped');
  await database.pool.query(`insert into coupon_pools (name, kind, offer, ends, low_water, created_at)
     values ('left', 'list', '{"kind":"other"}', '{"kind":"never"}', 0, now())`);
  await database.pool.query(
    `insert into coupons (pool, code, issue_key, contact_id, run_id, issued_at)
     values ('left', 'BACK', $1, $3, $2::uuid, now()), ('left', 'KEPT', $2::text, $3, $2::uuid, now())`,
    [`${runId}/1-skipped/0`, runId, contactId],
  );
  await saveCheckpoint(database, { ...waiting(step(1, '1-skipped', NOW), step(2, '2-stopped')), runId });
  expect(await now()).toEqual([
    ['suppressed', 'left-first', 'suppressed'],
    ['held', 'sending-hours', 'held'],
  ]);
  const free = await database.pool.query(
    `select code from coupons where pool = 'left' and issue_key is null`,
  );
  expect(free.rows).toEqual([{ code: 'BACK' }]);
  const ended = {
    ...waiting(step(2, '2-stopped', NOW)),
    runId,
    status: 'ended' as const,
    outcome: 'stopped',
  };
  await saveCheckpoint(database, ended);
  expect((await now())[1]).toEqual(['suppressed', 'stopped', 'suppressed']);
});

test('a checkpoint of a run that nobody knows writes nothing', async () => {
  const runId = crypto.randomUUID();
  expect(await saveCheckpoint(database, { ...waiting(step(1, 'start')), runId })).toEqual({ paused: false });
  expect(await runSteps(database, runId)).toEqual([]);
});

test('a run that is about to park waits for a resume under way, and hears that the pause is over', async () => {
  const pause = (status: 'paused' | 'live') =>
    database.kysely.updateTable('journeys').set({ status }).where('id', '=', journeyId);
  await pause('paused').execute();
  expect(await saveCheckpoint(database, waiting(step(2, 'wait')))).toEqual({ paused: true });
  const parked = await database.kysely.transaction().execute(async (resume) => {
    await resume.updateTable('journeys').set({ status: 'live' }).where('id', '=', journeyId).execute();
    const answer = saveCheckpoint(database, { ...waiting(step(2, 'wait')), status: 'parked' });
    await vi.waitFor(async () => {
      const { rows } = await database.pool.query(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      expect(rows).toHaveLength(1);
    });
    return { answer };
  });
  expect(await parked.answer).toEqual({ paused: false });
});

test('what follows a wait that is over is not written while the journey is paused', async () => {
  const pause = (status: 'paused' | 'live') =>
    database.kysely.updateTable('journeys').set({ status }).where('id', '=', journeyId).execute();
  await saveCheckpoint(database, waiting(step(2, 'wait')));
  const ended = { ...waiting(step(2, 'wait', NOW)), status: 'ended' as const, outcome: 'seen' };
  await pause('paused');
  expect(await saveCheckpoint(database, { ...ended, unlessPaused: true })).toEqual({ paused: true });
  expect(await getRun(database, run.runId)).toMatchObject({ status: 'waiting', endedAt: null });
  expect((await runSteps(database, run.runId)).at(-1)).toMatchObject({ nodeId: 'wait', leftAt: null });
  await pause('live');
  expect(await saveCheckpoint(database, { ...ended, unlessPaused: true })).toEqual({ paused: false });
  expect(await getRun(database, run.runId)).toMatchObject({ status: 'ended', endedAt: new Date(NOW) });
});

test('the end of a run calls the dispatcher only if something waits for it', async () => {
  const ended = { ...waiting(step(2, 'wait', NOW)), status: 'ended' as const, outcome: 'seen' };
  const heard = vi.fn<(payload: string) => void>();
  const stop = listen(database, 'outbox', heard);
  await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(1));

  await saveCheckpoint(database, ended);
  // Comes after whatever the checkpoint said.
  hint(database, 'outbox', { kind: 'last' });
  await vi.waitFor(() => expect(heard).toHaveBeenLastCalledWith('{"kind":"last"}'));
  expect(heard).toHaveBeenCalledTimes(2);

  await sql`insert into outbox (run_id, kind, payload, after_run, next_attempt_at, created_at)
    values (${run.runId}, 'start', '{}', ${run.runId}, now(), now())`.execute(database.kysely);
  await saveCheckpoint(database, ended);
  await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(3));
  await stop();
});
