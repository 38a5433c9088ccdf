import type { Client } from '@temporalio/client';
import type { Arrival, Interrupt, RunStart } from '@signalbox/engine/interpret';
import { deliver, interruptRun, startRun, wakeWaitlist } from '@signalbox/engine/temporal';
import {
  claimMarks,
  claimOutbox,
  listen,
  passOnThingEvents,
  sweepSubscriptions,
  type Database,
  type OutboxRow,
} from '@signalbox/store';
import type { Logger } from 'pino';
import { createBell, type Bell } from './bell.js';
import { watchCrowds } from './crowds.js';

export interface DispatcherDeps {
  database: Database;
  client: Client;
  taskQueue: string;
  logger: Logger;
  /** Looks by itself this often, should a notification be lost; milliseconds. */
  pollMs?: number;
  /** The wall clock; for tests. */
  nowMs?: () => number;
}

export interface Dispatcher {
  /** Finishes the rows it holds, then stops. */
  stop(): Promise<void>;
}

const BATCH = 50;
/** Batches under way at once: the slowest of one batch keeps nobody else waiting. */
const LANES = 2;
/** Runs that one look tells of an event about a thing. */
const PAGE = 500;
/** Lines of a waitlist that one look wakes. */
const MARKS = 20;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 60_000;
const SWEEP_EVERY_MS = 10 * 60_000;
/** Temporal redoes a task within seconds; an hour is ample. */
const KEEP_SUBSCRIPTIONS_MS = 3_600_000;

/**
 * Carries outbox rows to Temporal: at least once, in order per run, by any number of dispatchers side by side.
 * A row stays until Temporal has taken it, so a server that is down delays and never loses.
 */
export function startDispatcher({
  database,
  client,
  taskQueue,
  logger,
  pollMs = 1_000,
  nowMs = Date.now,
}: DispatcherDeps): Dispatcher {
  let stopping = false;
  const crowds = watchCrowds();
  const rows = createBell();
  const things = createBell();
  const stopListening = listen(database, 'outbox', (payload) =>
    (payload === 'things' ? things : rows).ring(),
  );

  const deliverRow = async (row: OutboxRow) => {
    try {
      const isCrowded = row.kind === 'start' && crowds.joins(row.start.journeyId, nowMs());
      return await carry(client, taskQueue, row, row.hasCampaigns || isCrowded);
    } catch (error) {
      const retryInMs = Math.min(FIRST_RETRY_MS * 2 ** Math.min(row.attempts, 10), LONGEST_RETRY_MS);
      logger.warn(
        { err: error, runId: row.runId, retryInMs },
        'Temporal did not take a row of the outbox yet',
      );
      return { retryAtMs: nowMs() + retryInMs, error: String(error) };
    }
  };

  /** Lines of a waitlist wait for nobody else: what ails them holds up no run. */
  const wakeLines = () =>
    claimMarks(database, MARKS, (mark) => wakeWaitlist(client, { taskQueue, ...mark })).catch(
      (error: unknown) => {
        logger.warn({ err: error }, 'Temporal did not take a restock yet');
        return 0;
      },
    );

  const loop = async (bell: Bell, look: () => Promise<number>) => {
    while (!stopping) {
      bell.hear();
      const taken = await look().catch((error: unknown) => {
        logger.warn({ err: error }, 'The outbox could not be read; trying again');
        return 0;
      });
      if (taken === 0 && !stopping) await bell.wait(pollMs);
    }
  };
  const lanes = Array.from({ length: LANES }, () =>
    loop(rows, () => claimOutbox(database, { limit: BATCH, nowMs: nowMs() }, deliverRow)),
  );
  const passOn = loop(
    things,
    async () => (await passOnThingEvents(database, { limit: PAGE, nowMs: nowMs() })) + (await wakeLines()),
  );
  const running = Promise.all([...lanes, passOn]);
  const sweep = setInterval(() => {
    sweepSubscriptions(database, { endedBeforeMs: nowMs() - KEEP_SUBSCRIPTIONS_MS }).catch((error: unknown) =>
      logger.warn({ err: error }, 'Old subscriptions could not be swept away; trying again later'),
    );
  }, SWEEP_EVERY_MS).unref();

  return {
    async stop() {
      stopping = true;
      clearInterval(sweep);
      for (let lane = 0; lane < LANES; lane++) rows.ring();
      things.ring();
      await running;
      await stopListening();
    },
  };
}

async function carry(
  client: Client,
  taskQueue: string,
  row: OutboxRow,
  isOfCrowd: boolean,
): Promise<'done' | 'closed'> {
  const { start } = row;
  switch (row.kind) {
    case 'start':
      await startRun(client, { taskQueue, start: row.payload as RunStart, isOfCrowd });
      return 'done';
    case 'event':
      return closedOrDone(
        await deliver(client, {
          taskQueue,
          start,
          isOfCrowd,
          arrival: row.payload as Pick<Arrival, 'event' | 'refs'>,
        }),
      );
    case 'interrupt':
      return closedOrDone(
        await interruptRun(client, { runId: row.runId, interrupt: row.payload as Interrupt }),
      );
  }
}

const closedOrDone = (result: string) => (result === 'closed' ? 'closed' : 'done');
