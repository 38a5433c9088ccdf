import { v7 as uuid } from 'uuid';
import { date, type Database } from './database.js';
import { notify } from './listen.js';
import { MESSAGE_COLUMNS, type MessageRow } from './messages.js';

/** A text that no run sends: an answer to STOP or HELP, or what somebody wrote by hand. */
export interface DirectText {
  /** The same key twice is one text. */
  sendKey: string;
  phone: string;
  contactId: string | null;
  /** `transactional` and `opt-out-confirmation` go to who said STOP, too. */
  purpose: string;
  body: string;
  /** The number that they wrote to, if it answers them. */
  writtenTo?: string | null;
}

/** Plans a text; the worker sends it. @returns false if it was planned before */
export async function planText(database: Database, text: DirectText, nowMs: number): Promise<boolean> {
  const row = await database.kysely
    .insertInto('messages')
    .values({
      id: uuid(),
      send_key: text.sendKey,
      contact_id: text.contactId,
      phone: text.phone,
      purpose: text.purpose,
      state: 'planned',
      body: text.body,
      sender: text.writtenTo ?? null,
      planned_at: date(nowMs),
    })
    .onConflict((conflict) => conflict.column('send_key').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (row) await notify(database.kysely, 'texts');
  return row !== undefined;
}

/** Keeps a planned text until an instant, and says why. */
export async function putOff(
  database: Database,
  sendKey: string,
  { untilMs, code, reason }: { untilMs: number; code: string; reason: string },
): Promise<void> {
  await database.kysely
    .updateTable('messages')
    .set({ planned_at: date(untilMs), reason, reason_code: code })
    .where('send_key', '=', sendKey)
    .where('state', '=', 'planned')
    .execute();
}

/** Planned texts that no run sends and whose time has come, the oldest first. */
export async function plannedTexts(
  database: Database,
  { limit, nowMs }: { limit: number; nowMs: number },
): Promise<(DirectText & { plannedAtMs: number })[]> {
  const rows = await database.kysely
    .selectFrom('messages')
    .select(['send_key', 'phone', 'contact_id', 'purpose', 'body', 'sender', 'planned_at'])
    .where('run_id', 'is', null)
    .where('state', '=', 'planned')
    .where('planned_at', '<=', date(nowMs))
    .orderBy('planned_at')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    sendKey: row.send_key,
    phone: row.phone!,
    contactId: row.contact_id,
    purpose: row.purpose,
    body: row.body ?? '',
    writtenTo: row.sender,
    plannedAtMs: row.planned_at.getTime(),
  }));
}

/**
 * Texts that no run sends and of which the carrier has given no clear answer, the oldest first. A request still under way
 * is left in peace, and so is what has been unknown for too long to be found.
 */
export function unsettledDirectTexts(
  database: Database,
  { begunBeforeMs, unknownSinceMs, limit }: { begunBeforeMs: number; unknownSinceMs: number; limit: number },
): Promise<MessageRow[]> {
  return database.kysely
    .selectFrom('messages')
    .select(MESSAGE_COLUMNS)
    .where('run_id', 'is', null)
    .where('sending_at', '<', date(begunBeforeMs))
    .where((where) =>
      where.or([
        where('state', '=', 'sending'),
        where.and([where('state', '=', 'unknown'), where('sending_at', '>=', date(unknownSinceMs))]),
      ]),
    )
    .orderBy('sending_at')
    .limit(limit)
    .execute();
}
