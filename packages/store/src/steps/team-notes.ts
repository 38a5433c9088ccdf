import { v7 as uuid } from 'uuid';
import { date, type Database } from '../database.js';
import { notify } from '../listen.js';

export interface TeamNote {
  id: string;
  text: string;
  contactId: string;
  firstName: string | null;
  lastName: string | null;
  phone: string | null;
  journeyId: string | null;
  runId: string | null;
  at: Date;
}

/** Leaves a note once, however often it is asked under the same key. */
export async function leaveTeamNote(
  database: Database,
  note: { key: string; contactId: string; journeyId: string; runId: string; text: string; atMs: number },
): Promise<void> {
  await database.kysely
    .insertInto('team_notes')
    .values({
      id: uuid(),
      key: note.key,
      contact_id: note.contactId,
      journey_id: note.journeyId,
      run_id: note.runId,
      text: note.text,
      at: date(note.atMs),
    })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  await notify(database.kysely, 'live', { kind: 'contact', contactId: note.contactId });
}

/** Notes that nobody has dealt with, the newest first. */
export function openTeamNotes(database: Database, limit = 50): Promise<TeamNote[]> {
  return database.kysely
    .selectFrom('team_notes')
    .innerJoin('contacts', 'contacts.id', 'team_notes.contact_id')
    .select([
      'team_notes.id',
      'team_notes.text',
      'team_notes.contact_id as contactId',
      'contacts.first_name as firstName',
      'contacts.last_name as lastName',
      'contacts.phone',
      'team_notes.journey_id as journeyId',
      'team_notes.run_id as runId',
      'team_notes.at',
    ])
    .where('done_at', 'is', null)
    .orderBy('at', 'desc')
    .limit(limit)
    .execute();
}

/** @returns false if there is no such open note */
export async function closeTeamNote(database: Database, id: string, nowMs: number): Promise<boolean> {
  const row = await database.kysely
    .updateTable('team_notes')
    .set({ done_at: date(nowMs) })
    .where('id', '=', id)
    .where('done_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}
