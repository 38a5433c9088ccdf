import { randomUUID } from 'node:crypto';
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { runWorkflowId, startRun } from '@signalbox/engine/temporal';
import { resumedState } from '@signalbox/engine/interpret';
import {
  askedToEnd,
  lastKnown,
  livingRuns,
  markLost,
  markStuck,
  overdueRuns,
  runsOutOfReach,
  type Database,
  type OverdueRun,
} from '@signalbox/store';
import type { Logger } from 'pino';

export interface SentinelDeps {
  database: Database;
  client: Client;
  taskQueue: string;
  logger: Logger;
}

export interface Repairs {
  /** Temporal knew nothing of them: begun again where they stood; the ledger keeps what was sent from being sent twice. */
  restarted: number;
  /** Temporal says they are over, and they had not said so themselves. */
  ended: number;
  /** Their step keeps the engine from going on. */
  stuck: number;
}

/** A run may be late by this much before anybody looks after it. */
const LATE_MS = 2 * 60_000;
/** A workflow task that was tried this often will not do by itself. */
const MANY_ATTEMPTS = 4;
/** What the outbox has for a run and could not hand over this often says that its workflow may be gone. */
const IN_VAIN = 3;
const PAGE = 200;
/** Of all who wait, so many are asked after in one look; everybody in turn. */
const IN_TURN = 500;
const QUESTIONS_AT_ONCE = 5;
const EVERY_MS = 60_000;
const NEVER_ENDS = 'The step keeps the engine from going on. Its code may not end.';
const OTHER_CODE =
  'The code of a step on the way is another, or gone, since this person came to it. Put it back, and try again.';
/** What the SDK and the interpreter say of a history that the code at hand does not tell: https://docs.temporal.io/references/errors */
const TELLS_ANOTHER = /\[TMPRL1100\]|^No runner for/;
/** The failure of a task that is tried again and again is among the newest events. */
const NEWEST_EVENTS = 5;

/** Looks now and then for runs that nothing will wake, and repairs them. @returns how to stop it */
export function startSentinel(deps: SentinelDeps): () => void {
  let isLooking = false;
  // Of several workers each begins somewhere else.
  let turns: Turns = { late: randomUUID(), others: randomUUID() };
  const timer = setInterval(async () => {
    if (isLooking) return;
    isLooking = true;
    try {
      const { next, ...repairs } = await inspect(deps, Date.now(), turns);
      turns = next;
      if (repairs.restarted + repairs.ended + repairs.stuck > 0)
        deps.logger.warn(repairs, 'Runs were repaired');
    } catch (error) {
      deps.logger.warn({ err: error }, 'Late runs could not be looked after; trying again');
    } finally {
      isLooking = false;
    }
  }, EVERY_MS).unref();
  return () => clearInterval(timer);
}

/** The last ones who had their turn; `''` where it begins anew. */
export interface Turns {
  late: string;
  others: string;
}

/**
 * Keeps the promise that every live run has a timer, a wait or something under way: who is late is looked after page by
 * page, as long as there is something to repair, and of all others some, so that one who waits for months is not missed for
 * months. A page of late ones who are all well says that the engine is behind with its work: to ask after the rest of
 * them, each minute again, would hold it up the more. They have their turn the next times.
 * @returns what was repaired, and where to go on the next time
 */
export async function inspect(
  { database, client, taskQueue }: SentinelDeps,
  nowMs: number,
  turns: Turns = { late: '', others: '' },
): Promise<Repairs & { next: Turns }> {
  const repairs: Repairs = { restarted: 0, ended: 0, stuck: 0 };
  for (const runId of await troubledRuns(client, taskQueue)) {
    if (await markStuck(database, runId, await whyFailing(client, runId))) repairs.stuck += 1;
  }
  const repair = async (run: OverdueRun) => {
    const state = await stateOf(client, run);
    if (state === 'missing' || state === 'closed') {
      const asked = await askedToEnd(database, run.id);
      if (state === 'closed' || asked !== null) {
        if (await markLost(database, run.id, nowMs, asked)) repairs.ended += 1;
        return;
      }
      const known = await lastKnown(database, run.id);
      await startRun(client, { taskQueue, start: resumedState(run.start, known) });
      repairs.restarted += 1;
    } else if (state === 'failing') {
      if (await markStuck(database, run.id, await whyFailing(client, run.id))) repairs.stuck += 1;
    }
  };
  await eachOf(await runsOutOfReach(database, { attempts: IN_VAIN, limit: PAGE }), repair);
  const lateBeforeMs = nowMs - LATE_MS;
  const repaired = () => repairs.restarted + repairs.ended + repairs.stuck;
  const next = { ...turns };
  for (let goesOn = true; goesOn;) {
    const before = repaired();
    const late = await overdueRuns(database, { lateBeforeMs, afterId: next.late, limit: PAGE });
    await eachOf(late, repair);
    next.late = late.length < PAGE ? '' : late.at(-1)!.id;
    goesOn = late.length === PAGE && repaired() > before;
  }
  const others = await livingRuns(database, {
    begunBeforeMs: lateBeforeMs,
    afterId: turns.others,
    limit: IN_TURN,
  });
  await eachOf(others, repair);
  next.others = others.length < IN_TURN ? '' : others.at(-1)!.id;
  return { ...repairs, next };
}

async function eachOf<T>(items: T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const takeTurns = async () => {
    for (let item = left.shift(); item; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: QUESTIONS_AT_ONCE }, takeTurns));
}

/** Runs whose workflow task has failed several times in a row, as Temporal itself reports. */
async function troubledRuns(client: Client, taskQueue: string): Promise<string[]> {
  const query = `TaskQueue = '${taskQueue}' AND ExecutionStatus = 'Running' AND TemporalReportedProblems IS NOT NULL`;
  const runs: string[] = [];
  try {
    for await (const { workflowId } of client.workflow.list({ query, pageSize: PAGE })) {
      runs.push(workflowId.replace(/^run-/, ''));
      if (runs.length === PAGE) break;
    }
  } catch {
    // Servers before 1.29 report none; what is late is found below.
  }
  return runs;
}

/** In words, what keeps the tasks of a run from being done. */
async function whyFailing(client: Client, runId: string): Promise<string> {
  const { history } = await client.workflowService.getWorkflowExecutionHistoryReverse({
    namespace: client.options.namespace,
    execution: { workflowId: runWorkflowId(runId) },
    maximumPageSize: NEWEST_EVENTS,
  });
  const failed = history?.events?.find((event) => event.workflowTaskFailedEventAttributes);
  const message = failed?.workflowTaskFailedEventAttributes?.failure?.message ?? '';
  return TELLS_ANOTHER.test(message) ? OTHER_CODE : NEVER_ENDS;
}

async function stateOf(client: Client, run: OverdueRun): Promise<'missing' | 'closed' | 'failing' | 'well'> {
  try {
    const described = await client.workflow.getHandle(runWorkflowId(run.id)).describe();
    if (described.status.name !== 'RUNNING') return 'closed';
    const attempt = described.raw.pendingWorkflowTask?.attempt ?? 0;
    return attempt >= MANY_ATTEMPTS ? 'failing' : 'well';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'missing';
    throw error;
  }
}
