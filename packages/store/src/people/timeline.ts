import { sql, type RawBuilder } from 'kysely';
import type { Database } from '../database.js';

export const TIMELINE_KINDS = [
  'event',
  'order',
  'click',
  'reply',
  'run',
  'text',
  'not-sent',
  'consent',
  'change',
  'tag',
  'points',
  'coupon',
  'note',
  'merge',
] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

export interface TimelineEntry {
  kind: TimelineKind;
  /** Unique among all entries of a person; with `atUs` it is where a page ends. */
  key: string;
  /** Unix microseconds, as exact as the database keeps them. */
  atUs: number;
  data: { [field: string]: unknown };
}

export interface TimelinePlace {
  atUs: number;
  key: string;
}

interface Source {
  kind: TimelineKind;
  at: RawBuilder<unknown>;
  key: RawBuilder<unknown>;
  data: RawBuilder<unknown>;
  from: RawBuilder<unknown>;
}

const ORDERS = sql`('Order Completed', 'Order Refunded', 'Order Cancelled', 'Order Updated')`;
const CLICKS = sql`('Link Clicked')`;
const event = (kind: TimelineKind, which: RawBuilder<unknown>) => ({
  kind,
  at: sql`e.occurred_at`,
  key: sql`'event:' || e.id`,
  data: sql`jsonb_build_object('id', e.id, 'name', e.name, 'source', e.source, 'isHistory', e.is_history,
    'receivedAt', e.received_at, 'properties', e.properties)`,
  from: sql`events e where e.contact_id = (select id from person) and ${which}`,
});

const text = (kind: TimelineKind, states: RawBuilder<unknown>) => ({
  kind,
  at: sql`m.planned_at`,
  key: sql`'text:' || m.id`,
  data: sql`jsonb_build_object('id', m.id, 'state', m.state, 'reason', m.reason, 'reasonCode', m.reason_code, 'body', m.body,
    'purpose', m.purpose, 'runId', m.run_id, 'journeyId', m.journey_id, 'settledAt', m.settled_at,
    'journey', (select name from journeys where id = m.journey_id))`,
  from: sql`messages m where m.contact_id = (select id from person) and m.state ${states}`,
});

const run = (which: 'started_at' | 'ended_at') => ({
  kind: 'run' as const,
  at: sql`r.${sql.ref(which)}`,
  key: sql`${`run-${which}:`} || r.id`,
  data: sql`jsonb_build_object('id', r.id, 'moment', ${which === 'started_at' ? 'began' : 'ended'}::text, 'status', r.status,
    'outcome', r.outcome, 'wakesAt', r.wakes_at, 'journeyId', r.journey_id, 'version', r.version,
    'journey', (select name from journeys where id = r.journey_id), 'entryEvent', (select name from events where id = r.entry_event_id))`,
  from: sql`runs r where r.contact_id = (select id from person) and r.${sql.ref(which)} is not null`,
});

/** What somebody of the team is called whose own hand was the source: `member/<id>`. */
const memberOf = (row: string) =>
  sql`(select name from members where 'member/' || id = ${sql.ref(`${row}.source`)})`;

/** Where each kind is kept. Every one is read by an index on the person and the time. */
const SOURCES: Source[] = [
  event('event', sql`e.name not in ${ORDERS} and e.name not in ${CLICKS} and e.source <> 'plivo'`),
  event('order', sql`e.name in ${ORDERS}`),
  event('click', sql`e.name in ${CLICKS}`),
  {
    kind: 'reply',
    at: sql`i.received_at`,
    key: sql`'reply:' || i.id`,
    data: sql`jsonb_build_object('id', i.id, 'body', i.body)`,
    from: sql`inbound_messages i where i.contact_id = (select id from person)`,
  },
  run('started_at'),
  run('ended_at'),
  text('text', sql`not in ('suppressed', 'failed', 'undelivered')`),
  text('not-sent', sql`in ('suppressed', 'failed', 'undelivered')`),
  {
    kind: 'consent',
    at: sql`c.at`,
    key: sql`'consent:' || lpad(c.id::text, 18, '0')`,
    data: sql`jsonb_build_object('purpose', c.purpose, 'state', c.state, 'source', c.source, 'evidence', c.evidence, 'phone', c.phone)`,
    from: sql`consents c where c.contact_id = (select id from person)`,
  },
  {
    kind: 'consent',
    at: sql`s.at`,
    key: sql`'stop:' || s.phone`,
    data: sql`jsonb_build_object('state', 'stopped', 'reason', s.reason, 'phone', s.phone)`,
    from: sql`suppressions s where s.phone = (select phone from person)`,
  },
  {
    kind: 'change',
    at: sql`h.at`,
    key: sql`'change:' || lpad(h.id::text, 18, '0')`,
    data: sql`jsonb_build_object('field', h.field, 'before', h.before, 'after', h.after, 'source', h.source, 'by', ${memberOf('h')})`,
    from: sql`contact_changes h where h.contact_id = (select id from person) and h.field <> 'tag'`,
  },
  {
    kind: 'tag',
    at: sql`h.at`,
    key: sql`'former-tag:' || lpad(h.id::text, 18, '0')`,
    data: sql`jsonb_build_object('tag', coalesce(h.after, h.before), 'isOff', h.after is null, 'source', h.source,
      'by', ${memberOf('h')})`,
    from: sql`contact_changes h where h.contact_id = (select id from person) and h.field = 'tag'`,
  },
  {
    kind: 'tag',
    at: sql`t.at`,
    key: sql`'tag:' || t.tag`,
    data: sql`jsonb_build_object('tag', t.tag, 'source', t.source, 'by', ${memberOf('t')})`,
    from: sql`contact_tags t where t.contact_id = (select id from person)`,
  },
  {
    kind: 'points',
    at: sql`p.at`,
    key: sql`'points:' || p.key`,
    data: sql`jsonb_build_object('points', p.points, 'reason', p.reason, 'kind', p.kind)`,
    from: sql`points_entries p where p.contact_id = (select id from person)`,
  },
  {
    kind: 'coupon',
    at: sql`k.issued_at`,
    key: sql`'coupon:' || k.pool || '/' || k.code`,
    data: sql`jsonb_build_object('pool', k.pool, 'code', k.code)`,
    from: sql`coupons k where k.contact_id = (select id from person) and k.issued_at is not null`,
  },
  {
    kind: 'note',
    at: sql`n.at`,
    key: sql`'note:' || n.id`,
    data: sql`jsonb_build_object('text', n.text, 'doneAt', n.done_at)`,
    from: sql`team_notes n where n.contact_id = (select id from person)`,
  },
  {
    kind: 'merge',
    at: sql`a.merged_at`,
    key: sql`'merge:' || a.contact_id`,
    data: sql`jsonb_build_object('reason', a.reason, 'firstName', a.was -> 'first_name', 'lastName', a.was -> 'last_name',
      'email', a.was -> 'email', 'phone', a.was -> 'phone')`,
    from: sql`contact_aliases a where a.survivor_id = (select id from person)`,
  },
];

/** Everything that happened to a person, the newest first, a page at a time. */
export async function timelineOf(
  database: Database,
  contactId: string,
  { kinds, before, limit }: { kinds?: TimelineKind[]; before?: TimelinePlace; limit: number },
): Promise<TimelineEntry[]> {
  const asked = SOURCES.filter(({ kind }) => !kinds || kinds.length === 0 || kinds.includes(kind));
  // Microseconds are summed as whole numbers: a double would round them.
  const place = before && sql`(timestamptz 'epoch' + ${before.atUs}::bigint * interval '1 microsecond')`;
  const pages = asked.map(
    ({ kind, at, key, data, from }) => sql`
      (select ${kind}::text as kind, ${at} as at, ${key} as key, ${data} as data from ${from}
        ${place ? sql`and ${at} <= ${place} and (${at} < ${place} or (${key}) collate "C" < ${before!.key})` : sql``}
        order by ${at} desc, (${key}) collate "C" desc limit ${limit})`,
  );
  const { rows } = await sql<TimelineEntry>`
    with person as (select id, phone from contacts where id = current_contact(${contactId}))
    select kind, key, data, (extract(epoch from at) * 1000000)::bigint as "atUs"
    from (${sql.join(pages, sql` union all `)}) entries
    order by at desc, key collate "C" desc limit ${limit}`.execute(database.kysely);
  return rows;
}
