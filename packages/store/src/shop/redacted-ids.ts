import { sql } from 'kysely';
import { date, type Database } from '../database.js';
import type { Identity } from '../intake/incoming-event.js';
import { phoneHashes } from '../people/phone-hashes.js';

const PERSONAL = new Set(['phone', 'email']);
const idsAmong = (names: readonly Identity[]) =>
  names.filter(({ kind }) => !PERSONAL.has(kind)).map(({ kind, value }) => `${kind}/${value}`);

/** Keeps that a shop asked for whoever has these ids to be erased. Of numbers and addresses nothing is kept. */
export async function keepRedacted(
  { kysely }: Pick<Database, 'kysely'>,
  names: readonly Identity[],
  atMs: number,
): Promise<void> {
  const ids = idsAmong(names);
  if (ids.length === 0) return;
  const hashOf = await phoneHashes(kysely);
  await kysely
    .insertInto('redacted_ids')
    .values(ids.map((id) => ({ hash: hashOf(id), at: date(atMs) })))
    .onConflict((conflict) =>
      conflict.column('hash').doUpdateSet((eb) => ({
        at: sql<Date>`greatest(${eb.ref('redacted_ids.at')}, ${eb.ref('excluded.at')})`,
      })),
    )
    .execute();
}

/** When a shop last asked for one of these ids to be erased. Cheap while none ever did. */
export async function redactedAt(
  { kysely }: Pick<Database, 'kysely'>,
  names: readonly Identity[],
): Promise<Date | null> {
  const ids = idsAmong(names);
  if (ids.length === 0) return null;
  const any = await kysely.selectFrom('redacted_ids').select('hash').limit(1).executeTakeFirst();
  if (!any) return null;
  const hashOf = await phoneHashes(kysely);
  const row = await kysely
    .selectFrom('redacted_ids')
    .select('at')
    .where('hash', 'in', ids.map(hashOf))
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.at ?? null;
}

/** Whoever comes anew, by an act of their own after the shop asked, is here again. */
export async function forgetRedacted(
  { kysely }: Pick<Database, 'kysely'>,
  names: readonly Identity[],
): Promise<void> {
  const hashOf = await phoneHashes(kysely);
  await kysely.deleteFrom('redacted_ids').where('hash', 'in', idsAmong(names).map(hashOf)).execute();
}
