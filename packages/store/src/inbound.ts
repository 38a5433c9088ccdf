import { v7 as uuid } from 'uuid';
import { date, type Database } from './database.js';

export interface Inbound {
  carrierId: string;
  phone: string;
  recipient: string;
  body: string;
}

/** Keeps a text that came in. @returns whether it is new, and when it first came */
export async function recordInbound(
  database: Database,
  inbound: Inbound,
  contactId: string | null,
  nowMs: number,
): Promise<{ isNew: boolean; firstAtMs: number }> {
  const row = await database.kysely
    .insertInto('inbound_messages')
    .values({
      id: uuid(),
      carrier_id: inbound.carrierId,
      phone: inbound.phone,
      recipient: inbound.recipient,
      body: inbound.body,
      contact_id: contactId,
      received_at: date(nowMs),
    })
    .onConflict((conflict) => conflict.column('carrier_id').doNothing())
    .returning('received_at')
    .executeTakeFirst();
  if (row) return { isNew: true, firstAtMs: nowMs };
  const before = await database.kysely
    .selectFrom('inbound_messages')
    .select('received_at')
    .where('carrier_id', '=', inbound.carrierId)
    .executeTakeFirst();
  return { isNew: false, firstAtMs: before?.received_at.getTime() ?? nowMs };
}

/** The number of ours that somebody wrote to last; `null` if they never did. */
export async function numberWrittenTo(database: Database, phone: string): Promise<string | null> {
  const row = await database.kysely
    .selectFrom('inbound_messages')
    .select('recipient')
    .where('phone', '=', phone)
    .orderBy('received_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.recipient || null;
}

/** Whether a text that came in was dealt with before: a START that is heard again must not undo a later STOP. */
export async function isInboundKnown(database: Database, carrierId: string): Promise<boolean> {
  const row = await database.kysely
    .selectFrom('inbound_messages')
    .select('id')
    .where('carrier_id', '=', carrierId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Writes down whose a text was that came in from a number nobody had: theirs who was made by it, and so our answer. */
export async function giveInboundTo(
  database: Database,
  { carrierId, answerKey }: { carrierId: string; answerKey: string },
  contactId: string,
): Promise<void> {
  const { kysely } = database;
  const theirs = { contact_id: contactId };
  for (const table of ['inbound_messages', 'reply_reviews'] as const)
    await kysely
      .updateTable(table)
      .set(theirs)
      .where('carrier_id', '=', carrierId)
      .where('contact_id', 'is', null)
      .execute();
  await kysely
    .updateTable('messages')
    .set(theirs)
    .where('send_key', '=', answerKey)
    .where('contact_id', 'is', null)
    .execute();
}
