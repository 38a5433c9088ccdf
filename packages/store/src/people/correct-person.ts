import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { wakeForPhone } from '../awaited-phone.js';
import { date, type Database, type Tx } from '../database.js';
import { notify } from '../listen.js';
import { learnAttributes } from './attributes.js';
import { recallStop } from './erase-contact.js';
import { ownersOf } from './names.js';
import { putTags, takeTags } from './tags.js';
import { writingAs } from './writing-as.js';

const COLUMNS = {
  firstName: 'first_name',
  lastName: 'last_name',
  email: 'email',
  phone: 'phone',
  language: 'language',
  timeZone: 'time_zone',
} as const;
type Field = keyof typeof COLUMNS;
const FIELDS = Object.keys(COLUMNS) as Field[];

/** What a person's fields hold; `null` is nothing. Only fields that are named are meant. */
export type PersonFields = { [field in Field]?: string | null } & {
  attributes?: { [name: string]: unknown };
};

export interface Correction {
  change: PersonFields;
  /** What the fields held for whoever changes them: if one holds something else by now, nothing is written. */
  seen?: PersonFields;
  /** Which names were never theirs: the former address or number names nobody afterwards. */
  letsGo?: ('email' | 'phone')[];
  addTags?: string[];
  removeTags?: string[];
  source: string;
}

export type Corrected =
  | { outcome: 'corrected'; id: string }
  | { outcome: 'gone' }
  /** What the fields that somebody else changed hold now. */
  | { outcome: 'changed-meanwhile'; now: PersonFields }
  | { outcome: 'somebody-elses'; kind: 'email' | 'phone'; ownerId: string };

class Refused extends Error {
  constructor(readonly answer: Corrected) {
    super(answer.outcome);
  }
}

/** What is known of a person, put right by hand. All of it, or nothing. */
export async function correctPerson(
  database: Database,
  id: string,
  { change, seen = {}, letsGo = [], addTags = [], removeTags = [], source }: Correction,
  nowMs: number,
): Promise<Corrected> {
  await learnAttributes(database, [change.attributes], nowMs);
  try {
    return await database.kysely.transaction().execute(async (tx) => {
      const row = await tx
        .selectFrom('contacts')
        .select(['id', 'attributes', ...Object.values(COLUMNS)])
        .where('id', '=', sql<string>`current_contact(${id})`)
        .forUpdate()
        .executeTakeFirst();
      if (!row) return { outcome: 'gone' };
      const held: PersonFields = {
        ...Object.fromEntries(FIELDS.map((field) => [field, row[COLUMNS[field]]])),
        attributes: row.attributes,
      };
      const now = changedMeanwhile(seen, held);
      if (now) return { outcome: 'changed-meanwhile', now };
      await writingAs(tx, source);
      for (const kind of ['email', 'phone'] as const) {
        const [before, after] = [held[kind], change[kind]];
        if (after === undefined || after === before) continue;
        if (before && letsGo.includes(kind)) await letGo(tx, row.id, kind, before);
        if (after) await claim(tx, row.id, kind, after, nowMs);
      }
      if (FIELDS.some((field) => change[field] !== undefined) || change.attributes)
        await write(tx, row.id, change, nowMs);
      if (!held.phone && change.phone) await wakeForPhone(tx, [row.id], nowMs);
      await takeTags(tx, [row.id], removeTags, { source, atMs: nowMs });
      await putTags(tx, [row.id], addTags, { source, atMs: nowMs });
      await notify(tx, 'live', { kind: 'contact', contactId: row.id });
      return { outcome: 'corrected', id: row.id };
    });
  } catch (error) {
    if (error instanceof Refused) return error.answer;
    throw error;
  }
}

function changedMeanwhile(seen: PersonFields, held: PersonFields): PersonFields | null {
  const fields = FIELDS.filter((field) => seen[field] !== undefined && seen[field] !== held[field]);
  const names = Object.keys(seen.attributes ?? {}).filter(
    (name) => !isDeepStrictEqual(seen.attributes![name] ?? null, held.attributes![name] ?? null),
  );
  if (fields.length + names.length === 0) return null;
  return {
    ...Object.fromEntries(fields.map((field) => [field, held[field]])),
    ...(names.length > 0 && {
      attributes: Object.fromEntries(names.map((name) => [name, held.attributes![name] ?? null])),
    }),
  };
}

async function write(tx: Tx, id: string, change: PersonFields, nowMs: number): Promise<void> {
  const given = Object.entries(change.attributes ?? {});
  const gone = given.flatMap(([name, value]) => (value === null ? [name] : []));
  const put = Object.fromEntries(given.filter(([, value]) => value !== null));
  await tx
    .updateTable('contacts')
    .set({
      ...Object.fromEntries(
        FIELDS.flatMap((field) => (change[field] === undefined ? [] : [[COLUMNS[field], change[field]]])),
      ),
      attributes: sql<string>`(attributes - ${gone}::text[]) || ${JSON.stringify(put)}::jsonb`,
      updated_at: sql<Date>`greatest(updated_at, ${date(nowMs)})`,
    })
    .where('id', '=', id)
    .execute();
}

/** Makes an address or number a name of the person. What it was before stays one, too: mail still comes under it. */
async function claim(
  tx: Tx,
  contactId: string,
  kind: 'email' | 'phone',
  value: string,
  nowMs: number,
): Promise<void> {
  const inserted = await tx
    .insertInto('contact_identities')
    .values({ kind, value, contact_id: contactId })
    .onConflict((conflict) => conflict.doNothing())
    .returning('contact_id')
    .executeTakeFirst();
  if (inserted) {
    if (kind === 'phone') await recallStop(tx, value, nowMs);
    return;
  }
  const ownerId = (await ownersOf(tx, [{ kind, value }])).get(`${kind}/${value}`);
  if (ownerId !== contactId) throw new Refused({ outcome: 'somebody-elses', kind, ownerId: ownerId! });
}

async function letGo(tx: Tx, contactId: string, kind: 'email' | 'phone', value: string): Promise<void> {
  await tx
    .deleteFrom('contact_identities')
    .where('contact_id', '=', contactId)
    .where('kind', '=', kind)
    .where('value', '=', kind === 'email' ? value.toLowerCase() : value)
    .execute();
}
