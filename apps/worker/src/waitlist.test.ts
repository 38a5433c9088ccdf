import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflows, dataConverter, waitlistWorkflowId } from '@signalbox/engine/temporal';
import {
  joinLine,
  loadPlan,
  peopleInLine,
  saveProgramme,
  saveWaitlistSettings,
  takeEvent,
} from '@signalbox/store';
import { createTestDatabase, drawn, publishDrawn } from '@signalbox/store/testing';
import { NativeConnection, Worker, type WorkflowBundle } from '@temporalio/worker';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { startDispatcher, type Dispatcher } from './dispatcher.js';
import { waitlistActivities } from './waitlist-activities.js';

// The real engine, which skips the time of the rounds; the database beside it is real, too.
const SHOP = 'test-shop';
const HOUR = 3_600_000;
const RULES = {
  rate: 1,
  minimum: 1,
  settleMinutes: 5,
  roundMinutes: 60,
  uncounted: 10,
  expiryDays: 90,
};
const logger = pino({ level: 'silent' });
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let connection: Connection;
let native: NativeConnection;
let client: Client;
let bundle: WorkflowBundle;
let variantId: string;
let taskQueue: string;
let dispatchers: Dispatcher[] = [];
let workers: { worker: Worker; running: Promise<void> }[] = [];
let serial = 0;
let atMs = Date.now() - 24 * HOUR;

beforeAll(async () => {
  database = await createTestDatabase('waitlist');
  const address = process.env.SIGNALBOX_TEST_TEMPORAL_ADDRESS!;
  connection = await Connection.connect({ address });
  native = await NativeConnection.connect({ address });
  client = new Client({
    connection,
    namespace: 'default',
    dataConverter: dataConverter((hash) => loadPlan(database, hash)),
  });
  const service = client.workflowService as unknown as Record<string, (request: object) => Promise<object>>;
  const original = service.signalWithStartWorkflowExecution!.bind(service);
  service.signalWithStartWorkflowExecution = (request) =>
    original({ ...request, timeSkippingConfig: { enabled: true } });
  bundle = await bundleWorkflows();
  const steps = {
    start: { type: 'event-trigger', config: { event: 'Back In Stock Turn' }, next: { next: 'end' } },
    end: { type: 'exit' },
  };
  const settings = { reentry: { kind: 'always' as const } };
  await publishDrawn(database, drawn(steps, settings), { nowMs: Date.now() });
  await saveProgramme(database, {
    kind: 'theirs',
    since: new Date(0).toISOString(),
    currency: 'DKK',
    pointsPerUnit: 1,
    tiers: [
      { name: 'Silver', from: 1 },
      { name: 'VIP', from: 2 },
    ],
    tierBy: 'spend',
    rewards: [],
  });
  await saveWaitlistSettings(database, RULES);
}, 120_000);
beforeEach(() => {
  variantId = `v${++serial}`;
  taskQueue = `waitlist-${randomUUID()}`;
});
afterEach(async () => {
  await Promise.all(dispatchers.map((dispatcher) => dispatcher.stop()));
  for (const { worker, running } of workers) {
    if (worker.getState() === 'RUNNING') worker.shutdown();
    await running;
  }
  [dispatchers, workers] = [[], []];
});
afterAll(async () => {
  await connection?.close();
  await native?.close();
  await database?.drop();
});

const dispatch = (count = 1) => {
  for (let started = 0; started < count; started++)
    dispatchers.push(startDispatcher({ database, client, taskQueue, logger, pollMs: 20 }));
};
async function work(change: Partial<ReturnType<typeof waitlistActivities>> = {}) {
  const worker = await Worker.create({
    connection: native,
    namespace: 'default',
    taskQueue,
    workflowBundle: bundle,
    // Journeys are begun, and come no further than their first checkpoint.
    activities: { checkpoint: async () => ({ paused: false }), ...waitlistActivities(database), ...change },
  });
  workers.push({ worker, running: worker.run() });
  return worker;
}

/** What the shop says that it has. */
const stock = (available: number, { policy }: { policy?: 'deny' | 'continue' } = {}) =>
  takeEvent(
    database,
    {
      source: 'test',
      messageId: randomUUID(),
      name: null,
      occurredAtMs: ++atMs,
      identities: [],
      properties: {},
      keys: [],
      isHistory: false,
      shop: {
        shop: SHOP,
        variants: [
          {
            ...{ variantId, productId: `p-${variantId}`, title: 'Trail jacket (M)', available, atMs },
            ...(policy ? { policy } : {}),
          },
        ],
      },
    },
    { nowMs: Date.now() },
  );

async function wait(count: number, { vips = [] as number[] } = {}) {
  for (let index = 0; index < count; index++) {
    const phone = `+4552${String(serial).padStart(2, '0')}${String(index).padStart(4, '0')}`;
    const asked = await joinLine(
      database,
      { variantId, phone, country: 'DK', firstName: `P${index}`, quantity: 1, evidence: {} },
      Date.now() - HOUR + index * 1_000,
    );
    expect(asked.result).toBe('waiting');
    if (vips.includes(index))
      await database.kysely.updateTable('contacts').set({ tier: 'VIP' }).where('phone', '=', phone).execute();
  }
}

const line = () => peopleInLine(database, { shop: SHOP, variantId }, 1_000);
const inState = async (state: string) =>
  (await line()).filter((person) => person.state === state).map(({ firstName }) => firstName!);
/** How often each one's turn has been told to journeys. */
async function turns(): Promise<string[]> {
  const { rows } = await database.pool.query<{ first_name: string }>(
    `select c.first_name from events e join contacts c on c.id = e.contact_id
     where e.name = 'Back In Stock Turn' and e.properties ->> 'variant_id' = $1 order by e.received_at`,
    [variantId],
  );
  return rows.map((row) => row.first_name);
}
/** As if the text had reached the carrier, or the journey had ended. */
const settleAs = (state: 'told' | 'bought') =>
  database.kysely
    .updateTable('waitlist')
    .set({ state, told_at: new Date(0) })
    .where('variant_id', '=', variantId)
    .where('state', '=', 'claimed')
    .execute();
const roundsEnd = () => client.workflow.getHandle(waitlistWorkflowId(SHOP, variantId)).result();
const within = 40_000;

test('of ten who wait for three pieces the first three are told, the highest tier before the oldest ask', async () => {
  await stock(0);
  await wait(10, { vips: [7] });
  expect((await line()).map(({ firstName }) => firstName)).toEqual([
    'P7',
    'P0',
    'P1',
    'P2',
    'P3',
    'P4',
    'P5',
    'P6',
    'P8',
    'P9',
  ]);
  let rounds = 0;
  await work({
    waitlistRound: async (input) => {
      const answer = await waitlistActivities(database).waitlistRound(input);
      if (++rounds === 1) {
        expect((await turns()).sort()).toEqual(['P0', 'P1', 'P7']);
        // Before the next round they have been told, one has bought, and one piece is left; before the third none is.
        await settleAs('told');
        await stock(1);
      } else if (rounds === 2) {
        await settleAs('told');
        await stock(0);
      }
      return answer;
    },
  });
  await stock(3);
  dispatch(2);
  await vi.waitFor(async () => expect((await turns()).length).toBe(4), within);
  expect((await turns()).at(-1)).toBe('P2');
  await roundsEnd();
  expect(await inState('waiting')).toEqual(['P3', 'P4', 'P5', 'P6', 'P8', 'P9']);
});

test('fewer pieces than the shop thinks worth a text count as none', async () => {
  await saveWaitlistSettings(database, { ...RULES, minimum: 3 });
  await stock(0);
  await wait(4);
  await work();
  await stock(2);
  dispatch();
  await vi.waitFor(roundsEnd, within);
  expect(await turns()).toEqual([]);
  await stock(3);
  await vi.waitFor(async () => expect((await turns()).sort()).toEqual(['P0', 'P1', 'P2']), within);
  await saveWaitlistSettings(database, RULES);
});

test('stock that flaps tells nobody twice, and nobody before it has settled', async () => {
  await stock(0);
  await wait(3);
  await work();
  for (const available of [1, 0, 1, 0]) await stock(available);
  dispatch(2);
  await vi.waitFor(
    async () =>
      expect(
        await database.kysely
          .selectFrom('waitlist_lines')
          .select('round_key')
          .where('variant_id', '=', variantId)
          .execute(),
      ).toHaveLength(1),
    within,
  );
  await roundsEnd();
  expect(await turns()).toEqual([]);
  for (const available of [1, 0, 1]) await stock(available);
  await vi.waitFor(async () => expect(await turns()).toEqual(['P0']), within);
  await settleAs('told');
  await stock(0);
  await stock(1);
  await vi.waitFor(async () => expect((await turns()).length).toBeGreaterThan(1), within);
  const told = await turns();
  expect(new Set(told).size).toBe(told.length);
});

test('a worker that dies in a round, with its claims written, tells nobody twice and loses nobody', async () => {
  await stock(0);
  await wait(4);
  let dies = true;
  await work({
    waitlistRound: async (input) => {
      const answer = await waitlistActivities(database).waitlistRound(input);
      if (dies) {
        dies = false;
        throw new Error('killed after the commit, before anybody heard of it');
      }
      return answer;
    },
  });
  await stock(4);
  dispatch(2);
  await roundsEnd().catch(() => {});
  await vi.waitFor(async () => expect((await turns()).length).toBe(4), within);
  await roundsEnd();
  expect((await turns()).sort()).toEqual(['P0', 'P1', 'P2', 'P3']);
  expect(await inState('waiting')).toEqual([]);
});

test('who has bought it meanwhile is not told, and a paused line waits', async () => {
  await stock(0);
  await wait(2);
  const phone = (await line())[0]!.phone;
  await takeEvent(
    database,
    {
      source: 'test',
      messageId: randomUUID(),
      name: 'Order Completed',
      occurredAtMs: Date.now(),
      identities: [{ kind: 'phone', value: phone }],
      contact: { phone },
      properties: { order_id: randomUUID(), products: [{ variant_id: variantId, quantity: 1 }] },
      keys: [],
      isHistory: false,
    },
    { nowMs: Date.now() },
  );
  await database.kysely
    .insertInto('waitlist_lines')
    .values({ shop: SHOP, variant_id: variantId, is_paused: true })
    .execute();
  await work();
  await stock(5);
  dispatch();
  await vi.waitFor(async () => expect(await inState('bought')).toEqual(['P0']), within);
  await roundsEnd();
  expect(await turns()).toEqual([]);
  expect(await inState('waiting')).toEqual(['P1']);
});

test('what is sold before there is any is told to nobody, and what then comes is', async () => {
  await stock(0);
  await wait(3);
  const round = () =>
    waitlistActivities(database).waitlistRound({
      shop: SHOP,
      variantId,
      roundKey: randomUUID(),
      nowMs: Date.now(),
    });
  await stock(-2, { policy: 'continue' });
  expect(await round()).toMatchObject({ told: 0, waiting: 3, why: 'no-stock' });
  await stock(2);
  expect(await round()).toMatchObject({ told: 2, waiting: 1, why: 'told' });
});
