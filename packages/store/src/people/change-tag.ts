import { sql } from 'kysely';
import { date, type Database, type Tx } from '../database.js';
import { notify } from '../listen.js';
import type { SegmentUse } from '../segments/segments.js';
import { hush } from '../segments/hush.js';
import { usesOfTag } from './tag-uses.js';

export type ChangedTag =
  | { outcome: 'changed' | 'gone' | 'taken' }
  /** What names it goes by its name: it must be taken out there first. */
  | { outcome: 'in-use'; usedBy: SegmentUse[] };

/** Calls a tag otherwise, on everybody who has it. */
export const renameTag = (database: Database, name: string, to: string): Promise<ChangedTag> =>
  changing(database, name, async (tx) => {
    const taken = await tx
      .selectFrom('tags')
      .select('name')
      .where('name', '=', to)
      .where('name', '<>', name)
      .executeTakeFirst();
    if (taken) return { outcome: 'taken' };
    await tx.updateTable('tags').set({ name: to }).where('name', '=', name).execute();
    return { outcome: 'changed' };
  });

/** Takes a tag away, and off everybody who has it: their timelines keep that they had it. */
export const deleteTag = (
  database: Database,
  { name, source }: { name: string; source: string },
  nowMs: number,
): Promise<ChangedTag> =>
  changing(database, name, async (tx) => {
    await sql`
      insert into contact_changes (contact_id, field, before, after, source, at)
      select contact_id, 'tag', null, to_jsonb(tag), source, at from contact_tags where tag = ${name}
      union all
      select contact_id, 'tag', to_jsonb(tag), null, ${source}, ${date(nowMs)} from contact_tags where tag = ${name}`.execute(
      tx,
    );
    await tx.deleteFrom('tags').where('name', '=', name).execute();
    return { outcome: 'changed' };
  });

function changing(
  database: Database,
  name: string,
  change: (tx: Tx) => Promise<ChangedTag>,
): Promise<ChangedTag> {
  return database.kysely.transaction().execute(async (tx) => {
    const known = await tx
      .selectFrom('tags')
      .select('name')
      .where('name', '=', name)
      .forUpdate()
      .executeTakeFirst();
    if (!known) return { outcome: 'gone' };
    const usedBy = await usesOfTag(tx, name);
    if (usedBy.length > 0) return { outcome: 'in-use', usedBy };
    await hush(tx, true);
    const done = await change(tx);
    await notify(tx, 'live', { kind: 'contact' });
    return done;
  });
}
