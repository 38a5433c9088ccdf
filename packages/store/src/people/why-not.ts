import { describeGroup, evaluateGroup } from '@signalbox/engine/conditions';
import { opening } from '@signalbox/engine/graph';
import { sql } from 'kysely';
import { contactFacts } from '../contact-facts.js';
import type { Database } from '../database.js';
import { livePlans, type LiveJourney } from '../intake/live-plans.js';
import { segmentsOf } from '../segments/segments.js';
import { because, type Reason } from './reason.js';
import { whyNotByClock } from './why-not-by-clock.js';

export interface WhyNot {
  /** Whether the person has, or will have, what the journey sends. */
  verdict: 'got-it' | 'inside' | 'not-sent' | 'not-entered' | 'not-live';
  reasons: Reason[];
}

const DAY = 86_400_000;

/** Why a person has got, or not got, what a journey sends; `null` without such a person or journey. */
export async function whyNot(
  database: Database,
  { contactId, journeyId }: { contactId: string; journeyId: string },
  { nowMs, shopTimeZone }: { nowMs: number; shopTimeZone: string },
): Promise<WhyNot | null> {
  const { kysely } = database;
  const contact = await contactFacts(kysely, contactId);
  const journey = await kysely
    .selectFrom('journeys')
    .leftJoin('journey_versions', (join) =>
      join
        .onRef('journey_versions.journey_id', '=', 'journeys.id')
        .onRef('journey_versions.version', '=', 'journeys.live_version'),
    )
    .select(['journeys.name', 'journeys.status', 'version', 'plan_hash', 'published_at'])
    .where('journeys.id', '=', journeyId)
    .executeTakeFirst();
  if (!journey || contact.id === undefined) return null;
  const id = String(contact.id);

  const run = await latestRun(database, id, journeyId);
  if (run) return ofRun(database, run);
  if (!journey.plan_hash || journey.version === null)
    return { verdict: 'not-live', reasons: [because('not-live', `“${journey.name}” was never published`)] };
  const live: LiveJourney = {
    ...(await livePlans.byHash(kysely, journey.plan_hash)),
    journeyId,
    version: journey.version,
  };
  if (journey.status !== 'live' && journey.status !== 'paused')
    return {
      verdict: 'not-live',
      reasons: [because('not-live', `“${journey.name}” lets nobody in now: it is ${journey.status}`)],
    };
  return {
    verdict: 'not-entered',
    reasons: [
      ...(live.plan.trigger.clock
        ? await whyNotByClock(kysely, live, { id, facts: contact }, { nowMs, shopTimeZone })
        : await whyNotEntered(database, live, { id, facts: contact }, journey.published_at!)),
      ...(await whyNotTexted(database, contact)),
    ],
  };
}

interface LatestRun {
  id: string;
  status: string;
  outcome: string | null;
  started_at: Date;
  wakes_at: Date | null;
  ended_at: Date | null;
  step: string | null;
}

async function latestRun(database: Database, contactId: string, journeyId: string) {
  const { rows } = await sql<LatestRun>`
    select r.id, r.status, r.outcome, r.started_at, r.wakes_at, r.ended_at,
      (select coalesce(nullif(p.plan -> 'nodes' -> s.node_id ->> 'name', ''), s.node_id) from run_steps s
        join plans p on p.hash = r.plan_hash where s.run_id = r.id order by s.seq desc limit 1) as step
    from runs r where r.contact_id = ${contactId} and r.journey_id = ${journeyId}
    order by r.ended_at is null desc, r.started_at desc limit 1`.execute(database.kysely);
  return rows[0] ?? null;
}

async function ofRun(database: Database, run: LatestRun): Promise<WhyNot> {
  const texts = await database.kysely
    .selectFrom('messages')
    .select(['state', 'reason', 'reason_code', 'planned_at', 'sending_at'])
    .where('run_id', '=', run.id)
    .orderBy('planned_at', 'desc')
    .execute();
  const reasons: Reason[] = texts.map((one) => {
    if (one.state === 'suppressed')
      return because(one.reason_code ?? 'suppressed', `Not sent: ${one.reason}`, one.planned_at, run.id);
    if (one.state === 'held' || one.state === 'planned')
      return because(
        one.reason_code ?? 'held',
        `Waiting to send: ${one.reason ?? 'its turn'}`,
        one.planned_at,
        run.id,
      );
    if (one.state === 'failed' || one.state === 'undelivered')
      return because('failed', `Failed: ${one.reason ?? 'the carrier refused it'}`, one.planned_at, run.id);
    return because('sent', `Sent (${one.state})`, one.sending_at, run.id);
  });
  const step = run.step ? ` at “${run.step}”` : '';
  if (run.ended_at !== null) {
    reasons.push(
      because('ended', `Left the journey${step}: ${run.outcome ?? 'completed'}`, run.ended_at, run.id),
    );
    const sent = texts.some((one) => one.sending_at !== null && one.state !== 'failed');
    return { verdict: sent ? 'got-it' : 'not-sent', reasons };
  }
  const where: Record<string, string> = {
    starting: 'Has just come in',
    parked: `Stands${step}, as the journey is paused`,
    held: `Is held by hand${step}`,
    stuck: `Is stuck${step}: the step could not be done`,
  };
  const until = run.wakes_at ? ' until' : '';
  reasons.unshift(
    because('inside', where[run.status] ?? `Still waiting${step}${until}`, run.wakes_at, run.id),
  );
  return { verdict: 'inside', reasons };
}

/** What kept each of the person's newest triggers from letting them in. */
async function whyNotEntered(
  database: Database,
  live: LiveJourney,
  person: { id: string; facts: { [field: string]: unknown } },
  publishedAt: Date,
): Promise<Reason[]> {
  const { trigger, settings } = live.plan;
  const { kysely } = database;
  if (trigger.direct)
    return [because('not-asked', 'Comes in only when started by hand or by another journey')];
  const events = await kysely
    .selectFrom('events')
    .select(['id', 'name', 'occurred_at', 'received_at', 'properties', 'is_history'])
    .where('contact_id', '=', person.id)
    .where('name', '=', trigger.event)
    .orderBy('occurred_at', 'desc')
    .limit(3)
    .execute();
  if (events.length === 0)
    return [because('never-triggered', `“${trigger.event}” has never happened to this person`)];
  const segment = await segmentsOf(kysely, person.id);
  const reasons: Reason[] = [];
  for (const row of events) {
    const said = (code: string, sentence: string) =>
      reasons.push(because(code, `“${trigger.event}”: ${sentence}`, row.occurred_at));
    const days = Math.max(1, Math.round(trigger.maxAgeMs / DAY));
    if (row.is_history) said('history', 'came in as history, which starts nothing');
    else if (row.received_at < publishedAt)
      said('before-publish', 'came in before this version was published');
    else if (row.occurred_at.getTime() < row.received_at.getTime() - trigger.maxAgeMs)
      said(
        'too-old',
        `was old news when it came in (older than ${trigger.maxAgeMs < DAY ? `${Math.round(trigger.maxAgeMs / 3_600_000)} h` : `${days} d`})`,
      );
    else if (!evaluateGroup(trigger.where, { event: row.properties }))
      said('trigger-condition', `did not meet the trigger’s condition: ${describeGroup(trigger.where)}`);
    else if (opening(settings, row.received_at.getTime()) !== 'open')
      said('closed', 'came outside the dates between which the journey is open');
    else if (
      settings.entryFilter &&
      !evaluateGroup(settings.entryFilter, { contact: person.facts, segment, event: row.properties })
    )
      said('entry-filter', `the journey takes only people for whom: ${describeGroup(settings.entryFilter)}`);
    else said('not-known', 'should have let them in; the journey or the person may have changed since');
  }
  return reasons;
}

/** What would keep a marketing text from this person whatever journey they were in. */
async function whyNotTexted(database: Database, contact: { [field: string]: unknown }): Promise<Reason[]> {
  const phone = typeof contact.phone === 'string' ? contact.phone : null;
  if (phone === null) return [because('no-phone', 'No phone number is known, so no text could be sent')];
  const stopped = await database.kysely
    .selectFrom('suppressions')
    .select('at')
    .where('phone', '=', phone)
    .executeTakeFirst();
  if (stopped)
    return [because('stopped', 'The number replied STOP, so no marketing text could be sent', stopped.at)];
  const consent = await database.kysely
    .selectFrom('consents')
    .select(['state', 'at'])
    .where('phone', '=', phone)
    .where('purpose', '=', 'marketing')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!consent) return [because('no-consent', 'Has never agreed to marketing texts, so none could be sent')];
  return consent.state === 'denied'
    ? [because('no-consent', 'Said no to marketing texts, so none could be sent', consent.at)]
    : [];
}
