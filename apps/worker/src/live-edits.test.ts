import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { matchSteps, type JourneyGraph } from '@signalbox/engine/graph';
import { runWorkflowId, stateQuery } from '@signalbox/engine/temporal';
import {
  controlRuns,
  countLiveRuns,
  endJourney,
  getRun,
  headCounts,
  moveRuns,
  openTeamNotes,
  publishVersion,
  runsToMoveBack,
  runSteps,
  setJourneyStatus,
  startJourney,
  takeEvent,
  type Database,
} from '@signalbox/store';
import { compile } from '@signalbox/engine/graph';
import { builtInCatalogue } from '@signalbox/nodes/catalogue';
import { createServices } from '@signalbox/outbound';
import { createTestDatabase, drawn, publishDrawn } from '@signalbox/store/testing';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { inspect } from './sentinel.js';
import { startWorker, type RunningWorker } from './worker.js';

const taskQueue = `live-edits-${randomUUID()}`;
const logger = pino({ level: 'silent' });
const DAY = 86_400_000;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let worker: RunningWorker;
let connection: Connection;
let client: Client;

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  database = await createTestDatabase('live_edits');
  const address = process.env.SIGNALBOX_TEST_TEMPORAL_ADDRESS!;
  worker = await startWorker({
    database,
    logger,
    temporal: { address, namespace: 'default' },
    taskQueue,
    shopTimeZone: 'Europe/Copenhagen',
    textsPerSecond: 100,
    sendText: async () => ({ outcome: 'sent', messageId: 'm' }),
    services: createServices({ database, secret: '', allowPrivate: false }),
  });
  connection = await Connection.connect({ address });
  client = new Client({ connection, namespace: 'default' });
}, 60_000);
afterAll(async () => {
  await worker?.stop();
  await connection?.close();
  await database?.drop();
});

const waiting = (durationMs: number, extra: Parameters<typeof drawn>[0] = {}): JourneyGraph =>
  drawn({
    start: { type: 'manual-trigger', next: { next: 'wait' } },
    wait: { type: 'wait', config: { durationMs }, next: { next: 'end' } },
    end: { type: 'exit', config: { outcome: `after ${durationMs}` } },
    ...extra,
  });

async function enter(
  journeyId: string,
  into: Database = database,
  properties: { [key: string]: number | string } = {},
): Promise<string> {
  const { contactId } = await takeEvent(
    into,
    {
      source: 'test',
      messageId: randomUUID(),
      name: null,
      occurredAtMs: Date.now(),
      identities: [{ kind: 'user', value: randomUUID() }],
      properties: {},
      keys: [],
      isHistory: false,
    },
    { nowMs: Date.now() },
  );
  const start = { journeyId, contactId: contactId!, properties, key: randomUUID() };
  const started = await startJourney(into, start, { nowMs: Date.now() });
  if (started.outcome === 'not-started') throw new Error(started.reason);
  return started.runId;
}

async function publishNext(id: string, graph: JourneyGraph): Promise<number> {
  const { revision } = await database.kysely
    .selectFrom('journeys')
    .select('revision')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const { plan } = compile(graph, builtInCatalogue());
  return (await publishVersion(database, { id, revision, graph, plan: plan!, nowMs: Date.now() }))!.version;
}

const is = (runId: string, expected: object) =>
  vi.waitFor(async () => expect(await getRun(database, runId)).toMatchObject(expected), 15_000);

test('a shorter wait reaches those who are waiting, but only where it was chosen', async () => {
  const [before, after] = [waiting(DAY), waiting(1_000)];
  const { id } = await publishDrawn(database, before, { nowMs: Date.now() });
  const runs = await Promise.all([enter(id), enter(id), enter(id)]);
  for (const run of runs) await is(run, { status: 'waiting', currentNodeId: 'wait' });
  const version = await publishNext(id, after);
  expect(await headCounts(database, id)).toEqual([{ version: 1, nodeId: 'wait', count: 3 }]);

  const move = { journeyId: id, fromVersion: 1, toVersion: version, steps: matchSteps(before, after) };
  expect(await moveRuns(database, { ...move, changed: ['wait'], runIds: runs.slice(0, 2) }, Date.now())).toBe(
    2,
  );
  for (const run of runs.slice(0, 2)) await is(run, { status: 'ended', outcome: 'after 1000', version: 2 });
  await is(runs[2]!, { status: 'waiting', version: 1 });
  const steps = await runSteps(database, runs[0]!);
  expect(steps.map(({ nodeId, port }) => `${nodeId}:${port}`)).toEqual([
    'start:next',
    'wait:next',
    'end:null',
  ]);
}, 40_000);

test('people who have taken no step since can be moved back, others can not', async () => {
  const [before, after] = [waiting(DAY), waiting(2 * DAY)];
  const { id } = await publishDrawn(database, before, { nowMs: Date.now() });
  const [stays, goes] = [await enter(id), await enter(id)];
  for (const run of [stays, goes]) await is(run, { status: 'waiting' });
  const version = await publishNext(id, after);
  const steps = matchSteps(before, after);
  await moveRuns(
    database,
    { journeyId: id, fromVersion: 1, toVersion: version, steps, changed: ['wait'] },
    Date.now(),
  );
  for (const run of [stays, goes]) await is(run, { status: 'waiting', version: 2 });
  await controlRuns(database, { journeyId: id, runIds: [goes] }, { kind: 'skip' }, Date.now());
  await is(goes, { status: 'ended' });
  expect(await runsToMoveBack(database, { journeyId: id, version })).toEqual([
    { runId: stays, fromVersion: 1 },
  ]);
  await moveRuns(
    database,
    { journeyId: id, fromVersion: version, toVersion: 1, steps, changed: ['wait'], runIds: [stays] },
    Date.now(),
  );
  await is(stays, { status: 'waiting', version: 1 });
}, 40_000);

test('people who were asked to move and have not come yet are counted and moved back, too, and nothing is begun anew', async () => {
  const resting = (durationMs: number) =>
    drawn({
      start: { type: 'manual-trigger', next: { next: 'wait' } },
      wait: { type: 'wait', config: { durationMs: 1_000 }, next: { next: 'note' } },
      note: { type: 'note-to-team', config: { text: 'Here' }, next: { next: 'rest' } },
      rest: { type: 'wait', config: { durationMs }, next: { next: 'end' } },
      end: { type: 'exit' },
    });
  const [before, after] = [resting(DAY), resting(2 * DAY)];
  const { id } = await publishDrawn(database, before, { nowMs: Date.now() });
  const asked = { journeyId: id, steps: matchSteps(before, after), changed: ['rest'] };
  const holding = await database.pool.connect();
  // Its note can't be written while this lasts: it goes nowhere before that has settled.
  await holding.query('begin; lock table team_notes in exclusive mode');
  const run = await enter(id);
  try {
    await vi.waitFor(async () => {
      const { rows } = await database.pool.query(
        "select from pg_locks where relation = 'team_notes'::regclass and not granted",
      );
      expect(rows).toHaveLength(1);
    }, 15_000);
    const version = await publishNext(id, after);
    await moveRuns(database, { ...asked, fromVersion: 1, toVersion: version }, Date.now());
    expect(await runsToMoveBack(database, { journeyId: id, version })).toEqual([
      { runId: run, fromVersion: 1 },
    ]);
    const back = { ...asked, fromVersion: version, toVersion: 1, runIds: [run], isBack: true };
    expect(await moveRuns(database, back, Date.now())).toBe(1);
    // Asked again, after a crash or a second click, it has nobody left.
    expect(await runsToMoveBack(database, { journeyId: id, version })).toEqual([]);
    expect(await moveRuns(database, back, Date.now())).toBe(0);
    await vi.waitFor(async () => {
      const { rows } = await database.pool.query('select from outbox where run_id = $1', [run]);
      expect(rows).toEqual([]);
    }, 15_000);
  } finally {
    await holding.query('rollback');
    holding.release();
  }
  await is(run, { status: 'waiting', currentNodeId: 'rest', version: 1 });
  const { wakesAt } = (await getRun(database, run))!;
  expect(wakesAt!.getTime()).toBeLessThan(Date.now() + DAY + 1_000);
  // It never went over and back: its workflow is the one that it began with.
  const { raw } = await client.workflow.getHandle(runWorkflowId(run)).describe();
  expect(raw.workflowExecutionInfo!.execution!.runId).toBe(raw.workflowExecutionInfo!.firstRunId);
}, 60_000);

test('runs are held, released, skipped and ended by hand, alone or together', async () => {
  const { id } = await publishDrawn(database, waiting(DAY), { nowMs: Date.now() });
  const runs = await Promise.all([enter(id), enter(id), enter(id)]);
  for (const run of runs) await is(run, { status: 'waiting' });
  const act = (action: Parameters<typeof controlRuns>[2], runIds?: string[]) =>
    controlRuns(database, { journeyId: id, runIds }, action, Date.now());

  await act({ kind: 'hold' }, [runs[0]!]);
  await is(runs[0]!, { status: 'held' });
  await act({ kind: 'release' }, [runs[0]!]);
  await is(runs[0]!, { status: 'waiting' });
  await act({ kind: 'skip', port: 'next' }, [runs[1]!]);
  await is(runs[1]!, { status: 'ended', outcome: `after ${DAY}` });
  expect(await countLiveRuns(database, { journeyId: id, nodeId: 'wait' })).toBe(2);
  expect(await act({ kind: 'end', outcome: 'ended' })).toBe(2);
  for (const run of [runs[0]!, runs[2]!]) await is(run, { status: 'ended', outcome: 'ended' });
}, 40_000);

test('a pause holds people at once, and a resume does with what fell due as it is told', async () => {
  const { id } = await publishDrawn(database, shortNote(), { nowMs: Date.now() });
  const run = await enter(id);
  await is(run, { status: 'waiting' });
  await setJourneyStatus(database, id, 'paused', Date.now());
  await is(run, { status: 'parked', currentNodeId: 'wait' });
  await setJourneyStatus(database, id, 'live', Date.now(), { due: 'end' });
  await is(run, { status: 'ended', outcome: 'ended' });
}, 40_000);

test('of those whose date lets them in during a pause only whose hour has come fell due', async () => {
  const { id } = await publishDrawn(
    database,
    drawn({
      start: { type: 'date-trigger', config: { field: 'birthday' }, next: { next: 'end' } },
      end: { type: 'exit' },
    }),
    { nowMs: Date.now() },
  );
  await setJourneyStatus(database, id, 'paused', Date.now());
  const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 16);
  const passed = await enter(id, database, { occurrence: inDays(-1) });
  const isToCome = await enter(id, database, { occurrence: inDays(2) });
  for (const run of [passed, isToCome]) await is(run, { status: 'parked', currentNodeId: 'start' });
  await setJourneyStatus(database, id, 'live', Date.now(), { due: 'end' });
  await is(passed, { status: 'ended', outcome: 'ended' });
  await is(isToCome, { status: 'waiting', currentNodeId: 'start' });
}, 40_000);

const shortNote = () =>
  drawn({
    start: { type: 'manual-trigger', next: { next: 'wait' } },
    wait: { type: 'wait', config: { durationMs: 1_000 }, next: { next: 'note' } },
    note: { type: 'note-to-team', config: { text: 'Here' }, next: { next: 'end' } },
    end: { type: 'exit' },
  });

/** Somebody whom a pause holds in the wait before the note. */
async function parked(): Promise<{ id: string; run: string }> {
  const { id } = await publishDrawn(database, shortNote(), { nowMs: Date.now() });
  const run = await enter(id);
  await is(run, { status: 'waiting' });
  await setJourneyStatus(database, id, 'paused', Date.now());
  await is(run, { status: 'parked', currentNodeId: 'wait' });
  return { id, run };
}

test('whom a pause holds goes on when the journey is ended and they may finish it, and leaves otherwise', async () => {
  const [finishes, leaves] = await Promise.all([parked(), parked()]);
  expect(await endJourney(database, finishes.id, 'finish', Date.now())).toBe(0);
  expect(await endJourney(database, leaves.id, 'end', Date.now())).toBe(1);
  await is(finishes.run, { status: 'ended', outcome: 'completed' });
  await is(leaves.run, { status: 'ended', outcome: 'ended' });
}, 40_000);

test('who is held by hand in a pause goes on once both are over, in either order', async () => {
  const act = (id: string, kind: 'hold' | 'release') =>
    controlRuns(database, { journeyId: id }, { kind }, Date.now());
  const [first, second, late] = await Promise.all([parked(), parked(), parked()]);
  for (const { id, run } of [first, second, late]) {
    await act(id, 'hold');
    await is(run, { status: 'held' });
  }
  await act(first.id, 'release');
  await setJourneyStatus(database, first.id, 'live', Date.now());
  await setJourneyStatus(database, second.id, 'live', Date.now());
  await is(first.run, { status: 'ended', outcome: 'completed' });
  await is(second.run, { status: 'held' });
  await act(second.id, 'release');
  await is(second.run, { status: 'ended', outcome: 'completed' });

  // What was chosen for those whom the pause held is chosen for this one, too.
  await setJourneyStatus(database, late.id, 'live', Date.now(), { due: 'end' });
  await is(late.run, { status: 'ended', outcome: 'ended' });
}, 60_000);

test('people who are moved bring along what only the new version reads of the event that let them in', async () => {
  const before = waiting(DAY);
  const told = drawn({
    start: { type: 'manual-trigger', next: { next: 'wait' } },
    wait: { type: 'wait', config: { durationMs: 1_000 }, next: { next: 'note' } },
    note: {
      type: 'note-to-team',
      config: { text: 'Worth {{ event.total | default: "?" }}' },
      next: { next: 'end' },
    },
    end: { type: 'exit' },
  });
  const { id } = await publishDrawn(database, before, { nowMs: Date.now() });
  const run = await enter(id, database, { total: 200 });
  await is(run, { status: 'waiting', currentNodeId: 'wait' });
  const version = await publishNext(id, told);
  const move = { journeyId: id, fromVersion: 1, toVersion: version, steps: matchSteps(before, told) };
  await moveRuns(database, { ...move, changed: ['wait'] }, Date.now());
  await is(run, { status: 'ended', version: 2 });
  const notes = await openTeamNotes(database);
  expect(notes.filter(({ runId }) => runId === run)).toMatchObject([{ text: 'Worth 200' }]);
}, 40_000);

test('who is ended just after their workflow was stopped outside leaves, and lets the next one in', async () => {
  const restarts = drawn(
    {
      start: { type: 'manual-trigger', next: { next: 'wait' } },
      wait: { type: 'wait', config: { durationMs: DAY }, next: { next: 'end' } },
      end: { type: 'exit' },
    },
    { reentry: { kind: 'restart' } },
  );
  const { id } = await publishDrawn(database, restarts, { nowMs: Date.now() });
  const [stopped, forgotten] = [await enter(id), await enter(id)];
  for (const run of [stopped, forgotten]) await is(run, { status: 'waiting' });
  const workflowExecution = { workflowId: runWorkflowId(forgotten) };
  await client.workflow.getHandle(runWorkflowId(stopped)).terminate();
  await client.workflowService.deleteWorkflowExecution({ namespace: 'default', workflowExecution });
  await controlRuns(
    database,
    { journeyId: id, runIds: [forgotten] },
    { kind: 'end', outcome: 'ended' },
    Date.now(),
  );
  const { contactId } = (await getRun(database, stopped))!;
  const start = { journeyId: id, contactId, properties: {}, key: randomUUID() };
  const next = await startJourney(database, start, { nowMs: Date.now() });
  if (next.outcome !== 'started') throw new Error(next.reason);
  const deps = { database, client, taskQueue, logger };
  await vi.waitFor(async () => {
    await inspect(deps, Date.now() + 10 * 60_000);
    expect(await getRun(database, stopped)).toMatchObject({ status: 'ended', outcome: 'replaced' });
    expect(await getRun(database, forgotten)).toMatchObject({ status: 'ended', outcome: 'ended' });
  }, 40_000);
  await is(next.runId, { status: 'waiting' });
}, 90_000);

test('the sentinel ends what is over in Temporal, long before it would be due, and leaves alone what is well', async () => {
  const { id } = await publishDrawn(database, waiting(DAY), { nowMs: Date.now() });
  const [well, stopped] = [await enter(id), await enter(id)];
  for (const run of [well, stopped]) await is(run, { status: 'waiting' });
  await client.workflow.getHandle(runWorkflowId(stopped)).terminate();
  const deps = { database, client, taskQueue, logger };
  // Who began just now is given a moment.
  expect(await inspect(deps, Date.now())).toMatchObject({ restarted: 0, ended: 0, stuck: 0 });
  expect(await inspect(deps, Date.now() + 10 * 60_000)).toMatchObject({ restarted: 0, ended: 1 });
  await is(stopped, { status: 'ended', outcome: 'stopped outside' });
  await is(well, { status: 'waiting' });
}, 40_000);

test('a run that Temporal has lost goes on where it stood, with the time it came and what it knew', async () => {
  const graph = drawn({
    start: { type: 'manual-trigger', next: { next: 'know' } },
    know: { type: 'set-variable', config: { set: [{ name: 'size', value: 'XL' }] }, next: { next: 'wait' } },
    wait: { type: 'wait', config: { durationMs: DAY }, next: { next: 'end' } },
    end: { type: 'exit' },
  });
  const { id } = await publishDrawn(database, graph, { nowMs: Date.now() });
  const run = await enter(id);
  await is(run, { status: 'waiting', currentNodeId: 'wait' });
  const [row, steps] = [await getRun(database, run), await runSteps(database, run)];
  const workflowId = runWorkflowId(run);
  await client.workflowService.deleteWorkflowExecution({
    namespace: 'default',
    workflowExecution: { workflowId },
  });
  const deps = { database, client, taskQueue, logger };
  await vi.waitFor(
    async () => expect(await inspect(deps, Date.now() + 10 * 60_000)).toMatchObject({ restarted: 1 }),
    15_000,
  );
  const state = await client.workflow.getHandle(workflowId).query(stateQuery);
  expect(state).toMatchObject({ stepId: 'wait', enteredAtMs: steps.at(-1)!.enteredAt.getTime() });
  expect(state.vars).toEqual({ size: 'XL' });
  expect(await runSteps(database, run)).toEqual(steps);
  expect(await getRun(database, run)).toEqual(row);
  await controlRuns(database, { journeyId: id, runIds: [run] }, { kind: 'skip', port: 'next' }, Date.now());
  await is(run, { status: 'ended' });
}, 40_000);

/** More than one page of them. */
const MANY = 230;
/** No run comes after it. */
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

test('the sentinel starts what Temporal knows nothing of, hundreds at once', async () => {
  const other = await createTestDatabase('sentinel');
  try {
    const { id } = await publishDrawn(other, waiting(DAY), { nowMs: Date.now() });
    const run = await enter(id, other);
    for (let more = 1; more < MANY; more += 1) await enter(id, other);
    await other.kysely.deleteFrom('outbox').execute();
    // Nobody works on this queue: that Temporal knows of the run is all.
    const deps = { database: other, client, taskQueue: `nobody-${randomUUID()}`, logger };
    expect(await inspect(deps, Date.now() + DAY)).toMatchObject({ restarted: MANY, ended: 0, stuck: 0 });
    const handle = client.workflow.getHandle(runWorkflowId(run));
    expect((await handle.describe()).status.name).toBe('RUNNING');

    // All are late now, and well: nobody works on their queue. A page of them is asked after, and the rest in their turn.
    const asked = vi.spyOn(client.workflow, 'getHandle');
    const first = await inspect(deps, Date.now() + DAY, { late: '', others: LAST_ID });
    expect(asked).toHaveBeenCalledTimes(200);
    asked.mockClear();
    const second = await inspect(deps, Date.now() + DAY, { ...first.next, others: LAST_ID });
    expect(asked).toHaveBeenCalledTimes(MANY - 200);
    expect(second.next.late).toBe('');
    asked.mockRestore();
    await handle.terminate();
  } finally {
    await other.drop();
  }
}, 40_000);
