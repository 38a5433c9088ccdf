import { sql } from 'kysely';
import type { Database } from './database.js';
import { messagesMatching, type MessageFilter } from './message-list.js';

/** Texts that reached nobody, for one reason. */
export interface NotSent {
  code: string;
  texts: number;
  people: number;
  /** What was never asked of the carrier, by where the people are: what it would have cost can be told from that. */
  saved: {
    /** ISO 3166-1 alpha-2, as far as it is known of the people. */
    country: string | null;
    /** One of the numbers. */
    phone: string | null;
    /** As many as the same step's texts have on average; one, where none has been sent. */
    parts: number;
  }[];
}

/** So many of the newest are counted. */
export const NOT_SENT_COUNTED = 10_000;

/** Why texts did not reach anybody, the commonest reason first. */
export async function notSentByReason(
  database: Database,
  filter: Omit<MessageFilter, 'states' | 'reasonCode'>,
): Promise<NotSent[]> {
  const { rows } = await sql<NotSent>`
    with not_sent as materialized (
      select coalesce(reason_code, 'not-known') as code, messages.contact_id, messages.journey_id, messages.node_id,
        messages.phone, messages.state, messages.parts, contacts.country
      from messages left join contacts on contacts.id = messages.contact_id
      where messages.state in ('suppressed', 'failed', 'undelivered', 'unknown') and ${messagesMatching(filter)}
      order by messages.planned_at desc limit ${NOT_SENT_COUNTED}),
    steps as (select distinct journey_id, node_id from not_sent where state = 'suppressed' and parts is null),
    usual as (
      select steps.journey_id, steps.node_id, average.parts
      from steps cross join lateral (
        select avg(parts) as parts from (
          select parts from messages m where m.journey_id = steps.journey_id and m.node_id = steps.node_id
            and m.parts is not null order by m.planned_at desc limit 200) newest) average),
    saved as (
      select code, country, left(phone, 4) as prefix, min(phone) as phone,
        sum(coalesce(not_sent.parts, usual.parts, 1))::float8 as parts
      from not_sent left join usual using (journey_id, node_id)
      where state = 'suppressed' and phone is not null group by 1, 2, 3)
    select code, count(*)::int as texts, count(distinct coalesce(contact_id::text, phone))::int as people,
      coalesce((select jsonb_agg(jsonb_build_object('country', country, 'phone', phone, 'parts', parts))
        from saved where saved.code = not_sent.code), '[]') as saved
    from not_sent group by code order by texts desc, code`.execute(database.kysely);
  return rows;
}

/** As many parts as the texts of a step have on average, by `journey/node`; for the steps of texts that were not sent. */
export async function usualParts(
  database: Database,
  texts: { state: string; parts: number | null; journeyId: string | null; nodeId: string | null }[],
): Promise<Map<string, number>> {
  const steps = new Map(
    texts
      .filter(({ state, parts, journeyId }) => state === 'suppressed' && parts === null && journeyId !== null)
      .map(({ journeyId, nodeId }) => [`${journeyId}/${nodeId}`, { journeyId, nodeId }]),
  );
  if (steps.size === 0) return new Map();
  const { rows } = await sql<{ step: string; parts: number | null }>`
    select concat(journey_id, '/', node_id) as step, average.parts
    from jsonb_to_recordset(${JSON.stringify([...steps.values()].map((one) => ({ journey_id: one.journeyId, node_id: one.nodeId })))}::jsonb)
      as steps(journey_id uuid, node_id text)
    cross join lateral (
      select avg(parts)::float8 as parts from (
        select parts from messages m where m.journey_id = steps.journey_id and m.node_id = steps.node_id
          and m.parts is not null order by m.planned_at desc limit 200) newest) average`.execute(
    database.kysely,
  );
  return new Map(rows.flatMap(({ step, parts }) => (parts === null ? [] : [[step, parts] as const])));
}
