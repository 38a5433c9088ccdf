import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Client, Connection } from '@temporalio/client';
import { compile, parseGraph } from '@signalbox/engine/graph';
import { dataConverter, runWorkflowId } from '@signalbox/engine/temporal';
import { builtInCatalogue } from '@signalbox/nodes/catalogue';
import { createJourney, loadPlan, openCampaign, publishVersion, takeEvent } from '@signalbox/store';
import { createTestDatabase } from '@signalbox/store/testing';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { startDispatcher, type Dispatcher } from './dispatcher.js';

// No worker polls here: what Temporal was told stands in the histories.
const taskQueue = `dispatcher-${randomUUID()}`;
const logger = pino({ level: 'silent' });
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let connection: Connection;
let client: Client;
let journeyId: string;
let dispatchers: Dispatcher[] = [];

beforeAll(async () => {
  database = await createTestDatabase('dispatcher');
  connection = await Connection.connect({ address: process.env.SIGNALBOX_TEST_TEMPORAL_ADDRESS! });
  client = new Client({
    connection,
    namespace: 'default',
    dataConverter: dataConverter((hash) => loadPlan(database, hash)),
  });
  const file = new URL('../../../examples/journeys/abandoned-cart.json', import.meta.url);
  const graph = parseGraph(JSON.parse(readFileSync(file, 'utf8')).graph).graph!;
  const plan = compile(graph, builtInCatalogue()).plan!;
  const { id, revision } = await createJourney(database, { name: 'Cart', graph, nowMs: Date.now() });
  journeyId = id;
  await publishVersion(database, { id, revision, graph, plan, nowMs: Date.now() });
}, 60_000);
afterEach(async () => {
  await Promise.all(dispatchers.map((dispatcher) => dispatcher.stop()));
  dispatchers = [];
});
afterAll(async () => {
  await connection?.close();
  await database?.drop();
});

const dispatch = (count = 1, nowMs = Date.now) => {
  for (let started = 0; started < count; started++) {
    dispatchers.push(startDispatcher({ database, client, taskQueue, logger, pollMs: 20, nowMs }));
  }
};

const take = async (name: string, cart: string) =>
  takeEvent(
    database,
    {
      source: 'test',
      messageId: randomUUID(),
      name,
      occurredAtMs: Date.now(),
      identities: [{ kind: 'user', value: `anna-${cart}` }],
      contact: { firstName: 'Anna' },
      properties: { total: 300, currency: 'DKK' },
      keys: [`purchase:test/${cart}`],
      isHistory: false,
    },
    { nowMs: Date.now() },
  );

const rowsOf = (runId: string) =>
  database.kysely.selectFrom('outbox').selectAll().where('run_id', '=', runId).execute();
const emptied = (runId: string) => vi.waitFor(async () => expect(await rowsOf(runId)).toEqual([]), 10_000);

/** What Temporal was told of a run: its start, then the names of the events that came in. */
async function told(runId: string): Promise<string[]> {
  const { events } = await client.workflow.getHandle(runWorkflowId(runId)).fetchHistory();
  return (events ?? []).flatMap((event) => {
    if (event.workflowExecutionStartedEventAttributes) return ['start'];
    const signal = event.workflowExecutionSignaledEventAttributes?.input?.payloads?.[0]?.data;
    return signal ? [String(JSON.parse(Buffer.from(signal).toString()).event.name)] : [];
  });
}

test('an order that overtakes its checkout, carried by three dispatchers, comes after the start and once', async () => {
  const cart = randomUUID();
  await take('Order Completed', cart);
  const [runId] = (await take('Checkout Started', cart)).started;
  dispatch(3);
  await emptied(runId!);
  expect(await told(runId!)).toEqual(['start', 'Order Completed']);
});

test('an event for a workflow that is not there yet starts it', async () => {
  const cart = randomUUID();
  const [runId] = (await take('Checkout Started', cart)).started;
  await take('Order Completed', cart);
  await database.kysely
    .deleteFrom('outbox')
    .where('kind', '=', 'start')
    .where('run_id', '=', runId!)
    .execute();
  dispatch();
  await emptied(runId!);
  expect(await told(runId!)).toEqual(['start', 'Order Completed']);
});

test('what is for a workflow that is not there stays until the run says that it has ended', async () => {
  const [runId] = (await take('Checkout Started', randomUUID())).started;
  await database.kysely
    .updateTable('outbox')
    .set({ kind: 'interrupt', payload: JSON.stringify({ kind: 'resume' }) })
    .where('run_id', '=', runId!)
    .execute();
  dispatch();
  await vi.waitFor(async () => expect((await rowsOf(runId!))[0]?.attempts).toBe(1), 10_000);
  expect(await rowsOf(runId!)).toHaveLength(1);

  await database.kysely.updateTable('runs').set({ ended_at: new Date() }).where('id', '=', runId!).execute();
  await database.kysely
    .updateTable('outbox')
    .set({ next_attempt_at: new Date() })
    .where('run_id', '=', runId!)
    .execute();
  await emptied(runId!);
});

test('a run has its turns by its journey, and one of a crowd makes way for who comes alone', async () => {
  const priorityOf = async (runId: string) => {
    const { events } = await client.workflow.getHandle(runWorkflowId(runId)).fetchHistory();
    return events?.[0]?.workflowExecutionStartedEventAttributes?.priority;
  };
  const [alone] = (await take('Checkout Started', randomUUID())).started;
  dispatch();
  await emptied(alone!);
  await Promise.all(dispatchers.map((dispatcher) => dispatcher.stop()));

  await openCampaign(
    database,
    { journeyId, version: 1, occurrence: '2026-12-01T10:00', dueMs: Date.now() },
    Date.now(),
  );
  const [ofCampaign] = (await take('Checkout Started', randomUUID())).started;
  dispatch();
  await emptied(ofCampaign!);
  expect(await priorityOf(ofCampaign!)).toMatchObject({ fairnessKey: journeyId, priorityKey: 4 });
  await Promise.all(dispatchers.map((dispatcher) => dispatcher.stop()));
  await database.kysely.deleteFrom('campaigns').execute();

  const crowd: string[] = [];
  while (crowd.length < 60) crowd.push((await take('Checkout Started', randomUUID())).started[0]!);
  // However long they take here, they come within a second of its clock.
  const atMs = Date.now();
  dispatch(1, () => atMs);
  await Promise.all(crowd.map(emptied));
  expect(await priorityOf(alone!)).toMatchObject({ fairnessKey: journeyId, priorityKey: 0 });
  expect(await priorityOf(crowd[59]!)).toMatchObject({ fairnessKey: journeyId, priorityKey: 4 });
});
