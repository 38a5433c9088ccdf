import { sql, type Updateable } from 'kysely';
import { v7 as uuid } from 'uuid';
import { date, type Database, type Tx } from './database.js';
import { notify } from './listen.js';
import type { MessageState, Schema } from './schema.js';
import { markReachable, markUnreachable } from './unreachable.js';

export interface MessageRow {
  id: string;
  sendKey: string;
  runId: string | null;
  journeyId: string | null;
  nodeId: string | null;
  contactId: string | null;
  phone: string | null;
  purpose: string;
  state: MessageState;
  reason: string | null;
  reasonCode: string | null;
  body: string | null;
  parts: number | null;
  token: string | null;
  carrierId: string | null;
  errorCode: string | null;
  plannedAt: Date;
  sendingAt: Date | null;
  acceptedAt: Date | null;
  settledAt: Date | null;
}

/** A row's columns as `MessageRow` names them. */
export const MESSAGE_COLUMNS = [
  'messages.id',
  'messages.send_key as sendKey',
  'messages.run_id as runId',
  'messages.journey_id as journeyId',
  'messages.node_id as nodeId',
  'messages.contact_id as contactId',
  'messages.phone',
  'messages.purpose',
  'messages.state',
  'messages.reason',
  'messages.reason_code as reasonCode',
  'messages.body',
  'messages.parts',
  'messages.token',
  'messages.carrier_id as carrierId',
  'messages.error_code as errorCode',
  'messages.planned_at as plannedAt',
  'messages.sending_at as sendingAt',
  'messages.accepted_at as acceptedAt',
  'messages.settled_at as settledAt',
] as const;

/** Which text this is, whatever becomes of it. */
export interface TextIdentity {
  sendKey: string;
  /** All `null` for a text that no run sends. */
  runId: string | null;
  journeyId: string | null;
  nodeId: string | null;
  contactId: string | null;
  phone: string | null;
  purpose: string;
}

export async function findMessage(database: Database, sendKey: string): Promise<MessageRow | null> {
  return (
    (await database.kysely
      .selectFrom('messages')
      .select(MESSAGE_COLUMNS)
      .where('send_key', '=', sendKey)
      .executeTakeFirst()) ?? null
  );
}

/** Records why a text waits. Nothing once it has begun to be sent. */
export function recordHeld(
  database: Database,
  text: TextIdentity,
  why: { code: string; reason: string },
  atMs: number,
) {
  return decide(database, text, 'held', why, atMs);
}

/** Records why a text is not sent. Nothing once it has begun to be sent. */
export function recordSuppressed(
  database: Database,
  text: TextIdentity,
  why: { code: string; reason: string },
  atMs: number,
) {
  return decide(database, text, 'suppressed', why, atMs);
}

async function decide(
  database: Database,
  text: TextIdentity,
  state: 'held' | 'suppressed',
  { code, reason }: { code: string; reason: string },
  atMs: number,
): Promise<void> {
  const at = date(atMs);
  await database.pool.query({
    name: 'decide-text',
    text: DECIDE,
    values: [
      uuid(),
      text.sendKey,
      text.runId,
      text.journeyId,
      text.nodeId,
      text.contactId,
      text.phone,
      text.purpose,
      state,
      at,
      reason,
      code,
      state === 'suppressed' ? at : null,
    ],
  });
}

const DECIDE = `
  with decided as (
    insert into messages (id, send_key, run_id, journey_id, node_id, contact_id, phone, purpose, state, planned_at,
      reason, reason_code, settled_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
    on conflict (send_key) do update set state = excluded.state, reason = excluded.reason,
      reason_code = excluded.reason_code, phone = excluded.phone, settled_at = excluded.settled_at
    where messages.state in ('planned', 'held')
    returning id
  ), told as (
    insert into message_transitions (message_id, state, at, cause) select id, $9, $10, $11 from decided
  )
  select pg_notify('live', json_build_object('kind', 'message', 'messageId', id, 'phone', $7::text)::text) from decided`;

/** A text that counts towards a person's limits. */
export interface CountedText {
  atMs: number;
  purpose: string;
  /** It had an end time. */
  isUrgent: boolean;
}

/** What was asked of the carrier and not refused by it counts towards a person's limits, whatever became of it. */
export const COUNTED_STATES: MessageState[] = [
  'sending',
  'accepted',
  'sent',
  'delivered',
  'undelivered',
  'unknown',
];

/** The carrier certainly has nothing: the text may be tried again under the same key. */
export function returnToHeld(
  database: Database,
  sendKey: string,
  why: { code: string; reason: string },
  atMs: number,
) {
  return move(database, { sendKey }, 'held', ['sending'], atMs, why.reason, {
    reason_code: why.code,
    reason: why.reason,
    token: null,
    sending_at: null,
    parts: null,
  });
}

/** As `returnToHeld`, for a text that no run asks for again. */
export function returnToPlanned(database: Database, sendKey: string, reason: string, atMs: number) {
  return move(database, { sendKey }, 'planned', ['sending'], atMs, reason, { token: null, sending_at: null });
}

export function markAccepted(database: Database, sendKey: string, carrierId: string, atMs: number) {
  return move(database, { sendKey }, 'accepted', ['sending', 'unknown'], atMs, 'The carrier took it', {
    carrier_id: carrierId,
    accepted_at: date(atMs),
    reason: null,
    reason_code: null,
  });
}

export function markFailed(
  database: Database,
  sendKey: string,
  why: { code: string; reason: string },
  atMs: number,
) {
  return move(database, { sendKey }, 'failed', ['sending', 'unknown'], atMs, why.reason, {
    reason: why.reason,
    reason_code: why.code,
    settled_at: date(atMs),
  });
}

export function markUnknown(database: Database, sendKey: string, reason: string, atMs: number) {
  return move(database, { sendKey }, 'unknown', ['sending'], atMs, reason, {
    reason,
    reason_code: 'not-known',
  });
}

/** The number that a callback's text went to, as long as its end is not known. */
export async function phoneOfOpenText(database: Database, token: string): Promise<string | null> {
  const row = await database.kysely
    .selectFrom('messages')
    .select('phone')
    .where('token', '=', token)
    .where('state', 'not in', ['delivered', 'undelivered', 'failed'])
    .executeTakeFirst();
  return row?.phone ?? null;
}

/** How often a text has been tried: each try begins once. */
export async function triesOf(database: Database, sendKey: string): Promise<number> {
  const { tries } = await database.kysely
    .selectFrom('message_transitions')
    .innerJoin('messages', 'messages.id', 'message_transitions.message_id')
    .select(sql<number>`count(*)::int`.as('tries'))
    .where('messages.send_key', '=', sendKey)
    .where('message_transitions.state', '=', 'sending')
    .executeTakeFirstOrThrow();
  return tries;
}

export interface Transition {
  state: MessageState;
  at: Date;
  cause: string;
}

/** Everything that became of a text, with when and why. */
export function transitionsOf(database: Database, messageId: string): Promise<Transition[]> {
  return database.kysely
    .selectFrom('message_transitions')
    .select(['state', 'at', 'cause'])
    .where('message_id', '=', messageId)
    .orderBy('seq')
    .execute();
}

/**
 * What a person decides about a text that is not known: that it arrived, or that it is sent again, under a key of its
 * own. Once; nobody else ever sends such a text again.
 * @returns false if it is known by now, or was decided
 */
export function resolveUnknown(
  database: Database,
  messageId: string,
  decision: 'arrived' | 'send-again',
  atMs: number,
): Promise<boolean> {
  return database.kysely.transaction().execute(async (tx) => {
    const settled =
      decision === 'arrived'
        ? { state: 'sent' as const, reason: null, reason_code: null }
        : {
            state: 'unknown' as const,
            reason: 'Nobody knows whether it arrived; a person had it sent again',
            reason_code: 'sent-again',
          };
    const row = await tx
      .updateTable('messages')
      .set({ ...settled, settled_at: date(atMs) })
      .where('id', '=', messageId)
      .where('state', '=', 'unknown')
      .where('reason_code', '=', 'not-known')
      .returning(['id', 'send_key', 'phone', 'contact_id', 'journey_id', 'purpose', 'body'])
      .executeTakeFirst();
    if (!row) return false;
    const cause = decision === 'arrived' ? 'A person says that it arrived' : 'A person had it sent again';
    await transition(tx, row.id, settled.state, atMs, cause, row.phone);
    if (decision === 'arrived') return true;
    await tx
      .insertInto('messages')
      .values({
        id: uuid(),
        send_key: `${row.send_key}/again`,
        contact_id: row.contact_id,
        journey_id: row.journey_id,
        phone: row.phone,
        purpose: row.purpose,
        state: 'planned',
        body: row.body,
        planned_at: date(atMs),
      })
      .execute();
    await notify(tx, 'texts');
    return true;
  });
}

/** How far a text has come, so that a late callback never takes it back. */
const ORDER: Record<MessageState, number> = {
  planned: 0,
  held: 0,
  suppressed: 0,
  sending: 1,
  unknown: 1,
  accepted: 2,
  sent: 3,
  delivered: 4,
  undelivered: 4,
  failed: 4,
};

/** The carrier's words for a state, in ours. */
const STATUSES: Record<string, MessageState> = {
  queued: 'accepted',
  sent: 'sent',
  delivered: 'delivered',
  read: 'delivered',
  undelivered: 'undelivered',
  failed: 'failed',
  rejected: 'failed',
};

export interface StatusCallback {
  token: string;
  carrierId: string;
  status: string;
  errorCode: string | null;
  /** As the carrier counts its callbacks about this text. */
  sequence?: number | null;
  /** What the error means, if the text failed. */
  failure?: { code: string; reason: string; marksUnreachable?: boolean } | null;
  atMs: number;
}

/**
 * Moves a text forward by what the carrier says of it; repeated and overtaken callbacks change nothing.
 * @returns `unknown-token` if no text has it
 */
export function applyStatusCallback(
  database: Database,
  callback: StatusCallback,
): Promise<'applied' | 'ignored' | 'unknown-token'> {
  return database.kysely.transaction().execute(async (tx) => {
    const message = await tx
      .selectFrom('messages')
      .select(['id', 'state', 'phone'])
      .where('token', '=', callback.token)
      .forUpdate()
      .executeTakeFirst();
    if (!message) return 'unknown-token';
    const state = Object.hasOwn(STATUSES, callback.status) ? STATUSES[callback.status]! : null;
    if (state === null || ORDER[state] <= ORDER[message.state]) return 'ignored';
    const at = date(callback.atMs);
    const failed = state === 'failed' || state === 'undelivered';
    const failure = failed
      ? (callback.failure ?? { code: 'carrier-failed', reason: 'The carrier could not deliver it' })
      : null;
    await tx
      .updateTable('messages')
      .set((row) => ({
        state,
        carrier_id: callback.carrierId,
        accepted_at: row.fn.coalesce('accepted_at', row.val(at)),
        settled_at: ORDER[state] === 4 ? at : null,
        error_code: callback.errorCode,
        reason: failure?.reason ?? null,
        reason_code: failure?.code ?? null,
        sequence: callback.sequence ?? null,
      }))
      .where('id', '=', message.id)
      .execute();
    await transition(
      tx,
      message.id,
      state,
      callback.atMs,
      `The carrier says: ${callback.status}${callback.errorCode ? `, error ${callback.errorCode}. ${failure?.reason ?? ''}`.trimEnd() : ''}`,
      message.phone,
    );
    if (message.phone && callback.failure?.marksUnreachable && failed)
      await markUnreachable(tx, message.phone, callback.failure.reason, callback.atMs);
    if (message.phone && state === 'delivered') await markReachable(tx, message.phone);
    return 'applied';
  });
}

/** Changes the state and writes down why, in one statement. @returns false if it was in none of the states */
async function move(
  database: Database,
  { sendKey }: { sendKey: string },
  state: MessageState,
  from: MessageState[],
  atMs: number,
  cause: string,
  fields: Partial<Updateable<Schema['messages']>>,
): Promise<boolean> {
  const columns = Object.keys(fields);
  const { rowCount } = await database.pool.query({
    name: `move-text/${state}/${columns.join('/')}`,
    text: `
      with moved as (
        update messages set state = $1${columns.map((column, index) => `, ${column} = $${index + 6}`).join('')}
        where send_key = $2 and state = any ($3) returning id, phone
      ), told as (
        insert into message_transitions (message_id, state, at, cause) select id, $1, $4, $5 from moved
      )
      select pg_notify('live', json_build_object('kind', 'message', 'messageId', id, 'phone', phone)::text) from moved`,
    values: [state, sendKey, from, date(atMs), cause, ...Object.values(fields)],
  });
  return rowCount === 1;
}

async function transition(
  tx: Tx,
  messageId: string,
  state: MessageState,
  atMs: number,
  cause: string,
  phone: string | null,
) {
  await tx
    .insertInto('message_transitions')
    .values({ message_id: messageId, state, at: date(atMs), cause })
    .execute();
  await notify(tx, 'live', { kind: 'message', messageId, phone });
}

/** A text begins this long before the carrier has it, or its clock is behind ours by so much. */
const AROUND_MS = 60_000;

/** Those of the carrier's ids, of texts that it got within a time, that no text has yet. */
export async function unclaimedCarrierIds(
  database: Database,
  carrierIds: string[],
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Promise<Set<string>> {
  const rows = await database.kysely
    .selectFrom('messages')
    .select('carrier_id')
    .where('sending_at', '>=', date(fromMs - AROUND_MS))
    .where('sending_at', '<=', date(toMs + AROUND_MS))
    .where('carrier_id', '=', sql<string>`any (${carrierIds})`)
    .execute();
  const claimed = new Set(rows.map(({ carrier_id }) => carrier_id));
  return new Set(carrierIds.filter((id) => !claimed.has(id)));
}

/** The texts to a number of which the carrier has not said whether it took them, begun within a time, the first begun first. */
export async function openTextsTo(
  database: Database,
  phone: string,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Promise<{ sendKey: string; begunAtMs: number }[]> {
  const rows = await database.kysely
    .selectFrom('messages')
    .select(['send_key', 'sending_at'])
    .where('phone', '=', phone)
    .where('sending_at', '>=', date(fromMs))
    .where('sending_at', '<=', date(toMs))
    .where('state', 'in', ['sending', 'unknown'])
    .where('carrier_id', 'is', null)
    .orderBy('sending_at')
    .execute();
  return rows.map(({ send_key, sending_at }) => ({ sendKey: send_key, begunAtMs: sending_at!.getTime() }));
}
