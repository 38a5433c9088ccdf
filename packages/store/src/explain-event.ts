import { evaluateGroup } from '@signalbox/engine/conditions';
import { mayEnter, opening, type FormerEntries } from '@signalbox/engine/graph';
import { contactFacts } from './contact-facts.js';
import type { Database } from './database.js';
import { livePlans, type LiveJourney } from './intake/live-plans.js';
import { correlationKeys, isForSame } from './intake/start-runs.js';
import { segmentsOf } from './segments/segments.js';

/** What an event did, and why it did not do more. */
export interface EventEffects {
  /** Runs that it started. */
  started: RunRef[];
  /** Runs that were told of it; of many, some. */
  told: RunRef[];
  toldCount: number;
  /** Live journeys that begin with events of this name, and why they let nobody in. */
  notStarted: { journeyId: string; journeyName: string; reason: string }[];
  /** A sentence when it did nothing at all. */
  nothing: string | null;
}

interface RunRef {
  runId: string;
  journeyId: string;
  journeyName: string;
}

const MOST_SHOWN = 20;

/** @returns `null` if there is no such event */
export async function explainEvent(database: Database, id: string): Promise<EventEffects | null> {
  const { kysely } = database;
  const event = await kysely.selectFrom('events').selectAll().where('id', '=', id).executeTakeFirst();
  if (!event) return null;
  const runs = await kysely
    .selectFrom('runs')
    .innerJoin('journeys', 'journeys.id', 'runs.journey_id')
    .select([
      'runs.id as runId',
      'runs.journey_id as journeyId',
      'journeys.name as journeyName',
      'runs.entry_event_id as entryEventId',
    ])
    .where((where) =>
      where.or([
        where('runs.entry_event_id', '=', id),
        where('runs.id', '=', where.fn.any(where.val(event.told_runs.slice(0, MOST_SHOWN)))),
      ]),
    )
    .limit(MOST_SHOWN * 2)
    .execute();
  const refOf = ({ entryEventId: _, ...ref }: (typeof runs)[number]): RunRef => ref;
  const started = runs.filter(({ entryEventId }) => entryEventId === id).map(refOf);
  const told = runs.filter(({ runId }) => event.told_runs.includes(runId)).map(refOf);
  const journeys = (await livePlans.startedBy(kysely, { name: event.name })).filter(
    ({ journeyId }) => !started.some((run) => run.journeyId === journeyId),
  );
  const names = await kysely.selectFrom('journeys').select(['id', 'name']).execute();
  const notStarted = [];
  for (const journey of journeys) {
    notStarted.push({
      journeyId: journey.journeyId,
      journeyName: names.find((row) => row.id === journey.journeyId)?.name ?? 'Journey',
      reason: await whyNot(database, journey, event),
    });
  }
  const isNothing = started.length + event.told_count + notStarted.length === 0;
  return {
    started,
    told,
    toldCount: event.told_count,
    notStarted,
    nothing: isNothing ? `No live journey begins with “${event.name}”, and nobody was waiting for it.` : null,
  };
}

/** Why a journey that an event asks for by name let its person not in. */
export async function whyNotStarted(database: Database, journeyId: string, eventId: string): Promise<string> {
  const { kysely } = database;
  const event = await kysely.selectFrom('events').selectAll().where('id', '=', eventId).executeTakeFirst();
  const [journey] = await livePlans.startedBy(kysely, { name: '', startsJourney: journeyId });
  if (!event || !journey) return 'The journey is not live any more';
  return whyNot(database, journey, event, { byName: true });
}

interface Row {
  contact_id: string | null;
  occurred_at: Date;
  received_at: Date;
  properties: { [key: string]: unknown };
  keys: string[];
  is_history: boolean;
}

/** Judged by what is known now; the person may have been another then. */
async function whyNot(
  database: Database,
  live: LiveJourney,
  event: Row,
  { byName = false }: { byName?: boolean } = {},
): Promise<string> {
  const { trigger, settings } = live.plan;
  if (event.is_history) return 'It was marked as history, which starts nothing';
  if (event.contact_id === null) return 'It names nobody that is known';
  const ageMs = event.received_at.getTime() - event.occurred_at.getTime();
  if (ageMs > trigger.maxAgeMs)
    return `It came ${spanOf(ageMs)} after it happened; the journey takes none older than ${spanOf(trigger.maxAgeMs)}`;
  if (!byName && !evaluateGroup(trigger.where, { event: event.properties }))
    return 'The conditions of its trigger do not hold for what it said';
  const atMs = event.received_at.getTime();
  const open = opening(settings, atMs);
  if (open === 'not-begun') return 'The journey had not begun to take people in';
  if (open === 'over') return 'The journey no longer took people in';
  if (settings.entryFilter) {
    const contact = await contactFacts(database.kysely, event.contact_id);
    const segment = await segmentsOf(database.kysely, event.contact_id);
    if (!evaluateGroup(settings.entryFilter, { contact, segment, event: event.properties }))
      return 'The journey is not meant for this person';
  }
  const former = await formerEntries(database, live, event, event.contact_id);
  const may = mayEnter(settings.reentry, former, atMs);
  if (may === 'been-through') return 'The person has been through it';
  if (may === 'inside-already') return 'The person was in it already';
  return 'The journey went live after it came in, or let the person go for a reason of its own';
}

/** Those for the same thing that the person had made by the time at which the event came in. */
async function formerEntries(
  { kysely }: Database,
  live: LiveJourney,
  event: Row,
  contactId: string,
): Promise<FormerEntries> {
  const runs = await kysely
    .selectFrom('runs')
    .select(['started_at', 'ended_at'])
    .where('journey_id', '=', live.journeyId)
    .where('contact_id', '=', contactId)
    .where('started_at', '<=', event.received_at)
    .where(isForSame(correlationKeys(live, event)))
    .orderBy('started_at', 'desc')
    .execute();
  return {
    isInside: runs.some(({ ended_at: endedAt }) => endedAt === null || endedAt > event.received_at),
    lastAtMs: runs[0]?.started_at.getTime(),
  };
}

function spanOf(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 120) return `${minutes} minutes`;
  return minutes < 72 * 60 ? `${Math.round(minutes / 60)} hours` : `${Math.round(minutes / 1_440)} days`;
}
