import { afterAll, beforeAll, expect, test } from 'vitest';
import { showFailing } from './failing-steps.js';
import {
  headCounts,
  journeyStats,
  lastKnown,
  markStuck,
  overdueRuns,
  runSteps,
  startJourney,
} from './index.js';
import { addPerson, createTestDatabase, drawn, publishDrawn } from './testing.js';

const NOW = Date.parse('2026-11-27T09:00:00Z');
let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase('failing_steps');
});
afterAll(() => database?.drop());

/** Somebody who left a wait, of which the run has said nothing yet, and whose next step fails. */
async function failing() {
  const { id: journeyId } = await publishDrawn(
    database,
    drawn({
      start: { type: 'manual-trigger', next: { next: 'wait' } },
      wait: { type: 'wait', config: { durationMs: 60_000 }, next: { next: 'ask' } },
      ask: { type: 'http-request', config: { url: 'https://x.example' }, next: { answered: 'end' } },
      end: { type: 'exit' },
    }),
    { nowMs: NOW },
  );
  const contactId = await addPerson(database, { firstName: 'Anna' });
  const begun = await startJourney(
    database,
    { journeyId, contactId, properties: {}, key: 'once' },
    { nowMs: NOW },
  );
  if (begun.outcome !== 'started') throw new Error(begun.reason);
  const { runId } = begun;
  await database.kysely.deleteFrom('outbox').where('run_id', '=', runId).execute();
  await database.pool.query(
    `insert into run_steps (run_id, seq, node_id, visit, entered_at) values ($1, 1, 'wait', 0, $2)`,
    [runId, new Date(NOW)],
  );
  const show = (reason: string) =>
    showFailing(database, { runId, journeyId, nodeId: 'ask', visit: 0, atMs: NOW + 60_000, reason });
  await show('Tried 3 times so far');
  await show('Tried 4 times so far');
  return { journeyId, runId };
}

test('a step that keeps failing is where somebody stands, and counts once', async () => {
  const { journeyId, runId } = await failing();
  expect((await runSteps(database, runId)).map(({ nodeId, reason }) => [nodeId, reason])).toEqual([
    ['wait', null],
    ['ask', 'Tried 4 times so far'],
  ]);
  expect(await headCounts(database, journeyId)).toEqual([{ version: 1, nodeId: 'ask', count: 1 }]);
  const { nodes } = await journeyStats(database, journeyId);
  expect(Object.entries(nodes).map(([nodeId, { waiting }]) => [nodeId, waiting])).toEqual([['wait', 1]]);
});

test('a run that is lost there goes on from what it said itself, and is looked for soon', async () => {
  const { runId } = await failing();
  expect((await lastKnown(database, runId)).steps.map(({ nodeId }) => nodeId)).toEqual(['wait']);
  const late = await overdueRuns(database, { lateBeforeMs: NOW + 120_000, afterId: '', limit: 100 });
  expect(late.map(({ id }) => id)).toContain(runId);
});

test('what it gives up for in the end is said of that step alone', async () => {
  const { runId } = await failing();
  await markStuck(database, runId, 'The step failed 10 times');
  expect((await runSteps(database, runId)).map(({ nodeId, reason }) => [nodeId, reason])).toEqual([
    ['wait', null],
    ['ask', 'The step failed 10 times'],
  ]);
});
