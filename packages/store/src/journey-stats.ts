import { sql } from 'kysely';
import { date, type Database } from './database.js';

export interface NodeCounts {
  entered: number;
  waiting: number;
  left: Record<string, number>;
  endedHere: number;
  messages?: MessageCounts;
}

export interface MessageCounts {
  sent: number;
  delivered: number;
  failed: number;
  notSent: number;
  held: number;
  reasons: Record<string, number>;
  /** Texts of which a person, and no preview or bot, opened a link. */
  clicked: number;
  /** Texts after which the person ordered within `ATTRIBUTION_DAYS`. */
  ordered: number;
  /** What those orders came to without what was given back, in minor units by currency. */
  revenue: Record<string, number>;
}

export interface JourneyCountsByNode {
  entered: number;
  inside: number;
  ended: number;
  /** Entries that reached the journey's goal. */
  converted: number;
  nodes: Record<string, NodeCounts>;
}

/** Which entries are counted: those of a version, and those that began in a period. */
export interface CountedEntries {
  version?: number;
  fromMs?: number;
  toMs?: number;
}

/** An order that was not cancelled counts for the last text before it, if that is no older than this. */
export const ATTRIBUTION_DAYS = 3;

/** The condition on `runs` that counted entries meet. */
export const countedRuns = ({ version, fromMs, toMs }: CountedEntries) => sql`true
    ${version === undefined ? sql`` : sql`and runs.version = ${version}`}
    ${fromMs === undefined ? sql`` : sql`and runs.started_at >= ${date(fromMs)}`}
    ${toMs === undefined ? sql`` : sql`and runs.started_at < ${date(toMs)}`}`;

/**
 * What the canvas shows, in one unit: entries. It is counted from the steps alone: each arrival at a node is either still
 * waiting there, has left by a port, or ended there, so the three always add up to `entered`. A period takes whole
 * entries, by when they began; so what leaves a node by a port is what comes to the next.
 */
export async function journeyStats(
  database: Database,
  journeyId: string,
  entries: CountedEntries = {},
): Promise<JourneyCountsByNode> {
  const isAll = Object.values(entries).every((value) => value === undefined);
  const counted = sql`runs.journey_id = ${journeyId} and ${countedRuns(entries)}`;
  const [steps, runs, messages, clicks, orders] = await Promise.all([
    sql<{ nodeId: string; port: string | null; entered: number; waiting: number }>`
      select s.node_id as "nodeId", s.port, count(*)::int as entered,
        count(*) filter (where s.left_at is null)::int as waiting
      from run_steps s join runs on runs.id = s.run_id
      where ${counted} and not s.is_provisional group by 1, 2`.execute(database.kysely),
    sql<{ entered: number; inside: number; converted: number }>`
      select count(*)::int as entered, count(*) filter (where ended_at is null)::int as inside,
        count(*) filter (where goal_at is not null)::int as converted
      from runs where ${counted}`.execute(database.kysely),
    sql<{ nodeId: string | null; state: string; reasonCode: string | null; count: number }>`
      select m.node_id as "nodeId", m.state, m.reason_code as "reasonCode", count(*)::int as count
      from messages m ${isAll ? sql`` : sql`join runs on runs.id = m.run_id`}
      where m.journey_id = ${journeyId} and ${isAll ? sql`m.run_id is not null` : counted} group by 1, 2, 3`.execute(
      database.kysely,
    ),
    sql<{ nodeId: string; count: number }>`
      select m.node_id as "nodeId", count(*)::int as count
      from messages m join runs on runs.id = m.run_id
      where m.journey_id = ${journeyId} and m.node_id is not null and ${counted}
        and exists (select 1 from links l join link_clicks c on c.code = l.code
          where l.message_id = m.id and c.by = 'person')
      group by 1`.execute(database.kysely),
    sql<{ nodeId: string; messageId: string; currency: string | null; minor: number | null }>`
      select m.node_id as "nodeId", m.id as "messageId", o.currency,
        (o.total_minor - o.refunded_minor)::float8 as minor
      from orders o
      join lateral (
        select m.* from messages m
        where m.contact_id = o.contact_id and m.journey_id = ${journeyId} and m.accepted_at is not null
          and m.accepted_at <= o.placed_at
          and m.accepted_at > o.placed_at - make_interval(days => ${ATTRIBUTION_DAYS})
        order by m.accepted_at desc, m.id desc limit 1
      ) m on true
      join runs on runs.id = m.run_id
      where o.placed_at is not null and o.cancelled_at is null and m.node_id is not null and ${counted}
        and o.contact_id in (select contact_id from runs where ${counted})`.execute(database.kysely),
  ]);

  const nodes: Record<string, NodeCounts> = {};
  const node = (id: string) => (nodes[id] ??= { entered: 0, waiting: 0, left: {}, endedHere: 0 });
  for (const { nodeId, port, entered, waiting } of steps.rows) {
    const counts = node(nodeId);
    counts.entered += entered;
    counts.waiting += waiting;
    const gone = entered - waiting;
    if (gone === 0) continue;
    if (port === null) counts.endedHere += gone;
    else counts.left[port] = (counts.left[port] ?? 0) + gone;
  }
  const texts = (id: string): MessageCounts =>
    (node(id).messages ??= {
      sent: 0,
      delivered: 0,
      failed: 0,
      notSent: 0,
      held: 0,
      reasons: {},
      clicked: 0,
      ordered: 0,
      revenue: {},
    });
  for (const { nodeId, state, reasonCode, count } of messages.rows) {
    if (nodeId === null) continue;
    const counts = texts(nodeId);
    if (['accepted', 'sent', 'delivered', 'undelivered'].includes(state)) counts.sent += count;
    if (state === 'delivered') counts.delivered += count;
    if (state === 'failed' || state === 'undelivered') counts.failed += count;
    if (state === 'planned' || state === 'held' || state === 'sending') counts.held += count;
    if (state === 'suppressed' || state === 'unknown' || state === 'failed') {
      counts.notSent += count;
      const code = reasonCode ?? state;
      counts.reasons[code] = (counts.reasons[code] ?? 0) + count;
    }
  }
  for (const { nodeId, count } of clicks.rows) texts(nodeId).clicked += count;
  const ordering = new Set<string>();
  for (const { nodeId, messageId, currency, minor } of orders.rows) {
    const counts = texts(nodeId);
    if (!ordering.has(messageId)) counts.ordered += 1;
    ordering.add(messageId);
    if (currency !== null && minor !== null)
      counts.revenue[currency] = (counts.revenue[currency] ?? 0) + minor;
  }
  const { entered, inside, converted } = runs.rows[0]!;
  return { entered, inside, ended: entered - inside, converted, nodes };
}
