import { v7 as uuid } from 'uuid';
import { date, type Database } from './database.js';

export interface ReplyReview {
  id: string;
  phone: string;
  body: string;
  contactId: string | null;
  firstName: string | null;
  lastName: string | null;
  at: Date;
}

/** Lays a doubtful reply aside for a person to judge; once. */
export async function askForReview(
  database: Database,
  reply: { carrierId: string; phone: string; contactId: string | null; body: string; atMs: number },
): Promise<void> {
  await database.kysely
    .insertInto('reply_reviews')
    .values({
      id: uuid(),
      carrier_id: reply.carrierId,
      phone: reply.phone,
      contact_id: reply.contactId,
      body: reply.body,
      at: date(reply.atMs),
    })
    .onConflict((conflict) => conflict.column('carrier_id').doNothing())
    .execute();
}

export function openReviews(database: Database, limit = 100): Promise<ReplyReview[]> {
  return database.kysely
    .selectFrom('reply_reviews')
    .leftJoin('contacts', 'contacts.id', 'reply_reviews.contact_id')
    .select([
      'reply_reviews.id',
      'reply_reviews.phone',
      'body',
      'contact_id as contactId',
      'contacts.first_name as firstName',
      'contacts.last_name as lastName',
      'at',
    ])
    .where('decision', 'is', null)
    .orderBy('at', 'desc')
    .limit(limit)
    .execute();
}

/** @returns the reply that was judged, or `null` if there is no such open one */
export async function decideReview(
  database: Database,
  id: string,
  decision: 'stop' | 'nothing',
  nowMs: number,
): Promise<{ phone: string; body: string } | null> {
  const row = await database.kysely
    .updateTable('reply_reviews')
    .set({ decision, decided_at: date(nowMs) })
    .where('id', '=', id)
    .where('decision', 'is', null)
    .returning(['phone', 'body'])
    .executeTakeFirst();
  return row ?? null;
}
