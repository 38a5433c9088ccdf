import type { Json } from '@signalbox/nodes/kernel';
import type { Database } from './database.js';
import { whyNotStarted } from './explain-event.js';
import { takeEvent } from './intake/take-event.js';

export interface JourneyStart {
  journeyId: string;
  contactId: string;
  /** What the journey's texts and conditions call `event`. */
  properties: { [key: string]: Json };
  /** The same start twice lets a person in once. */
  key: string;
  /** The run that asks for it, if one does. */
  fromRunId?: string;
}

/** A journey that starts a journey that starts the first one again goes round this often at most. */
const LONGEST_CHAIN = 5;
const CHAIN = 'started_through';

/** Lets one person into one journey that was asked for by name; its own rules of entry hold. */
export async function startJourney(
  database: Database,
  { journeyId, contactId, properties, key, fromRunId }: JourneyStart,
  { nowMs }: { nowMs: number },
): Promise<{ outcome: 'started'; runId: string } | { outcome: 'not-started'; reason: string }> {
  const journey = await database.kysely
    .selectFrom('journeys')
    .select(['name', 'status'])
    .where('id', '=', journeyId)
    .executeTakeFirst();
  if (!journey) return { outcome: 'not-started', reason: 'That journey is not there any more' };
  if (journey.status !== 'live' && journey.status !== 'paused')
    return { outcome: 'not-started', reason: `“${journey.name}” is not live` };
  const depth = fromRunId ? await chainOf(database, fromRunId) : 0;
  if (depth >= LONGEST_CHAIN)
    return { outcome: 'not-started', reason: `Journeys have started each other ${depth} times in a row` };

  const { started, eventId } = await takeEvent(
    database,
    {
      source: 'signalbox',
      messageId: `start/${journeyId}/${key}`,
      name: 'Journey Started',
      occurredAtMs: nowMs,
      contactId,
      identities: [],
      properties: { ...properties, [CHAIN]: depth + 1 },
      keys: [],
      startsJourney: journeyId,
      isHistory: false,
    },
    { nowMs },
  );
  // Asked again under its key it says what came of it the first time.
  const runId = started[0] ?? (await startedBy(database, journeyId, eventId));
  if (runId !== undefined) return { outcome: 'started', runId };
  return { outcome: 'not-started', reason: await whyNotStarted(database, journeyId, eventId) };
}

async function startedBy(
  database: Database,
  journeyId: string,
  eventId: string,
): Promise<string | undefined> {
  const run = await database.kysely
    .selectFrom('runs')
    .select('id')
    .where('entry_event_id', '=', eventId)
    .where('journey_id', '=', journeyId)
    .executeTakeFirst();
  return run?.id;
}

/** How many starts by other journeys led to a run. */
async function chainOf(database: Database, runId: string): Promise<number> {
  const entry = await database.kysely
    .selectFrom('runs')
    .innerJoin('events', 'events.id', 'runs.entry_event_id')
    .select('events.properties')
    .where('runs.id', '=', runId)
    .executeTakeFirst();
  return Number(entry?.properties[CHAIN] ?? 0);
}
