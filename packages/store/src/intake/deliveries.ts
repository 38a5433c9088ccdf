import { sql } from 'kysely';
import { date, type Database } from '../database.js';
import { notify } from '../listen.js';

export interface WebhookDelivery {
  integration: string;
  topic: string;
  atMs: number;
  outcome: 'taken' | 'duplicate' | 'ignored' | 'refused';
  detail?: string;
  eventIds?: string[];
  payload: string;
  tookMs: number;
}

export interface DeliveryRow extends Omit<WebhookDelivery, 'atMs' | 'detail' | 'eventIds'> {
  id: number;
  at: Date;
  detail: string | null;
  eventIds: string[];
}

export interface TopicRow {
  integration: string;
  topic: string;
  lastAt: Date;
  outcome: WebhookDelivery['outcome'];
  taken: number;
  refused: number;
}

const LONGEST_PAYLOAD = 64 * 1024;
const LONGEST_TOPIC = 100;
const KEEP_DAYS = 7;
const KEEP_EACH = 1_000;
const DAY = 86_400_000;

/** Writes down what a webhook said and what became of it. */
export async function noteDelivery(database: Database, delivery: WebhookDelivery): Promise<void> {
  const { integration, outcome, atMs } = delivery;
  const clean = (text: string) => text.replaceAll('\0', '').toWellFormed();
  const topic = clean(delivery.topic).slice(0, LONGEST_TOPIC);
  await database.kysely.transaction().execute(async (tx) => {
    await tx
      .insertInto('webhook_deliveries')
      .values({
        integration,
        topic,
        at: date(atMs),
        outcome,
        detail: delivery.detail ? clean(delivery.detail).slice(0, 500) : null,
        event_ids: delivery.eventIds ?? [],
        payload: clean(delivery.payload).slice(0, LONGEST_PAYLOAD),
        took_ms: Math.round(delivery.tookMs),
      })
      .execute();
    // A stranger may name any topic: only what was let in is remembered by its name.
    const isStrange = outcome === 'refused';
    await sql`
      insert into webhook_topics (integration, topic, last_at, outcome, taken, refused)
      select ${integration}, ${topic}, ${date(atMs)}, ${outcome}, ${outcome === 'taken' ? 1 : 0}, ${isStrange ? 1 : 0}
      where not ${isStrange} or exists (select 1 from webhook_topics where integration = ${integration} and topic = ${topic})
      on conflict (integration, topic) do update set last_at = greatest(webhook_topics.last_at, excluded.last_at),
        outcome = excluded.outcome, taken = webhook_topics.taken + excluded.taken,
        refused = webhook_topics.refused + excluded.refused`.execute(tx);
    await notify(tx, 'live', { kind: 'delivery', integration });
  });
}

export async function listDeliveries(
  database: Database,
  { integration, before, limit = 50 }: { integration?: string; before?: number; limit?: number },
): Promise<DeliveryRow[]> {
  const rows = await database.kysely
    .selectFrom('webhook_deliveries')
    .selectAll()
    .$if(integration !== undefined, (query) => query.where('integration', '=', integration!))
    .$if(before !== undefined, (query) => query.where('id', '<', before!))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ event_ids, took_ms, ...row }) => ({ ...row, eventIds: event_ids, tookMs: took_ms }));
}

export async function listTopics(database: Database): Promise<TopicRow[]> {
  const rows = await database.kysely
    .selectFrom('webhook_topics')
    .selectAll()
    .orderBy('integration')
    .orderBy('last_at', 'desc')
    .limit(500)
    .execute();
  return rows.map(({ last_at, ...row }) => ({ ...row, lastAt: last_at }));
}

/** Removes what is older than a week, and what stands behind the newest thousand of its kind. */
export async function sweepDeliveries(database: Database, nowMs: number): Promise<void> {
  await database.kysely
    .deleteFrom('webhook_deliveries')
    .where('at', '<', date(nowMs - KEEP_DAYS * DAY))
    .execute();
  await sql`
    delete from webhook_deliveries d using (
      select i.integration, (select id from webhook_deliveries w where w.integration = i.integration
        order by id desc offset ${KEEP_EACH} limit 1) as last
      from (select distinct integration from webhook_deliveries) i
    ) gone where d.integration = gone.integration and d.id <= gone.last`.execute(database.kysely);
}
