import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { consentState } from './consent.js';
import { date, lockNames, type Database, type Tx } from './database.js';
import { notify } from './listen.js';
import { preferencesOf, type Preference } from './preferences.js';
import type { MessageState } from './schema.js';
import { cartRemindedAt } from './still-true.js';
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

const COLUMNS = [
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
      .select(COLUMNS)
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

function decide(
  database: Database,
  text: TextIdentity,
  state: 'held' | 'suppressed',
  { code, reason }: { code: string; reason: string },
  atMs: number,
): Promise<void> {
  return database.kysely.transaction().execute(async (tx) => {
    const row = await tx
      .insertInto('messages')
      .values(
        newRow(text, state, atMs, {
          reason,
          reason_code: code,
          settled_at: state === 'suppressed' ? date(atMs) : null,
        }),
      )
      .onConflict((conflict) =>
        conflict
          .column('send_key')
          .doUpdateSet({
            state,
            reason,
            reason_code: code,
            phone: text.phone,
            settled_at: state === 'suppressed' ? date(atMs) : null,
          })
          .where('messages.state', 'in', ['planned', 'held']),
      )
      .returning('id')
      .executeTakeFirst();
    if (row) await transition(tx, row.id, state, atMs, reason, text.phone);
  });
}

/** A text as it goes to the carrier. */
export interface Composed {
  body: string;
  parts: number;
  encoding: string;
}

/** What may have changed since a text was decided. */
export interface FactsAtBegin {
  recent: CountedText[];
  cartRemindedAtMs: number | null;
  preferences: Preference[];
  consent: 'granted' | 'denied' | 'none';
}

/** Why a text can't be made. */
export interface NotComposed {
  refused: { code: string; reason: string };
}

export interface Sending {
  sender: string;
  /** It has an end time. */
  isUrgent?: boolean;
  /** Of the cart that it reminds of. */
  cartKeys?: string[];
  /** In the callback's path. */
  token: string;
  /** Makes the text final. What it writes with `tx` stays only if the text is begun. */
  compose(tx: Tx, messageId: string): Promise<Composed | NotComposed>;
}

export interface Begun extends Composed {
  messageId: string;
}

export type BeginResult =
  | ({ result: 'begun' } & Begun)
  | { result: 'stopped' | 'over' | 'spent' | 'already' }
  | ({ result: 'refused' } & NotComposed);

/** Undoes what the transaction did so far. */
class NotBegun extends Error {
  constructor(readonly because: BeginResult) {
    super(because.result);
  }
}

/**
 * The point after which a text counts: one transaction that locks the phone, looks at STOP once more, makes the text and
 * writes the row. Whoever gets `begun`, and nobody else, may ask the carrier.
 */
export async function beginSending(
  database: Database,
  text: TextIdentity & { phone: string },
  { sender, token, isUrgent = false, cartKeys = [], compose }: Sending,
  {
    atMs,
    heedStop,
    mayGo,
    spend,
  }: {
    atMs: number;
    heedStop: boolean;
    /** Judges what the number has had, once nobody else can send to it. */
    mayGo?: (now: FactsAtBegin) => boolean;
    /** No more than so many parts since an instant, everybody's together. */
    spend?: { parts: number; sinceMs: number };
  },
): Promise<BeginResult> {
  const begun = database.kysely.transaction().execute(async (tx): Promise<BeginResult> => {
    await lockNames(tx, [
      `phone/${text.phone}`,
      ...cartKeys.map((key) => `cart/${key}`),
      ...(spend ? ['spend'] : []),
    ]);
    if (heedStop) {
      const stopped = await tx
        .selectFrom('suppressions')
        .select('phone')
        .where('phone', '=', text.phone)
        .executeTakeFirst();
      if (stopped) return { result: 'stopped' };
    }
    if (mayGo) {
      const now: FactsAtBegin = {
        recent: await recentTexts(tx, text.phone, atMs),
        cartRemindedAtMs: await cartRemindedAt(tx, cartKeys),
        preferences: await preferencesOf({ kysely: tx }, text.phone),
        consent: await consentState({ kysely: tx }, text.phone, text.purpose),
      };
      if (!mayGo(now)) return { result: 'over' };
    }
    const going = {
      sender,
      token,
      sending_at: date(atMs),
      is_urgent: isUrgent,
      cart_keys: cartKeys.length > 0 ? cartKeys : null,
    };
    const claimed = await tx
      .insertInto('messages')
      .values(newRow(text, 'sending', atMs, going))
      .onConflict((conflict) =>
        conflict
          .column('send_key')
          .doUpdateSet({
            state: 'sending',
            phone: text.phone,
            ...going,
            parts: null,
            reason: null,
            reason_code: null,
          })
          .where('messages.state', 'in', ['planned', 'held']),
      )
      .returning('id')
      .executeTakeFirst();
    if (!claimed) return { result: 'already' };
    const composed = await compose(tx, claimed.id);
    if ('refused' in composed) throw new NotBegun({ result: 'refused', ...composed });
    // This row has no parts yet: the sum is what others have used.
    if (spend && (await partsSince(tx, spend.sinceMs)) + composed.parts > spend.parts)
      throw new NotBegun({ result: 'spent' });
    const { body, parts, encoding } = composed;
    await tx.updateTable('messages').set({ body, parts, encoding }).where('id', '=', claimed.id).execute();
    await transition(tx, claimed.id, 'sending', atMs, 'The request to the carrier begins', text.phone);
    return { result: 'begun', messageId: claimed.id, body, parts, encoding };
  });
  return begun.catch((error: unknown) => {
    if (error instanceof NotBegun) return error.because;
    throw error;
  });
}

/** A text that counts towards a person's limits. */
export interface CountedText {
  atMs: number;
  purpose: string;
  /** It had an end time. */
  isUrgent: boolean;
}

async function partsSince(tx: Tx, sinceMs: number): Promise<number> {
  const { parts } = await tx
    .selectFrom('messages')
    .select(sql<number>`coalesce(sum(parts), 0)::int`.as('parts'))
    .where('sending_at', '>=', date(sinceMs))
    .executeTakeFirstOrThrow();
  return parts;
}

const LOOKS_BACK_MS = 32 * 86_400_000;

/** What was asked of the carrier and not refused by it counts towards a person's limits, whatever became of it. */
export const COUNTED_STATES: MessageState[] = [
  'sending',
  'accepted',
  'sent',
  'delivered',
  'undelivered',
  'unknown',
];

/** Texts of the last month to a number that were asked of the carrier, and not refused by it. */
export async function recentTexts(
  tx: Pick<Tx, 'selectFrom'>,
  phone: string,
  nowMs: number,
): Promise<CountedText[]> {
  const rows = await tx
    .selectFrom('messages')
    .select(['sending_at', 'purpose', 'is_urgent'])
    .where('phone', '=', phone)
    .where('sending_at', '>', date(nowMs - LOOKS_BACK_MS))
    .where('state', 'in', COUNTED_STATES)
    .execute();
  return rows.map(({ sending_at, purpose, is_urgent }) => ({
    atMs: sending_at!.getTime(),
    purpose,
    isUrgent: is_urgent,
  }));
}

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

/** The number that a callback's text went to. */
export async function phoneOfToken(database: Database, token: string): Promise<string | null> {
  const row = await database.kysely
    .selectFrom('messages')
    .select('phone')
    .where('token', '=', token)
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
      `The carrier says: ${callback.status}${callback.errorCode ? `, error ${callback.errorCode}` : ''}`,
      message.phone,
    );
    if (message.phone && callback.failure?.marksUnreachable && failed)
      await markUnreachable(tx, message.phone, callback.failure.reason, callback.atMs);
    if (message.phone && state === 'delivered') await markReachable(tx, message.phone);
    return 'applied';
  });
}

async function move(
  database: Database,
  { sendKey }: { sendKey: string },
  state: MessageState,
  from: MessageState[],
  atMs: number,
  cause: string,
  fields: Record<string, unknown>,
): Promise<boolean> {
  return database.kysely.transaction().execute(async (tx) => {
    const row = await tx
      .updateTable('messages')
      .set({ ...fields, state })
      .where('send_key', '=', sendKey)
      .where('state', 'in', from)
      .returning(['id', 'phone'])
      .executeTakeFirst();
    if (row) await transition(tx, row.id, state, atMs, cause, row.phone);
    return row !== undefined;
  });
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

const newRow = (text: TextIdentity, state: MessageState, atMs: number, fields: Record<string, unknown>) => ({
  id: uuid(),
  send_key: text.sendKey,
  run_id: text.runId,
  journey_id: text.journeyId,
  node_id: text.nodeId,
  contact_id: text.contactId,
  phone: text.phone,
  purpose: text.purpose,
  state,
  planned_at: date(atMs),
  sender: null,
  reason: null,
  reason_code: null,
  body: null,
  parts: null,
  encoding: null,
  token: null,
  carrier_id: null,
  error_code: null,
  ...fields,
});

export interface MessageFilter {
  journeyId?: string;
  nodeId?: string;
  contactId?: string;
  runId?: string;
  states?: MessageState[];
  reasonCode?: string;
  before?: Date;
  limit?: number;
}

export type ListedMessage = MessageRow & {
  firstName: string | null;
  lastName: string | null;
  journeyName: string | null;
};

export function listMessages(database: Database, filter: MessageFilter): Promise<ListedMessage[]> {
  const { journeyId, nodeId, contactId, runId, states, reasonCode, before, limit = 50 } = filter;
  return database.kysely
    .selectFrom('messages')
    .leftJoin('contacts', 'contacts.id', 'messages.contact_id')
    .leftJoin('journeys', 'journeys.id', 'messages.journey_id')
    .select(COLUMNS)
    .select([
      'contacts.first_name as firstName',
      'contacts.last_name as lastName',
      'journeys.name as journeyName',
    ])
    .$if(journeyId !== undefined, (query) => query.where('messages.journey_id', '=', journeyId!))
    .$if(nodeId !== undefined, (query) => query.where('messages.node_id', '=', nodeId!))
    .$if(contactId !== undefined, (query) => query.where('messages.contact_id', '=', contactId!))
    .$if(runId !== undefined, (query) => query.where('messages.run_id', '=', runId!))
    .$if(states !== undefined && states.length > 0, (query) => query.where('messages.state', 'in', states!))
    .$if(reasonCode !== undefined, (query) => query.where('messages.reason_code', '=', reasonCode!))
    .$if(before !== undefined, (query) => query.where('messages.planned_at', '<', before!))
    .orderBy('messages.planned_at', 'desc')
    .orderBy('messages.id', 'desc')
    .limit(limit)
    .execute();
}

/** Whether some text is already known to be this one at the carrier. */
export async function isCarrierIdKnown(database: Database, carrierId: string): Promise<boolean> {
  const row = await database.kysely
    .selectFrom('messages')
    .select('id')
    .where('carrier_id', '=', carrierId)
    .executeTakeFirst();
  return row !== undefined;
}
